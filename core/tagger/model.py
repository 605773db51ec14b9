"""The model: trained on corrected articles, it suggests for others and for what is left of one.

Only child processes use it (see ``crf/adapter.py``).
"""

from collections import Counter
from collections.abc import Sequence
from sys import intern
from typing import NamedTuple

import msgspec

from nhan.core.iob import Run
from nhan.core.tagger.advice.opinion import NO_TRUST, AdviserOpinion, AdviserTrust, trust
from nhan.core.tagger.crf.adapter import L2, Crf, Field, train
from nhan.core.tagger.decoding import Floor, Prediction
from nhan.core.tagger.features.decisions_above import training_features
from nhan.core.tagger.features.local import features
from nhan.core.tagger.features.seen_strings import SeenStrings
from nhan.core.tagger.model_file import LevelFile, ModelFile
from nhan.core.tagger.online.following import FollowedArticle, Patterns
from nhan.core.tagger.online.remainder import Remainder
from nhan.core.tagger.opinion import Opinion
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import TrainingExample

_LEAST_STEPS, _TAGS_PER_STEP, _MOST_STEPS = 27, 3, 60  # stopping early is half of the regularisation
_FEW_LABELS, _LEAST_L2 = 4, 0.08
_LEAST = 2  # times that a feature must occur to be learned from: the others take half of the time and help little
OWN_FLOOR = Floor(0.2, 0.03)  # of a model that has learned from the project's own articles
_BUDGET = 300_000_000  # tags squared times syllables: with very many labels only the newest articles are learned from


class Schedule(NamedTuple):
    """How long a field is trained, and against which penalty."""

    steps: int
    l2: float  # the weight of the penalty


class NothingToLearnError(Exception):
    """Raised where no article has a confirmed span."""


class PreparedExample(msgspec.Struct, frozen=True):
    """A training example with those of its features that do not depend on other examples."""

    example: TrainingExample
    own: list[list[str]]
    above: list[list[str]]


def prepare(example: TrainingExample) -> PreparedExample:
    """Works out an example's features, once for all calls of ``learn``."""
    return PreparedExample(example, _interned(features(example.tokenized)), _interned(training_features(example)))


def _interned(rows: list[list[str]]) -> list[list[str]]:
    """The rows with one copy of each feature: a training set repeats a few hundred thousand of them."""
    return [[intern(feature) for feature in row] for row in rows]


class Level:
    """One level of spans: a trained field, its seen strings, and the field that is asked instead of it, if any."""

    def __init__(
        self,
        crf: Crf,
        seen_strings: SeenStrings,
        field: Field | None = None,
        floor: Floor = OWN_FLOOR,
        opinions: Sequence[Opinion] = (),
    ) -> None:
        self.crf = crf
        self.seen_strings = seen_strings
        self.field: Field = field or crf
        self.floor = floor
        self.opinions = opinions

    def remainder(self, tokenized: Tokenized, own: list[list[str]] | None = None) -> Remainder:
        """What is left of an article in which nothing is decided: all of it."""
        own, remembered = own or features(tokenized), self.seen_strings.features(tokenized)
        return Remainder(tokenized, own, remembered, self.field, self.floor, self.opinions)


class TaggerModel:
    """A model of the outermost spans, and one of what lies inside them where there was any."""

    def __init__(self, outer: Level, inner: Level | None, trust: AdviserTrust = NO_TRUST) -> None:
        """``trust``: in the adviser whose word it has learned from."""
        self.outer = outer
        self.inner = inner
        self.trust = trust

    def remainder(self, tokenized: Tokenized, own: list[list[str]] | None = None) -> Remainder:
        """What is left of an article in which nothing is decided: all of it. Outermost spans only."""
        return self.outer.remainder(tokenized, own)

    def followed(
        self, text: str, tokenized: Tokenized, patterns: Patterns, own: list[list[str]] | None = None
    ) -> FollowedArticle:
        """An article in which nothing is decided, to go down it. ``own``: its features that depend on nothing else."""
        return FollowedArticle(text, tokenized, self.remainder(tokenized, own), self.inside, patterns)

    def inside(self, tokenized: Tokenized, outer: Sequence[Run]) -> list[Prediction]:
        """The spans inside these, which may be confirmed or suggested."""
        if self.inner is None or not outer:
            return []
        within = _within(tokenized, outer)
        found = self.inner.remainder(within, _inner_features(within, outer)).predictions()
        around = {(first, last) for first, last, _ in outer}
        return [prediction for prediction in found if (prediction.first, prediction.last) not in around]


