"""Whether edits fit the articles as they are now; what an earlier session left in its journal is replayed over them."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.messages import NhanError
from nhan.core.model import ArticleEdit, ArticleState, ArticleStatus, Span
from nhan.core.store.layout import JOURNAL
from nhan.core.store.recovery import NumberedEdit, Pending
from nhan.core.store.strict import Where


def fits(documents: Sequence[Document], edits: Sequence[ArticleEdit]) -> bool:
    """Whether edits were made on these documents as they are now: what cannot be applied is never journaled.

    ``documents``: one for each edit, in order.
    """
    now: dict[tuple[str, str], Span | None] = {}
    for document, edit in zip(documents, edits, strict=True):
        for span in edit.removed:
            if now.get((edit.article, span.id), document.get(span.id)) != span:
                return False
            now[edit.article, span.id] = None
        for span in edit.added:
            if now.get((edit.article, span.id), document.get(span.id)) is not None:
                return False
            now[edit.article, span.id] = span
    return True


def replay(document: Document, pending: Pending, applied: Mapping[str, int], annotator: str) -> None:
    """Apply the edits that the article's file may lack; ``applied``: how far each session is known to be in it.

    Each span, and the article's state, becomes what the last edit made of it, from whichever stage of these edits the
    file has it at. So nothing has to say how many of them the file has, and it may hold other people's edits of other
    spans, too. NhanError, which names the edit, where a span is as none of the edits has left it: the file was changed
    from outside. Then the document is of no use.
    """
    stages: dict[str, list[Span | None]] = {}  # of each span: what it was, and what each edit made of it
    first: dict[str, NumberedEdit] = {}
    states: list[ArticleState] = []
    for each in pending.missing(applied):
        edit = each.edit
        before = {span.id: span for span in edit.removed}
        for name, span in (dict.fromkeys(before) | {span.id: span for span in edit.added}).items():
            known = stages.setdefault(name, [before.get(name)])
            if known[-1] != before.get(name) or not (span is None or _is_inside(span, document)):
                raise _does_not_fit(document, each, annotator)
            known.append(span)
            first.setdefault(name, each)
        if edit.now is not None:
            states += [edit.now] if states else [edit.was or document.state, edit.now]
    removed: list[Span] = []
    added: list[Span] = []
    for name, known in stages.items():
        span, last = document.get(name), known[-1]
        if span not in known:
            raise _does_not_fit(document, first[name], annotator)
        if span != last:
            removed += [span] if span else []
            added += [last] if last else []
    document.apply(ArticleEdit(document.id, tuple(removed), tuple(added), now=_after(document.state, states)))


def _is_inside(span: Span, document: Document) -> bool:
    return 0 <= span.start < span.end <= len(document.text)


def _after(state: ArticleState, stages: Sequence[ArticleState]) -> ArticleState:
    """What comes of the article's state: the last stage; of one that is none of them, what they do not change stays.

    "In progress" is no decision: it does not take the place of what somebody else has said.
    """
    if not stages or state in stages:
        return stages[-1] if stages else state
    values = {name: [getattr(stage, name) for stage in stages] for name in ArticleState.__struct_fields__}
    changed = {name: its[-1] for name, its in values.items() if its.count(its[0]) < len(its)}
    if changed.get("status") is ArticleStatus.IN_PROGRESS:
        del changed["status"]
    return replace(state, **changed)


def _does_not_fit(document: Document, each: NumberedEdit, annotator: str) -> NhanError:
    where = Where(f"{JOURNAL}/{annotator}/{each.session}.jsonl")
    return where.fault("store.edit_does_not_fit", article=document.id, seq=each.seq)
