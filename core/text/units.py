"""The steps in which a caret and a span's edges move: syllables and graphemes.

A syllable is what stands between white space, without the punctuation around it; what joins letters inside it
(``TP.HCM``, ``Covid-19``, ``T.Ư``, ``H’Mông``, ``9.9.2025``) stays. Letters include combining marks: ``\\w`` alone
would split an NFD "Nguyễn". Segmented words come from underthesea and are passed in as ranges.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

import regex

from nhan.core.text.fold import INVISIBLE

Range = tuple[int, int]

_LETTER = r"[\p{L}\p{M}\p{N}\p{S}--[\p{Sm}\p{Sk}]]"
# Joined by . - ' ’ & @ _ + between letters (also "U.23"), and by , : / between digits; a trailing "%" stays. Signs that
# cannot be seen make no difference, wherever they are.
_SYLLABLE = regex.compile(
    rf"{_LETTER}+(?:(?:(?:{INVISIBLE}*[.\-‑'’&@_+]{INVISIBLE}*|{INVISIBLE}+)(?={_LETTER})"
    rf"|(?<=\d){INVISIBLE}*[,:/]{INVISIBLE}*(?=\d)){_LETTER}+)*(?:{INVISIBLE}*%)?",
    regex.V1,
)
_GRAPHEME = regex.compile(r"\X")
_WINDOW = 64  # code points looked at to either side at first; the cut is then moved out to white space
_LONGEST = 1024  # ... but no further: text without white space costs no more than this


class Unit(Enum):
    """How far one press of a key goes."""

    SYLLABLE = "syllable"
    WORD = "word"
    GRAPHEME = "grapheme"


def syllables(text: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """The syllables of ``text[start:end]``, left to right."""
    for match in _SYLLABLE.finditer(text, start, len(text) if end is None else end):
        yield match.span()


class _SyllableCounts(dict[str, int]):
    """How many syllables there are in a stretch without white space: the same stretches come again and again."""

    MOST = 100_000

    def __missing__(self, stretch: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
        count = self[stretch] = sum(1 for _ in syllables(stretch))
        return count


_COUNTS = _SyllableCounts()


def count_syllables(text: str) -> int:
    """How many there are: a tenth of the time that it takes to know where."""
    return sum(map(_COUNTS.__getitem__, text.split()))


def syllables_near(text: str, ranges: Iterable[Range]) -> list[Range]:
    """The syllables that any of the ranges shares text with, and some beside them; ``ranges`` by their starts."""
    found: list[Range] = []
    done = 0  # whole stretches without white space up to here
    for start, end in ranges:
        low, high = max(start, done), max(end, done)
        while low > done and not text[low - 1].isspace():
            low -= 1
        while high < len(text) and high > done and not text[high].isspace():
            high += 1
        if high > low:
            found += syllables(text, low, high)
            done = high
    return found


def graphemes(text: str) -> Iterator[Range]:
    """What a reader sees as one character, left to right."""
    for match in _GRAPHEME.finditer(text):
        yield match.span()


def _around(text: str, offset: int, pattern: "regex.Pattern[str]", window: int = _WINDOW) -> list[Range]:
    """The units near ``offset``. Starts at white space, so that the cut does not fall inside a unit."""
    low = max(0, offset - window)
    while low and not text[low - 1].isspace() and offset - low < _LONGEST:
        low -= 1
    high = min(len(text), offset + window)
    while high < len(text) and not text[high].isspace() and high - offset < _LONGEST:
        high += 1
    return [match.span() for match in pattern.finditer(text, low, high)]


def unit_at(text: str, offset: int, unit: Unit = Unit.SYLLABLE, words: Sequence[Range] = ()) -> Range | None:
    """The unit at ``offset``, or the one that ends there; None between units."""
    found = _units(text, offset, unit, words, window=1)
    inside = next((each for each in found if each[0] <= offset < each[1]), None)
    return inside or next((each for each in found if each[1] == offset), None)


def next_start(text: str, offset: int, unit: Unit = Unit.SYLLABLE, words: Sequence[Range] = ()) -> int:
    """The first start of a unit after ``offset``; the end of the text if there is none."""
    return _search(text, offset, 1, unit, words, 0, len(text))


def previous_start(text: str, offset: int, unit: Unit = Unit.SYLLABLE, words: Sequence[Range] = ()) -> int:
    """The last start of a unit before ``offset``; 0 if there is none."""
    return _search(text, offset, -1, unit, words, 0, 0)


def next_end(text: str, offset: int, unit: Unit = Unit.SYLLABLE, words: Sequence[Range] = ()) -> int:
    """The first end of a unit after ``offset``; ``offset`` if there is none (no edge grows into white space)."""
    return _search(text, offset, 1, unit, words, 1, offset)


def previous_end(text: str, offset: int, unit: Unit = Unit.SYLLABLE, words: Sequence[Range] = ()) -> int:
    """The last end of a unit before ``offset``; ``offset`` if there is none."""
    return _search(text, offset, -1, unit, words, 1, offset)


def _units(text: str, offset: int, unit: Unit, words: Sequence[Range], window: int = _WINDOW) -> Sequence[Range]:
    if unit is Unit.WORD and words:
        near = bisect_left(words, (offset - window,))
        return words[max(0, near - 1) : bisect_left(words, (offset + window,)) + 1]
    return _around(text, offset, _GRAPHEME if unit is Unit.GRAPHEME else _SYLLABLE, window)


def _search(text: str, offset: int, way: int, unit: Unit, words: Sequence[Range], side: int, default: int) -> int:
    """The nearest edge (``side`` 0 = start, 1 = end) beyond ``offset``; looks on past long stretches without a unit."""
    at = offset
    while True:
        edges = [each[side] for each in _units(text, at, unit, words)]
        beyond = [edge for edge in edges if (edge > offset if way > 0 else edge < offset)]
        if beyond:
            return min(beyond) if way > 0 else max(beyond)
        if not 0 < at + way * _WINDOW < len(text):
            return default
        at += way * _WINDOW


def trim_range(text: str, start: int, end: int) -> Range | None:
    """The range without the punctuation, quotes and spaces at both ends; None if nothing is left."""
    found = list(syllables(text, start, end))
    return (found[0][0], found[-1][1]) if found else None


def snap(text: str, start: int, end: int, unit: Unit = Unit.SYLLABLE, words: Sequence[Range] = ()) -> Range:
    """The range grown to whole units at both ends (a drag over half a word means the word)."""
    if unit is Unit.GRAPHEME:
        first, last = unit_at(text, start, unit), unit_at(text, max(start, end - 1), unit)
        return (first[0] if first else start), (last[1] if last and last[1] > end - 1 else end)
    first, last = _touching(text, start, unit, words), _touching(text, max(start, end - 1), unit, words)
    return min(start, first[0]) if first else start, max(end, last[1]) if last else end


def _touching(text: str, offset: int, unit: Unit, words: Sequence[Range]) -> Range | None:
    return next((each for each in _units(text, offset, unit, words) if each[0] <= offset < each[1]), None)
