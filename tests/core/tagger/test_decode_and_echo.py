"""Which spans are shown, and what follows in the article from one decision."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from nhan.core.metrics.calibration import calibration_error
from nhan.core.propagation.same_string import echo
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


TEXT = "Lương Cường đến Huế. Cường và Lương Cường về Huế, rồi Đại học Huế. Huếx"


def at(words: str, label: str, nth: int = 0) -> tuple[int, int, str]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words), label


def test_what_is_added_is_proposed_below_but_not_inside_words_or_suggestions() -> None:
    school = at("Đại học Huế", "ORG")
    assert echo(TEXT, [school], None, at("Huế", "LOC")) == [at("Huế", "LOC", 1), school]


def test_what_is_mended_is_mended_below() -> None:
    old = at("Cường", "LOC")
    below = [at("Cường", "LOC", 2)]
    assert echo(TEXT, below, old, at("Lương Cường", "PER")) == [at("Lương Cường", "PER", 1)]


def test_what_is_rejected_is_withdrawn_below() -> None:
    below = [at("Huế", "LOC", 1), at("Huế", "PER", 2)]
    assert echo(TEXT, below, at("Huế", "LOC"), None) == [at("Huế", "PER", 2)]


def test_accepting_changes_nothing() -> None:
    assert echo(TEXT, [], at("Huế", "LOC"), at("Huế", "LOC")) == []


def test_calibration() -> None:
    assert calibration_error([]) == 0
    assert calibration_error([(0.95, True)] * 19 + [(0.95, False)]) < 1e-9
    assert abs(calibration_error([(0.9, False)] * 4) - 0.9) < 1e-9


def test_a_mark_on_a_letter_belongs_to_the_word() -> None:
    text = unicodedata.normalize("NFD", "Hoa và Hoà Bình.")
    assert echo(text, [], None, (0, 3, "PER")) == []
