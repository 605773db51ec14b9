"""Replays a corrected project as if it came in article by article, and counts an annotator's actions and keys.

Nothing of an article reaches a model before the article has been corrected. Only child processes run this.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from nhan.core.iob import OUTSIDE, Scheme, runs_of
from nhan.core.labels import LabelSet, Overlap
from nhan.core.metrics.calibration import calibration_error
from nhan.core.metrics.progress import KINDS
from nhan.core.model import Article
from nhan.core.ordering import Order, mean_doubt
from nhan.core.retraining.schedule import due
from nhan.core.simulation.assistant import Assistant, FixedAssistant, FollowingAssistant
from nhan.core.simulation.effort import ACCEPT, BACK, BULK, CLOSE, GO_ON, READING, Effort
from nhan.core.simulation.result import STEP, Baseline, Bulk, Options, Simulated, StreamPoint
from nhan.core.simulation.simulated_annotator import BulkUse, SimulatedAnnotator, nested
from nhan.core.suggestion import Suggestion, outermost
from nhan.core.tagger.decoding import READINGS
from nhan.core.tagger.features.local import features
from nhan.core.tagger.features.rules import rules
from nhan.core.tagger.model import NothingToLearnError, PreparedExample, TaggerModel, learn, prepare
from nhan.core.tagger.pretrained import mixed_tagger, pretrained_tagger
from nhan.core.tagger.pretrained_choice import pretrained_for
from nhan.core.tagger.tokenized import Tokenized
from nhan.core.tagger.training_example import CorrectedArticle, training_example

T = TypeVar("T")
Tokenizer = Callable[[str], Tokenized]


class _EffortTally:
    """The efforts of one method over the stream."""

    def __init__(self) -> None:
        self.efforts: list[Effort] = []

    def counts(self, field: Callable[[Effort], Counter[T]], first: int = 0, last: int | None = None) -> Counter[T]:
        return sum((field(effort) for effort in self.efforts[first:last]), Counter())

    def baseline(self, entities: Sequence[int], outer: Sequence[int]) -> Baseline:
        """``entities``: how many each article has, those inside others included; ``outer``: without these."""
        actions, keys, count = self.counts(_actions), self.counts(_keys), sum(entities)
        return Baseline(
            actions_per_entity=_per(actions.total(), count),
            keys_per_entity=_per(keys.total(), count),
            by_kind=_kinds(actions),
            curve=self._curve(entities, outer),
            former_actions_per_entity=_per(self.counts(_former).total(), sum(outer)),
        )

    def bulk(self, use: BulkUse, entities: int) -> Bulk:
        keys = self.counts(_keys)
        return Bulk(
            sure=use.sure,
            overlooked=use.overlooked,
            keys_per_entity=_per(keys.total(), entities),
            keys=_key_kinds(keys),
            in_bulk=_per(sum(effort.in_bulk for effort in self.efforts), entities),
            wrongly=_per(sum(effort.wrongly for effort in self.efforts), entities),
        )

    def _curve(self, entities: Sequence[int], outer: Sequence[int]) -> list[StreamPoint]:
        points = []
        for first in range(0, len(entities), STEP):
            last = min(first + STEP, len(entities))
            actions = self.counts(_actions, first, last).total()
            former = self.counts(_former, first, last).total()
            here, outer_here = sum(entities[first:last]), sum(outer[first:last])
            points.append(StreamPoint(last, _per(actions, here), _per(former, outer_here)))
        return points


class Simulation:
    """One stream. ``labels`` are the project's, ``gold`` its corrected articles in the order of the project."""

    def __init__(
        self, labels: LabelSet, gold: Iterable[CorrectedArticle], tokenizer: Tokenizer, options: Options
    ) -> None:
        self._labels = labels
        self._gold = chosen(gold, options)
        self._tokenize = tokenizer
        self._options = options
        self._examples: list[PreparedExample] = []
        self._pretrained = pretrained_for(labels)
        self._tagger = pretrained_tagger(self._pretrained) if self._pretrained else None
        self._patterns = self._pretrained.patterns if self._pretrained else {}
        self._labelled: set[str] = set()  # the labels of what has been corrected
        self._tallies = {name: _EffortTally() for name in ("learned", "nothing", "underthesea", "rules")}
        uses = [BulkUse(sure, overlooked) for sure in options.sure for overlooked in options.overlooked]
        self._bulk = {use: _EffortTally() for use in uses}
        self._entities: list[int] = []
        self._outer: list[int] = []
        self._ahead: dict[str, tuple[Tokenized, list[list[str]]]] = {}  # articles that were looked at, for their turn
        self._doubts: dict[str, float] = {}  # of these, until there is another model
        self._cpu = {"training": 0.0, "suggesting": 0.0}
        self._trainings = 0

    def run(self, on_progress: Callable[[int, int], None] = lambda _, __: None) -> Simulated:
        """Work through the stream; ``on_progress`` is told how many articles are done, of how many."""
        waiting = list(self._gold)
        for number in range(len(self._gold)):
            self._retrain(number)
            self._work(waiting.pop(self._next(waiting)))
            on_progress(number + 1, len(self._gold))
        return self._answer()

    def _retrain(self, done: int) -> None:
        if not due(done):
            return
        begin = time.process_time()
        try:
            tagger = learn(self._examples)
            self._tagger = mixed_tagger(tagger, self._pretrained, len(self._examples)) if self._pretrained else tagger
            self._patterns = self._pretrained.patterns_beside(self._labelled) if self._pretrained else {}
            self._doubts.clear()
            self._trainings += 1
        except NothingToLearnError:
            return  # so far the annotator has labelled nothing: go on as before
        finally:
            self._cpu["training"] += time.process_time() - begin

    def _next(self, waiting: list[CorrectedArticle]) -> int:
        """The place of the next article among those that are left: the first, or where the model is least sure."""
        if self._options.order is not Order.DOUBTFUL or self._tagger is None:
            return 0
        doubts = [self._doubt(article, self._tagger) for article in waiting]
        return doubts.index(max(doubts))

    def _doubt(self, article: CorrectedArticle, tagger: TaggerModel) -> float:
        if article.article not in self._doubts:
            if article.article not in self._ahead:
                tokenized = self._tokenize(article.text)
                self._ahead[article.article] = tokenized, features(tokenized)
            tokenized, own = self._ahead[article.article]
            suggested = tagger.followed(article.text, tokenized, self._patterns, own).follow((), 0)
            sure = [each.confidence for each in suggested if each.confidence is not None]
            self._doubts[article.article] = mean_doubt(sure)
        return self._doubts[article.article]

    def _work(self, article: CorrectedArticle) -> None:
        tokenized = self._tokenize(article.text)
        by_rules = self._allowed(rule_suggestions(tokenized))
        fixed = {"nothing": [], "underthesea": self._allowed(label_suggestions(tokenized)), "rules": by_rules}
        memory = self._options.apply_to_all
        for name, suggestions in fixed.items():
            by_hand = FixedAssistant(article.text, suggestions, memory=memory)
            self._tallies[name].efforts.append(self._effort(article, by_hand))
        begin, own = time.process_time(), features(tokenized)
        self._tallies["learned"].efforts.append(self._effort(article, self._assistant(article.text, tokenized, own)))
        self._cpu["suggesting"] += time.process_time() - begin
        for use, tally in self._bulk.items():
            assistant = self._assistant(article.text, tokenized, own)
            tally.efforts.append(self._effort(article, assistant, use))
        self._labelled.update(label for _, _, label in article.spans)
        self._examples.append(prepare(training_example(article, tokenized)))
        self._outer.append(len(outermost(article.spans)))
        inner = 0 if self._labels.overlap is Overlap.FLAT else len(nested(article.spans))
        self._entities.append(self._outer[-1] + inner)

    def _effort(self, article: CorrectedArticle, assistant: Assistant, bulk: BulkUse | None = None) -> Effort:
        text = Article(article.article, article.text)
        return SimulatedAnnotator(text, article.spans, self._labels, assistant, bulk).work()

    def _assistant(self, text: str, tokenized: Tokenized, own: list[list[str]]) -> Assistant:
        if self._tagger is None:  # no pretrained model serves the labels, and none is trained yet
            return FixedAssistant(text, [], memory=self._options.apply_to_all)
        followed = self._tagger.followed(text, tokenized, self._patterns, own)
        if self._options.apply_to_all:
            return FollowingAssistant(followed)
        return FixedAssistant(text, followed.follow((), 0), memory=False)

    def _allowed(self, suggestions: Iterable[Suggestion]) -> list[Suggestion]:
        """Those that the project has labels for, under its names for them."""
        named = ((each, self._labels.meant(each.label)) for each in suggestions)
        return [replace(each, label=label.name) for each, label in named if label is not None]

    def _answer(self) -> Simulated:
        own = self._tallies.pop("learned")
        all_of_it = own.baseline(self._entities, self._outer)
        keys = own.counts(_keys)
        readings = own.counts(lambda effort: effort.readings)
        judged = [each for effort in own.efforts for each in effort.judged]
        return Simulated(
            articles=len(self._gold),
            entities=sum(self._entities),
            actions_per_entity=all_of_it.actions_per_entity,
            keys_per_entity=all_of_it.keys_per_entity,
            by_kind=all_of_it.by_kind,
            accepted=keys[ACCEPT],
            keys=_key_kinds(keys),
            former_actions_per_entity=all_of_it.former_actions_per_entity,
            readings=_shares(readings),
            bulk=[tally.bulk(use, sum(self._entities)) for use, tally in self._bulk.items()],
            curve=all_of_it.curve,
            baselines={name: tally.baseline(self._entities, self._outer) for name, tally in self._tallies.items()},
            calibration_error=round(calibration_error([(each.confidence, each.right) for each in judged]), 4),
            trainings=self._trainings,
            cpu_training=round(self._cpu["training"], 2),
            cpu_suggesting=round(self._cpu["suggesting"], 2),
            apply_to_all=self._options.apply_to_all,
            order=self._options.order,
            seed=self._options.seed,
        )


