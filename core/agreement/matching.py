"""Which span of one is which span of the other: the best one-to-one matching of spans that share text.

Best is most credit (a same extent counts 1, another half); of equals, most equal extents, most equal labels, most
shared text, the earliest starts. So neither the order of spans nor that of people changes what comes out.
"""

from collections.abc import Collection, Iterator, Sequence
from math import inf

import msgspec

from nhan.core.suggestion import Labelled

Pairing = tuple[Labelled, Labelled]
MOST_EXACT = 64  # spans of one side that share text with one another, up to which the matching is the best there is


class SpanMatching(msgspec.Struct, frozen=True):
    """``common``: what both have just so; ``pairs``: what shares text and is matched, the first's span first."""

    common: frozenset[Labelled]
    pairs: tuple[Pairing, ...]
    only_first: tuple[Labelled, ...]
    only_second: tuple[Labelled, ...]


def match(first: frozenset[Labelled], second: frozenset[Labelled]) -> SpanMatching:
    """The spans of two sides. What both have just so is matched in every best matching, so it is taken out first."""
    common = first & second
    ours, theirs = sorted(first - common), sorted(second - common)
    if not ours or not theirs:
        return SpanMatching(common, (), tuple(ours), tuple(theirs))
    is_turned = theirs < ours  # of several best ones the same is found, whoever is first
    found = _pairs(theirs, ours) if is_turned else _pairs(ours, theirs)
    pairs = [(other, one) if is_turned else (one, other) for one, other in found]
    of_ours, of_theirs = {one for one, _ in pairs}, {other for _, other in pairs}
    only_ours = tuple(each for each in ours if each not in of_ours)
    return SpanMatching(
        common, tuple(sorted(pairs)), only_ours, tuple(each for each in theirs if each not in of_theirs)
    )


def _pairs(ours: Sequence[Labelled], theirs: Sequence[Labelled]) -> Iterator[Pairing]:
    for one, other in _clusters(ours, theirs):
        if len(one) == len(other) == 1:
            yield one[0], other[0]
        elif len(one) <= MOST_EXACT and len(other) <= MOST_EXACT:
            yield from _best(one, other)
        elif one and other:
            yield from _greedy(one, other)


def _clusters(ours: Sequence[Labelled], theirs: Sequence[Labelled]) -> Iterator[tuple[list[Labelled], list[Labelled]]]:
    """The spans in runs that share text with one another, directly or by way of others."""
    reach = -1
    found: tuple[list[Labelled], list[Labelled]] = ([], [])
    for span, side in sorted([*((each, 0) for each in ours), *((each, 1) for each in theirs)]):
        if span[0] >= reach:
            yield found
            found = ([], [])
        found[side].append(span)
        reach = max(reach, span[1])
    yield found


def _worths(ours: Collection[Labelled], theirs: Collection[Labelled]) -> list[list[int]]:
    """What each pair is worth, all ranks in one number; 0 where no text is shared."""
    many = min(len(ours), len(theirs)) + 1
    far = max(each[1] for each in (*ours, *theirs)) + 1

    def worth(one: Labelled, other: Labelled) -> int:
        shared = min(one[1], other[1]) - max(one[0], other[0])
        if shared <= 0:
            return 0
        same, alike = one[:2] == other[:2], one[2] == other[2]
        rank = ((1 + same) * many + same) * many + alike
        return (rank * many * far + shared) * many * 2 * far + 2 * far - one[0] - other[0]

    return [[worth(one, other) for other in theirs] for one in ours]


def _greedy(ours: Sequence[Labelled], theirs: Sequence[Labelled]) -> Iterator[Pairing]:
    worths = _worths(ours, theirs)
    ranked = sorted((-worth, at, to) for at, row in enumerate(worths) for to, worth in enumerate(row) if worth)
    left, right = set(range(len(ours))), set(range(len(theirs)))
    for _, at, to in ranked:
        if at in left and to in right:
            left.remove(at)
            right.remove(to)
            yield ours[at], theirs[to]


def _best(ours: Sequence[Labelled], theirs: Sequence[Labelled]) -> Iterator[Pairing]:
    if not ours or not theirs:
        return
    worths = _worths(ours, theirs)
    size = max(len(ours), len(theirs))
    rows = [[*row, *[0] * (size - len(row))] for row in worths] + [[0] * size] * (size - len(ours))
    for at, to in enumerate(_assignment(rows)):
        if at < len(ours) and to < len(theirs) and worths[at][to]:
            yield ours[at], theirs[to]


def _assignment(worth: Sequence[Sequence[int]]) -> list[int]:
    """The column of each row of a square table in the assignment of the greatest worth (Hungarian method)."""
    size = len(worth)
    rows, columns = [0] * (size + 1), [0] * (size + 1)  # potentials
    owner, way = [0] * (size + 1), [0] * (size + 1)  # by column; 0 = none
    for row in range(1, size + 1):
        owner[0], column = row, 0
        least: list[float] = [inf] * (size + 1)
        used = [False] * (size + 1)
        while owner[column]:
            used[column] = True
            at, delta, following = owner[column], inf, 0
            for to in range(1, size + 1):
                if not used[to]:
                    left = -worth[at - 1][to - 1] - rows[at] - columns[to]
                    if left < least[to]:
                        least[to], way[to] = left, column
                    if least[to] < delta:
                        delta, following = least[to], to
            for to in range(size + 1):
                if used[to]:
                    rows[owner[to]] += int(delta)
                    columns[to] -= int(delta)
                else:
                    least[to] -= int(delta)
            column = following
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    found = [0] * size
    for column in range(1, size + 1):
        found[owner[column] - 1] = column - 1
    return found
