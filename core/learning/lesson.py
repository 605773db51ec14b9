"""Corrected articles, as they come from a project and as models learn from them."""

from collections.abc import Iterable

import msgspec

from nhan.core.document import Document
from nhan.core.learning.reading import Reading, Tagged, tagged, tags
from nhan.core.model import SpanStatus

Labelled = tuple[int, int, str]  # code points, half-open; label


class Corrected(msgspec.Struct, frozen=True):
    """An article that a person is done with: its text and the confirmed spans."""

    article: str
    text: str
    spans: list[Labelled]


class Lesson(msgspec.Struct, frozen=True):
    """``spans`` are the confirmed ones as ranges of syllables, outermost and flat, in order; ``inner`` lie in them."""

    article: str
    reading: Reading
    spans: list[Tagged]
    inner: list[Tagged] = []

    def tags(self) -> list[str]:
        """The IOB tag of every syllable."""
        return tags(len(self.reading), self.spans)


def corrected(document: Document) -> Corrected:
    """What a person has confirmed in an article."""
    spans = [(span.start, span.end, span.label) for span in document if span.status is SpanStatus.CONFIRMED]
    return Corrected(document.id, document.text, spans)


def lesson(article: Corrected, reading: Reading) -> Lesson:
    """What there is to learn from a corrected article: its outermost spans, and the widest inside them."""
    outer = outermost(article.spans)
    outer_set = set(outer)
    rest = [span for span in article.spans if span not in outer_set]
    around = tagged(reading, outer)
    inside = [
        (first, last, label)
        for first, last, label in tagged(reading, rest)
        if any(start <= first and last <= end and (start, end) != (first, last) for start, end, _ in around)
    ]
    return Lesson(article.article, reading, around, inside)


def outermost(spans: Iterable[Labelled]) -> list[Labelled]:
    """The spans that no other covers, in order; of two that cross the first."""
    found: list[Labelled] = []
    reached = 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[0] >= reached and span[1] > span[0]:
            found.append(span)
            reached = span[1]
    return found