def chosen(gold: Iterable[CorrectedArticle], options: Options) -> list[CorrectedArticle]:
    """The articles of the stream. They come in the order of the project or interleaved already, where that is asked."""
    found = list(gold)
    if options.order in (Order.RANDOM, Order.DOUBTFUL):
        random.Random(options.seed).shuffle(found)
    return found[: options.articles]


def rule_suggestions(tokenized: Tokenized) -> list[Suggestion]:
    """The suggestions of the rules, without a confidence."""
    return [Suggestion(tokenized.places[a][0], tokenized.places[b - 1][1], label) for a, b, label in rules(tokenized)]


def label_suggestions(tokenized: Tokenized) -> list[Suggestion]:
    """The suggestions of underthesea: its labels of words, runs of them joined."""
    places, found = tokenized.places, []
    for first, last in tokenized.sentences:
        # Each syllable bears its word's tag, and only the one that opens the word may open a run.
        words = zip(tokenized.labels[first:last], tokenized.heads[first:last], strict=True)
        tags = [tag if head or tag == OUTSIDE else f"I{tag[1:]}" for tag, head in words]
        runs = runs_of(tags, Scheme.IOB2)
        found += [Suggestion(places[first + a][0], places[first + b - 1][1], label) for a, b, label in runs]
    return found


def _actions(effort: Effort) -> Counter[str]:
    return effort.actions


def _former(effort: Effort) -> Counter[str]:
    return effort.former


def _keys(effort: Effort) -> Counter[str]:
    return effort.keys


def _shares(readings: Counter[int]) -> list[float]:
    """Of what needed mending: where the first, one of the first two ... further readings is right."""
    count = readings.total()
    return [_per(sum(readings[which] for which in range(1, last + 1)), count) for last in range(1, READINGS + 1)]


def _kinds(actions: Counter[str]) -> dict[str, int]:
    return {kind: actions[kind] for kind in KINDS}


def _key_kinds(keys: Counter[str]) -> dict[str, int]:
    return {kind: keys[kind] for kind in (*KINDS, READING, BACK, ACCEPT, BULK, GO_ON, CLOSE)}


def _per(count: int, entities: int) -> float:
    return round(count / entities, 4) if entities else 0.0
