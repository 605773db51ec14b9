"""The heights of very many pieces: sums and look-ups in about the square root of their number."""

from bisect import bisect_right
from itertools import accumulate

_BLOCK = 512


class Heights:
    """Pixel heights of pieces, stacked from 0 down."""

    def __init__(self, heights: list[int]) -> None:
        self._all = heights
        self._sums = [sum(heights[at : at + _BLOCK]) for at in range(0, len(heights), _BLOCK)]
        self._tops: list[int] = []  # of blocks; empty = to be summed again

    def __getitem__(self, index: int) -> int:
        return self._all[index]

    def set(self, index: int, height: int) -> None:
        self._sums[index // _BLOCK] += height - self._all[index]
        self._all[index] = height
        self._tops = []

    @property
    def total(self) -> int:
        return self._block_tops()[-1]

    def top(self, index: int) -> int:
        """Where piece ``index`` begins."""
        block = index // _BLOCK
        return self._block_tops()[block] + sum(self._all[block * _BLOCK : index])

    def at(self, y: int) -> int:
        """The piece at ``y``; the first or the last one outside."""
        tops = self._block_tops()
        block = min(max(0, bisect_right(tops, y) - 1), len(self._sums) - 1)
        within = list(accumulate(self._all[block * _BLOCK : (block + 1) * _BLOCK]))
        index = block * _BLOCK + bisect_right(within, y - tops[block])
        return min(index, len(self._all) - 1)

    def _block_tops(self) -> list[int]:
        if not self._tops:
            self._tops = [0, *accumulate(self._sums)]
        return self._tops
