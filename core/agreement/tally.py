"""Articles as they come, one at a time: of them only sums and the places of differences stay.

Of more than ``GROUPS`` articles, several share the sums that are drawn for intervals: dealt out by a hash, they
resemble each other no more than any do.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from zlib import crc32

import msgspec

from nhan.core.agreement.alpha import scale_for
from nhan.core.agreement.blocks import f1
from nhan.core.agreement.gamma import GammaTally, SpanPair
from nhan.core.agreement.matching import SpanMatching, match
from nhan.core.agreement.result import MOST_PLACES, NOTHING, ArticleAgreement, Cell, DifferingPlace, MatchCounts
from nhan.core.agreement.sums import (
    COLUMNS,
    COMMON,
    SIZE,
    EverybodySums,
    PairSums,
    Shared,
    SharedSums,
    Side,
    SideSums,
    scores,
    sides_of_article,
)
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range

GROUPS = 200
Pair = tuple[int, int]  # two sides by their numbers, the smaller first
LabelPair = tuple[str, str]


class ArticleText(msgspec.Struct, frozen=True):
    """What a comparison has to know of an article. ``length`` is in code points; ``syllables``: how many there are;
    ``near``: those that any of the spans shares text with, at least, in order."""

    id: str
    topic: str
    length: int
    syllables: int
    near: Sequence[Range]


class PairTally:
    """Two sides. ``with_gamma``: what gamma is made of is kept, too."""

    def __init__(self, with_gamma: bool = False) -> None:
        self.articles = 0
        self.gamma = GammaTally() if with_gamma else None
        self.groups: dict[int, PairSums] = {}
        self.topics: dict[str, dict[int, list[int]]] = {}
        self._cells: dict[LabelPair, int] = {}
        self._places: dict[LabelPair, list[DifferingPlace]] = {}

    def add(self, group: int, article: ArticleText, shared: Shared, first: Side, second: Side) -> tuple[list[int], int]:
        """The article's columns, and how many spans differ."""
        self.articles += 1
        matching = match(first.rest, second.rest)  # what all have is matched in every best matching
        row = scores(shared, matching, first, second)
        sums = self.groups.get(group)
        if sums is None:
            sums = self.groups[group] = PairSums()
        sums.add(matching, row, first, second)
        if article.topic:
            there = self.topics.setdefault(article.topic, {}).setdefault(group, [0] * COLUMNS)
            for at, more in enumerate(row):
                there[at] += more
        return row, self._differ(article.id, matching)

    def _differ(self, article: str, matching: SpanMatching) -> int:
        differing: list[tuple[Labelled | None, Labelled | None]] = [*matching.pairs]
        differing += [(one, None) for one in matching.only_first]
        differing += [(None, other) for other in matching.only_second]
        for one, other in differing:
            cell = (one[2] if one else NOTHING, other[2] if other else NOTHING)
            self._cells[cell] = self._cells.get(cell, 0) + 1
            places = self._places.get(cell)
            if places is None:
                places = self._places[cell] = []
            if len(places) < MOST_PLACES:
                places.append(DifferingPlace(article, one[:2] if one else None, other[:2] if other else None))
        return len(differing)

    def confusion(self) -> tuple[Cell, ...]:
        """Which labels the two gave, and where they differ."""
        cells = Counter(self._cells)
        for sums in self.groups.values():
            cells.update({(label, label): count for label, count in sums.common.items()})
        return tuple(Cell(*cell, cells[cell], tuple(self._places.get(cell, ()))) for cell in sorted(cells))

    def counts(self) -> MatchCounts:
        rows = zip(*(sums.row for sums in self.groups.values()), strict=True)
        found = [sum(column) for column in rows] or [0] * COLUMNS
        return MatchCounts(found[COMMON], *found[-4:])


class AgreementTally:
    """Of sides that are known by their numbers. ``pairs``: which of them are compared; None = each with each."""

    def __init__(self, names: Sequence[str], pairs: Sequence[Pair] | None = None, with_gamma: bool = False) -> None:
        self.names = names
        self.is_each_with_each = pairs is None
        self.pairs = {pair: PairTally(with_gamma) for pair in pairs or combinations(range(len(names)), 2)}
        self.sides: dict[frozenset[int], dict[int, dict[int, SideSums]]] = {}  # who was there; whose; group
        self._shared: dict[frozenset[int], dict[int, SharedSums]] = {}  # who was there; group
        self.everybody: dict[int, EverybodySums] = {}
        self.by_article: list[ArticleAgreement] = []
        self.of_topics: Counter[str] = Counter()
        self.of_labels: Counter[str] = Counter()

    def add(self, article: ArticleText, spans: Mapping[int, frozenset[Labelled]]) -> None:
        """One article with the spans of those sides that have it."""
        compared = [pair for pair in self.pairs if pair[0] in spans and pair[1] in spans]
        if not compared:
            return
        starts, ends = [start for start, _ in article.near], [end for _, end in article.near]
        shared, sides = sides_of_article(spans, starts, ends)
        number = len(self.by_article)
        group = number if number < GROUPS else crc32(article.id.encode()) % GROUPS
        self._add_sides(group, article, shared, sides)
        differing, exact = 0, list[float]()
        for pair in compared:
            row, apart = self.pairs[pair].add(group, article, shared, sides[pair[0]], sides[pair[1]])
            differing += apart
            if (gamma := self.pairs[pair].gamma) is not None:
                gamma.add(group, article.id, SpanPair(article.length, spans[pair[0]], spans[pair[1]]))
            if (value := f1(row[COMMON], row[SIZE])) is not None:
                exact.append(value)
        self.of_topics[article.topic] += 1
        self.of_labels.update(set[str]().union(*(side.units for side in sides.values())))
        mean = sum(exact) / len(exact) if exact else None
        self.by_article.append(ArticleAgreement(article.id, article.topic, len(sides), mean, differing))

    def _add_sides(self, group: int, article: ArticleText, shared: Shared, sides: Mapping[int, Side]) -> None:
        who = frozenset(sides)
        there = self.sides.setdefault(who, {})
        for at, side in sides.items():
            of_side = there.setdefault(at, {})
            sums = of_side.get(group)
            if sums is None:
                sums = of_side[group] = SideSums()
            sums.add(shared, side, article.syllables, article.length)
        self._shared.setdefault(who, {}).setdefault(group, SharedSums()).add(shared)
        if self.is_each_with_each:
            everybody = self.everybody.get(group)
            if everybody is None:
                everybody = self.everybody[group] = EverybodySums(scale_for(len(self.names)))
            everybody.add(shared, list(sides.values()), article.syllables)

    def settle(self) -> None:
        """Add what all say to what each and each pair says: once all articles are there, before figures are made."""
        for who, groups in self._shared.items():
            for group, shared in groups.items():
                for sums in self.sides[who].values():
                    shared.add_to_side(sums[group])
                for pair, tally in self.pairs.items():
                    if who.issuperset(pair):
                        shared.add_to(tally.groups[group])
        self._shared = {}

    def sides_of(self, wanted: Sequence[int]) -> dict[int, list[SideSums]]:
        """By group, what these sides say, each alone, of the articles that all of them have; what every side says of
        all articles, where none is named."""
        found: dict[int, list[SideSums]] = {}
        for there, by_side in self.sides.items():
            for at in (wanted or there) if there.issuperset(wanted) else ():
                for group, sums in by_side[at].items():
                    found.setdefault(group, []).append(sums)
        return found