def iterations(tags: int) -> int:
    """The number of training steps: with more tags to tell apart, overfitting begins later."""
    return min(_MOST_STEPS, _LEAST_STEPS + tags // _TAGS_PER_STEP)


def penalty(labels: int) -> float:
    """The weight of the L2 penalty; smaller with many labels, each of which has few examples."""
    return max(_LEAST_L2, L2 * min(1.0, _FEW_LABELS / max(1, labels)))


def learn(examples: Sequence[PreparedExample], schedule: Schedule | None = None) -> TaggerModel:
    """The model of these examples, the newest last. NothingToLearnError where they have no span.

    ``schedule``: None = a quick one, by the number of labels.
    """
    examples = _affordable(examples)
    if not any(each.example.spans for each in examples):
        raise NothingToLearnError
    inner = [_prepare_inner(each.example) for each in examples if each.example.inner]
    trusted = trust(each.example for each in examples)
    return _advised(TaggerModel(_level(examples, schedule), _level(inner, schedule) if inner else None, trusted))


def _affordable(examples: Sequence[PreparedExample]) -> Sequence[PreparedExample]:
    tags = 1 + 2 * len({label for each in examples for _, _, label in each.example.spans})
    left = _BUDGET // tags**2
    for number in range(len(examples) - 1, -1, -1):
        left -= len(examples[number].example.tokenized)
        if left < 0:
            return examples[min(number + 1, len(examples) - 1) :]
    return examples


def _level(examples: Sequence[PreparedExample], schedule: Schedule | None) -> Level:
    seen_strings = SeenStrings([each.example for each in examples])
    rows: list[list[list[str]]] = []
    tags: list[list[str]] = []
    for each in examples:
        tokenized, its_tags = each.example.tokenized, each.example.tags()
        remembered = seen_strings.features(tokenized, without=each.example.article)
        for first, last in tokenized.sentences:
            rows.append([[*each.own[i], *remembered[i], *each.above[i]] for i in range(first, last)])
            tags.append(its_tags[first:last])
    different = {tag for sentence in tags for tag in sentence}
    labels = {tag[2:] for tag in different} - {""}
    steps, l2 = schedule or Schedule(iterations(len(different)), penalty(len(labels)))
    return Level(train(_common(rows), tags, steps, l2), seen_strings)


def _common(rows: list[list[list[str]]]) -> list[list[list[str]]]:
    counts = Counter(feature for sentence in rows for row in sentence for feature in row)
    return [[[each for each in row if counts[each] >= _LEAST] for row in sentence] for sentence in rows]


def _within(tokenized: Tokenized, outer: Sequence[Run]) -> Tokenized:
    """The article with each outer span as a sentence, and nothing else. The encoder and advisers know outermost spans
    only."""
    return msgspec.structs.replace(
        tokenized, sentences=[(first, last) for first, last, _ in outer], odds=b"", advice=None
    )


def _inner_features(within: Tokenized, outer: Sequence[Run]) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(len(within))]
    own = iter(features(within))
    for first, last, label in outer:
        for place in range(first, last):
            found[place] = [*next(own), f"o={label}"]
    return found


def _prepare_inner(example: TrainingExample) -> PreparedExample:
    within = _within(example.tokenized, example.spans)
    inner = TrainingExample(example.article, within, example.inner)
    above: list[list[str]] = [[] for _ in range(len(within))]
    its = iter(training_features(inner))
    for first, last in within.sentences:
        above[first:last] = [next(its) for _ in range(first, last)]
    return PreparedExample(inner, _inner_features(within, example.spans), above)


def seen_strings_of(level: LevelFile) -> SeenStrings:
    """The seen strings in a model's file."""
    return SeenStrings.of({tuple(each.string): each.counts for each in level.memory})


def _advised(tagger: TaggerModel) -> TaggerModel:
    """With the adviser's opinion, where there is an adviser."""
    if tagger.trust.articles:
        tagger.outer.opinions = (AdviserOpinion(tagger.outer.field.tags, tagger.trust),)
    return tagger


def load_tagger(model: ModelFile) -> TaggerModel:
    """The model in a file, ready to suggest."""
    inner = Level(Crf(model.inner.field), seen_strings_of(model.inner)) if model.inner else None
    trusted = AdviserTrust(*model.trust) if model.trust else NO_TRUST
    return _advised(TaggerModel(Level(Crf(model.outer.field), seen_strings_of(model.outer)), inner, trusted))
