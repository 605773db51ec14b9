"""The errors that the benchmark puts in: as many of each kind, where they are said to be, and nowhere else."""

from collections import Counter

import pytest

from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.suggestion import outermost
from tests.benchmarks.doubts import SLIPS, judged
from tests.benchmarks.doubts_seeding import KINDS, SeededError, seeded
from tests.core.news import articles

GIVEN = articles(60)


@pytest.mark.parametrize("systematic", [False, True])
def test_errors_are_of_four_equal_kinds_and_where_they_are_said_to_be(systematic: bool) -> None:
    changed, errors = seeded(GIVEN, 0.1, systematic=systematic, seed=7)
    assert seeded(GIVEN, 0.1, systematic=systematic, seed=7) == (changed, errors)
    counts = Counter(error.kind for error in errors)
    wanted = round(0.1 * sum(len(each.spans) for each in GIVEN) / len(KINDS))
    assert counts.keys() == set(KINDS) and (systematic or set(counts.values()) == {wanted})
    for before, now in zip(GIVEN, changed, strict=True):
        here = [error for error in errors if error.article == now.article]
        gone = {error.place for error in here if error.kind == "missing"}
        came = {error.place for error in here if error.kind != "missing"}
        assert set(now.spans) - set(before.spans) == came and gone <= set(before.spans) - set(now.spans)
        assert outermost(now.spans) == now.spans  # none shares text with another


def test_a_stop_finds_the_errors_that_it_shows() -> None:
    label, missing = SeededError("a", "label", (0, 3, "PER")), SeededError("a", "missing", (5, 9, "LOC"))
    wrong = Doubt("a", DoubtKind.LABEL, "PER", ((0, 3),), ((0, 3, "LOC"),), 2.0, 0.1, 0.9)
    gone = Doubt("a", DoubtKind.MISSING, "LOC", ((5, 8),), ((5, 8, "LOC"),), 1.0, 0.1, 0.9)
    right = Doubt("a", DoubtKind.LABEL, "ORG", ((10, 13),), ((10, 13, "LOC"),), 1.5, 0.1, 0.9)
    assert label.is_found_by(wrong) and missing.is_found_by(gone)
    assert not label.is_found_by(gone) and not missing.is_found_by(wrong) and not label.is_found_by(right)
    row = judged(SLIPS, 0.05, 1, 20, [wrong, right, gone, *[right] * 7], [label, missing], 0.0)
    assert (row.tenth, row.of_spans, row.fifth) == (0.5, 0.5, 0.5)
    assert row.average_precision == pytest.approx((1 + 2 / 3) / 2) and row.kinds["label"] == 1.0
