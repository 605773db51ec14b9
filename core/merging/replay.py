"""Whether edits fit the articles as they are now; what an earlier session left in its journal is replayed over them."""

from collections.abc import Mapping, Sequence

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.merging.combine import Steps, combined
from nhan.core.model import ArticleEdit, Span
from nhan.core.store.layout import JOURNAL
from nhan.core.store.recovery import Pending
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
        if not all(each in document.disputes for each in edit.settled):
            return False
    return True


def replay(
    document: Document, labels: LabelSet, pending: Pending, applied: Mapping[str, int], annotator: str
) -> ArticleEdit:
    """Apply the edits that the article's file may lack; ``applied``: how far each session is known to be in it.

    Nothing has to say how many of them the file has, and it may hold other people's edits, too (see ``combine``): what
    cannot be brought together becomes a dispute. NhanError, which names the edit, where a span is outside the text.
    Then the document is of no use. Returns what was applied.
    """
    steps = Steps()
    for each in sorted(pending.missing(applied), key=lambda each: not each.saved):
        if not all(0 <= span.start < span.end <= len(document.text) for span in each.edit.added):
            where = Where(f"{JOURNAL}/{annotator}/{each.session}.jsonl")
            raise where.fault("store.edit_does_not_fit", article=document.id, seq=each.seq)
        steps.add(each.edit, document.state, each.saved)
    edit = combined(document, labels, steps)
    document.apply(edit)
    return edit
