"""Move an edge, trim: the verbs that keep a span and change where it begins and ends."""

from enum import Enum

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Rejected, Span
from nhan.core.operations.building import change_of, confirmed, find
from nhan.core.operations.overlap import make_room
from nhan.core.text.units import trim_range


class Edge(Enum):
    """One of a span's two ends."""

    START = "start"
    END = "end"


def move_edge(document: Document, labels: LabelSet, span_id: str, edge: Edge, offset: int) -> Change | Rejected:
    """Put one edge at ``offset`` (code points) and confirm the span: correcting it is deciding on it.

    Suggestions that the growing span comes to cross are left alone: the next key may grow it around them.
    """
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    start, end = (offset, span.end) if edge is Edge.START else (span.start, offset)
    return _resize("move_edge", document, labels, span, start, end)


def trim(document: Document, labels: LabelSet, span_id: str) -> Change | Rejected:
    """Take punctuation, quotes and white space off both ends, and confirm the span."""
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    kept = trim_range(document.text, span.start, span.end)
    if kept is None or kept == (span.start, span.end):
        return Rejected("verbs.nothing_to_trim")
    return _resize("trim", document, labels, span, *kept)


def _resize(verb: str, document: Document, labels: LabelSet, span: Span, start: int, end: int) -> Change | Rejected:
    if not 0 <= start < end <= len(document.text):
        return Rejected("verbs.edge_limit")
    moved = confirmed(replace(span, start=start, end=end))
    if moved == span:
        return Rejected("verbs.edge_limit")
    room = make_room(document, labels, moved, override=False)
    if isinstance(room, Rejected):
        return room
    return change_of(verb, document, (span, *room[0]), (moved, *room[1]), span.id)
