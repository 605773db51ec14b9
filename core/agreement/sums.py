"""What is kept of articles while sides are compared: whole numbers that add up, in whatever order.

What one side alone says is added up by side, and not once more for each pair that it is in.
"""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from nhan.core.agreement.alpha import apart
from nhan.core.agreement.matching import SpanMatching
from nhan.core.agreement.syllable_values import OUTSIDE
from nhan.core.agreement.unitizing import Stretch, gaps, observed, outermost, rooms
from nhan.core.suggestion import Labelled

# The columns of ``scores``.
COMMON, SIZE, EXTENTS, EXTENT_SIZE, HALVES, TYPED, INCORRECT, PARTIAL, MISSED, SPURIOUS = range(10)
COLUMNS = 10


class Side(msgspec.Struct):
    """One side's spans of an article, with what is made of them once for all pairs."""

    spans: frozenset[Labelled]
    values: dict[int, str]  # by syllable
    extents: frozenset[Stretch]
    sizes: Counter[str]  # spans by label
    units: dict[str, list[Stretch]]  # by label


def side_of(spans: frozenset[Labelled], values: dict[int, str]) -> Side:
    by_label: dict[str, list[Stretch]] = {}
    for start, end, label in spans:
        by_label.setdefault(label, []).append((start, end))
    units = {label: outermost(its) for label, its in by_label.items()}
    sizes = Counter({label: len(its) for label, its in by_label.items()})
    return Side(spans, values, frozenset([each[:2] for each in spans]), sizes, units)


def scores(matching: SpanMatching, first: Side, second: Side) -> list[int]:
    """The columns of one article."""
    row = [0] * COLUMNS
    row[COMMON] = row[TYPED] = len(matching.common)
    row[SIZE] = len(first.spans) + len(second.spans)
    row[EXTENTS] = len(first.extents & second.extents)
    row[EXTENT_SIZE] = len(first.extents) + len(second.extents)
    row[HALVES] = 2 * len(matching.common)
    for one, other in matching.pairs:
        row[HALVES] += 2 if one[:2] == other[:2] else 1
        row[TYPED] += one[2] == other[2]
        row[PARTIAL if one[2] == other[2] else INCORRECT] += 1
    row[MISSED], row[SPURIOUS] = len(matching.only_first), len(matching.only_second)
    return row


def _numbers() -> "array[int]":
    return array("L")


class LabelSums(msgspec.Struct):
    """One label of one side. Lengths are in code points."""

    spans: int = 0
    articles: "array[int]" = msgspec.field(default_factory=_numbers)  # lengths of those that have the label
    units: "array[int]" = msgspec.field(default_factory=_numbers)  # lengths
    gaps: "array[int]" = msgspec.field(default_factory=_numbers)


class SideSums(msgspec.Struct):
    """One side over some articles."""

    articles: "array[int]" = msgspec.field(default_factory=_numbers)  # lengths in code points
    syllables: int = 0
    given: dict[str, int] = {}  # how often each value was given to a syllable
    labels: dict[str, LabelSums] = {}

    def add(self, side: Side, syllables: int, length: int) -> None:
        """One article."""
        self.articles.append(length)
        self.syllables += syllables
        given = self.given
        for value in side.values.values():
            given[value] = given.get(value, 0) + 1
        for label, units in side.units.items():
            sums = self.labels.get(label)
            if sums is None:
                sums = self.labels[label] = LabelSums()
            sums.spans += side.sizes[label]
            sums.articles.append(length)
            sums.units.extend([end - start for start, end in units])
            sums.gaps.extend(gaps(units, length))

    def unit_columns(self, lengths: Mapping[str, Sequence[int]]) -> list[int]:
        """By label: how many units there are of each of its lengths, then how many places for each. Articles without
        the label are gaps from end to end."""
        columns: list[int] = []
        for label, its in lengths.items():
            free, sums = rooms(self.articles, its), self.labels.get(label)
            if sums is None:
                columns += [*[0] * len(its), *free]
                continue
            counts = Counter(sums.units)
            found = zip(free, rooms(sums.articles, its), rooms(sums.gaps, its), strict=True)
            columns += [*(counts[length] for length in its), *(every - own + gap for every, own, gap in found)]
        return columns


class PairSums(msgspec.Struct):
    """Two sides over some articles: what depends on both."""

    row: list[int] = msgspec.field(default_factory=lambda: [0] * COLUMNS)
    same_extent: dict[tuple[str, str], int] = {}  # labels of both
    labelled: int = 0  # syllables that one of them has a label for
    apart: int = 0  # syllables that they differ in
    observed: dict[str, int] = {}  # by label: see ``unitizing.observed``
    common: dict[str, int] = {}  # spans by label
    halves: dict[str, int] = {}  # by label, of matched spans that both have it: 2 for equal extents, else 1

    def add(self, matching: SpanMatching, row: list[int], first: Side, second: Side) -> None:
        """One article."""
        self.row = [have + more for have, more in zip(self.row, row, strict=True)]
        for label, count in Counter([label for _, _, label in matching.common]).items():
            self.same_extent[label, label] = self.same_extent.get((label, label), 0) + count
            self.common[label] = self.common.get(label, 0) + count
            self.halves[label] = self.halves.get(label, 0) + 2 * count
        for one, other in matching.pairs:
            if one[2] == other[2]:
                self.halves[one[2]] = self.halves.get(one[2], 0) + 1
            elif one[:2] == other[:2]:
                cell = one[2], other[2]
                self.same_extent[cell] = self.same_extent.get(cell, 0) + 1
        if first.values == second.values:
            self.labelled += len(first.values)
        else:
            self.labelled += len(first.values.keys() | second.values.keys())
            self.apart += len({at for at, _ in first.values.items() ^ second.values.items()})
        for label in first.units.keys() | second.units.keys():
            ours, theirs = first.units.get(label, ()), second.units.get(label, ())
            if ours != theirs:
                self.observed[label] = self.observed.get(label, 0) + observed(ours, theirs)


class EverybodySums(msgspec.Struct):
    """Syllables of all sides at once. Values of each side are in its own sums. ``apart``: the disagreement of all, in
    parts of ``scale``; so sums are whole numbers, and the same in whatever order."""

    scale: int
    apart: int = 0
    ratings: int = 0  # how many values were given to syllables
    labelled_ratings: int = 0  # to those that somebody has a label for

    def add(self, sides: Sequence[Side], syllables: int) -> None:
        """One article, by those who have it."""
        many, first = len(sides), sides[0].values
        self.ratings += many * syllables
        labelled = set(first).union(*(side.values for side in sides[1:]))
        self.labelled_ratings += many * len(labelled)
        same = set(first.items()).intersection(*(side.values.items() for side in sides[1:]))
        labelled.difference_update([at for at, _ in same])
        for at in labelled:
            self.apart += apart([side.values.get(at, OUTSIDE) for side in sides], self.scale)
