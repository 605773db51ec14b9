"""From a sentence's IOB labels and marginal probabilities to labelled runs of words, each with a confidence."""

from collections.abc import Sequence
from typing import NamedTuple

from nhan.core.iob import Scheme, runs_of

DOUBT = 0.05  # a second-best label less probable than this is not worth a key


class Entity(NamedTuple):
    """A run of words ``[first, last)`` with a label."""

    first: int
    last: int
    label: str
    confidence: float  # 0..1
    runner_up: str | None


class Decoder:
    """Of a model with these tags (``O``, ``B-PER``, ``I-PER`` ...)."""

    def __init__(self, names: Sequence[str]) -> None:
        column = {name: place for place, name in enumerate(names)}
        labels = dict.fromkeys(name[2:] for name in names if name != "O")
        self._columns = {label: (column[f"B-{label}"], column[f"I-{label}"]) for label in labels}

    def entities(self, tags: Sequence[str], marginals: Sequence[Sequence[float]]) -> list[Entity]:
        """The entities of one sentence. ``marginals[i][k]`` is the probability that word i has the k-th tag.

        The confidence is that of the least sure word, or of "it ends here" where that is less sure.
        """
        return [self._entity(*run, marginals) for run in runs_of(tags, Scheme.IOB2)]

    def _entity(self, first: int, last: int, label: str, marginals: Sequence[Sequence[float]]) -> Entity:
        begin, inside = self._columns[label]
        words = marginals[first:last]
        sure = min([row[begin] + row[inside] for row in words])
        if last < len(marginals):
            sure = min(sure, 1.0 - marginals[last][inside])
        best, most = None, DOUBT * len(words)
        for other, (b, i) in self._columns.items():
            if other != label and (mass := sum([row[b] + row[i] for row in words])) >= most:
                best, most = other, mass
        return Entity(first, last, label, round(min(max(sure, 0.0), 1.0), 4), best)
