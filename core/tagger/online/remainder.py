"""What is left of an article below the last decision, and what a model predicts for it."""

from collections.abc import Sequence
from typing import NamedTuple

from nhan.core.iob import Run
from nhan.core.tagger.crf.adapter import Field
from nhan.core.tagger.decoding import Floor, Prediction, decode, likelihood, unsure
from nhan.core.tagger.features.decisions_above import DecisionsAbove
from nhan.core.tagger.online.adaptation import Adaptation
from nhan.core.tagger.online.name_consistency import consistent
from nhan.core.tagger.online.settled_names import SettledNames
from nhan.core.tagger.opinion import Opinion
from nhan.core.tagger.tokenized import Rows, SyllableRange, Tokenized


class _Answer(NamedTuple):
    """What the model answers for a sentence from a syllable on; ``rows`` are the features that decisions change."""

    first: int
    rows: Rows
    probabilities: Sequence[Sequence[float]]


class Remainder:
    """One article under one model. ``decide`` takes in decisions; ``predictions`` are for what lies below them."""

    def __init__(
        self,
        tokenized: Tokenized,
        own: list[list[str]],
        remembered: list[tuple[str, ...]],
        crf: Field,
        floor: Floor,
        opinions: Sequence[Opinion] = (),
    ) -> None:
        self._tokenized = tokenized
        self._rows = [[*known, *more] for known, more in zip(own, remembered, strict=True)]
        self._crf, self._floor = crf, floor
        self._opinions = opinions
        self._sentence_of = [0] * len(tokenized)
        for number, (first, last) in enumerate(tokenized.sentences):
            self._sentence_of[first:last] = [number] * (last - first)
        self._answers: dict[int, _Answer] = {}  # by sentence
        self._decoded: dict[int, tuple[_Answer, list[Prediction]]] = {}
        self._first_sight: dict[int, frozenset[Run]] = {}  # by sentence
        self._begin()

    def _begin(self) -> None:
        self._decisions_above = DecisionsAbove(self._tokenized)
        self._settled_names = SettledNames(self._tokenized)
        self._adaptation = Adaptation(self._rows, self._crf.tags)
        self._tags: list[str] = []
        self._before: _Answer | None = None  # for this sentence after the last span in it

    def decide(self, tags: Sequence[str]) -> None:
        """Take in the tags of the next syllables; whole spans only."""
        place, last = len(self._tags), len(self._tags) + len(tags)
        self._tags += tags
        while place < last:
            place = self._see(place, last)

    def decide_all(self, tags: Sequence[str]) -> None:
        """Take in the tags of all syllables from the first one on. Quick where they begin with those decided before."""
        if self._tags != list(tags[: len(self._tags)]):
            self._begin()
        self.decide(tags[len(self._tags) :])

    def _see(self, first: int, limit: int) -> int:
        """Learns from syllables up to the end of a span, of the sentence or of what is decided. Returns where that is.

        The model is measured by its answer after the last span, so that the steps in which the syllables after it were
        decided make no difference.
        """
        number = self._sentence_of[first]
        limit = min(limit, self._tokenized.sentences[number][1])
        if self._before is None:
            self._before = self._ask(number, first)
        last = first
        while last < limit and self._tags[last] == "O":
            last += 1
        outside = last
        while last < limit and (last == outside or self._tags[last].startswith("I-")):
            last += 1
        answer = self._before
        for place in range(first, last):
            self._adaptation.see(place, self._tags[place], answer.probabilities[place - answer.first])
        self._decisions_above.see(first, self._tags[first:last])
        self._settled_names.see(first, self._tags[first:last])
        if last > outside or last == self._tokenized.sentences[number][1]:
            self._before = None
        return last

    @property
    def decided(self) -> int:
        """How many syllables have been decided."""
        return len(self._tags)

    def predictions(self) -> list[Prediction]:
        """The predictions, in order, in syllables of the article; worked out again where a decision changes them."""
        found: list[Prediction] = []
        stretches: list[SyllableRange] = []
        for number, (first, last) in enumerate(self._tokenized.sentences):
            if last > self.decided:
                start = max(first, self.decided)
                stretches.append((start, last))
                found += self._settled_names.apply(self._predictions(number, start), start, last)
        return consistent(found, self._tokenized.forms, stretches, self._settled_names.contradicts)

    def _predictions(self, number: int, first: int) -> list[Prediction]:
        answer = self._ask(number, first)
        known = self._decoded.get(number)
        if known and known[0] is answer:
            return known[1]
        shown = frozenset((a - first, b - first, label) for a, b, label in self._at_first(number)) if self._tags else ()
        found = decode(answer.probabilities, self._crf.tags, self._floor, shown=shown)
        predictions = [each.moved(first).without_pieces(self._tokenized.heads) for each in found]
        self._decoded[number] = answer, predictions
        return predictions

    def likelihood(self, run: Run) -> float | None:
        """How probable exactly this span is, nothing of the article being decided. None: its label is not known."""
        first, last = self._tokenized.sentences[self._sentence_of[run[0]]]
        if run[1] > last:
            return 0.0
        column = {tag: place for place, tag in enumerate(self._crf.tags)}
        return likelihood(self._undecided(first, last), column, (run[0] - first, run[1] - first, run[2]))

    def unsure(self) -> list[Prediction]:
        """What may be there although nothing is suggested, in order, nothing of the article being decided."""
        found: list[Prediction] = []
        for number, (first, last) in enumerate(self._tokenized.sentences):
            shown = [(a - first, b - first, label) for a, b, label in self._at_first(number)]
            its = unsure(self._undecided(first, last), self._crf.tags, shown)
            found += [each.moved(first) for each in its]
        return found

    def _at_first(self, number: int) -> frozenset[Run]:
        """What a sentence had before anything was decided: the same whatever the annotator has seen in between."""
        if number not in self._first_sight:
            first, last = self._tokenized.sentences[number]
            found = decode(self._undecided(first, last), self._crf.tags, self._floor)
            self._first_sight[number] = frozenset((a + first, b + first, label) for a, b, label, *_ in found)
        return self._first_sight[number]

    def _undecided(self, first: int, last: int) -> Sequence[Sequence[float]]:
        above = DecisionsAbove(self._tokenized).features(first, last)
        return self._marginals(first, [[*self._rows[i], *above[i - first]] for i in range(first, last)])

    def _marginals(self, first: int, rows: Rows) -> Sequence[Sequence[float]]:
        marginals: Sequence[Sequence[float]] = self._crf.marginals(rows)
        for opinion in self._opinions:
            marginals = opinion.mean(self._tokenized, first, rows, marginals)
        return marginals

    def _ask(self, number: int, first: int) -> _Answer:
        """The model's answer for a sentence from a syllable on, after the decisions so far."""
        last = self._tokenized.sentences[number][1]
        above = self._decisions_above.features(first, last)
        changing = [[*above[i - first], *self._adaptation.shift_features(i)] for i in range(first, last)]
        known = self._answers.get(number)
        if known and known.first == first and known.rows == changing:
            return known
        rows = [[*self._rows[i], *changing[i - first]] for i in range(first, last)]
        self._answers[number] = answer = _Answer(first, changing, self._marginals(first, rows))
        return answer
