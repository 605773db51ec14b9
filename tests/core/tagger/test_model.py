"""A model: how long it is trained, and how its weights are held back."""

from nhan.core.tagger.model import iterations, penalty


def test_more_labels_are_trained_longer_and_held_back_less() -> None:
    assert iterations(9) < iterations(21) < iterations(400) == iterations(4_000)
    assert penalty(0) == penalty(4) > penalty(10) > penalty(200) == penalty(2_000) > 0
