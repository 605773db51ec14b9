"""What is said about a span, apart from what it is: a note, which may be a question to whoever curates."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.model import Change, Rejected
from nhan.core.operations.building import change_of, find


def comment(document: Document, span_id: str, note: str, question: bool = False) -> Change | Rejected:
    """Give a span a note, "" for none. A suggestion stays one: who asks about it has not decided on it.

    ``question``: whether it is one; of a span without a note, that there is something to be looked at.
    """
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    said = replace(span, note=note, question=question)
    if said == span:
        return Rejected("verbs.already")
    return change_of("comment", document, (span,), (said,), span_id)
