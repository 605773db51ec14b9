"""The way through an article: which span or candidate comes next for review.

Candidates are places where a span may be missing; found while walking, so that no article is scanned in advance. What
is one at a place does not depend on where the walk comes from: both ways lead over the same stops.
"""

from collections.abc import Iterator, Sequence
from enum import Enum

import msgspec
import regex

from nhan.core.document import Document
from nhan.core.model import Span, SpanStatus
from nhan.core.operations.building import live
from nhan.core.review.lexicon import LONGEST, Lexicon, TakenPlaces
from nhan.core.suggestion import Labelled
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

_SPACE = regex.compile("[ \u00a0]")  # what a run may have between its syllables
_STRETCH = 1024  # code points that are looked at for candidates at a time
_BREAK = regex.compile(r"\s(?!\p{Lu})")  # no run goes on over it
_NO_BREAK = 32 * _STRETCH  # ... in a text in capitals alone, a run may be cut after so much


class Candidates(Enum):
    """Which places where a span may be missing are stops."""

    NONE = "none"
    CAPITALISED = "capitalised"  # runs of capitalised syllables
    LABELLED = "labelled"  # strings that were labelled elsewhere in the project
    BOTH = "both"
    UNSURE = "unsure"  # what was almost suggested
    ALL = "all"

    @property
    def with_runs(self) -> bool:
        """Whether capitalised runs are among them."""
        return self in (Candidates.CAPITALISED, Candidates.BOTH, Candidates.ALL)

    @property
    def with_labelled(self) -> bool:
        """Whether strings labelled elsewhere are among them."""
        return self in (Candidates.LABELLED, Candidates.BOTH, Candidates.ALL)

    @property
    def with_unsure(self) -> bool:
        """Whether what was almost suggested is among them."""
        return self in (Candidates.UNSURE, Candidates.ALL)


class Filter(msgspec.Struct, frozen=True):
    """Which spans Tab stops at and the span list shows. All conditions must hold."""

    unreviewed: bool = True  # only suggestions
    below: float | None = None  # only spans the suggester was less sure of than this (0..1)
    label: str = ""
    text: str = ""  # part of the span's text, folded
    asked: bool = False  # only spans with a question
    candidates: Candidates = Candidates.NONE  # also places where a span may be missing

    def takes(self, span: Span, text: str) -> bool:
        return (
            live(span)
            and (not self.unreviewed or span.status is SpanStatus.SUGGESTED)
            and (self.below is None or (span.confidence is not None and span.confidence < self.below))
            and (not self.label or span.label == self.label)
            and (not self.asked or span.asks)
            and self._has_text(text[span.start : span.end])
        )

    def takes_candidate(self, label: str, words: str) -> bool:
        """A capitalised run may be of any label ("")."""
        return (not self.label or label in ("", self.label)) and self._has_text(words)

    def _has_text(self, words: str) -> bool:
        return not self.text or fold(self.text).casefold() in fold(words).casefold()


class Stop(msgspec.Struct, frozen=True):
    """A place for the annotator to decide on; ``span`` is None for a candidate."""

    start: int
    end: int
    span: Span | None = None
    label: str = ""  # of a candidate: what the same words were labelled elsewhere


def next_stop(
    document: Document,
    after: Range,
    wanted: Filter,
    lexicon: Lexicon | None = None,
    faint: Sequence[Labelled] = (),
) -> Stop | None:
    """The first stop that comes after the range ``after`` in the order of spans.

    ``lexicon``: the strings labelled elsewhere; without it there are none. ``faint``: where a suggestion was, or
    almost was; candidates of every kind.
    """
    place = document.first_from(after[0])
    while place < len(document) and _not_beyond(document.at(place), after):
        place += 1
    span = next(_matching(document, range(place, len(document)), wanted), None)
    if wanted.candidates is not Candidates.NONE:
        limit = span.start if span else len(document.text)
        found = _candidate_after(document, after, limit, wanted, lexicon, faint)
        if found:
            return found
    return Stop(span.start, span.end, span) if span else None


def previous_stop(
    document: Document,
    before: Range,
    wanted: Filter,
    lexicon: Lexicon | None = None,
    faint: Sequence[Labelled] = (),
) -> Stop | None:
    """The last stop that comes before the range ``before``."""
    place = document.first_from(before[0])
    while place < len(document) and (document.at(place).start, -document.at(place).end) < (before[0], -before[1]):
        place += 1
    span = next(_matching(document, range(place - 1, -1, -1), wanted), None)
    if wanted.candidates is not Candidates.NONE:
        found = _candidate_before(document, before, span.end if span else 0, wanted, lexicon, faint)
        if found:
            return found
    return Stop(span.start, span.end, span) if span else None


def candidates_in(
    document: Document,
    seen: Range,
    wanted: Filter,
    lexicon: Lexicon | None = None,
    faint: Sequence[Labelled] = (),
) -> list[Range]:
    """Where candidates begin in a part of the article, in order: what the walk stops at there besides spans."""
    if wanted.candidates is Candidates.NONE:
        return []
    first, last = _stretch_of(document.text, seen[0]), _stretch_of(document.text, max(seen[0], seen[1] - 1))
    found = (
        stop
        for number in range(first, last + 1)
        for stop in _candidates(
            document, _break(document.text, number), _break(document.text, number + 1), wanted, lexicon, faint
        )
    )
    return [(stop.start, stop.end) for stop in found if seen[0] <= stop.start < seen[1]]


