"""Figures from sums: each block says which columns of an article it needs, and what figures their sums make."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise, repeat
from typing import Protocol

import msgspec

from nhan.core.agreement.alpha import alpha, kappa
from nhan.core.agreement.bootstrap import drawn, interval
from nhan.core.agreement.result import Figure
from nhan.core.agreement.sums import (
    COLUMNS,
    COMMON,
    EXTENT_SIZE,
    EXTENTS,
    HALVES,
    SIZE,
    TYPED,
    EverybodySums,
    PairSums,
    SideSums,
)
from nhan.core.agreement.unitizing import (
    GAPS,
    SQUARES,
    UNIT_COLUMNS,
    disagreement,
    expected,
    in_short_gaps,
    unit_columns,
)

UNITIZED = "alpha_u"
Values = Sequence[float | None]
Groups = Mapping[int, PairSums]  # by the number of a group of articles
Alone = Mapping[int, Sequence[SideSums]]  # likewise


class FigureBlock(Protocol):
    """``names``: of its figures; ``row``: the columns of a group of articles; ``values``: of the sums of such."""

    @property
    def names(self) -> Sequence[str]: ...

    @property
    def groups(self) -> Mapping[int, object]: ...

    def row(self, group: int) -> list[int]: ...

    def values(self, sums: Sequence[int]) -> Values: ...


def f1(common: int, size: int) -> float | None:
    return 2 * common / size if size else None


class ScoreBlock:
    """F1 of four kinds, and kappa of the labels."""

    names = ("exact", "extent", "partial", "type", "kappa")

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self._labels = sorted({label for sums in groups.values() for cell in sums.same_extent for label in cell})
        self._cells = [(first, second) for first in self._labels for second in self._labels]

    def row(self, group: int) -> list[int]:
        sums = self.groups[group]
        return [*sums.row, *(sums.same_extent.get(cell, 0) for cell in self._cells)]

    def values(self, sums: Sequence[int]) -> Values:
        return (*f1s(sums), kappa(sums[COLUMNS:], len(self._labels)))


def f1s(row: Sequence[int]) -> Values:
    """Exact, extent, partial, type of the columns of ``sums.scores``."""
    size = row[SIZE]
    partial = row[HALVES] / size if size else None
    return f1(row[COMMON], size), f1(row[EXTENTS], row[EXTENT_SIZE]), partial, f1(row[TYPED], size)


class TopicBlock:
    """The same without kappa, of rows alone."""

    names = ScoreBlock.names[:-1]

    def __init__(self, groups: Mapping[int, list[int]]) -> None:
        self.groups = groups

    def row(self, group: int) -> list[int]:
        return self.groups[group]

    def values(self, sums: Sequence[int]) -> Values:
        return f1s(sums)


class LabelBlock:
    """Exact and partial F1 of one label's spans."""

    names = ("exact", "partial")

    def __init__(self, groups: Groups, sides: Alone, label: str) -> None:
        self.groups = {name: [sums.common.get(label, 0), 0, sums.halves.get(label, 0)] for name, sums in groups.items()}
        for name, several in sides.items():
            self.groups[name][1] = sum(sums.labels[label].spans for sums in several if label in sums.labels)

    def row(self, group: int) -> list[int]:
        return self.groups[group]

    def values(self, sums: Sequence[int]) -> Values:
        common, size, halves = sums
        return f1(common, size), halves / size if size else None


class AlphaBlock:
    """Krippendorff's alpha of syllables: ``apart`` in parts of ``scale``, how many values were given to all and to
    labelled syllables, and how often each that is not "outside"."""

    names = ("alpha", "alpha_labelled")

    def __init__(self, groups: Mapping[int, tuple[int, int, int, Mapping[str, int]]], scale: int = 1) -> None:
        self.groups = groups
        self._scale = scale
        self._words = sorted({word for *_, given in groups.values() for word in given})

    def row(self, group: int) -> list[int]:
        apart, every, labelled, given = self.groups[group]
        return [apart, every, labelled, *(given.get(word, 0) for word in self._words)]

    def values(self, sums: Sequence[int]) -> Values:
        apart, every, labelled, *given = sums
        said = sum(given)
        return tuple(alpha(apart / self._scale, (*given, ratings - said)) for ratings in (every, labelled))


def pair_alpha(groups: Groups, sides: Alone) -> AlphaBlock:
    """Of two sides."""
    found: dict[int, tuple[int, int, int, Mapping[str, int]]] = {}
    for name, sums in groups.items():
        syllables = sum(each.syllables for each in sides[name])
        found[name] = 2 * sums.apart, syllables, 2 * sums.labelled, _given(sides[name])
    return AlphaBlock(found)


