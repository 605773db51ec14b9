"""Which spans are predicted from the probabilities of tags."""

from hypothesis import given
from hypothesis import strategies as st

from nhan.core.tagger.decoding import decode

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


def test_a_span_is_shown_when_it_is_likelier_than_nothing() -> None:
    sure = [[0.1, 0.85, 0.0, 0.05, 0.0], [0.1, 0.0, 0.85, 0.0, 0.05], [0.98, 0.01, 0.01, 0.0, 0.0]]
    (prediction,) = decode(sure, TAGS)
    assert (prediction.first, prediction.last, prediction.label) == (0, 2, "PER")
    unsure = [[0.55, 0.45, 0.0, 0.0, 0.0]]
    assert decode(unsure, TAGS) == []
    something = [[0.05, 0.5, 0.0, 0.45, 0.0]]
    assert [(prediction.label, prediction.runner_up) for prediction in decode(something, TAGS)] == [("PER", "LOC")]


def test_the_likeliest_end_is_not_where_the_likeliest_tags_end() -> None:
    rows = [[0.05, 0.95, 0.0, 0.0, 0.0], *([1.0 - on, 0.0, on, 0.0, 0.0] for on in (0.55, 0.52, 0.3, 0.05))]
    (prediction,) = decode(rows, TAGS)
    assert (prediction.first, prediction.last) == (0, 1)  # 0.4 to end here; 0.22 to end after the third
    assert 0.39 < prediction.confidence < 0.41
