"""Gamma (Mathet, Widlöcher and Métivier 2015) for two people: how far their spans align, beyond chance.

An alignment pairs spans one to one, or leaves them alone. A pair costs its dissimilarity: of the edges, as a share of
both lengths and squared, and 1 where the labels differ; a span that is left alone costs 1. The disorder is the least
that an alignment costs, by the spans that one person has on average. What chance would make is sampled: two of the
people's texts with all spans turned around by some distance each, as the paper has it.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

import msgspec

from nhan.core.agreement.assignment import assigned
from nhan.core.suggestion import Labelled

SAMPLES = 300
SEED = "nhan gamma"
ALONE = 1.0  # what a span costs that is left alone
SCALE = 1_000_000  # costs are summed in parts of it, so that their order makes no difference
_REACH = 2**0.5 / 2 - 0.5  # of its length, by which a span is aligned with others beyond its edges


class SpanPair(msgspec.Struct, frozen=True):
    """What two people have in one article of ``length`` code points."""

    length: int
    first: frozenset[Labelled]
    second: frozenset[Labelled]


def dissimilarity(one: Labelled, other: Labelled) -> float:
    """Of the edges and of the labels together."""
    apart = abs(one[0] - other[0]) + abs(one[1] - other[1])
    return (apart / (one[1] - one[0] + other[1] - other[0])) ** 2 + (one[2] != other[2])


def cost(first: Iterable[Labelled], second: Iterable[Labelled]) -> float:
    """Of the best alignment."""
    total = 0.0
    for one, other in _clusters(first, second):
        total += ALONE * (len(one) + len(other))
        if one and other:
            won = [[max(0, round((2 * ALONE - dissimilarity(a, b)) * SCALE)) for b in other] for a in one]
            total -= sum(2 * ALONE - dissimilarity(one[at], other[to]) for at, to in assigned(won))
    return total


def _clusters(first: Iterable[Labelled], second: Iterable[Labelled]) -> Iterator[tuple[list[Labelled], list[Labelled]]]:
    """Runs of spans that may be aligned with one another: beyond them, leaving both alone costs less."""
    found: tuple[list[Labelled], list[Labelled]] = ([], [])
    until = float("-inf")
    every = [*((_reach(span), 0, span) for span in first), *((_reach(span), 1, span) for span in second)]
    for (low, high), side, span in sorted(every):
        if low > until:
            yield found
            found = ([], [])
        found[side].append(span)
        until = max(until, high)
    yield found


def _reach(span: Labelled) -> tuple[float, float]:
    more = (span[1] - span[0]) * _REACH
    return span[0] - more, span[1] + more


class GammaTally:
    """Two people over some articles: what each group of them costs, and of each group one article for chance."""

    def __init__(self) -> None:
        self.groups: dict[int, list[int]] = {}  # in parts of ``SCALE``: what it costs; how many spans
        self._drawn: dict[int, tuple[int, SpanPair]] = {}

    def add(self, group: int, article: str, pair: SpanPair) -> None:
        """One article, by its id."""
        have = self.groups.get(group, [0, 0])
        spans = len(pair.first) + len(pair.second)
        self.groups[group] = [have[0] + round(cost(pair.first, pair.second) * SCALE), have[1] + spans]
        lot = crc32(article.encode())
        if group not in self._drawn or lot < self._drawn[group][0]:
            self._drawn[group] = lot, pair

    def by_chance(self) -> float | None:
        """The disorder that chance would make."""
        return by_chance([self._drawn[group][1] for group in sorted(self._drawn)])


def disorder(pairs: Iterable[tuple[float, int]]) -> float | None:
    """Of articles: what each costs, and how many spans the two have there together. None where there is no span."""
    costs, spans = zip(*pairs, strict=True)
    return 2 * sum(costs) / sum(spans) if sum(spans) else None


def by_chance(pairs: Sequence[SpanPair], samples: int = SAMPLES, seed: str = SEED) -> float | None:
    """The disorder that chance would make in such articles."""
    there = [pair for pair in pairs if pair.first or pair.second]
    if not there:
        return None
    dice = random.Random(seed)
    return disorder(_of_sides(*_sample(dice, dice.choice(there))) for _ in range(samples))


def _of_sides(first: Sequence[Labelled], second: Sequence[Labelled]) -> tuple[float, int]:
    return cost(first, second), len(first) + len(second)


def _sample(dice: random.Random, pair: SpanPair) -> tuple[list[Labelled], list[Labelled]]:
    """Two sides, each one of the people's, turned by distances that differ by half of a span at least."""
    sides = sorted(pair.first), sorted(pair.second)
    lengths = [end - start for side in sides for start, end, _ in side]
    least = sum(lengths) / len(lengths) / 2
    by = dice.uniform(0, pair.length)
    free = max(0.0, pair.length - 2 * least)
    other = (by + least + dice.uniform(0, free)) % pair.length
    return _turned(dice.choice(sides), int(by), pair.length), _turned(dice.choice(sides), int(other), pair.length)


def _turned(spans: Sequence[Labelled], by: int, length: int) -> list[Labelled]:
    return [((start + by) % length, (start + by) % length + end - start, label) for start, end, label in spans]
