"""The learned model: trained on corrected articles, it suggests for others and for what is left of one.

Only child processes use it (see ``crf_door``).
"""

from collections import Counter
from collections.abc import Sequence
from sys import intern

import msgspec

from nhan.core.iob import Run
from nhan.core.tagger.crf.adapter import L2, Crf, Field, train
from nhan.core.tagger.decoding import Guess
from nhan.core.tagger.features.decisions_above import lesson_features
from nhan.core.tagger.features.local import features
from nhan.core.tagger.features.seen_strings import SeenStrings
from nhan.core.tagger.model_file import LevelFile, ModelFile
from nhan.core.tagger.online.remainder import Remainder
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import TrainingExample

_LEAST_STEPS, _TAGS_PER_STEP, _MOST_STEPS = 27, 3, 60  # stopping early is half of the regularisation
_FEW_LABELS, _LEAST_L2 = 4, 0.08
_LEAST = 2  # times that a feature must come to be learned from: the rest takes half of the time and says little
_BUDGET = 300_000_000  # tags squared times syllables: with very many labels only the newest articles are learned from


class NothingToLearnError(Exception):
    """There is no confirmed span in any of the articles."""


class Example(msgspec.Struct, frozen=True):
    """A lesson with the features that other lessons do not change."""

    lesson: TrainingExample
    own: list[list[str]]
    above: list[list[str]]


def example(lesson: TrainingExample) -> Example:
    """Work out the features of a lesson once; ``learn`` may then be called as often as articles come in."""
    return Example(lesson, _interned(features(lesson.reading)), _interned(lesson_features(lesson)))


def _interned(rows: list[list[str]]) -> list[list[str]]:
    """One copy of each feature: a training set says the same few hundred thousand over and over."""
    return [[intern(feature) for feature in row] for row in rows]


class Level:
    """One level of spans: a field and the memory that it was trained with. ``asked``: what is asked in its place."""

    def __init__(self, crf: Crf, memory: SeenStrings, asked: Field | None = None) -> None:
        self.crf = crf
        self.memory = memory
        self.asked: Field = asked or crf

    def rest(self, reading: Tokenized, own: list[list[str]] | None = None) -> Remainder:
        """Begin an article nobody has decided anything in."""
        return Remainder(reading, own or features(reading), self.memory.features(reading), self.asked)


class TaggerModel:
    """A model of the outermost spans, and one of what lies inside them where there was any."""

    def __init__(self, outer: Level, inner: Level | None) -> None:
        self.outer = outer
        self.inner = inner

    def rest(self, reading: Tokenized, own: list[list[str]] | None = None) -> Remainder:
        """Begin an article nobody has decided anything in. Outermost spans only."""
        return self.outer.rest(reading, own)

    def inside(self, reading: Tokenized, outer: Sequence[Run]) -> list[Guess]:
        """What lies inside these spans, be they confirmed or suggested."""
        if self.inner is None or not outer:
            return []
        within = _within(reading, outer)
        found = self.inner.rest(within, _inner_features(within, outer)).guesses()
        around = {(first, last) for first, last, _ in outer}
        return [guess for guess in found if (guess.first, guess.last) not in around]


def iterations(tags: int) -> int:
    """Of training: the more tags there are to tell apart, the later it begins to learn by heart."""
    return min(_MOST_STEPS, _LEAST_STEPS + tags // _TAGS_PER_STEP)


def penalty(labels: int) -> float:
    """What holds the weights back. With many labels each has few examples, and would be held back too much."""
    return max(_LEAST_L2, L2 * min(1.0, _FEW_LABELS / max(1, labels)))


def learn(examples: Sequence[Example]) -> TaggerModel:
    """Train on corrected articles, the newest last. NothingToLearnError where they hold no span."""
    examples = _affordable(examples)
    if not any(each.lesson.spans for each in examples):
        raise NothingToLearnError
    inner = [_inner_example(each.lesson) for each in examples if each.lesson.inner]
    return TaggerModel(_level(examples), _level(inner) if inner else None)


def _affordable(examples: Sequence[Example]) -> Sequence[Example]:
    tags = 1 + 2 * len({label for each in examples for _, _, label in each.lesson.spans})
    left = _BUDGET // tags**2
    for number in range(len(examples) - 1, -1, -1):
        left -= len(examples[number].lesson.reading)
        if left < 0:
            return examples[min(number + 1, len(examples) - 1) :]
    return examples


def _level(examples: Sequence[Example]) -> Level:
    memory = SeenStrings([each.lesson for each in examples])
    rows: list[list[list[str]]] = []
    tags: list[list[str]] = []
    for each in examples:
        reading, its_tags = each.lesson.reading, each.lesson.tags()
        remembered = memory.features(reading, without=each.lesson.article)
        for first, last in reading.sentences:
            rows.append([[*each.own[i], *remembered[i], *each.above[i]] for i in range(first, last)])
            tags.append(its_tags[first:last])
    different = {tag for sentence in tags for tag in sentence}
    labels = {tag[2:] for tag in different} - {""}
    return Level(train(_common(rows), tags, iterations(len(different)), penalty(len(labels))), memory)


def _common(rows: list[list[list[str]]]) -> list[list[list[str]]]:
    counts = Counter(feature for sentence in rows for row in sentence for feature in row)
    return [[[each for each in row if counts[each] >= _LEAST] for row in sentence] for sentence in rows]


def _within(reading: Tokenized, outer: Sequence[Run]) -> Tokenized:
    """The article as if each outer span were a sentence, and nothing else there."""
    return msgspec.structs.replace(reading, sentences=[(first, last) for first, last, _ in outer])


def _inner_features(within: Tokenized, outer: Sequence[Run]) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(len(within))]
    own = iter(features(within))
    for first, last, label in outer:
        for place in range(first, last):
            found[place] = [*next(own), f"o={label}"]
    return found


def _inner_example(lesson: TrainingExample) -> Example:
    within = _within(lesson.reading, lesson.spans)
    inner = TrainingExample(lesson.article, within, lesson.inner)
    above: list[list[str]] = [[] for _ in range(len(within))]
    its = iter(lesson_features(inner))
    for first, last in within.sentences:
        above[first:last] = [next(its) for _ in range(first, last)]
    return Example(inner, _inner_features(within, lesson.spans), above)


def memory_of(level: LevelFile) -> SeenStrings:
    """The memory in a model's file."""
    return SeenStrings.of({tuple(each.string): each.counts for each in level.memory})


def learned_of(model: ModelFile) -> TaggerModel:
    """The model in a file, ready to suggest."""
    inner = Level(Crf(model.inner.field), memory_of(model.inner)) if model.inner else None
    return TaggerModel(Level(Crf(model.outer.field), memory_of(model.outer)), inner)
