"""Texts and lessons as numbers that the network learns from. Needs no torch."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nhan.core.tagger.encoder.forms import BREAK, PADDING, KnownWords, case_of, word_of
from nhan.core.tagger.encoder.network import WINDOW
from nhan.core.tagger.encoder.odds import TAGS
from nhan.core.tagger.tokenized import SYLLABLE
from nhan.core.tagger.training_example import TrainingExample
from nhan.core.text.fold import fold

WORDS = 10_000
ROWS = 8  # of the table that a form is the sum of, at most
DOCUMENT = "\n\n"  # between documents
NOTHING = -100  # the tag of what is none: the sign after a sentence, padding

Ints = NDArray[np.int64]


def forms(lines: Iterable[str]) -> Iterator[str]:
    """The syllables of a file of texts, folded, with a sign after each line and each document."""
    for line in lines:
        found = [fold(match.group()) for match in SYLLABLE.finditer(line)]
        yield from found
        yield BREAK if found else DOCUMENT


class Stream(NamedTuple):
    """A text as numbers: which form stands where, and the forms."""

    places: NDArray[np.int32]
    forms: list[str]

    def words(self) -> list[str]:
        """The vocabulary: the signs, then the commonest words."""
        counts: Counter[str] = Counter()
        for form, count in zip(self.forms, np.bincount(self.places, minlength=len(self.forms)), strict=True):
            counts[word_of(form)] += int(count)
        common = sorted((word for word in counts if word.strip()), key=lambda word: (-counts[word], word))
        return [BREAK, DOCUMENT, *common[: WORDS - 2]]


def stream(lines: Iterable[str]) -> Stream:
    """All of the texts, one after the other."""
    numbers: dict[str, int] = {}
    places = np.fromiter((numbers.setdefault(form, len(numbers)) for form in forms(lines)), np.int32)
    return Stream(places, list(numbers))


def rows(vocabulary: KnownWords, its_forms: Iterable[str]) -> Ints:
    """The rows of each form, ``PADDING`` behind them."""
    return np.array([_padded(vocabulary.rows(form)) for form in its_forms], np.int64)


def spelled(vocabulary: KnownWords, words: Sequence[str]) -> Ints:
    """The rows of each word of the vocabulary, were it unknown: to learn what letters tell."""
    return np.array([_padded(vocabulary.spelled(word)) for word in words], np.int64)


def _padded(found: Sequence[int]) -> list[int]:
    return [*found[:ROWS], *[PADDING] * (ROWS - len(found))]


class Windows(NamedTuple):
    """Labelled articles in windows that overlap: ``[window, place]``, and the rows of each."""

    rows: Ints
    cases: Ints
    tags: Ints


def windows(examples: Iterable[TrainingExample], vocabulary: KnownWords, stride: int) -> Windows:
    """Windows of ``WINDOW`` places, each begins ``stride`` after the one before."""
    found: list[tuple[Any, Any, Any]] = []
    for example in examples:
        its_forms, tags = _article(example)
        for start in range(0, max(1, len(its_forms) - (WINDOW - stride)), stride):
            part = its_forms[start : start + WINDOW]
            empty = WINDOW - len(part)
            table = np.vstack([rows(vocabulary, part), np.full((empty, ROWS), PADDING)])
            cases = [*map(case_of, part), *[case_of(BREAK)] * empty]
            found.append((table, cases, [*tags[start : start + WINDOW], *[NOTHING] * empty]))
    return Windows(*(np.array(column, np.int64) for column in zip(*found, strict=True)))


def _article(example: TrainingExample) -> tuple[list[str], list[int]]:
    its_forms: list[str] = []
    tags: list[int] = []
    its_tags = example.tags()
    for first, last in example.tokenized.sentences:
        its_forms += [*example.tokenized.forms[first:last], BREAK]
        tags += [*(TAGS.index(tag) for tag in its_tags[first:last]), NOTHING]
    return its_forms, tags
