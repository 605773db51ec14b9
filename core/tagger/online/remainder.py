"""What a model suggests for the part of an article that lies below what has been decided."""

from collections.abc import Sequence
from typing import NamedTuple

from nhan.core.tagger.crf.adapter import Field, Rows
from nhan.core.tagger.decoding import Guess, decode
from nhan.core.tagger.features.decisions_above import DecisionsAbove
from nhan.core.tagger.online.adaptation import Adaptation
from nhan.core.tagger.online.name_consistency import consistent
from nhan.core.tagger.online.settled_names import SettledNames
from nhan.core.tagger.tokenized import SyllableRange, Tokenized


class _Said(NamedTuple):
    """What the model said of a sentence from a syllable on, and what it had been told."""

    first: int
    rows: Rows
    probabilities: list[list[float]]


class Remainder:
    """One article under one model. ``decide`` moves down; ``guesses`` answers for what lies below."""

    def __init__(self, reading: Tokenized, own: list[list[str]], remembered: list[tuple[str, ...]], crf: Field) -> None:
        self._reading = reading
        self._rows = [[*known, *more] for known, more in zip(own, remembered, strict=True)]
        self._crf = crf
        self._sentence_of = [0] * len(reading)
        for number, (first, last) in enumerate(reading.sentences):
            self._sentence_of[first:last] = [number] * (last - first)
        self._said: dict[int, _Said] = {}  # by sentence
        self._guessed: dict[int, tuple[_Said, list[Guess]]] = {}
        self._begin()

    def _begin(self) -> None:
        self._history = DecisionsAbove(self._reading)
        self._agreed = SettledNames(self._reading)
        self._adaptation = Adaptation(self._rows, self._crf.tags)
        self._tags: list[str] = []
        self._before: _Said | None = None  # what was said of this sentence after the last span in it

    def decide(self, tags: Sequence[str]) -> None:
        """The next syllables have these tags; whole spans only."""
        place, last = len(self._tags), len(self._tags) + len(tags)
        self._tags += tags
        while place < last:
            place = self._see(place, last)

    def decide_all(self, tags: Sequence[str]) -> None:
        """The syllables from the first one on have these tags. Quick where they go on from what was decided."""
        if self._tags != list(tags[: len(self._tags)]):
            self._begin()
        self.decide(tags[len(self._tags) :])

    def _see(self, first: int, limit: int) -> int:
        """See syllables up to the end of a span, of the sentence or of what is decided. Returns where that is.

        What the model said after the last span is what it is measured against, so that the steps in which the syllables
        after it were decided make no difference.
        """
        number = self._sentence_of[first]
        limit = min(limit, self._reading.sentences[number][1])
        if self._before is None:
            self._before = self._ask(number, first)
        last = first
        while last < limit and self._tags[last] == "O":
            last += 1
        outside = last
        while last < limit and (last == outside or self._tags[last].startswith("I-")):
            last += 1
        said = self._before
        for place in range(first, last):
            self._adaptation.see(place, self._tags[place], said.probabilities[place - said.first])
        self._history.see(first, self._tags[first:last])
        self._agreed.see(first, self._tags[first:last])
        if last > outside or last == self._reading.sentences[number][1]:
            self._before = None
        return last

    @property
    def decided(self) -> int:
        """How many syllables have been decided."""
        return len(self._tags)

    def guesses(self) -> list[Guess]:
        """In order, in syllables of the article. What no decision touches is not worked out again."""
        found: list[Guess] = []
        stretches: list[SyllableRange] = []
        for number, (first, last) in enumerate(self._reading.sentences):
            if last > self.decided:
                start = max(first, self.decided)
                stretches.append((start, last))
                found += self._agreed.apply(self._guesses(number, start), start, last)
        return consistent(found, self._reading.forms, stretches, self._agreed.contradicts)

    def _guesses(self, number: int, first: int) -> list[Guess]:
        said = self._ask(number, first)
        known = self._guessed.get(number)
        if known and known[0] is said:
            return known[1]
        found = decode(said.probabilities, self._crf.tags)
        guesses = [guess._replace(first=guess.first + first, last=guess.last + first) for guess in found]
        self._guessed[number] = said, guesses
        return guesses

    def _ask(self, number: int, first: int) -> _Said:
        """Of a sentence from a syllable on, as things stand."""
        last = self._reading.sentences[number][1]
        above = self._history.features(first, last)
        told = [[*above[i - first], *self._adaptation.offsets(i)] for i in range(first, last)]
        known = self._said.get(number)
        if known and known.first == first and known.rows == told:
            return known
        rows = [[*self._rows[i], *told[i - first]] for i in range(first, last)]
        self._said[number] = said = _Said(first, told, self._crf.marginals(rows))
        return said
