"""What is kept of articles while sides are compared: whole numbers that add up, in whatever order.

What one side alone says is added up by side, and not once more for each pair that it is in.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from nhan.core.agreement.alpha import apart
from nhan.core.agreement.matching import SpanMatching
from nhan.core.agreement.syllable_values import OUTSIDE, syllable_values, syllables_in
from nhan.core.agreement.unitizing import Stretch, gaps, observed, outermost
from nhan.core.suggestion import Labelled

# The columns of ``scores``.
COMMON, SIZE, EXTENTS, EXTENT_SIZE, HALVES, TYPED, INCORRECT, PARTIAL, MISSED, SPURIOUS = range(10)
COLUMNS = 10


class Shared(msgspec.Struct, gc=False):
    """What all sides say of an article in just the same way: most of it, and looked at once for all pairs."""

    spans: frozenset[Labelled]
    labels: Counter[str]  # how many spans of each
    values: dict[int, str]  # by syllable


class Side(msgspec.Struct, gc=False):
    """What one side says of an article. ``rest`` is beyond what all say; ``values`` are those of syllables that not
    all say the same of, as far as it has a label for them."""

    spans: frozenset[Labelled]
    rest: frozenset[Labelled]
    values: dict[int, str]
    extents: frozenset[Stretch]  # of the rest
    units: dict[str, list[Stretch]]  # by label


def sides_of_article(
    spans: Mapping[int, frozenset[Labelled]], starts: Sequence[int], ends: Sequence[int]
) -> tuple[Shared, dict[int, Side]]:
    """What all say, and what each says; ``starts`` and ``ends`` are those of the article's syllables."""
    common = frozenset.intersection(*spans.values())
    rests = {at: its - common for at, its in spans.items()}
    places = frozenset[Labelled]().union(*rests.values())
    apart = set(syllable_values(places, starts, ends))
    near = {each for each in common if not apart.isdisjoint(syllables_in(each, starts, ends))} if apart else set()
    sides: dict[int, Side] = {}
    for at, rest in rests.items():
        found = syllable_values(near | rest, starts, ends) if apart else {}
        values = {place: value for place, value in found.items() if place in apart}
        sides[at] = Side(spans[at], rest, values, frozenset([each[:2] for each in rest]), units_of(spans[at]))
    everywhere = syllable_values(common, starts, ends)
    same = {place: value for place, value in everywhere.items() if place not in apart}
    return Shared(common, Counter([label for _, _, label in common]), same), sides


def units_of(spans: Iterable[Labelled]) -> dict[str, list[Stretch]]:
    """By label, what is a unit of unitizing."""
    by_label: dict[str, list[Stretch]] = {}
    for start, end, label in spans:
        by_label.setdefault(label, []).append((start, end))
    return {label: outermost(its) for label, its in by_label.items()}


def scores(shared: Shared, matching: SpanMatching, first: Side, second: Side) -> list[int]:
    """The columns of one article; ``matching`` is of what is not shared."""
    common = len(shared.spans) + len(matching.common)
    halves, typed = 2 * common, common
    incorrect = partial = 0
    for one, other in matching.pairs:
        halves += 2 if one[:2] == other[:2] else 1
        if one[2] == other[2]:
            typed += 1
            partial += 1
        else:
            incorrect += 1
    extents = frozenset([each[:2] for each in shared.spans])  # with a label each: of one extent there may be several
    either = len(extents | first.extents) + len(extents | second.extents)
    both = len(extents | (first.extents & second.extents))
    size = len(first.spans) + len(second.spans)
    wrong = incorrect, partial, len(matching.only_first), len(matching.only_second)
    return [common, size, both, either, halves, typed, *wrong]


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

    def add(self, shared: Shared, side: Side, syllables: int, length: int) -> None:
        """One article."""
        self.articles.append(length)
        self.syllables += syllables
        given = self.given
        for values in (shared.values, side.values):
            for value, count in Counter(values.values()).items():
                given[value] = given.get(value, 0) + count
        sizes = Counter([label for _, _, label in side.rest])
        for label, units in side.units.items():
            sums = self.labels.get(label)
            if sums is None:
                sums = self.labels[label] = LabelSums()
            sums.spans += shared.labels[label] + sizes[label]
            sums.articles.append(length)
            sums.units.extend([end - start for start, end in units])
            sums.gaps.extend(gaps(units, length))

    def lengths_of(self, label: str) -> tuple["array[int]", list[int]]:
        """Of the label's units, and of its gaps: articles without the label are gaps from end to end."""
        sums = self.labels.get(label)
        if sums is None:
            return _numbers(), self.articles.tolist()
        free = Counter(self.articles)
        free.subtract(sums.articles)
        return sums.units, [*sums.gaps, *free.elements()]


class PairSums(msgspec.Struct):
    """Two sides over some articles: what depends on both."""

    row: list[int] = msgspec.field(default_factory=lambda: [0] * COLUMNS)
    same_extent: dict[tuple[str, str], int] = {}  # labels of both
    labelled: int = 0  # syllables that one of them has a label for
    apart: int = 0  # syllables that they differ in
    observed: dict[str, int] = {}  # by label: see ``unitizing.observed``
    common: dict[str, int] = {}  # spans by label
    halves: dict[str, int] = {}  # by label, of matched spans that both have it: 2 for equal extents, else 1

    def add(self, shared: Shared, matching: SpanMatching, row: list[int], first: Side, second: Side) -> None:
        """One article; ``matching`` is of what is not shared."""
        self.row = [have + more for have, more in zip(self.row, row, strict=True)]
        self._add_common(shared.labels)
        if matching.common:
            self._add_common(Counter([label for _, _, label in matching.common]))
        for one, other in matching.pairs:
            if one[2] == other[2]:
                self.halves[one[2]] = self.halves.get(one[2], 0) + 1
            elif one[:2] == other[:2]:
                cell = one[2], other[2]
                self.same_extent[cell] = self.same_extent.get(cell, 0) + 1
        self.labelled += len(shared.values) + len(first.values.keys() | second.values.keys())
        if first.values != second.values:
            self.apart += len({at for at, _ in first.values.items() ^ second.values.items()})
        for label in {label for _, _, label in first.rest ^ second.rest}:
            ours, theirs = first.units.get(label, ()), second.units.get(label, ())
            if ours != theirs:
                self.observed[label] = self.observed.get(label, 0) + observed(ours, theirs)

    def _add_common(self, labels: Mapping[str, int]) -> None:
        for label, count in labels.items():
            self.same_extent[label, label] = self.same_extent.get((label, label), 0) + count
            self.common[label] = self.common.get(label, 0) + count
            self.halves[label] = self.halves.get(label, 0) + 2 * count


class EverybodySums(msgspec.Struct):
    """Syllables of all sides at once. Values of each side are in its own sums. ``apart``: the disagreement of all, in
    parts of ``scale``; so sums are whole numbers, and the same in whatever order."""

    scale: int
    apart: int = 0
    ratings: int = 0  # how many values were given to syllables
    labelled_ratings: int = 0  # to those that somebody has a label for

    def add(self, shared: Shared, sides: Sequence[Side], syllables: int) -> None:
        """One article, by those who have it."""
        many, labelled = len(sides), set[int]().union(*(side.values for side in sides))
        self.ratings += many * syllables
        self.labelled_ratings += many * (len(shared.values) + len(labelled))
        for at in labelled:
            self.apart += apart([side.values.get(at, OUTSIDE) for side in sides], self.scale)
