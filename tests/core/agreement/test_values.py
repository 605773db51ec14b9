"""Every measure on its worked example."""

from collections import Counter
from itertools import combinations

import pytest

from nhan.core.agreement.alpha import alpha, apart, kappa, scale_for
from nhan.core.agreement.result import Agreement
from nhan.core.agreement.syllable_values import OUTSIDE, syllable_values
from nhan.core.agreement.unitizing import disagreement, expected, gaps, in_short_gaps, observed, unit_columns
from nhan.core.suggestion import Labelled
from tests.core.agreement.published import FOUR, HAYES, TWO, UNITS, A, B, C, N, agreement


def value(found: Agreement, name: str) -> float:
    got = found.figures[name].value
    assert got is not None
    return got


@pytest.mark.parametrize(
    ("other", "wanted"), [(B, (0.4, 0.6, 0.7, 0.6)), (N, (0.363636, 0.545455, 0.636364, 0.545455))]
)
def test_f1_of_four_kinds(other: frozenset[Labelled], wanted: tuple[float, ...]) -> None:
    found = agreement(A, other)
    assert [value(found, name) for name in ("exact", "extent", "partial", "type")] == pytest.approx(wanted, abs=1e-6)


def test_the_five_counts() -> None:
    counts = agreement(A, B).pairs[0].counts
    assert (counts.correct, counts.incorrect + counts.partial, counts.missed, counts.spurious) == (2, 2, 1, 1)
    assert (counts.incorrect, counts.partial) == (1, 1)


def test_three_people() -> None:
    found = agreement(A, B, C)
    assert value(found, "exact") == pytest.approx(0.577778, abs=1e-6)
    assert (value(found, "alpha"), value(found, "alpha_labelled")) == pytest.approx((0.691638, 0.559846), abs=1e-6)
    assert value(found, "alpha_u") == pytest.approx(0.750745, abs=1e-6)


def test_alpha_of_syllables() -> None:
    found = agreement(A, B)
    assert (value(found, "alpha"), value(found, "alpha_labelled")) == pytest.approx((0.554286, 0.350649), abs=1e-6)
    assert value(agreement(A, B, count=200), "alpha") == pytest.approx(0.703896, abs=1e-6)


def kappa_of(pairs: list[tuple[str, str]]) -> float | None:
    labels = sorted({label for pair in pairs for label in pair})
    return kappa([pairs.count((first, second)) for first in labels for second in labels], len(labels))


@pytest.mark.parametrize(("syllables", "wanted"), [(20, 0.548872), (13, 0.344538), (200, 0.703411)])
def test_kappa_of_syllables(syllables: int, wanted: float) -> None:
    starts, ends = list(range(200)), list(range(1, 201))
    first, second = syllable_values(A, starts, ends), syllable_values(B, starts, ends)
    labelled = sorted(first.keys() | second.keys())
    assert len(labelled) == 13
    places = labelled if syllables == 13 else range(syllables)
    pairs = [(first.get(at, OUTSIDE), second.get(at, OUTSIDE)) for at in places]
    assert kappa_of(pairs) == pytest.approx(wanted, abs=1e-6)


def test_kappa_of_labels_is_of_equal_extents_only() -> None:
    wanted = kappa_of([("PER", "PER"), ("LOC", "ORG"), ("ORG", "ORG")])
    assert value(agreement(A, B), "kappa") == pytest.approx(wanted)


def test_the_published_kappas() -> None:
    assert kappa([20, 5, 10, 15], 2) == pytest.approx(0.4)
    assert kappa_of(list(zip(*TWO, strict=True))) == pytest.approx(0.384615, abs=1e-6)


@pytest.mark.parametrize(
    ("units", "wanted"),
    [
        (["".join(unit).replace("0", "") for unit in zip(*FOUR, strict=True)], 0.743421),
        ([unit.replace("-", "") for unit in HAYES.split()], 0.47651),
        (["".join(unit) for unit in zip(*TWO, strict=True)], 0.328571),
    ],
)
def test_the_published_alphas(units: list[str], wanted: float) -> None:
    scale, several = scale_for(5), [unit for unit in units if len(unit) > 1]
    disagreement = sum(apart(unit, scale) for unit in several) / scale
    assert alpha(disagreement, Counter("".join(several)).values()) == pytest.approx(wanted, abs=1e-6)
    assert alpha(0, [4]) is None  # one value alone: nothing to be mistaken about


def test_the_published_alpha_for_unitizing() -> None:
    seen, chance = dict[str, float](), dict[str, float]()
    for label, (first, second) in UNITS.items():
        seen[label] = disagreement(observed(first, second), 300)
        sizes = [end - start for start, end in (*first, *second)]
        free = [*gaps(first, 300, begin=150), *gaps(second, 300, begin=150)]
        chance[label] = expected(300, unit_columns(sizes, free), in_short_gaps(sizes, free)) or 0.0
    assert seen == pytest.approx({"c": 0.014444, "k": 0}, abs=1e-6)
    assert chance == pytest.approx({"c": 0.053222, "k": 0.048978}, abs=1e-6)
    assert 1 - seen["c"] / chance["c"] == pytest.approx(0.7286, abs=1e-4)
    assert 1 - sum(seen.values()) / sum(chance.values()) == pytest.approx(0.858665, abs=1e-6)


def test_alpha_for_unitizing_by_pairs() -> None:
    wanted = {(A, B): 0.640936, (A, N): 0.552507, (A, C): 0.8682, (B, C): 0.7431}
    found = {(one, other): value(agreement(one, other), "alpha_u") for one, other in wanted}
    assert found == pytest.approx(wanted, abs=1e-4)
    assert value(agreement(A, B, count=200), "alpha_u") == pytest.approx(0.7667, abs=1e-4)


def test_labels_from_outside_in() -> None:
    spans: list[Labelled] = [(1, 2, "LOC"), (0, 3, "ORG")]
    assert syllable_values(spans, [0, 1, 2, 3], [1, 2, 3, 4]) == {0: "ORG", 1: "ORG>LOC", 2: "ORG"}


def test_each_pair_has_its_own_figures() -> None:
    found = agreement(A, B, C)
    exact = {(pair.first, pair.second): pair.figures["exact"].value for pair in found.pairs}
    assert list(exact) == list(combinations(("A1", "A2", "A3"), 2))
    assert list(exact.values()) == pytest.approx([0.4, 8 / 9, 4 / 9])
