"""What a person says of each syllable: its labels from outside in (``ORG>LOC``). Those without one are not there."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from nhan.core.suggestion import Labelled

BETWEEN = ">"
OUTSIDE = ""  # the value of a syllable without a label


def syllable_values(spans: Iterable[Labelled], starts: Sequence[int], ends: Sequence[int]) -> dict[int, str]:
    """By the number of the syllable, counted from 0; ``starts`` and ``ends`` of all of them, in order."""
    values: dict[int, str] = {}
    for start, end, label in sorted(spans, key=lambda each: (each[0] - each[1], each)):  # the longest first
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            values[at] = f"{values[at]}{BETWEEN}{label}" if at in values else label
    return values
