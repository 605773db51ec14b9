"""Percentile intervals: articles are drawn with replacement, and a figure is made of each draw's sums.

A binomial over spans would be too narrow: the spans of an article resemble each other. What is drawn are rows of whole
numbers, one an article; a row is packed into one number, so that a draw is one sum.
"""

import random
import sys
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

DRAWS = 2000
SEED = "nhan agreement"
LOW, HIGH = 0.025, 0.975
_CODES = ("I", "Q")  # of ``array``: how wide a column may have to be


@lru_cache(maxsize=8)
def _choices(many: int, draws: int) -> "list[itemgetter[Any]]":
    """Which of so many rows each draw takes: at least two."""
    dice, places = random.Random(SEED), range(many)
    return [itemgetter(*dice.choices(places, k=many)) for _ in range(draws)]


def drawn(rows: Sequence[Sequence[int]], draws: int = DRAWS) -> list[Sequence[int]]:
    """Of as many rows as there are, at least two, drawn with replacement, so often: the sums, column by column. Columns
    sum to less than 2^63."""
    most = len(rows) * max((max(row, default=0) for row in rows), default=0)
    code = next(code for code in _CODES if most < 1 << 8 * array(code).itemsize - 1)
    many = len(rows[0])
    width = many * array(code).itemsize
    packed = [int.from_bytes(array(code, row).tobytes(), sys.byteorder) for row in rows]
    sums = array(code)
    for choose in _choices(len(rows), draws):
        sums.frombytes(sum(choose(packed)).to_bytes(width, sys.byteorder))
    return [sums[at::many] for at in range(many)]


def interval(values: Iterable[float | None]) -> tuple[float, float] | None:
    """Between which values most of these lie; None where there are none."""
    ordered = sorted(value for value in values if value is not None)
    last = len(ordered) - 1
    return (ordered[round(LOW * last)], ordered[round(HIGH * last)]) if ordered else None
