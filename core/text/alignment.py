"""A text in normal form C and the way back from its offsets to the source's."""

import unicodedata
from collections.abc import Sequence

import regex

# A letter with marks (some of them starters themselves) or later Hangul letters, which may compose with it: normal
# form C never looks across the edges of such a cluster.
_CLUSTER = regex.compile(r"([^\p{M}\u1160-\u11ff]?[\p{M}\u1160-\u11ff]+)")


class Aligned:
    """``norm`` is NFC(text). Offsets are code points.

    A cluster that normalising leaves alone keeps its offsets exactly; inside one that it changes there is no way to say
    which code point became which, so a range that starts or ends there is widened to the cluster's edges.
    """

    def __init__(self, text: str) -> None:
        self.norm = text
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._same = unicodedata.is_normalized("NFC", text)
        if not self._same:
            runs = _CLUSTER.split(text)  # letters without marks and, at the odd places, clusters between them
            self.norm = "".join([self._cluster(run) if at % 2 else self._run(run) for at, run in enumerate(runs)])

    def _run(self, letters: str) -> str:
        if unicodedata.is_normalized("NFC", letters):
            return self._kept(letters)
        return "".join([self._cluster(letter) for letter in letters])

    def _cluster(self, cluster: str) -> str:
        norm = unicodedata.normalize("NFC", cluster)
        if norm == cluster:
            return self._kept(cluster)
        start = self._ends[-1] if self._ends else 0
        self._starts += [start] * len(norm)
        self._ends += [start + len(cluster)] * len(norm)
        return norm

    def _kept(self, letters: str) -> str:
        start = self._ends[-1] if self._ends else 0
        end = start + len(letters)
        self._starts += range(start, end)
        self._ends += range(start + 1, end + 1)
        return letters

    def sources(self, ranges: Sequence[tuple[int, int]], reached: int = 0) -> list[tuple[int, int]]:
        """The source ranges of ranges of ``norm`` that are in order, none before ``reached``.

        Of two that share a changed cluster the first gets it, so that none overlap; the second may be left empty.
        """
        if self._same:
            return list(ranges)
        found = []
        for start, end in ranges:
            left = max(self._starts[start], reached)
            reached = max(self._ends[end - 1], left)
            found.append((left, reached))
        return found
