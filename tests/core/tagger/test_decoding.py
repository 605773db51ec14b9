"""Which spans are predicted from the probabilities of tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.tagger.decoding import UNSURE, Floor, Prediction, decode, unsure

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
ROWS = st.lists(st.lists(st.floats(0.001, 1), min_size=5, max_size=5), max_size=8).map(
    lambda rows: [[value / sum(row) for value in row] for row in rows]
)


@given(ROWS)
def test_guesses_do_not_overlap_and_their_probabilities_are_some(rows: list[list[float]]) -> None:
    reached = 0
    for prediction in decode(rows, TAGS):
        assert reached <= prediction.first < prediction.last <= len(rows)
        assert 0 <= prediction.confidence <= 1
        assert prediction.runner_up != prediction.label
        reached = prediction.last


@given(ROWS)
def test_what_is_worth_a_look_overlaps_nothing_that_is_shown(rows: list[list[float]]) -> None:
    shown = [each[:3] for each in decode(rows, TAGS)]
    found = unsure(rows, TAGS, shown)
    runs = [*shown, *(each[:3] for each in found)]
    taken = [place for first, last, _ in runs for place in range(first, last)]
    assert len(taken) == len(set(taken)) and found == sorted(found)
    assert all(each.confidence >= UNSURE for each in found)


def test_of_two_readings_the_likelier_is_worth_a_look() -> None:
    rows = [[0.55, 0.45, 0.0, 0.0, 0.0], [0.65, 0.0, 0.0, 0.35, 0.0], [0.71, 0.0, 0.0, 0.29, 0.0]]
    assert decode(rows, TAGS) == []
    assert [each[:3] for each in unsure(rows, TAGS, ())] == [(0, 1, "PER"), (1, 2, "LOC")]
    assert [each[:3] for each in unsure(rows, TAGS, [(0, 1, "PER")])] == [(1, 2, "LOC")]
    both = [[0.05, 0.5, 0.0, 0.45, 0.0]]
    assert [each[:3] for each in unsure(both, TAGS, ())] == [(0, 1, "PER")]


def test_a_span_is_shown_when_it_is_likelier_than_nothing() -> None:
    sure = [[0.1, 0.85, 0.0, 0.05, 0.0], [0.1, 0.0, 0.85, 0.0, 0.05], [0.98, 0.01, 0.01, 0.0, 0.0]]
    (prediction,) = decode(sure, TAGS)
    assert (prediction.first, prediction.last, prediction.label) == (0, 2, "PER")
    unsure = [[0.55, 0.45, 0.0, 0.0, 0.0]]
    assert decode(unsure, TAGS) == []
    something = [[0.05, 0.5, 0.0, 0.45, 0.0]]
    assert [(prediction.label, prediction.runner_up) for prediction in decode(something, TAGS)] == [("PER", "LOC")]


def test_what_was_shown_goes_only_where_it_is_clearly_less_likely() -> None:
    floor = Floor(0.55, 0.0)
    for likely, comes, stays in ((0.6, True, True), (0.5, False, True), (0.4, False, False)):
        rows = [[0.95 - likely, likely, 0.0, 0.05, 0.0]]
        assert bool(decode(rows, TAGS, floor)) is comes
        assert bool(decode(rows, TAGS, floor, shown={(0, 1, "PER")})) is stays
        assert bool(decode(rows, TAGS, floor, shown={(0, 1, "LOC")})) is comes


def test_the_likeliest_end_is_not_where_the_likeliest_tags_end() -> None:
    rows = [[0.05, 0.95, 0.0, 0.0, 0.0], *([1.0 - on, 0.0, on, 0.0, 0.0] for on in (0.55, 0.52, 0.3, 0.05))]
    (prediction,) = decode(rows, TAGS)
    assert (prediction.first, prediction.last) == (0, 1)  # 0.4 to end here; 0.22 to end after the third
    assert 0.39 < prediction.confidence < 0.41


def test_a_long_span_has_to_be_surer_to_be_shown() -> None:
    floor = Floor(0.4, 0.08)
    long = [[0.3, 0.7, 0.0, 0.0, 0.0], *([0.3, 0.0, 0.7, 0.0, 0.0] for _ in range(7)), [1.0, 0.0, 0.0, 0.0, 0.0]]
    short = [*long[:3], long[-1]]
    (found,) = decode(long, TAGS)
    assert (found.first, found.last) == (0, 8) and floor.of(3) < found.confidence < floor.of(8)
    assert decode(long, TAGS, floor) == []
    assert decode(short, TAGS, floor) == decode(short, TAGS) != []


def test_a_floor_rises_with_length_up_to_where_a_span_is_sure_enough() -> None:
    floor = Floor(0.4, 0.08)
    assert [floor.of(length) for length in (1, 3)] == [0.4, 0.4]
    assert floor.of(4) == pytest.approx(0.48)
    assert floor.of(50) == floor.of(60) < 1
    mixed = floor.mixed(Floor(0.2, 0.0), 0.25)
    assert mixed.least == pytest.approx(0.25) and mixed.per_syllable == pytest.approx(0.02)


def test_what_is_unlikely_is_no_reading() -> None:
    """A sure name is not offered in pieces; one whose end is in doubt is, with its other end."""
    for on, readings in ((0.99, ()), (0.8, ((0, 1, "PER"),))):
        rows = [[0.01, 0.99, 0.0, 0.0, 0.0], [1.0 - on, 0.0, on, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0]]
        (prediction,) = decode(rows, TAGS)
        assert (prediction.first, prediction.last, prediction.readings) == (0, 2, readings)


def test_readings_have_no_edge_of_their_own_inside_a_word() -> None:
    heads = [True, True, False, True, False]
    readings = ((0, 3, "ORG"), (0, 2, "ORG"), (1, 5, "LOC"), (2, 3, "LOC"), (3, 5, "ORG"))
    whole = Prediction(1, 3, "LOC", 0.6, 0.1, readings=readings)
    assert whole.without_pieces(heads).readings == ((0, 3, "ORG"), (1, 5, "LOC"), (3, 5, "ORG"))
    cut = Prediction(2, 3, "LOC", 0.6, 0.1, readings=readings)  # where the span itself begins in a word, others may
    assert cut.without_pieces(heads).readings == readings
