"""From tags and probabilities to entities."""

from nhan.core.underthesea.entities import Decoder, Entity

NAMES = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def test_an_entity_is_as_sure_as_its_least_sure_word() -> None:
    marginals = [[0.0, 0.9, 0.0, 0.1, 0.0], [0.1, 0.0, 0.7, 0.0, 0.2], [1.0, 0.0, 0.0, 0.0, 0.0]]
    assert Decoder(NAMES).entities(["B-PER", "I-PER", "O"], marginals) == [Entity(0, 2, "PER", 0.7, "LOC")]


def test_an_entity_is_no_surer_than_its_end() -> None:
    marginals = [[0.0, 1.0, 0.0, 0.0, 0.0], [0.6, 0.0, 0.4, 0.0, 0.0]]
    assert Decoder(NAMES).entities(["B-PER", "O"], marginals) == [Entity(0, 1, "PER", 0.6, None)]
