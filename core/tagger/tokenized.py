"""An article as the learner reads it: syllables with exact offsets, and what underthesea says of each of them.

Readings are made in child processes (underthesea lives there) and are plain data: they can be kept and sent.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

import msgspec
import regex

from nhan.core.iob import Run
from nhan.core.text.fold import INVISIBLE, fold

SyllableRange = tuple[int, int]

# Finer than the caret's syllables: "TP.HCM" and "Covid-19" are three each, so that no edge of a span is out of reach.
# Signs that cannot be seen belong to the syllable around them; elsewhere they are passed over, as white space is.
_LETTER = rf"[\p{{L}}\p{{M}}\p{{N}}--{INVISIBLE}]"
SYLLABLE = regex.compile(rf"{_LETTER}+(?:{INVISIBLE}+{_LETTER}+)*|[^\s{INVISIBLE}]", regex.V1)


class WordLike(Protocol):
    """A word of a sentence: its range in code points and its part of speech."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def pos(self) -> str: ...


Word = TypeVar("Word", bound=WordLike)


class Reader(Protocol[Word]):
    """What underthesea's door offers."""

    def sentences(self, text: str) -> Iterator[list[Word]]: ...
    def labels(self, words: list[Word]) -> list[str]: ...


class Tokenized(msgspec.Struct, frozen=True):
    """Columns over the syllables of one article. ``places`` are code points of its text, in order."""

    places: list[SyllableRange]
    forms: list[str]  # folded, case kept
    heads: list[bool]  # whether the syllable opens a word
    words: list[str]  # the whole word, folded, lower case
    pos: list[str]
    labels: list[str]  # underthesea's IOB label of the word
    sentences: list[SyllableRange]  # ranges of syllables

    def __len__(self) -> int:
        return len(self.places)


class _Columns:
    def __init__(self) -> None:
        self.reading = Tokenized([], [], [], [], [], [], [])

    def add(self, place: SyllableRange, form: str, head: bool, word: str, pos: str, label: str) -> None:
        reading = self.reading
        reading.places.append(place)
        reading.forms.append(form)
        reading.heads.append(head)
        reading.words.append(word)
        reading.pos.append(pos)
        reading.labels.append(label)


def read(text: str, reader: Reader[Word]) -> Tokenized:
    """Read an article. Syllables do not overlap; nothing but white space lies between them within a sentence."""
    columns = _Columns()
    for words in reader.sentences(text):
        first = len(columns.reading)
        _read_sentence(text, words, reader.labels(words), columns)
        if len(columns.reading) > first:
            columns.reading.sentences.append((first, len(columns.reading)))
    return columns.reading


def _read_sentence(text: str, words: Sequence[WordLike], labels: Sequence[str], columns: _Columns) -> None:
    place = 0
    lowered: dict[int, str] = {}
    for match in SYLLABLE.finditer(text, words[0].start, words[-1].end):
        start, end = match.span()
        while place < len(words) and words[place].end <= start:
            place += 1
        form = fold(match.group())
        if place < len(words) and words[place].start < end:
            word = words[place]
            if place not in lowered:
                lowered[place] = fold(text[word.start : word.end]).lower()
            columns.add((start, end), form, word.start >= start, lowered[place], word.pos, labels[place])
        else:
            columns.add((start, end), form, True, form.lower(), "X", "O")


def syllable_runs(reading: Tokenized, spans: Sequence[tuple[int, int, str]]) -> list[Run]:
    """Spans in code points as ranges of the syllables that they touch, flat and in order: the outermost win."""
    found: list[Run] = []
    syllable = 0
    for start, end, label in sorted(spans, key=lambda span: (span[0], -span[1])):
        while syllable < len(reading) and reading.places[syllable][1] <= start:
            syllable += 1
        last = syllable
        while last < len(reading) and reading.places[last][0] < end:
            last += 1
        if last > syllable:
            found.append((syllable, last, label))
            syllable = last
    return found
