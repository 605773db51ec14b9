"""Gamma on worked examples: the published disorder, two more, and what holds whatever people say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.agreement.figures import agreement_of
from nhan.core.agreement.gamma import SpanPair, by_chance, cost, disorder, dissimilarity
from nhan.core.agreement.result import Agreement
from nhan.core.agreement.tally import AgreementTally
from nhan.core.suggestion import Labelled
from tests.core.agreement.published import A, B, C, N, syllables

THREE = [(1, 5, "a"), (6, 10, "b"), (11, 15, "a")]
SHIFTED = [(start + 1, end + 1, label) for start, end, label in THREE]
FOUR = [(1, 5, "a"), (6, 10, "b"), (20, 24, "a"), (30, 34, "b")]
TWO = [(2, 6, "a"), (31, 35, "b")]
SPANS = st.frozensets(
    st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from("ab")).map(
        lambda each: (each[0], each[0] + each[1], each[2])
    ),
    max_size=5,
)


def of(first: list[Labelled] | frozenset[Labelled], second: list[Labelled] | frozenset[Labelled]) -> float | None:
    return disorder([(cost(first, second), len(first) + len(second))])


def test_the_published_disorder() -> None:
    assert of(THREE, SHIFTED) == pytest.approx(0.0625)


def test_spans_that_are_left_alone_cost_one() -> None:
    assert of(FOUR, TWO) == pytest.approx(0.708333, abs=1e-6)
    assert of(frozenset(A), frozenset(N)) == pytest.approx(0.734545, abs=1e-6)
    assert of([], []) is None


@settings(deadline=None, max_examples=40)
@given(SPANS, SPANS)
def test_no_other_alignment_costs_less(first: frozenset[Labelled], second: frozenset[Labelled]) -> None:
    least = _least(sorted(first), sorted(second))
    assert cost(first, second) == pytest.approx(least, abs=1e-5)
    assert cost(second, first) == pytest.approx(least, abs=1e-5)
    assert cost(first, first) == pytest.approx(0, abs=1e-5)


def _least(ours: list[Labelled], theirs: list[Labelled]) -> float:
    """Of all alignments, by trying them."""
    if not ours:
        return len(theirs)
    one, *others = ours
    found = 1 + _least(others, theirs)
    for at, other in enumerate(theirs):
        found = min(found, dissimilarity(one, other) + _least(others, theirs[:at] + theirs[at + 1 :]))
    return found


def measured(*sides: frozenset[Labelled]) -> Agreement:
    tally = AgreementTally([f"A{at + 1}" for at in range(len(sides))], with_gamma=True)
    tally.add(syllables(20), dict(enumerate(sides)))
    return agreement_of(tally)


def test_gamma_is_what_is_left_of_what_chance_makes() -> None:
    chance = by_chance([SpanPair(20, A, B)])
    assert chance is not None and chance == by_chance([SpanPair(20, A, B)])  # the same dice again
    found = measured(A, B).figures["gamma"].value
    assert found == pytest.approx(1 - 0.608 / chance, abs=1e-5)
    assert measured(A, A).figures["gamma"].value == 1


def test_gamma_of_several_is_the_mean_over_pairs() -> None:
    found = measured(A, B, C)
    pairs = [pair.figures["gamma"].value or 0.0 for pair in found.pairs]
    assert found.figures["gamma"].value == pytest.approx(sum(pairs) / 3)


def test_it_is_not_measured_unasked() -> None:
    tally = AgreementTally(["A1", "A2"])
    tally.add(syllables(20), {0: A, 1: B})
    assert "gamma" not in agreement_of(tally).figures
