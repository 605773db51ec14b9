"""A text as tokens that leave nothing of it out: visible ones, and white space that is no single space behind one.

No token goes over an edge of a span, so that each span is whole tokens.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

import msgspec

from nhan.core.formats.sentences import tokens
from nhan.core.model import Span
from nhan.core.text.units import Range


class Spaced(msgspec.Struct, frozen=True):
    """A token, and whether one space stands behind it."""

    start: int  # code points
    end: int
    space: bool


def spaced(text: str, spans: Iterable[Span] = ()) -> list[Spaced]:
    """The tokens of a text, parted at edges of the spans too; with their spaces they are the text."""
    ranges = {(span.start, span.end) for span in spans}
    cuts = sorted({edge for each in ranges for edge in each})
    # A space that a span begins or ends with is a token, else that edge would be inside one.
    firm = {start for start, _ in ranges} | {end - 1 for _, end in ranges}
    found: list[Spaced] = []
    at = 0
    for start, end in [*tokens(text), (len(text), len(text))]:
        _between(text, at, start, cuts, firm, found)
        _cut(start, end, cuts, found)
        at = end
    return found


def _between(text: str, start: int, end: int, cuts: Sequence[int], firm: Set[int], found: list[Spaced]) -> None:
    """What stands between visible tokens: the first space belongs to the token before it."""
    if start < end and text[start] == " " and start not in firm and found:
        found[-1] = Spaced(found[-1].start, found[-1].end, True)
        start += 1
    _cut(start, end, cuts, found)


def _cut(start: int, end: int, cuts: Sequence[int], found: list[Spaced]) -> None:
    found += (Spaced(first, last, False) for first, last in parted(start, end, cuts))


def parted(start: int, end: int, cuts: Sequence[int]) -> Iterator[Range]:
    """A range parted at these places, which are in order; nothing of an empty one."""
    inner = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    if start < end:
        yield from pairwise([start, *inner, end])


def places(units: Sequence[Spaced], span: Range) -> tuple[int, int] | None:
    """The first token of a span, and one past its last; None where its edges are not those of tokens."""
    first = bisect_left(units, span[0], key=lambda unit: unit.start)
    last = bisect_left(units, span[1], key=lambda unit: unit.end)
    if first < len(units) and units[first].start == span[0] and last < len(units) and units[last].end == span[1]:
        return first, last + 1
    return None
