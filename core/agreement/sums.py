"""What is kept of articles while sides are compared: whole numbers that add up, in whatever order.

What one side alone says is added up by side, and not once more for each pair that it is in.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import add, ne

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

    spans: int
    labels: dict[str, int]  # how many spans of each
    given: dict[str, int]  # how many syllables have each value
    labelled: int  # how many syllables that is
    extents: int


class Side(msgspec.Struct, gc=False):
    """What one side says of an article. ``rest`` is beyond what all say; ``values`` are those of the syllables that not
    all say the same of, in order."""

    spans: int
    rest: frozenset[Labelled]
    values: Sequence[str]
    extents: frozenset[Stretch]  # of the rest, where not all have them
    units: dict[str, list[Stretch]]  # by label


def sides_of_article(
    spans: Mapping[int, frozenset[Labelled]], starts: Sequence[int], ends: Sequence[int]
) -> tuple[Shared, dict[int, Side]]:
    """What all say, and what each says; ``starts`` and ``ends`` are those of the article's syllables that any of the
    spans shares text with, at least."""
    common = frozenset.intersection(*spans.values())
    extents = frozenset([each[:2] for each in common])
    rests = {at: its - common for at, its in spans.items()}
    places = frozenset[Labelled]().union(*rests.values())
    apart = sorted(syllable_values(places, starts, ends))
    known = set(apart)
    near = {each for each in common if not known.isdisjoint(syllables_in(each, starts, ends))} if apart else set()
    sides: dict[int, Side] = {}
    for at, rest in rests.items():
        found = syllable_values(near | rest, starts, ends) if apart else {}
        values = [found.get(place, OUTSIDE) for place in apart]
        own = frozenset([each[:2] for each in rest]) - extents
        sides[at] = Side(len(spans[at]), rest, values, own, units_of(spans[at]))
    everywhere = syllable_values(common, starts, ends)
    same = [value for place, value in everywhere.items() if place not in known]
    labels = Counter([label for _, _, label in common])
    return Shared(len(common), labels, Counter(same), len(same), len(extents)), sides


def units_of(spans: Iterable[Labelled]) -> dict[str, list[Stretch]]:
    """By label, what is a unit of unitizing."""
    by_label: dict[str, list[Stretch]] = {}
    for start, end, label in spans:
        by_label.setdefault(label, []).append((start, end))
    return {label: outermost(its) for label, its in by_label.items()}


def scores(shared: Shared, matching: SpanMatching, first: Side, second: Side) -> list[int]:
    """The columns of one article; ``matching`` is of what is not shared."""
    common = shared.spans + len(matching.common)
    halves, typed = 2 * common, common
    incorrect = partial = 0
    for one, other in matching.pairs:
        halves += 2 if one[:2] == other[:2] else 1
        if one[2] == other[2]:
            typed += 1
            partial += 1
        else:
            incorrect += 1
    either = 2 * shared.extents + len(first.extents) + len(second.extents)
    both = shared.extents + len(first.extents & second.extents)
    wrong = incorrect, partial, len(matching.only_first), len(matching.only_second)
    return [common, first.spans + second.spans, both, either, halves, typed, *wrong]


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
        """One article, without the values of what is shared (see ``SharedSums``)."""
        self.articles.append(length)
        self.syllables += syllables
        given = self.given
        for value in side.values:
            if value != OUTSIDE:
                given[value] = given.get(value, 0) + 1
        for _, _, label in side.rest:
            self._of_label(label).spans += 1
        for label, units in side.units.items():
            sums = self._of_label(label)
            sums.spans += shared.labels.get(label, 0)
            sums.articles.append(length)
            sums.units.extend([end - start for start, end in units])
            sums.gaps.extend(gaps(units, length))

    def _of_label(self, label: str) -> LabelSums:
        sums = self.labels.get(label)
        if sums is None:
            sums = self.labels[label] = LabelSums()
        return sums

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

    def add(self, matching: SpanMatching, row: list[int], first: Side, second: Side) -> None:
        """One article, without what is shared (see ``SharedSums``), which only the row has in it."""
        self.row = list(map(add, self.row, row))
        for _, _, label in matching.common:
            self.add_common(label, 1)
        for one, other in matching.pairs:
            if one[2] == other[2]:
                self.halves[one[2]] = self.halves.get(one[2], 0) + 1
            elif one[:2] == other[:2]:
                cell = one[2], other[2]
                self.same_extent[cell] = self.same_extent.get(cell, 0) + 1
        ours, theirs = first.values, second.values
        self.labelled += sum(map(bool, map(max, ours, theirs)))  # "outside" is less than any value
        self.apart += sum(map(ne, ours, theirs))
        for label in {label for _, _, label in first.rest ^ second.rest}:
            units = first.units.get(label, ()), second.units.get(label, ())
            if units[0] != units[1]:
                self.observed[label] = self.observed.get(label, 0) + observed(*units)

    def add_common(self, label: str, count: int) -> None:
        """So many spans of a label that both have just so."""
        self.same_extent[label, label] = self.same_extent.get((label, label), 0) + count
        self.common[label] = self.common.get(label, 0) + count
        self.halves[label] = self.halves.get(label, 0) + 2 * count


class SharedSums(msgspec.Struct):
    """What all sides say in just the same way, over some articles that the same sides have: it is added to each side
    and to each pair once, in the end."""

    labels: Counter[str] = msgspec.field(default_factory=Counter)
    given: Counter[str] = msgspec.field(default_factory=Counter)
    labelled: int = 0

    def add(self, shared: Shared) -> None:
        """One article."""
        self.labels.update(shared.labels)
        self.given.update(shared.given)
        self.labelled += shared.labelled

    def add_to(self, sums: PairSums) -> None:
        for label, count in self.labels.items():
            sums.add_common(label, count)
        sums.labelled += self.labelled

    def add_to_side(self, sums: SideSums) -> None:
        for value, count in self.given.items():
            sums.given[value] = sums.given.get(value, 0) + count


class EverybodySums(msgspec.Struct):
    """Syllables of all sides at once. Values of each side are in its own sums. ``apart``: the disagreement of all, in
    parts of ``scale``; so sums are whole numbers, and the same in whatever order."""

    scale: int
    apart: int = 0
    ratings: int = 0  # how many values were given to syllables
    labelled_ratings: int = 0  # to those that somebody has a label for

    def add(self, shared: Shared, sides: Sequence[Side], syllables: int) -> None:
        """One article, by those who have it."""
        many = len(sides)
        differing = list(zip(*(side.values for side in sides), strict=True))
        self.ratings += many * syllables
        self.labelled_ratings += many * (shared.labelled + len(differing))
        for values in differing:
            self.apart += apart(values, self.scale)