def everybodys_alpha(groups: Mapping[int, EverybodySums], sides: Alone) -> AlphaBlock:
    """Of all sides at once."""
    found: dict[int, tuple[int, int, int, Mapping[str, int]]] = {}
    for name, sums in groups.items():
        found[name] = sums.apart, sums.ratings, sums.labelled_ratings, _given(sides[name])
    return AlphaBlock(found, next((sums.scale for sums in groups.values()), 1))


def _given(several: Iterable[SideSums]) -> Mapping[str, int]:
    given = Counter[str]()
    for sums in several:
        given.update(sums.given)
    return given


class UnitBlock:
    """Alpha for unitizing: of all labels together and, behind it, of each.

    What gaps add that are shorter than units is a hundredth at most of what chance would make: in draws it is taken to
    grow as units and gaps do.
    """

    def __init__(self, groups: Groups, sides: Alone, labels: Sequence[str]) -> None:
        self.groups = groups
        self.names = (UNITIZED, *(f"{UNITIZED} {label}" for label in labels))
        lengths = {name: [[each.lengths_of(label) for each in sides[name]] for label in labels] for name in groups}
        self._rows = {
            name: [
                sum(map(sum, (each.articles for each in sides[name]))),
                *(sums.observed.get(label, 0) for label in labels),
                *(column for several in lengths[name] for column in _unit_columns(several)),
            ]
            for name, sums in groups.items()
        }
        self._short: list[float] = []
        for at in range(len(labels)):
            every = [each for several in lengths.values() for each in several[at]]
            units, gaps = ([length for side in every for length in side[which]] for which in (0, 1))
            weight = sum(unit * unit for unit in units) * len(gaps)
            self._short.append(in_short_gaps(units, gaps) / weight if weight else 0.0)

    def row(self, group: int) -> list[int]:
        return self._rows[group]

    def values(self, sums: Sequence[int]) -> Values:
        length, many = sums[0] // 2, len(self._short)
        found: list[float | None] = []
        seen = by_chance = 0.0
        for place, short in enumerate(self._short):
            columns = sums[1 + many + place * UNIT_COLUMNS : 1 + many + (place + 1) * UNIT_COLUMNS]
            chance = expected(length, columns, short * columns[SQUARES] * columns[GAPS])
            differing = disagreement(sums[1 + place], length)
            found.append(1 - differing / chance if chance else None)
            seen += differing
            by_chance += chance or 0.0
        return (1 - seen / by_chance if by_chance else None, *found)


def _unit_columns(several: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[int]:
    return [sum(column) for column in zip(*(unit_columns(units, gaps) for units, gaps in several), strict=True)]


class Estimate(msgspec.Struct, frozen=True):
    """Figures by their names, as they are and as they are in each draw of articles."""

    names: Sequence[str] = ()
    values: Values = ()
    draws: Sequence[Values] = ()

    def figures(self) -> dict[str, Figure]:
        between = map(interval, zip(*self.draws, strict=True)) if self.draws else repeat(None)
        found = zip(self.names, self.values, between, strict=False)
        return {name: Figure(value, *(each or ())) for name, value, each in found}


def estimate(blocks: Sequence[FigureBlock]) -> Estimate:
    """The means over the blocks, which are of one kind; articles are drawn for all of them together."""
    there = [block for block in blocks if block.groups]
    if not there:
        return Estimate()
    groups = sorted({group for block in there for group in block.groups})
    widths = [len(block.row(next(iter(block.groups)))) for block in there]
    cut = [0, *accumulate(widths)]
    rows = [
        [
            column
            for block, width in zip(there, widths, strict=True)
            for column in (block.row(group) if group in block.groups else [0] * width)
        ]
        for group in groups
    ]

    def values(sums: Sequence[int]) -> Values:
        return mean([block.values(sums[start:end]) for block, (start, end) in zip(there, pairwise(cut), strict=True)])

    sums = [sum(column) for column in zip(*rows, strict=True)]
    return Estimate(there[0].names, values(sums), list(map(values, drawn(rows))) if len(rows) > 1 else ())


def together(blocks: Sequence[FigureBlock], estimates: Sequence[Estimate]) -> Estimate:
    """The same for blocks that have been estimated one by one: where they are of the same articles, the same were drawn
    for each of them."""
    if not blocks or any(block.groups.keys() != blocks[0].groups.keys() for block in blocks):
        return estimate(blocks)
    draws = [mean(of_one_draw) for of_one_draw in zip(*(each.draws for each in estimates), strict=True)]
    return Estimate(estimates[0].names, mean([each.values for each in estimates]), draws)


def mean(several: Sequence[Values]) -> Values:
    """Of each figure, over those that have it."""
    if len(several) == 1:
        return several[0]
    there = ([value for value in column if value is not None] for column in zip(*several, strict=True))
    return [sum(each) / len(each) if each else None for each in there]
