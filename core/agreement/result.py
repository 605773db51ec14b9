"""What a comparison of several people answers: figures with intervals, and the places where they differ."""

from collections.abc import Sequence

import msgspec

TOO_FEW = 20  # articles below which an interval is no more than a hint
MOST_PLACES = 1000  # of a cell of the confusion; its count says how many there are
NOTHING = ""  # in the confusion: the other has no span there
Range = tuple[int, int]  # code points, half-open


class Figure(msgspec.Struct, frozen=True):
    """``value`` None: there is nothing to measure. ``low`` and ``high``: the interval, None where there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None

    def __str__(self) -> str:
        """The value with its interval; a dash where there is nothing to measure."""
        if self.value is None:
            return "–"
        between = "" if self.low is None or self.high is None else f" [{self.low:.3f}; {self.high:.3f}]"
        return f"{self.value:.3f}{between}"


class DifferingPlace(msgspec.Struct, frozen=True, gc=False):
    """Where two differ: the first's span and the second's; None = no span there."""

    article: str
    first: Range | None
    second: Range | None

    @property
    def reach(self) -> Range:
        """From where to where either goes."""
        both = [each for each in (self.first, self.second) if each is not None]
        return min(start for start, _ in both), max(end for _, end in both)


class Cell(msgspec.Struct, frozen=True):
    """Spans that the first gave one label and the second the other; "" = no span. ``count`` includes those where both
    say just the same, ``places`` does not."""

    first: str
    second: str
    count: int
    places: tuple[DifferingPlace, ...] = ()


class MatchCounts(msgspec.Struct, frozen=True):
    """What became of the first's spans, the second being asked for them: the same; another label; the same label with
    other edges; not there. ``spurious``: of the second's, those that the first has not."""

    correct: int
    incorrect: int
    partial: int
    missed: int
    spurious: int


class PairAgreement(msgspec.Struct, frozen=True):
    """Two people; ``figures`` by the names of ``measures.MEASURES``."""

    first: str
    second: str
    articles: int
    figures: dict[str, Figure]
    counts: MatchCounts
    confusion: tuple[Cell, ...]

    @property
    def is_too_few(self) -> bool:
        return self.articles < TOO_FEW


class GroupAgreement(msgspec.Struct, frozen=True):
    """One label or one topic: the means over the pairs. ``articles`` are those that have a part in it."""

    name: str
    articles: int
    figures: dict[str, Figure]


class ArticleAgreement(msgspec.Struct, frozen=True, gc=False):
    """One article: exact F1 as the mean over pairs (None: nobody has a span), and how many spans stand alone."""

    article: str
    topic: str
    people: int
    exact: float | None
    differing: int


class Agreement(msgspec.Struct, frozen=True):
    """All of one view. Figures of everybody together are means over the pairs, but for syllable alpha, which is of
    all of them at once where all pairs are compared."""

    people: tuple[str, ...]
    articles: int
    figures: dict[str, Figure]
    pairs: tuple[PairAgreement, ...]
    labels: tuple[GroupAgreement, ...]
    topics: tuple[GroupAgreement, ...]
    by_article: tuple[ArticleAgreement, ...]

    @property
    def is_too_few(self) -> bool:
        return self.articles < TOO_FEW

    @property
    def compared(self) -> tuple[PairAgreement, ...]:
        """The pairs that have an article in common."""
        return tuple(pair for pair in self.pairs if pair.articles)

    @property
    def people_compared(self) -> tuple[str, ...]:
        """Those of the people who are in one of these pairs."""
        there = {name for pair in self.compared for name in (pair.first, pair.second)}
        return tuple(name for name in self.people if name in there)

    @property
    def confusion(self) -> tuple[Cell, ...]:
        """Of all pairs together. Where one side (the gold, a model) is the first of each pair, it is the first of each
        cell; else nobody is, so the two labels of a cell are in order."""
        return together(self.pairs, len({pair.first for pair in self.pairs}) == 1)


def together(pairs: Sequence[PairAgreement], one_is_first: bool = False) -> tuple[Cell, ...]:
    """The cells of several pairs, with both orders of two labels in one, unless one side is the first of each pair."""
    counts: dict[tuple[str, str], int] = {}
    places: dict[tuple[str, str], list[DifferingPlace]] = {}
    for cell in (cell for pair in pairs for cell in pair.confusion):
        in_order = one_is_first or cell.second == NOTHING or (cell.first != NOTHING and cell.first <= cell.second)
        key = (cell.first, cell.second) if in_order else (cell.second, cell.first)
        counts[key] = counts.get(key, 0) + cell.count
        turned = (DifferingPlace(each.article, each.second, each.first) for each in cell.places)
        places.setdefault(key, []).extend(cell.places if in_order else turned)
    return tuple(
        Cell(*key, counts[key], tuple(sorted(places[key], key=_order)[:MOST_PLACES])) for key in sorted(counts)
    )


def _order(place: DifferingPlace) -> tuple[str, Range]:
    return place.article, place.reach
