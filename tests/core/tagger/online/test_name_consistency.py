"""What is sure in one place holds for the same name elsewhere, and never makes predictions overlap."""

import itertools
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from nhan.core.tagger.decoding import Prediction
from nhan.core.tagger.online.name_consistency import SURE, consistent
from nhan.core.tagger.training_example import TrainingExample

Make = Callable[..., TrainingExample]

FORMS = ["Dustin", "hát", ".", "Ca", "sĩ", "Dustin", "Nguyễn", "và", "Dustin", "hát", "."]
WHOLE = [(0, 3), (3, len(FORMS))]


def prediction(first: int, last: int, label: str = "PER", confidence: float = 0.9) -> Prediction:
    return Prediction(first, last, label, confidence, 0.0)


def told(
    *predictions: Prediction,
    stretches: list[tuple[int, int]] = WHOLE,
    contradicted: Callable[[tuple[str, ...], str], bool] = lambda _, __: False,
) -> list[tuple[int, int, str]]:
    return [each[:3] for each in consistent(predictions, FORMS, stretches, contradicted)]


def test_the_same_name_is_found_elsewhere_but_not_in_a_longer_one() -> None:
    assert told(prediction(5, 7), prediction(8, 9)) == [(0, 1, "PER"), (5, 7, "PER"), (8, 9, "PER")]
    assert told(prediction(5, 7), prediction(8, 9), stretches=[(3, len(FORMS))]) == [(5, 7, "PER"), (8, 9, "PER")]


def test_what_is_not_sure_or_no_name_speaks_for_nothing_else() -> None:
    assert told(prediction(8, 9, confidence=SURE - 0.01)) == [(8, 9, "PER")]
    assert told(prediction(1, 2)) == [(1, 2, "PER")]  # a small word, which stands again
    assert told(prediction(8, 9), contradicted=lambda entry, label: (entry, label) == (("Dustin",), "PER")) == [
        (8, 9, "PER")
    ]


def test_a_single_syllable_that_is_seldom_a_name_speaks_for_no_other_place() -> None:
    forms = ["Đảng", "của", "Đảng", "và", "Đảng", "."]
    sure = [prediction(2, 3, "ORG")]
    assert consistent(sure, forms, [(0, 6)]) == sure
    assert [each.first for each in consistent([*sure, prediction(4, 5, "ORG")], forms, [(0, 6)])] == [0, 2, 4]
    longer = [prediction(0, 3, "ORG"), prediction(4, 5, "ORG")]  # places inside longer names do not count
    assert consistent(longer, forms, [(0, 6)]) == longer


def test_a_less_sure_guess_gives_way_and_becomes_the_runner_up() -> None:
    first, *_ = consistent([prediction(0, 1, "LOC", 0.5), prediction(8, 9)], FORMS, WHOLE)
    assert (first.label, first.runner_up) == ("PER", "LOC") and first.confidence < 0.9
    assert told(prediction(0, 1, "LOC", 0.88), prediction(8, 9))[0] == (0, 1, "LOC")


@given(st.data())
def test_guesses_stay_apart_and_within_their_stretches(data: st.DataObject) -> None:
    forms = data.draw(st.lists(st.sampled_from(["An", "Bình", "và"]), min_size=1, max_size=12))
    cuts = sorted({0, len(forms), *data.draw(st.lists(st.integers(0, len(forms)), max_size=6))})
    predictions = [
        prediction(first, last, data.draw(st.sampled_from(["PER", "LOC"])), data.draw(st.floats(0, 1)))
        for first, last in itertools.pairwise(cuts)
        if data.draw(st.booleans())
    ]
    reached = 0
    for each in consistent(predictions, forms, [(0, len(forms))]):
        assert reached <= each.first < each.last <= len(forms)
        reached = each.last


def test_what_was_guessed_there_stays_one_key_away() -> None:
    doubtful = Prediction(0, 1, "PER", 0.5, 0.0, "LOC")
    first, *_ = consistent([doubtful, prediction(8, 9)], FORMS, WHOLE)
    assert (first.label, first.runner_up) == ("PER", "LOC")
