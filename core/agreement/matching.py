"""Which span of one is which span of the other: the best one-to-one matching of spans that share text.

Best is most credit (a same extent counts 1, another half); of equals, most equal extents, most equal labels, most
shared text, the earliest starts. So neither the order of spans nor that of people changes what comes out.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

import msgspec

from nhan.core.agreement.assignment import assigned
from nhan.core.suggestion import Labelled

Pairing = tuple[Labelled, Labelled]


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
    found = list(_pairs(theirs, ours) if is_turned else _pairs(ours, theirs))
    pairs = [(other, one) for one, other in found] if is_turned else found
    matched = set(chain.from_iterable(pairs))
    only_ours = tuple([each for each in ours if each not in matched])
    return SpanMatching(
        common, tuple(sorted(pairs)), only_ours, tuple([each for each in theirs if each not in matched])
    )


def _pairs(ours: Sequence[Labelled], theirs: Sequence[Labelled]) -> Iterator[Pairing]:
    for one, other in _clusters(ours, theirs):
        if len(one) == len(other) == 1:
            yield one[0], other[0]
        else:
            yield from ((one[at], other[to]) for at, to in assigned(_worths(one, other)))


def _clusters(ours: Sequence[Labelled], theirs: Sequence[Labelled]) -> Iterator[tuple[list[Labelled], list[Labelled]]]:
    """Runs of spans of both that share text with one another, directly or by way of others; no span is in both."""
    reach = -1
    mine = set(ours)
    one: list[Labelled] = []
    other: list[Labelled] = []
    for span in sorted([*ours, *theirs]):
        if span[0] >= reach:
            if one and other:
                yield one, other
            one, other = [], []
        (one if span in mine else other).append(span)
        reach = max(reach, span[1])
    if one and other:
        yield one, other


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
