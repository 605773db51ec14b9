"""Figures from sums: each block says which columns of an article it needs, and what figures their sums make.

Figures are worked out column by column: of thousands of draws of articles as of the articles themselves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise, repeat
from operator import add, mul, sub
from typing import Protocol

import msgspec

from nhan.core.agreement.alpha import alpha_of, kappa_of
from nhan.core.agreement.bootstrap import drawn, interval
from nhan.core.agreement.gamma import SCALE, GammaTally
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

UNITIZED, GAMMA = "alpha_u", "gamma"
Values = Sequence[float | None]  # of one figure, draw by draw
Column = Sequence[int]  # one sum, draw by draw
Groups = Mapping[int, PairSums]  # by the number of a group of articles
Alone = Mapping[int, Sequence[SideSums]]  # likewise


class FigureBlock(Protocol):
    """``names``: of its figures; ``row``: the columns of a group of articles; ``values``: the figures of such columns'
    sums, in the order of the names."""

    @property
    def names(self) -> Sequence[str]: ...

    @property
    def groups(self) -> Mapping[int, object]: ...

    def row(self, group: int) -> list[int]: ...

    def values(self, sums: Sequence[Column]) -> Sequence[Values]: ...


def f1(common: int, size: int) -> float | None:
    return 2 * common / size if size else None


def _shares(parts: Iterable[float], wholes: Iterable[int]) -> Values:
    return [part / whole if whole else None for part, whole in zip(parts, wholes, strict=True)]


class ScoreBlock:
    """F1 of four kinds, and kappa of the labels."""

    names = ("exact", "extent", "partial", "type", "kappa")

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self._labels = sorted({label for sums in groups.values() for cell in sums.same_extent for label in cell})

    def row(self, group: int) -> list[int]:
        """The columns of the scores; how many labels are the same; how often each was given by one, and by the
        other."""
        sums = self.groups[group]
        given = dict.fromkeys(self._labels, 0), dict.fromkeys(self._labels, 0)
        same = 0
        for (first, second), count in sums.same_extent.items():
            given[0][first] += count
            given[1][second] += count
            same += count if first == second else 0
        return [*sums.row, same, *given[0].values(), *given[1].values()]

    def values(self, sums: Sequence[Column]) -> Sequence[Values]:
        behind = COLUMNS + 1 + len(self._labels)
        return [*f1s(sums), _kappas(sums[COLUMNS], sums[COLUMNS + 1 : behind], sums[behind:])]


def _kappas(same: Column, ours: Sequence[Column], theirs: Sequence[Column]) -> Values:
    if not ours:
        return [None] * len(same)
    products = (list(map(mul, one, other)) for one, other in zip(ours, theirs, strict=True))
    totals, by_chance = map(sum, zip(*ours, strict=True)), map(sum, zip(*products, strict=True))
    return list(map(kappa_of, same, totals, by_chance))


def f1s(sums: Sequence[Column]) -> list[Values]:
    """Exact, extent, partial, type of the columns of ``sums.scores``."""
    size = sums[SIZE]
    kinds = (COMMON, size), (EXTENTS, sums[EXTENT_SIZE]), (TYPED, size)
    exact, extent, typed = (list(map(f1, sums[common], of)) for common, of in kinds)
    return [exact, extent, _shares(sums[HALVES], size), typed]


class TopicBlock:
    """The same without kappa, of rows alone."""

    names = ScoreBlock.names[:-1]

    def __init__(self, groups: Mapping[int, list[int]]) -> None:
        self.groups = groups

    def row(self, group: int) -> list[int]:
        return self.groups[group]

    def values(self, sums: Sequence[Column]) -> Sequence[Values]:
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

    def values(self, sums: Sequence[Column]) -> Sequence[Values]:
        common, size, halves = sums
        return [list(map(f1, common, size)), _shares(halves, size)]


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

    def values(self, sums: Sequence[Column]) -> Sequence[Values]:
        apart, every, labelled, *given = sums
        words = list(zip(*given, strict=True)) if given else [()] * len(apart)
        said, squares = list(map(sum, words)), [sum(count * count for count in each) for each in words]
        differing = [each / self._scale for each in apart]
        return [_alphas(differing, ratings, said, squares) for ratings in (every, labelled)]


def _alphas(differing: Sequence[float], ratings: Column, said: Column, squares: Column) -> Values:
    """``said``: how many of the ratings are no "outside", ``squares``: of the counts of their values."""
    outside = map(sub, ratings, said)
    every = (square + nothing * nothing for square, nothing in zip(squares, outside, strict=True))
    return list(map(alpha_of, differing, ratings, every))


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

    def values(self, sums: Sequence[Column]) -> Sequence[Values]:
        many = len(self._short)
        lengths = [both // 2 for both in sums[0]]
        seen, chance = [0.0] * len(lengths), [0.0] * len(lengths)
        found: list[Values] = []
        for place, short in enumerate(self._short):
            its = sums[1 + many + place * UNIT_COLUMNS : 1 + many + (place + 1) * UNIT_COLUMNS]
            differing = list(map(disagreement, sums[1 + place], lengths))
            by_chance = [
                expected(length, columns, short * columns[SQUARES] * columns[GAPS])
                for length, columns in zip(lengths, zip(*its, strict=True), strict=True)
            ]
            found.append(list(map(_beyond_chance, differing, by_chance)))
            seen = list(map(add, seen, differing))
            chance = [have + (more or 0.0) for have, more in zip(chance, by_chance, strict=True)]
        return [list(map(_beyond_chance, seen, chance)), *found]


def _beyond_chance(seen: float, by_chance: float | None) -> float | None:
    return 1 - seen / by_chance if by_chance else None


class GammaBlock:
    """Gamma of two people. What chance would make is the same in each draw."""

    names = (GAMMA,)

    def __init__(self, tally: GammaTally) -> None:
        self.groups = tally.groups
        self._by_chance = tally.by_chance()

    def row(self, group: int) -> list[int]:
        return self.groups[group]

    def values(self, sums: Sequence[Column]) -> Sequence[Values]:
        costs, spans = sums
        disorders = _shares((2 * each / SCALE for each in costs), spans)
        return [[None if each is None else _beyond_chance(each, self._by_chance) for each in disorders]]


def _unit_columns(several: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[int]:
    return [sum(column) for column in zip(*(unit_columns(units, gaps) for units, gaps in several), strict=True)]


class Estimate(msgspec.Struct, frozen=True):
    """Figures by their names, each as it is and as it is in each draw of articles."""

    names: Sequence[str] = ()
    values: Values = ()
    draws: Sequence[Values] = ()  # by figure

    def figures(self) -> dict[str, Figure]:
        between = map(interval, self.draws) if self.draws else repeat(None)
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

    def values(sums: Sequence[Column]) -> list[Values]:
        several = [block.values(sums[start:end]) for block, (start, end) in zip(there, pairwise(cut), strict=True)]
        return means(several)

    whole = values([[sum(column)] for column in zip(*rows, strict=True)])
    return Estimate(there[0].names, [each[0] for each in whole], values(drawn(rows)) if len(rows) > 1 else ())


def together(blocks: Sequence[FigureBlock], estimates: Sequence[Estimate]) -> Estimate:
    """The same for blocks that have been estimated one by one: where they are of the same articles, the same were drawn
    for each of them."""
    if not blocks or any(block.groups.keys() != blocks[0].groups.keys() for block in blocks):
        return estimate(blocks)
    whole = means([[[value] for value in each.values] for each in estimates])
    draws = means([each.draws for each in estimates]) if estimates[0].draws else ()
    return Estimate(estimates[0].names, [each[0] for each in whole], draws)


def means(several: Sequence[Sequence[Values]]) -> list[Values]:
    """Of each figure, over those that have it, draw by draw."""
    if len(several) == 1:
        return list(several[0])
    return [list(map(_mean, zip(*figure, strict=True))) for figure in zip(*several, strict=True)]


def _mean(several: Sequence[float | None]) -> float | None:
    there = [value for value in several if value is not None]
    return sum(there) / len(there) if there else None
