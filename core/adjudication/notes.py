"""What a curator says about a place that is not decided yet: on a suggestion, since the gold has nothing else there.

What is decided there takes it over: it is about the words, whatever stands on them in the end.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from nhan.core.adjudication.disagreements import Disagreement
from nhan.core.document import Document
from nhan.core.model import Change, Rejected, Source, Span, SpanStatus
from nhan.core.operations.building import change_of, fresh_id, uncommented
from nhan.core.suggestion import Labelled


def is_said(span: Span) -> bool:
    """Whether something is said about it, and it is not decided."""
    return span.status is SpanStatus.SUGGESTED and (bool(span.note) or span.question)


def said_at(gold: Document, start: int, end: int) -> list[Span]:
    """The suggestions in ``[start, end)`` that something is said about."""
    return [span for span in gold.overlapping(start, end) if is_said(span)]


def note_stop(
    gold: Document, stop: Disagreement, place: Labelled, note: str, question: bool = False
) -> Change | Rejected:
    """Say something about a stop, "" for nothing. ``place``: what it is about where nothing is said there yet."""
    said = [*said_at(gold, stop.start, stop.end)]
    if not note and not question:
        kept = [uncommented(span) for span in said if span.source != Source("human")]
        return change_of("comment", gold, said, kept) if said else Rejected("verbs.already")
    if said:
        now = replace(said[0], note=note, question=question)
        return change_of("comment", gold, said[:1], [now]) if now != said[0] else Rejected("verbs.already")
    start, end, label = place
    name = fresh_id(gold, start, end, label)
    span = Span(id=name, start=start, end=end, label=label, note=note, question=question)
    return change_of("comment", gold, (), [span])


def with_said(span: Span, said: Iterable[Span]) -> Span:
    """The span with what is said about others that give way to it."""
    others = [each for each in said if is_said(each)]
    notes = dict.fromkeys(filter(None, (span.note, *(each.note for each in others))))
    return replace(span, note="\n".join(notes), question=span.question or any(each.question for each in others))


def answer_at(gold: Document, place: Labelled, said: str) -> Change | Rejected:
    """Answer what somebody asks about a place of theirs: on what stands there, else on what was refused there, else as
    for a stop. It is marked as a question, so that whoever asked is led to it."""
    start, end, label = place
    order = (SpanStatus.CONFIRMED, SpanStatus.SUGGESTED, SpanStatus.REJECTED)
    around = sorted(gold.overlapping(start, end), key=lambda each: order.index(each.status))
    if not around:
        fresh = Span(id=fresh_id(gold, *place), start=start, end=end, label=label, note=said, question=True)
        return change_of("comment", gold, (), [fresh])
    now = replace(around[0], note=said, question=True)
    return change_of("comment", gold, around[:1], [now], now.id) if now != around[0] else Rejected("verbs.already")


def is_answered(gold: Document, start: int, end: int) -> bool:
    """Whether the curator has said something there."""
    return any(span.note for span in gold.overlapping(start, end))
