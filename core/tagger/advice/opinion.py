"""The adviser's word beside a field's, as far as it has turned out right, while a project has few corrections.

Later it counts as features alone, whose weights are learned then.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nhan.core.iob import OUTSIDE, tags_of
from nhan.core.tagger.advice.advised import advised_runs
from nhan.core.tagger.tokenized import Rows, Tokenized
from nhan.core.tagger.training_example import TrainingExample

_WORTH = 16  # corrected articles after which it counts half
_MOST = 0.9  # of the weight, for one that is always right
_BEFORE, _RIGHT = 8, 0.7  # advised spans, and the share of right ones among them, that are taken for granted


class AdviserTrust(NamedTuple):
    """How an adviser has done in the articles that a model has learned from. Shares are 0..1."""

    articles: int = 0  # corrected ones that it had advised on
    right: float = 0.0  # of the spans that it proposed
    quiet: float = 0.0  # of the syllables outside its spans, those that are outside all spans


NO_TRUST = AdviserTrust()


def trust(examples: Iterable[TrainingExample]) -> AdviserTrust:
    """From the examples with advice."""
    articles, hits, proposed, nothing, outside = 0, _BEFORE * _RIGHT, float(_BEFORE), 0, 0
    for example in examples:
        if example.tokenized.advice is None:
            continue
        articles += 1
        runs, right = advised_runs(example.tokenized), set(example.spans)
        hits += sum(run in right for run in runs)
        proposed += len(runs)
        for said, its in zip(tags_of(len(example.tokenized), runs), example.tags(), strict=True):
            outside += said == OUTSIDE
            nothing += said == its == OUTSIDE
    return AdviserTrust(articles, hits / proposed, nothing / outside if outside else 0.0) if articles else NO_TRUST


class AdviserOpinion:
    """``tags``: the field's."""

    def __init__(self, tags: Sequence[str], trusted: AdviserTrust) -> None:
        self._column = {tag: place for place, tag in enumerate(tags)}
        self._trust = trusted
        # By how much it is better than chance: one that errs every other time has no say.
        self._weight = _MOST * max(0.0, 2 * trusted.right - 1) * _WORTH / (_WORTH + trusted.articles)

    def mean(
        self, tokenized: Tokenized, first: int, _: Rows, marginals: Sequence[Sequence[float]]
    ) -> Sequence[Sequence[float]]:
        """``marginals``: of the syllables from ``first`` on. What the adviser is unsure of it leaves to the field."""
        if tokenized.advice is None or not self._weight:
            return marginals
        tags = tags_of(len(tokenized), advised_runs(tokenized))[first : first + len(marginals)]
        return [self._mixed(tag, row) for tag, row in zip(tags, marginals, strict=True)]

    def _mixed(self, tag: str, row: Sequence[float]) -> Sequence[float]:
        place = self._column.get(tag)
        if place is None:
            return row
        weight = self._weight * (self._trust.quiet if tag == OUTSIDE else self._trust.right)
        found = [(1.0 - weight) * each for each in row]
        found[place] += weight
        return found
