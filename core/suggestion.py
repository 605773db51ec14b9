"""Suggesters, their suggestions, and the spans of an article that suggestions become."""

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

import msgspec

from nhan.core.model import Source, Span, SpanStatus
from nhan.core.span_ids import span_id

# The parameters of the suggesters that need any.
MODEL = "model"  # names a model: a file, a folder, a name
ADDRESS = "address"  # of a server
LABELS = "labels"  # what there is to label, with what is said of it
KEPT = "kept"  # where its answers are kept, to be learned from
ADVISER = "adviser"  # who advises the project's model

Labelled = tuple[int, int, str]  # start, end, label of a span; code points, half-open


class Suggestion(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of one text that a machine proposes to label. Offsets are code points, half-open."""

    start: int
    end: int
    label: str
    confidence: float | None = None  # 0..1
    runner_up: str | None = None  # the label it would have chosen next
    readings: tuple[Labelled, ...] = ()  # what else it may be, edges and label, the likeliest first


class Suggester(Protocol):
    """Proposes spans for a text. ``name`` and ``version`` are recorded with every span."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def suggest(self, text: str) -> list[Suggestion]:
        """Suggestions in text order, ``0 <= start < end <= len(text)``, no two with the same range and label."""
        ...


@runtime_checkable
class Follower(Protocol):
    """A suggester that takes the decisions above into account for what is below."""

    def follow(self, text: str, confirmed: Sequence[tuple[int, int, str]], end: int) -> list[Suggestion]:
        """Suggestions that start at ``end`` or after it; everything before is decided, ``confirmed`` is right."""
        ...


@runtime_checkable
class Judge(Protocol):
    """A suggester that can say how probable any span is."""

    def likelihoods(self, text: str, places: Sequence[Labelled]) -> list[float | None]:
        """Of exactly each of these places, nothing of the text being decided; None: it cannot tell."""
        ...


@runtime_checkable
class CandidateFinder(Protocol):
    """A suggester that can say where it was unsure whether there is a span."""

    def candidates(self, text: str) -> list[Suggestion]:
        """What may be there although it is not suggested, in text order, nothing of the text being decided."""
        ...


@runtime_checkable
class Segmenter(Protocol):
    """Cuts a text into words."""

    def words(self, text: str) -> list[tuple[int, int]]:
        """The words' ranges in text order, in code points; they do not overlap, and only white space lies between."""
        ...


def to_spans(article_id: str, name: str, version: str, suggestions: Iterable[Suggestion]) -> tuple[Span, ...]:
    """The suggestions as spans of that article. The same suggestion always gets the same id, on every machine."""
    source = Source("machine", name, version)
    return tuple(
        Span(
            id=span_id(article_id, name, found.start, found.end, found.label),
            start=found.start,
            end=found.end,
            label=found.label,
            status=SpanStatus.SUGGESTED,
            source=source,
            confidence=found.confidence,
            runner_up=found.runner_up,
            readings=found.readings,
        )
        for found in suggestions
    )


def outermost(spans: Iterable[Labelled]) -> list[Labelled]:
    """The spans that no other covers, in order; of two that cross the first."""
    found: list[Labelled] = []
    reached = 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[0] >= reached and span[1] > span[0]:
            found.append(span)
            reached = span[1]
    return found
