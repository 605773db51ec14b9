"""Names that were labelled alike above are settled below, until a person contradicts."""

from collections.abc import Callable

from nhan.core.tagger.decoding import Prediction
from nhan.core.tagger.online.settled_names import TRUST, SettledNames
from nhan.core.tagger.training_example import TrainingExample

Make = Callable[..., TrainingExample]


def test_a_person_contradicts_by_another_label_or_by_passing_over_but_not_by_a_longer_span(example_of: Make) -> None:
    tokenized = example_of("Mai hát. Lê Mai về. Trời mai mưa, Mai vui.").tokenized
    agreed = SettledNames(tokenized)
    agreed.see(0, ["B-PER", "O", "O"])
    assert not agreed.contradicts(("Mai",), "PER") and agreed.contradicts(("Mai",), "LOC")
    agreed.see(3, ["B-PER", "I-PER", "O", "O"])
    assert not agreed.contradicts(("Mai",), "PER")
    agreed.see(7, ["O"] * (len(tokenized) - 7))
    assert agreed.contradicts(("Mai",), "PER") and not agreed.contradicts(("Lê", "Mai"), "PER")


def test_a_name_is_settled_below_whatever_its_spelling_and_not_once_it_is_mixed(example_of: Make) -> None:
    tokenized = example_of("Hoà Bình mưa. Ho\u00ada\u0300 Bình\u200b tạnh. Hòa Bình đẹp.").tokenized
    settled = SettledNames(tokenized)
    settled.see(0, ["B-LOC", "I-LOC", "O", "O"])
    assert settled.apply([], 4, 8) == [Prediction(4, 6, "LOC", TRUST, 0.0)]
    longer = [Prediction(4, 7, "ORG", 0.5, 0.5)]
    assert settled.apply(longer, 4, 8) == longer
    settled.see(4, ["O", "O", "O", "O"])
    assert settled.apply([], 8, 12) == []
