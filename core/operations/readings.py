"""The next reading of a span: what else the proposer thought likely there, edges and label together."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Reading, Rejected, Span, SpanStatus
from nhan.core.operations.building import change_of, find
from nhan.core.operations.overlap import make_room


def next_reading(document: Document, labels: LabelSet, span_id: str) -> Change | Rejected:
    """Give the span its next reading that can stand there, and confirm it. What it was comes last: so they come round.

    As with an edge that is moved, suggestions that it comes to cross are left alone.
    """
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    readings = readings_of(span)
    for place, (start, end, label) in enumerate(readings, 1):
        if labels.find(label) is None or not 0 <= start < end <= len(document.text):
            continue
        others = (*readings[place:], *readings[: place - 1], (span.start, span.end, span.label))
        turned = replace(span, start=start, end=end, label=label, status=SpanStatus.CONFIRMED, readings=others)
        room = make_room(document, labels, turned, override=False)
        if not isinstance(room, Rejected):
            return change_of("next_reading", document, (span, *room[0]), (turned, *room[1]), span.id)
    return Rejected("verbs.no_reading")


def readings_of(span: Span) -> tuple[Reading, ...]:
    """The likeliest first, none twice and none that is what the span is; where the proposer says nothing of edges, with
    its second-best label."""
    here = span.start, span.end, span.label
    proposed = span.readings or (((span.start, span.end, span.runner_up),) if span.runner_up else ())
    return tuple(each for each in dict.fromkeys(proposed) if each != here)
