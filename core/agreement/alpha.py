"""Agreement beyond chance on values of units: Cohen's kappa for two, Krippendorff's nominal alpha for any number."""

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from math import lcm

MOST_SCALED = 20  # people up to whom sums of alpha are exact


def kappa(table: Sequence[int], many: int) -> float | None:
    """Of a square table of counts, row by row, by the values of both: ``many`` of them. None where there is nothing, or
    one value alone on both sides."""
    by_chance = sum(sum(table[at * many : (at + 1) * many]) * sum(table[at::many]) for at in range(many))
    return kappa_of(sum(table[:: many + 1]), sum(table), by_chance)


def kappa_of(same: int, total: int, by_chance: int) -> float | None:
    """The same of sums. ``by_chance``: how often each value was given by one, times how often by the other, summed."""
    most = total * total - by_chance
    return (same * total - by_chance) / most if most else None


def alpha(disagreement: float, values: Iterable[int]) -> float | None:
    """Krippendorff's nominal alpha. ``disagreement``: the sum off the diagonal of the coincidences; ``values``: how
    often each value was given, units with a single value left out. None where only one value was given."""
    counts = list(values)
    return alpha_of(disagreement, sum(counts), sum(count * count for count in counts))


def alpha_of(disagreement: float, total: int, squares: int) -> float | None:
    """The same of sums: of the counts and of their squares."""
    by_chance = total * total - squares
    return 1 - (total - 1) * disagreement / by_chance if by_chance else None


@lru_cache(maxsize=10_000)  # few combinations of values come again and again
def apart(given: Sequence[Hashable], scale: int) -> int:
    """How much the values of one unit, two at least, disagree, in parts of ``scale`` (see ``scale_for``)."""
    many = len(given)
    same = sum(given.count(value) ** 2 for value in set(given))
    return (many * many - same) * scale // (many - 1)


def scale_for(people: int) -> int:
    """By what the disagreement of a unit that at most so many people gave values to is a whole number."""
    return lcm(*range(1, max(2, min(people, MOST_SCALED))))
