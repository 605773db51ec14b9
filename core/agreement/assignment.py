"""One-to-one assignments: which of one side belongs to which of the other, so that most is won."""

from collections.abc import Iterator, Sequence
from math import inf

MOST_EXACT = 64  # of one side, up to which the assignment is the best there is


def assigned(worth: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Row and column of each pair of the assignment of the greatest worth; pairs that are worth 0 are none."""
    if len(worth) <= MOST_EXACT and len(worth[0]) <= MOST_EXACT:
        size = max(len(worth), len(worth[0]))
        rows = [[*row, *[0] * (size - len(row))] for row in worth] + [[0] * size] * (size - len(worth))
        found = enumerate(_best(rows))
        yield from ((at, to) for at, to in found if at < len(worth) and to < len(worth[0]) and worth[at][to])
    else:
        yield from _greedy(worth)


def _greedy(worth: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    ranked = sorted((-each, at, to) for at, row in enumerate(worth) for to, each in enumerate(row) if each)
    left, right = set(range(len(worth))), set(range(len(worth[0])))
    for _, at, to in ranked:
        if at in left and to in right:
            left.remove(at)
            right.remove(to)
            yield at, to


def _best(worth: Sequence[Sequence[int]]) -> list[int]:
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
