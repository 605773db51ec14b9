"""From a sentence's IOB labels and marginal probabilities to labelled runs of words, each with a confidence."""

from collections.abc import Sequence
from typing import NamedTuple

DOUBT = 0.05  # a second-best label less probable than this is not worth a key


class Entity(NamedTuple):
    """A run of words, first to last inclusive, with a label."""

    first: int
    last: int
    label: str
    confidence: float  # 0..1
    runner_up: str | None


def entities(tags: Sequence[str], marginals: Sequence[Sequence[float]], names: Sequence[str]) -> list[Entity]:
    """The entities of one sentence. ``marginals[i][k]`` is the probability that word i has the tag ``names[k]``.

    An ``I-`` that continues no entity of its label opens one, as conlleval counts. The confidence is that of the least
    sure word, or of "it ends here" where that is less sure.
    """
    column = {name: place for place, name in enumerate(names)}
    return [_entity(first, last, label, marginals, column) for first, last, label in runs(tags)]


def runs(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The labelled runs (first, last inclusive, label) in a sentence's IOB tags."""
    found: list[tuple[int, int, str]] = []
    before = "O"
    for place, tag in enumerate(tags):
        if tag.startswith("I-") and before[2:] == tag[2:]:
            found[-1] = (found[-1][0], place, tag[2:])
        elif tag != "O":
            found.append((place, place, tag[2:]))
        before = tag
    return found


def _entity(first: int, last: int, label: str, marginals: Sequence[Sequence[float]], column: dict[str, int]) -> Entity:
    begin, inside = column[f"B-{label}"], column[f"I-{label}"]
    sure = min(marginals[place][begin] + marginals[place][inside] for place in range(first, last + 1))
    if last + 1 < len(marginals):
        sure = min(sure, 1.0 - marginals[last + 1][inside])
    others: dict[str, float] = {}
    for name, place in column.items():
        if name != "O" and name[2:] != label:
            others[name[2:]] = others.get(name[2:], 0.0) + sum(row[place] for row in marginals[first : last + 1])
    best = max(others, key=lambda other: others[other], default=None)
    doubtful = best is not None and others[best] / (last + 1 - first) >= DOUBT
    return Entity(first, last, label, round(min(max(sure, 0.0), 1.0), 4), best if doubtful else None)
