"""Whether edits fit the articles as they are now; what an earlier session left in its journal is replayed over them."""

from collections.abc import Mapping, Sequence

from nhan.core.document import Document
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
    return True


def replay(document: Document, pending: Pending, applied: Mapping[str, int], annotator: str) -> None:
    """Apply the edits that the article's file lacks; ``applied``: how far each session is in it.

    NhanError, which names the edit, where one does not fit: the file was changed from outside. Then the document is
    of no use.
    """
    length = len(document.text)
    for each in pending.missing(applied):
        edit = each.edit
        inside = all(0 <= span.start < span.end <= length for span in edit.added)
        if not inside or not fits([document], [edit]):
            where = Where(f"{JOURNAL}/{annotator}/{each.session}.jsonl")
            raise where.fault("store.edit_does_not_fit", article=document.id, seq=each.seq)
        document.apply(edit)
