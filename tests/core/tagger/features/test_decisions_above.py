"""Decisions above reach the features of what stands below, in training as while suggesting."""

from collections.abc import Callable

from nhan.core.tagger.features.decisions_above import DecisionsAbove, training_features
from nhan.core.tagger.training_example import TrainingExample

Make = Callable[..., TrainingExample]


def test_training_sees_exactly_what_suggesting_will_see(example_of: Make) -> None:
    example = example_of(
        "Ông Hà Văn Nam, bà Lê Na và Nam Cao ở Huế. Nam ở lại Huế.",
        ("Hà Văn Nam", "PER"),
        ("Lê Na", "PER"),
        ("Huế", "LOC"),
        ("Nam", "PER"),
    )
    trained = training_features(example)
    tags = example.tags()
    history = DecisionsAbove(example.tokenized)
    for first, last in example.tokenized.sentences:
        place = first
        while place < last:
            end = place + 1
            while tags[place] != "O" and end < last and tags[end].startswith("I-"):
                end += 1
            if tags[place] != "O":
                assert trained[place:end] == history.features(place, last)[: end - place]
            history.see(place, tags[place:end])
            place = end


def test_a_decision_above_is_told_below(example_of: Make) -> None:
    tokenized = example_of("Gặp Sao Biển. Tàu Sao Biển đi.").tokenized
    history = DecisionsAbove(tokenized)
    before = history.features(5, 7)
    history.see(0, ["O", "B-SHIP", "I-SHIP", "O"])
    after = history.features(5, 7)
    assert before != after
    assert "hs=BSHIP" in after[0]
    assert "hs=ISHIP" in after[1]
