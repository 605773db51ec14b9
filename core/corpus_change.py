"""A change over many articles: worked out on a snapshot, made ready for the journal, and only then committed.

The first two take seconds for ten thousand articles and are for other threads; ``Session.commit_ready`` opens no
article. Where an article was edited in between, it is worked out again; where many were, the change is stale.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.loaded_article import Loaded
from nhan.core.merging.replay import fits
from nhan.core.model import ArticleEdit, Change, Decision, Rejected, Span, SpanStatus
from nhan.core.operations import delete_label, withdraw_label
from nhan.core.operations.building import uncommented
from nhan.core.readable import Unreadable, or_unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.store.journal import Kind, encode_edits
from nhan.core.store.label_names import LabelNames

Verb = Callable[[Document], Change | Rejected]  # on one article
Seen = Callable[[], object]

KEPT_STEPS = 4  # whose JSON stays in memory: some megabytes each


class WorkedOut(msgspec.Struct, frozen=True):
    """A change, the moment it was worked out at (``Snapshot.stamp``), and how to do so again for one article.

    ``bases``: of articles that nobody had touched, the run of the suggestions they stood on. ``decided``: its spans say
    who has decided on them.
    """

    change: Change
    stamp: int
    bases: Mapping[str, str]
    verb: Verb
    names: LabelNames
    decided: bool = False

    def signed(self, edit: ArticleEdit, decision: Decision) -> ArticleEdit:
        """One article's edit with the decision on what it settles."""
        return edit if self.decided else signed_edit(edit, decision)


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
    names = snapshot.project.label_names
    return WorkedOut(Change(name, tuple(edits)), snapshot.stamp, bases, verb, names) if edits else refused


def delete_label_everywhere(
    snapshot: Snapshot,
    label: str,
    passed_over: Callable[[Unreadable], object] = lambda _: None,
    seen: Seen = lambda: None,
) -> WorkedOut | Change | Rejected:
    """A label less, and what bears it in the annotator's own work rejected; a change where nothing does. Of a label
    that is deleted already, what still bears it."""
    change = delete_label(snapshot.project.labels, label)
    if isinstance(change, Rejected) and change.reason != "labels.deleted_already":
        return change
    verb = partial(withdraw_label, label=label)
    found = work_out(snapshot, snapshot.ids, verb, lambda _: True, passed_over, seen)
    if isinstance(found, Rejected):
        return change
    project = change.project if isinstance(change, Change) else None
    return replace(found, change=replace(found.change, project=project))


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


class EncodedEdits(msgspec.Struct, frozen=True):
    """Edits as the journal's JSON, and their inverse, so that undo has nothing left to encode."""

    there: bytes
    back: bytes

    @classmethod
    def of(cls, edits: Sequence[ArticleEdit], names: LabelNames) -> "EncodedEdits":
        """NhanError where they are no text that could be written."""
        return cls(encode_edits(edits, names), encode_edits([edit.inverse() for edit in reversed(edits)], names))


class EncodedSteps:
    """The JSON of the last large steps, for undo and redo."""

    def __init__(self) -> None:
        self._steps: list[tuple[Change, EncodedEdits]] = []  # the newest last

    def keep(self, step: Change, encoded: EncodedEdits) -> None:
        self._steps = [*self._steps[1 - KEPT_STEPS :], (step, encoded)]

    def of(self, kind: Kind, step: Change | None) -> bytes | None:
        """What goes into the journal when this very step is taken back or done again. None: it has to be encoded."""
        found = next((encoded for kept, encoded in self._steps if kept is step), None)
        if found is None or kind == "do":
            return None
        return found.back if kind == "undo" else found.there


class ReadyChange(msgspec.Struct, frozen=True):
    """A signed change as it goes into the journal, and what takes it back: by article its edits, and all as JSON."""

    worked_out: WorkedOut
    change: Change
    edits: Mapping[str, Sequence[ArticleEdit]]
    encoded: Mapping[str, EncodedEdits]
    json: EncodedEdits
    decision: Decision

    def again(self, documents: Sequence[Document]) -> "ReadyChange | Rejected":
        """With what the verb says now of articles that were edited since."""
        edits, encoded = dict(self.edits), dict(self.encoded)
        answer: Change | Rejected = Rejected("session.stale")
        for document in documents:
            answer = self.worked_out.verb(document)
            edits_of = answer.edits if isinstance(answer, Change) else ()
            found = tuple(self.worked_out.signed(edit, self.decision) for edit in edits_of)
            edits.pop(document.id, None)
            encoded.pop(document.id, None)
            if found:
                edits[document.id], encoded[document.id] = found, EncodedEdits.of(found, self.worked_out.names)
        if not edits:
            return answer if isinstance(answer, Rejected) else Rejected("session.stale")
        return _ready(self.worked_out, edits, encoded, self.decision)


def make_ready(worked_out: WorkedOut, decision: Decision, seen: Seen = lambda: None) -> ReadyChange:
    """Sign and encode a change. NhanError where it is no text that could be written."""
    edits: dict[str, tuple[ArticleEdit, ...]] = {}
    for edit in worked_out.change.edits:
        seen()
        edits[edit.article] = (*edits.get(edit.article, ()), worked_out.signed(edit, decision))
    encoded: dict[str, EncodedEdits] = {}
    for article_id, each in edits.items():
        seen()
        encoded[article_id] = EncodedEdits.of(each, worked_out.names)
    return _ready(worked_out, edits, encoded, decision)


def _ready(
    worked_out: WorkedOut,
    edits: Mapping[str, Sequence[ArticleEdit]],
    encoded: Mapping[str, EncodedEdits],
    decision: Decision,
) -> ReadyChange:
    change = replace(worked_out.change, edits=tuple(edit for each in edits.values() for edit in each))
    there = b",".join(each.there for each in encoded.values())
    back = b",".join(each.back for each in reversed(list(encoded.values())))
    return ReadyChange(worked_out, change, edits, encoded, EncodedEdits(there, back), decision)


def signed(change: Change, decision: Decision) -> Change:
    """The change with the annotator's decision on every span that it settles."""
    return replace(change, edits=tuple(signed_edit(edit, decision) for edit in change.edits))


def signed_edit(edit: ArticleEdit, decision: Decision) -> ArticleEdit:
    """One article's edit, likewise."""
    before = {span.id: span for span in edit.removed}
    added = tuple(
        replace(span, decision=decision)
        if span.status is not SpanStatus.SUGGESTED and not _stays(before.get(span.id), span)
        else span
        for span in edit.added
    )
    return replace(edit, added=added)


def _stays(before: Span | None, after: Span) -> bool:
    """Whether nothing was decided on the span: only said about it, if that."""
    return before is not None and uncommented(before) == uncommented(after)