def _not_beyond(span: Span, after: Range) -> bool:
    return (span.start, -span.end) <= (after[0], -after[1])


def _matching(document: Document, places: range, wanted: Filter) -> Iterator[Span]:
    if wanted.unreviewed and not document.unreviewed:
        return
    for place in places:
        span = document.at(place)
        if wanted.takes(span, document.text):
            yield span


# -- candidates, a stretch of text at a time ------------------------------------------------------------------------


def _candidate_after(
    document: Document,
    after: Range,
    limit: int,
    wanted: Filter,
    lexicon: Lexicon | None,
    faint: Sequence[Labelled],
) -> Stop | None:
    """The first candidate beyond ``after`` that begins before ``limit``."""
    number = _stretch_of(document.text, after[0])
    while (start := _break(document.text, number)) < limit:
        for stop in _candidates(document, start, _break(document.text, number + 1), wanted, lexicon, faint):
            if (stop.start, -stop.end) > (after[0], -after[1]):
                return stop if stop.start < limit else None
        number += 1
    return None


def _candidate_before(
    document: Document,
    before: Range,
    limit: int,
    wanted: Filter,
    lexicon: Lexicon | None,
    faint: Sequence[Labelled],
) -> Stop | None:
    """The last candidate before ``before`` that begins at ``limit`` or beyond."""
    number = _stretch_of(document.text, before[0])
    while number >= 0 and (end := _break(document.text, number + 1)) > limit:
        for stop in reversed(_candidates(document, _break(document.text, number), end, wanted, lexicon, faint)):
            if (stop.start, -stop.end) < (before[0], -before[1]):
                return stop if stop.start >= limit else None
        number -= 1
    return None


def _break(text: str, number: int) -> int:
    """Where the stretch with that number begins: at a place that no run goes over, whoever looks."""
    offset = number * _STRETCH
    if offset <= 0 or offset >= len(text):
        return max(0, min(offset, len(text)))
    found = _BREAK.search(text, offset, offset + _NO_BREAK)
    return found.start() if found else min(len(text), offset + _NO_BREAK)


def _stretch_of(text: str, offset: int) -> int:
    number = max(0, min(offset, len(text)) // _STRETCH)
    while number and _break(text, number) > offset:
        number -= 1
    return number


def _candidates(
    document: Document,
    start: int,
    end: int,
    wanted: Filter,
    lexicon: Lexicon | None,
    faint: Sequence[Labelled],
) -> list[Stop]:
    """What begins in a stretch, in order. A run gives way to a labelled string that overlaps it, and that to what was
    suggested there."""
    text, runs = document.text, list(_runs(document.text, start, end))
    known: list[Stop] = []
    if lexicon is not None and wanted.candidates.with_labelled:
        known = [
            Stop(low, high, label=label)
            for low, high, label in lexicon.occurrences(document, max(0, start - LONGEST), end)
            if not _part_of_name(text, low, high, runs)
        ]
    again = [Stop(low, high, label=label) for low, high, label in faint if low < end and high > start]
    known = [stop for stop in known if not any(stop.start < each.end and each.start < stop.end for each in again)]
    known = sorted([*known, *again], key=lambda stop: (stop.start, -stop.end))
    stops = [stop for stop in known if start <= stop.start < end]
    if wanted.candidates.with_runs and runs:
        taken = TakenPlaces(document, start, end)
        over = bytearray(end - start)
        for stop in known:
            low, high = max(start, stop.start) - start, max(start, min(end, stop.end)) - start
            over[low:high] = b"\x01" * (high - low)
        free = (run for run in runs if over.find(1, run[0] - start, run[1] - start) < 0 and not taken.forbids(*run))
        stops = sorted([*stops, *(Stop(*run) for run in free)], key=lambda stop: (stop.start, -stop.end))
    return [stop for stop in stops if wanted.takes_candidate(stop.label, text[stop.start : stop.end])]


def _part_of_name(text: str, start: int, end: int, runs: list[Range]) -> bool:
    """Whether a lone syllable is part of a longer run: the *Minh* of *Nguyễn Minh Trí* is nobody's *Minh*."""
    around = next((run for run in runs if run[0] <= start and end <= run[1]), None)
    return around is not None and around != (start, end) and not any(map(str.isspace, text[start:end]))


def _runs(text: str, start: int, end: int) -> Iterator[Range]:
    """The capitalised runs of a stretch, each without the word that only opens its sentence."""
    for match in _RUN.finditer(text, start, end):
        low, high = match.span()
        if _SENTENCE_START.search(text[max(0, low - 12) : low]):
            low = _without_opener(text, low, high)
        if low < high:
            yield low, high


def _without_opener(text: str, start: int, end: int) -> int:
    """Where the run begins as a name, at the head of a sentence; ``end`` for a single word, unless it is ``TP.HCM``."""
    first, *rest = _SPACE.split(text[start:end], 1)
    if not rest:
        return start if sum(char.isupper() for char in first) > 1 else end
    return start + len(first) + 1 if first in _OPENERS else start
