"""Merge and split: the verbs that make one span of two and two of one."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Rejected, Span
from nhan.core.operations.building import change_of, confirmed, find, fresh_id, left, live
from nhan.core.operations.overlap import make_room
from nhan.core.text.units import trim_range

REACH = 64  # code points between two spans that may still be pieces of one


def merge(document: Document, labels: LabelSet, span_id: str) -> Change | Rejected:
    """One span from the start of this one to the end of the next, with this one's label."""
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    after = _next_beyond(document, span)
    if after is None or "\n" in document.text[span.end : after.start]:
        return Rejected("verbs.nothing_to_merge")
    merged = confirmed(replace(span, end=after.end))
    room = make_room(document, labels, merged, without=(after,))
    if isinstance(room, Rejected):
        return room
    kept = left(after) if after.votes is not None else ()
    return change_of("merge", document, (span, after, *room[0]), (merged, *kept, *room[1]), span.id)


def _next_beyond(document: Document, span: Span) -> Span | None:
    """The next live span that reaches beyond this one; the outermost of those that start together."""
    near = document.overlapping(span.start, min(len(document.text), span.end + REACH))
    return next((each for each in near if live(each) and each.start > span.start and each.end > span.end), None)


def split(document: Document, labels: LabelSet, span_id: str, offset: int) -> Change | Rejected:
    """Two spans of one label, cut at ``offset``; neither keeps the white space or punctuation at the cut."""
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    left = trim_range(document.text, span.start, offset) if offset > span.start else None
    right = trim_range(document.text, offset, span.end) if offset < span.end else None
    if left is None or right is None:
        return Rejected("verbs.split_outside")
    # The outer edges stay where they are: only the cut is made again.
    first = confirmed(replace(span, end=left[1]))
    second = replace(
        first, id=fresh_id(document, right[0], span.end, span.label), start=right[0], end=span.end, votes=None
    )
    taken: tuple[Span, ...] = (span,)
    put: tuple[Span, ...] = (first, second)
    for piece in (first, second):
        room = make_room(document, labels, piece, without=(span, first, second, *taken))
        if isinstance(room, Rejected):
            return room
        taken, put = (*taken, *room[0]), (*put, *room[1])
    return change_of("split", document, taken, put, second.id)
