"""What the bulk keys take: the suggestion at the ring, and others that are sure. None that was not on the screen."""

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.model import Span, SpanStatus
from nhan.core.review.stops import Filter, Stop
from nhan.core.text.fold import fold_words
from nhan.core.text.units import Range

CERTAIN = 0.8  # the confidence from which on a suggestion is sure, unless somebody says otherwise


class Sure(msgspec.Struct, frozen=True):
    """Which suggestions may be confirmed unread: as sure as ``least`` (0..1), wholly inside ``seen`` (code points), and
    not among what a machine has just changed there."""

    least: float
    seen: Range
    fresh: Sequence[Range] = ()

    def takes(self, span: Span) -> bool:
        return (
            span.status is SpanStatus.SUGGESTED
            and span.confidence is not None
            and span.confidence >= self.least
            and self.seen[0] <= span.start
            and span.end <= self.seen[1]
            and not any(span.start < end and start < span.end for start, end in self.fresh)
        )


def down_to_doubt(here: Span | None, stop_after: Callable[[Range], Stop | None], at: Range, sure: Sure) -> list[Span]:
    """The suggestion at hand, if it is one, and the sure ones that come next, down to the first stop that is not.

    ``stop_after`` says where the walk stops next (see ``every_stop``), ``at`` where it begins.
    """
    taken = [here] if here is not None and here.status is SpanStatus.SUGGESTED else []
    while (stop := stop_after(at)) is not None and stop.span is not None and sure.takes(stop.span):
        taken.append(stop.span)
        at = stop.start, stop.end
    return taken


def every_stop(wanted: Filter) -> Filter:
    """The stops with the sure ones among them, whatever Tab stops at."""
    return replace(wanted, below=None, unreviewed=True)


def sure_copies(document: Document, here: Span, sure: Sure) -> list[Span]:
    """The suggestion at hand and the sure ones of its words with its label, in order."""
    words = fold_words(document.text[here.start : here.end])
    copies = [
        span
        for span in document.overlapping(*sure.seen)
        if span.label == here.label
        and span.id != here.id
        and sure.takes(span)
        and fold_words(document.text[span.start : span.end]) == words
    ]
    return [here, *copies] if here.status is SpanStatus.SUGGESTED else copies
