"""How good suggestions are against what a person confirmed: exact and partial, by label, what is taken for what."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from nhan.core.metrics.calibration import calibration_error
from nhan.core.suggestion import Labelled, Suggestion

NOTHING = ""  # in the confusion: nothing was suggested, or nothing is there


class Score(msgspec.Struct, frozen=True):
    """Counts and the measures made of them; 0 where there is nothing to divide by."""

    right: int
    suggested: int
    wanted: int
    precision: float
    recall: float
    f1: float


class Evaluation(msgspec.Struct, frozen=True):
    """``confusion[wanted][suggested]`` counts spans that share text; "" stands for nothing."""

    articles: int
    exact: Score
    partial: Score
    by_label: dict[str, Score]
    confusion: dict[str, dict[str, int]]
    calibration_error: float | None  # None: the suggestions carry no confidence


class Evaluator:
    """Add one article after the other; ask for the result at the end."""

    def __init__(self) -> None:
        self._articles = 0
        self._exact: Counter[str] = Counter()
        self._partial_right: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._suggested: Counter[str] = Counter()
        self._wanted: Counter[str] = Counter()
        self._confusion: Counter[tuple[str, str]] = Counter()
        self._judged: list[tuple[float, bool]] = []

    def add(self, suggestions: Sequence[Suggestion], wanted: Sequence[Labelled]) -> None:
        """One article's suggestions, and what a person confirmed in it."""
        self._articles += 1
        confirmed = set(wanted)
        for each in suggestions:
            right = (each.start, each.end, each.label) in confirmed
            self._suggested[each.label] += 1
            self._exact[each.label] += right
            over = [label for start, end, label in wanted if start < each.end and end > each.start]
            self._partial_right[each.label] += each.label in over
            if not over:
                self._confusion[NOTHING, each.label] += 1
            if each.confidence is not None:
                self._judged.append((each.confidence, right))
        for start, end, label in wanted:
            self._wanted[label] += 1
            labels = [each.label for each in suggestions if each.start < end and each.end > start]
            self._found[label] += label in labels
            self._confusion[label, label if label in labels else next(iter(labels), NOTHING)] += 1

    def result(self) -> Evaluation:
        labels = sorted({*self._suggested, *self._wanted})
        confusion: dict[str, dict[str, int]] = {}
        for (there, proposed), count in sorted(self._confusion.items()):
            confusion.setdefault(there, {})[proposed] = count
        suggested, wanted = self._suggested.total(), self._wanted.total()
        return Evaluation(
            articles=self._articles,
            exact=score(self._exact.total(), self._exact.total(), suggested, wanted),
            partial=score(self._partial_right.total(), self._found.total(), suggested, wanted),
            by_label={
                label: score(self._exact[label], self._exact[label], self._suggested[label], self._wanted[label])
                for label in labels
            },
            confusion=confusion,
            calibration_error=round(calibration_error(self._judged), 4) if self._judged else None,
        )


def score(right: int, found: int, suggested: int, wanted: int) -> Score:
    """``right`` of those suggested are right, ``found`` of those wanted are found: one number when exact."""
    precision = right / suggested if suggested else 0.0
    recall = found / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(right, suggested, wanted, round(precision, 4), round(recall, 4), round(f1, 4))


def evaluate(articles: Iterable[tuple[Sequence[Suggestion], Sequence[Labelled]]]) -> Evaluation:
    """Pairs of what was suggested and what was confirmed, article by article."""
    evaluator = Evaluator()
    for suggestions, wanted in articles:
        evaluator.add(suggestions, wanted)
    return evaluator.result()
