"""Articles on which all agree: what they have enters and the article is done, without a key and in one change."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from nhan.core.adjudication.gold import ADJUDICATE, Adjudication, adjudication, enter
from nhan.core.adjudication.people_work import PeopleWork
from nhan.core.corpus_change import Seen, WorkedOut, work_out
from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleStatus, Change, Rejected, SpanStatus
from nhan.core.operations.building import standing, state_change
from nhan.core.readable import Unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.suggestion import Labelled


def is_waiting(gold: Document, labels: LabelSet, state: Adjudication) -> bool:
    """Whether all agree on an article, and its gold does not say so yet: also where that is for a person (``settle``).
    What was put aside is left alone, and so is what stands in the way in an article that is done."""
    if state.open or gold.state.status is ArticleStatus.SKIPPED:
        return False
    if gold.state.status is not ArticleStatus.DONE:
        return True
    change = enter(gold, labels, state, "")
    return isinstance(change, Change) and any(edit.added for edit in change.edits)


def settle(gold: Document, labels: LabelSet, spans: Mapping[str, Iterable[Labelled]], at: str) -> Change | Rejected:
    """Put in what all have, and the article is done. ``spans``: what each annotator (by id) has; ``at``: the time (UTC,
    ISO 8601). Refused where they differ, where that may not stand, and where there is something for a person to look
    at: a suggestion to decide, a flag, a question, a span that nobody else has. So is what is in progress: somebody has
    begun it, or opened it again."""
    state = adjudication(gold, spans)
    if not is_waiting(gold, labels, state):
        return Rejected("verbs.already")
    if gold.state.status is ArticleStatus.IN_PROGRESS:
        return Rejected("verbs.agreed_begun")
    change, draft = enter(gold, labels, state, at), gold.copy()
    edit = change.edits[0] if isinstance(change, Change) else None
    if edit is not None:
        draft.apply(edit)
    undecided = sum(span.status is SpanStatus.SUGGESTED for span in draft)
    if undecided:
        return Rejected("verbs.unreviewed", {"count": undecided})
    if gold.state.status is not ArticleStatus.DONE:
        after = adjudication(draft, spans)
        if after.entering:
            return Rejected("verbs.agreed_clash")
        if _is_for_a_person(draft, labels, after):
            return Rejected("verbs.agreed_look")
    done = replace(gold.state, status=ArticleStatus.DONE, bulk=False)
    if done != gold.state:
        return state_change(ADJUDICATE, gold, done, edit)
    assert isinstance(change, Change), "something waits"
    return replace(change, machine=False)


def _is_for_a_person(gold: Document, labels: LabelSet, state: Adjudication) -> bool:
    """Whether an article waits for what somebody says of it, or has what the curator alone stands behind."""
    agreed = frozenset(state.agreed)
    own = (span.votes is None and span.place not in agreed for span in standing(gold, labels.gone))
    return gold.state.flagged or bool(gold.questions) or any(own)


def settle_read(gold: Document, labels: LabelSet, people: PeopleWork, at: str) -> Change | Rejected:
    """``settle`` by everybody's work. Refused also where somebody's cannot be read: it may be otherwise."""
    spans, is_over = people.of(gold.id), gold.state.status in (ArticleStatus.DONE, ArticleStatus.SKIPPED)
    answer = settle(gold, labels, spans, at) if spans else Rejected("verbs.already")
    if (isinstance(answer, Change) or not (spans or is_over)) and people.is_lacking(gold.id, spans):
        return Rejected("verbs.agreed_unread")
    return answer


class AgreedEverywhere(msgspec.Struct, frozen=True):
    """Worked out for many articles; ``worked_out`` is None where nothing is to be done. ``left``: the ids of those on
    which all agree, and that are for a person all the same."""

    worked_out: WorkedOut | None
    left: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many articles are done by it."""
        return len(self.worked_out.change.edits) if self.worked_out is not None else 0


def settle_everywhere(
    snapshot: Snapshot,
    article_ids: Iterable[str],
    people: PeopleWork,
    at: str,
    passed_over: Callable[[Unreadable], object] = lambda _: None,
    seen: Seen = lambda: None,
    taken_back: Container[str] = (),
) -> AgreedEverywhere:
    """The same in all of these articles of a snapshot: one step of undo. ``seen`` hears of each. ``taken_back``: the
    ids of those that somebody has taken this back for, which are left to them."""
    left: dict[str, None] = {}

    def verb(gold: Document) -> Change | Rejected:
        answer = settle_read(gold, snapshot.project.labels, people, at)
        if isinstance(answer, Change) and gold.id in taken_back:
            answer = Rejected("verbs.agreed_begun")
        if isinstance(answer, Rejected) and answer.reason != "verbs.already":
            left[gold.id] = None
        return answer

    ready = _ready(article_ids, people, seen)
    found = work_out(snapshot, ready, verb, lambda _: True, passed_over)
    worked_out = None if isinstance(found, Rejected) else replace(found, decided=True)
    return AgreedEverywhere(worked_out, tuple(left))


def _ready(article_ids: Iterable[str], people: PeopleWork, seen: Seen) -> Iterator[str]:
    for name in article_ids:
        seen()
        if people.are_done(name):
            yield name
