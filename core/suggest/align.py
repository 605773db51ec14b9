"""A text in normal form C and the way back from its offsets to the source's."""

import unicodedata
from collections.abc import Sequence

import regex

# A starter and what may compose with it: marks (some of them starters themselves) and the later Hangul letters.
# Normal form C never looks across the edges of such a cluster.
_CLUSTER = regex.compile(r"[^\p{M}\u1160-\u11ff][\p{M}\u1160-\u11ff]*|[\p{M}\u1160-\u11ff]+")


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
            self.norm = "".join(self._cluster(match.start(), match.group()) for match in _CLUSTER.finditer(text))

    def _cluster(self, start: int, cluster: str) -> str:
        norm = unicodedata.normalize("NFC", cluster)
        end = start + len(cluster)
        if norm == cluster:
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))
        else:
            self._starts.extend([start] * len(norm))
            self._ends.extend([end] * len(norm))
        return norm

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
