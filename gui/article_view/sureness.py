"""How sure a span is, as it is drawn: four steps from a guess to a decision."""

from enum import IntEnum

from nhan.core.model import Span, SpanStatus

EVEN = 0.5  # below it a suggestion is more likely wrong than right


class Sureness(IntEnum):
    """The more of it, the fuller the fill and the longer the dashes; what is doubtful has a question mark, too."""

    DOUBTFUL = 0
    LIKELY = 1
    SURE = 2
    CONFIRMED = 3


def sureness(span: Span, certain: float | None) -> Sureness:
    """``certain``: the confidence from which on a suggestion is sure; None = suggestions are all alike."""
    if span.status is not SpanStatus.SUGGESTED:
        return Sureness.CONFIRMED
    if certain is None or span.confidence is None:
        return Sureness.LIKELY
    if span.confidence >= certain:
        return Sureness.SURE
    return Sureness.DOUBTFUL if span.confidence < EVEN else Sureness.LIKELY
