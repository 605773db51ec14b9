"""Shift features: they change the odds of a trained field as far as they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.tagger.crf.adapter import Crf, shift_features, train

SENTENCE = [["one"], ["two"], ["three"]]


@pytest.fixture(scope="module")
def field() -> Crf:
    return train([SENTENCE, [["one"], ["three"]]], [["B-A", "B-B", "O"], ["B-A", "O"]], 20)


@given(st.lists(st.floats(-6, 6), min_size=3, max_size=3))
def test_shift_features_change_the_odds_as_far_as_they_say(shift: list[float]) -> None:
    one = train([[["one"]], [["two"]]], [["B-A"], ["O"]], 20)
    wanted = {"B-A": shift[0], "O": shift[1]}
    (plain,) = one.marginals([["one"]])
    (moved,) = one.marginals([["one", *shift_features(one.tags, [wanted[tag] for tag in one.tags])]])
    odds = [(moved[0] / moved[1]) / (plain[0] / plain[1])]
    assert odds[0] == pytest.approx(2.718281828 ** (wanted[one.tags[0]] - wanted[one.tags[1]]), rel=0.15)


def test_a_shift_reaches_the_neighbours(field: Crf) -> None:
    """As a change of the model would: the tags of a sentence depend on each other."""
    towards = [6.0 if tag == "O" else 0.0 for tag in field.tags]
    before = field.marginals(SENTENCE)
    after = field.marginals([SENTENCE[0], [*SENTENCE[1], *shift_features(field.tags, towards)], SENTENCE[2]])
    outside = field.tags.index("O")
    assert after[1][outside] > 0.9 > before[1][outside]
    assert after[2] != before[2]
