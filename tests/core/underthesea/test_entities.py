"""From tags and probabilities to entities."""

import pytest

from nhan.core.underthesea.entities import Decoder, Entity, runs

NAMES = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("", []),
        ("O O", []),
        ("B-PER I-PER O B-LOC", [(0, 1, "PER"), (3, 3, "LOC")]),
        ("B-PER B-PER", [(0, 0, "PER"), (1, 1, "PER")]),
        ("O I-PER I-PER", [(1, 2, "PER")]),
        ("B-PER I-LOC I-LOC I-PER", [(0, 0, "PER"), (1, 2, "LOC"), (3, 3, "PER")]),
    ],
)
def test_runs_as_conlleval_counts_them(tags: str, found: list[tuple[int, int, str]]) -> None:
    assert runs(tags.split()) == found


def test_an_entity_is_as_sure_as_its_least_sure_word() -> None:
    marginals = [[0.0, 0.9, 0.0, 0.1, 0.0], [0.1, 0.0, 0.7, 0.0, 0.2], [1.0, 0.0, 0.0, 0.0, 0.0]]
    assert Decoder(NAMES).entities(["B-PER", "I-PER", "O"], marginals) == [Entity(0, 1, "PER", 0.7, "LOC")]


def test_an_entity_is_no_surer_than_its_end() -> None:
    marginals = [[0.0, 1.0, 0.0, 0.0, 0.0], [0.6, 0.0, 0.4, 0.0, 0.0]]
    assert Decoder(NAMES).entities(["B-PER", "O"], marginals) == [Entity(0, 0, "PER", 0.6, None)]
