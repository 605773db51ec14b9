"""A change over many articles: worked out on a snapshot, made ready for the journal, and only then committed.

The first two take seconds for ten thousand articles and are for other threads; ``Session.commit_ready`` opens no
article. Where an article was edited in between, it is worked out again; where many were, the change is stale.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.journal_replay import fits
from nhan.core.model import ArticleEdit, Change, Decision, Rejected, SpanStatus
from nhan.core.project import Loaded
from nhan.core.readable import Unreadable, or_unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.store.journal import encode_edits

Verb = Callable[[Document], Change | Rejected]  # on one article
Seen = Callable[[], object]


class WorkedOut(msgspec.Struct, frozen=True):
    """A change, the moment it was worked out at (``Snapshot.stamp``), and how to do so again for one article.

    ``bases``: of articles that nobody had touched, the run of the suggestions they stood on.
    """

    change: Change
    stamp: int
    bases: Mapping[str, str]
    verb: Verb


def work_out(
    snapshot: Snapshot,
    article_ids: Iterable[str],
    verb: Verb,
    where: Callable[[str], bool],
    passed_over: Callable[[Unreadable], object] = lambda _: None,
    seen: Seen = lambda: None,
) -> WorkedOut | Rejected:
    """What ``verb`` says of these articles, as one change. Only those are opened whose text satisfies ``where``.

    ``passed_over`` hears of what cannot be read. The answer of one article stands for all refusals.
    """

    def wanted(article_id: str) -> Loaded | None:
        return snapshot.loaded(article_id) if where(snapshot.text(article_id)) else None

    edits: list[ArticleEdit] = []
    bases: dict[str, str] = {}
    name, refused = "", Rejected("verbs.already")
    for article_id in article_ids:
        seen()
        loaded = or_unreadable(article_id, wanted)
        if isinstance(loaded, Unreadable):
            passed_over(loaded)
            continue
        if loaded is None:
            continue
        answer = verb(loaded.document)
        if isinstance(answer, Rejected):
            refused = answer
            continue
        edits += answer.edits
        name = answer.verb
        if not loaded.touched:
            bases[article_id] = loaded.base
    return WorkedOut(Change(name, tuple(edits)), snapshot.stamp, bases, verb) if edits else refused


def fits_all(snapshot: Snapshot, change: Change, seen: Seen = lambda: None) -> bool:
    """Whether a change over many articles can be applied to them as a snapshot has them. NhanError: one is damaged."""
    by_article: dict[str, list[ArticleEdit]] = {}
    for edit in change.edits:
        by_article.setdefault(edit.article, []).append(edit)
    for article_id, edits in by_article.items():
        seen()
        if not fits([snapshot.document(article_id)] * len(edits), edits):
            return False
    return True


class ReadyChange(msgspec.Struct, frozen=True):
    """A signed change as it goes into the journal: by article its edits, and these as JSON."""

    worked_out: WorkedOut
    edits: Mapping[str, Sequence[ArticleEdit]]
    encoded: Mapping[str, bytes]
    decision: Decision

    def again(self, documents: Sequence[Document]) -> "ReadyChange | Rejected":
        """With what the verb says now of articles that were edited since."""
        edits, encoded = dict(self.edits), dict(self.encoded)
        answer: Change | Rejected = Rejected("session.stale")
        for document in documents:
            answer = self.worked_out.verb(document)
            found = signed(answer, self.decision).edits if isinstance(answer, Change) else ()
            edits.pop(document.id, None)
            encoded.pop(document.id, None)
            if found:
                edits[document.id], encoded[document.id] = found, encode_edits(found)
        if not edits:
            return answer if isinstance(answer, Rejected) else Rejected("session.stale")
        return replace(self, edits=edits, encoded=encoded)

    @property
    def change(self) -> Change:
        """What is done."""
        return replace(self.worked_out.change, edits=tuple(edit for each in self.edits.values() for edit in each))

    @property
    def json(self) -> bytes:
        """The edits of ``change``, as ``encode_edits`` gives them."""
        return b",".join(self.encoded.values())


def make_ready(worked_out: WorkedOut, decision: Decision, seen: Seen = lambda: None) -> ReadyChange:
    """Sign and encode a change. NhanError where it is no text that could be written."""
    edits: dict[str, tuple[ArticleEdit, ...]] = {}
    for edit in worked_out.change.edits:
        seen()
        edits[edit.article] = (*edits.get(edit.article, ()), signed_edit(edit, decision))
    encoded: dict[str, bytes] = {}
    for article_id, each in edits.items():
        seen()
        encoded[article_id] = encode_edits(each)
    return ReadyChange(worked_out, edits, encoded, decision)


def signed(change: Change, decision: Decision) -> Change:
    """The change with the annotator's decision on every span that it settles."""
    return replace(change, edits=tuple(signed_edit(edit, decision) for edit in change.edits))


def signed_edit(edit: ArticleEdit, decision: Decision) -> ArticleEdit:
    """One article's edit, likewise."""
    before = {span.id: span for span in edit.removed}
    added = tuple(
        replace(span, decision=decision)
        if span.status is not SpanStatus.SUGGESTED and span != before.get(span.id)
        else span
        for span in edit.added
    )
    return replace(edit, added=added)
