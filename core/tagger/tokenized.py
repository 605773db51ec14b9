"""A tokenized article: syllables with exact offsets, and underthesea's words, parts of speech and labels over them.

Articles are tokenized in child processes, where underthesea is; the result is plain data that can be kept and sent.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

import msgspec
import regex

from nhan.core.iob import Run
from nhan.core.text.fold import INVISIBLE, fold

SyllableRange = tuple[int, int]
Rows = Sequence[Sequence[str]]  # the features of each syllable of one sentence
Advised = tuple[int, int, str, float | None]  # a run of syllables, and how sure the adviser is of it, 0..1

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


class Analyser(Protocol[Word]):
    """What tagged words come from: underthesea's adapter."""

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
    odds: bytes = b""  # the encoder's reading; see ``encoder/odds.py``
    encoder: int = 0  # which encoder's it is; 0 = it was not read by any
    advice: list[Advised] | None = None  # see ``advice/``; None = nobody was asked

    def __len__(self) -> int:
        return len(self.places)


class _Columns:
    def __init__(self) -> None:
        self.tokenized = Tokenized([], [], [], [], [], [], [])

    def add(self, place: SyllableRange, form: str, head: bool, word: str, pos: str, label: str) -> None:
        tokenized = self.tokenized
        tokenized.places.append(place)
        tokenized.forms.append(form)
        tokenized.heads.append(head)
        tokenized.words.append(word)
        tokenized.pos.append(pos)
        tokenized.labels.append(label)


def tokenize(text: str, analyser: Analyser[Word]) -> Tokenized:
    """The tokenized article. Syllables do not overlap; between them lies only white space and what cannot be seen."""
    columns = _Columns()
    for words in analyser.sentences(text):
        first = len(columns.tokenized)
        _tokenize_sentence(text, words, analyser.labels(words), columns)
        if len(columns.tokenized) > first:
            columns.tokenized.sentences.append((first, len(columns.tokenized)))
    return columns.tokenized


def _tokenize_sentence(text: str, words: Sequence[WordLike], labels: Sequence[str], columns: _Columns) -> None:
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


def syllable_runs(tokenized: Tokenized, spans: Sequence[tuple[int, int, str]]) -> list[Run]:
    """The outermost of these spans (in code points) as runs of the syllables that they touch, in order."""
    found: list[Run] = []
    syllable = 0
    for start, end, label in sorted(spans, key=lambda span: (span[0], -span[1])):
        while syllable < len(tokenized) and tokenized.places[syllable][1] <= start:
            syllable += 1
        last = syllable
        while last < len(tokenized) and tokenized.places[last][0] < end:
            last += 1
        if last > syllable:
            found.append((syllable, last, label))
            syllable = last
    return found
