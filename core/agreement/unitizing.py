"""Krippendorff's alpha for unitizing (2004, chapter 11), by label, for two people: how far their stretches agree.

A continuum of some length is cut by each into units (spans of the label) and the gaps between them. Several articles
are one continuum; a gap ends where its article does, so that their order makes no difference.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import mul

Stretch = tuple[int, int]


def outermost(spans: Iterable[Stretch]) -> list[Stretch]:
    """One person's units: stretches in order, those that share text taken for one."""
    units: list[Stretch] = []
    for start, end in sorted(spans):
        if units and start < units[-1][1]:
            units[-1] = units[-1][0], max(end, units[-1][1])
        else:
            units.append((start, end))
    return units


def gaps(units: Sequence[Stretch], length: int, begin: int = 0) -> Iterator[int]:
    """The lengths of what lies between the units, before the first and behind the last."""
    at = begin
    for start, end in units:
        if start > at:
            yield start - at
        at = end
    if begin + length > at:
        yield begin + length - at


def observed(first: Sequence[Stretch], second: Sequence[Stretch]) -> int:
    """The sum of squared differences: of the edges of units that share text; of the length of those that lie in a gap
    of the other. Each is counted once."""
    same = set(first).intersection(second)  # no other unit shares text with one of these
    ours, theirs = [each for each in first if each not in same], [each for each in second if each not in same]
    total = 0
    met: set[Stretch] = set()
    for start, end in ours:
        meeting = [each for each in theirs if each[0] < end and start < each[1]]
        total += sum((start - each[0]) ** 2 + (end - each[1]) ** 2 for each in meeting)
        total += 0 if meeting else (end - start) ** 2
        met.update(meeting)
    return total + sum((end - start) ** 2 for start, end in theirs if (start, end) not in met)


def rooms(stretches: Iterable[int], lengths: Sequence[int]) -> list[int]:
    """In how many places of these gaps a unit of each of the lengths could lie."""
    ordered = sorted(stretches)
    sums = [0, *accumulate(ordered)]
    places = ((bisect_left(ordered, length), length) for length in lengths)
    return [sums[-1] - sums[at] - (length - 1) * (len(ordered) - at) for at, length in places]


class Chance:
    """The disagreement that chance would make where units have these lengths."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = lengths
        self._cubes = [2 * unit**3 - 3 * unit**2 + unit for unit in lengths]
        self._squares = [unit * unit for unit in lengths]
        self._within = [unit * (unit - 1) for unit in lengths]

    def expected(self, length: int, counts: Sequence[int], rooms: Sequence[int]) -> float | None:
        """Two people having so many units (``counts``) of each length on a continuum of ``length``, in whose gaps each
        has so many places (``rooms``). None where there is nothing to be mistaken about."""
        among = (sum(counts) - 1) * sum(map(mul, counts, self._cubes)) / 3
        above = among + sum(map(mul, map(mul, counts, self._squares), rooms))
        below = 2 * length * (2 * length - 1) - sum(map(mul, counts, self._within))
        return 2 * above / length / below if length and below > 0 and above else None


def disagreement(sum_of_squares: int, length: int) -> float:
    """The observed disagreement of two people (see ``observed``)."""
    return sum_of_squares / (length * length) if length else 0.0
