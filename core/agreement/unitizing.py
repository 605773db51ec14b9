"""Krippendorff's alpha for unitizing (2004, chapter 11), by label, for two people: how far their stretches agree.

A continuum of some length is cut by each into units (spans of the label) and the gaps between them. Several articles
are one continuum; a gap ends where its article does, so that their order makes no difference.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

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
    one, other = set(first), set(second)
    ours, theirs = one - other, other - one  # with what both have no other unit shares text
    total = 0
    met: set[Stretch] = set()
    for start, end in ours:
        meeting = [each for each in theirs if each[0] < end and start < each[1]]
        total += sum((start - each[0]) ** 2 + (end - each[1]) ** 2 for each in meeting)
        total += 0 if meeting else (end - start) ** 2
        met.update(meeting)
    return total + sum((end - start) ** 2 for start, end in theirs if (start, end) not in met)


# The columns of ``unit_columns``: units, three sums over their lengths, gaps and their lengths.
UNITS, CUBES, WITHIN, SQUARES, ABOVE, GAPS, FREE = range(7)
UNIT_COLUMNS = 7


def unit_columns(units: Sequence[int], gaps: Sequence[int]) -> list[int]:
    """What the lengths of units and of gaps add to the disagreement by chance."""
    squares = [unit * unit for unit in units]
    cubes = sum(unit * square for unit, square in zip(units, squares, strict=True))
    every, square = sum(units), sum(squares)
    return [len(units), 2 * cubes - 3 * square + every, square - every, square, cubes - square, len(gaps), sum(gaps)]


def in_short_gaps(units: Iterable[int], gaps: Iterable[int]) -> int:
    """What the columns count too little by, where gaps are shorter than units."""
    ordered = sorted(gaps)
    sums = [0, *accumulate(ordered)]
    found = 0
    for unit, count in Counter(units).items():
        shorter = bisect_left(ordered, unit)
        found += count * unit * unit * ((unit - 1) * shorter - sums[shorter])
    return found


def expected(length: int, columns: Sequence[int], short: float) -> float | None:
    """The disagreement that chance would make, two people having such units and gaps on a continuum of ``length``;
    ``short`` as of ``in_short_gaps``. None where there is nothing to be mistaken about."""
    among = (columns[UNITS] - 1) * columns[CUBES] / 3
    above = among + columns[FREE] * columns[SQUARES] - columns[GAPS] * columns[ABOVE] + short
    below = 2 * length * (2 * length - 1) - columns[WITHIN]
    return 2 * above / length / below if length and below > 0 and above else None


def disagreement(sum_of_squares: int, length: int) -> float:
    """The observed disagreement of two people (see ``observed``)."""
    return sum_of_squares / (length * length) if length else 0.0
