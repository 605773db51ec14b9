"""What a person says of each syllable: its labels from outside in (``ORG>LOC``). Those without one are not there."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from nhan.core.suggestion import Labelled

BETWEEN = ">"
OUTSIDE = ""  # the value of a syllable without a label


def syllable_values(spans: Iterable[Labelled], starts: Sequence[int], ends: Sequence[int]) -> dict[int, str]:
    """By the number of the syllable, counted from 0; ``starts`` and ``ends`` of all of them, in order."""
    values: dict[int, str] = {}
    for span in sorted(spans, key=lambda each: (each[0] - each[1], each)):  # the longest first
        for at in syllables_in(span, starts, ends):
            values[at] = f"{values[at]}{BETWEEN}{span[2]}" if at in values else span[2]
    return values


def syllables_in(span: Labelled, starts: Sequence[int], ends: Sequence[int]) -> range:
    """The numbers of the syllables that share text with a span."""
    return range(bisect_right(ends, span[0]), bisect_left(starts, span[1]))
