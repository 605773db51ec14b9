"""The way through an article: which span or candidate comes next for review.

Candidates are places where a span may be missing; found while walking, so that no article is scanned in advance.
"""

from collections.abc import Iterator

import msgspec
import regex

from nhan.core.document import Document
from nhan.core.model import Span, SpanStatus
from nhan.core.operations.building import live
from nhan.core.text.fold import fold
from nhan.core.text.units import Range

# Two or more capitalised syllables in a row, or one that is not the first word of a sentence.
_RUN = regex.compile(
    r"""(?<![\p{L}\p{M}\p{N}.])
        (?:\p{Lu}[\p{L}\p{M}\p{N}.\-’&]*[\p{L}\p{M}\p{N}]|\p{Lu}\p{M}*)
        (?:[ \u00a0](?:\p{Lu}[\p{L}\p{M}\p{N}.\-’&]*[\p{L}\p{M}\p{N}]|\p{Lu}\p{M}*))*""",
    regex.VERBOSE,
)
_SENTENCE_START = regex.compile(r"(?:^|[.!?…:]\s+|\n\s*)[“\"'(\s\-–]*$")

# Words that are capitalised only because a sentence begins with them ("Tại Huế": the candidate is "Huế").
_OPENERS = frozenset(
    regex.split(
        " ",
        "Anh Bà Bên Chị Các Cả Cạnh Còn Của Cùng Do Dưới Đến Giữa Hiện Khi Là Mà Một Ngoài Ngày Nhưng Những Nếu Ở Ông "
        "Qua Riêng Sau Tại Theo Trên Trong Trước Tuy Từ Và Vào Về Với Vì",
    )
)


class Filter(msgspec.Struct, frozen=True):
    """Which spans Tab stops at and the span list shows. All conditions must hold."""

    unreviewed: bool = True  # only suggestions
    below: float | None = None  # only spans the suggester was less sure of than this (0..1)
    label: str = ""
    text: str = ""  # part of the span's text, folded
    candidates: bool = False  # also places where a span may be missing

    def takes(self, span: Span, text: str) -> bool:
        return (
            live(span)
            and (not self.unreviewed or span.status is SpanStatus.SUGGESTED)
            and (self.below is None or (span.confidence is not None and span.confidence < self.below))
            and (not self.label or span.label == self.label)
            and (not self.text or fold(self.text).casefold() in fold(text[span.start : span.end]).casefold())
        )


class Stop(msgspec.Struct, frozen=True):
    """A place for the annotator to decide on; ``span`` is None for a candidate."""

    start: int
    end: int
    span: Span | None = None


def next_stop(document: Document, after: Range, wanted: Filter) -> Stop | None:
    """The first stop that comes after the range ``after`` in the order of spans."""
    place = document.first_from(after[0])
    while place < len(document) and _not_beyond(document.at(place), after):
        place += 1
    span = next(_matching(document, range(place, len(document)), wanted), None)
    if wanted.candidates:
        limit = span.start if span else len(document.text)
        found = next(_candidates(document, after[1], limit), None)
        if found:
            return Stop(*found)
    return Stop(span.start, span.end, span) if span else None


def previous_stop(document: Document, before: Range, wanted: Filter) -> Stop | None:
    """The last stop that comes before the range ``before``."""
    place = document.first_from(before[0])
    while place < len(document) and (document.at(place).start, -document.at(place).end) < (before[0], -before[1]):
        place += 1
    span = next(_matching(document, range(place - 1, -1, -1), wanted), None)
    if wanted.candidates:
        found = [run for run in _candidates(document, span.start if span else 0, before[0]) if run[1] <= before[0]]
        if found:
            return Stop(*found[-1])
    return Stop(span.start, span.end, span) if span else None


def _not_beyond(span: Span, after: Range) -> bool:
    return (span.start, -span.end) <= (after[0], -after[1])


def _matching(document: Document, places: range, wanted: Filter) -> Iterator[Span]:
    if wanted.unreviewed and not document.unreviewed:
        return
    for place in places:
        span = document.at(place)
        if wanted.takes(span, document.text):
            yield span


def _candidates(document: Document, start: int, end: int) -> Iterator[Range]:
    """Capitalised runs that begin in ``[start, end)``, touch no span, and were not rejected."""
    text = document.text
    for match in _RUN.finditer(text, start):
        low, high = match.span()
        if low >= end:
            return
        if _SENTENCE_START.search(text[max(0, low - 12) : low]):
            low = _without_opener(text, low, high)
        if low < high and not document.overlapping(low, high):
            yield low, high


def _without_opener(text: str, start: int, end: int) -> int:
    """Where the run begins as a name, at the head of a sentence; ``end`` for a single word, unless it is ``TP.HCM``."""
    first, _, rest = text[start:end].partition(" ")
    if not rest:
        return start if sum(char.isupper() for char in first) > 1 else end
    return start + len(first) + 1 if first in _OPENERS else start
