"""A model file as the trainer writes it: its attributes by number, and a word on what is no model."""

from pathlib import Path

import pytest
from underthesea_core import CRFTrainer

from nhan.core.crfsuite import attributes, layout, strings


@pytest.fixture
def model(tmp_path: Path) -> bytes:
    trained = CRFTrainer("lbfgs", 0.0, 0.1, 0.1, 5, True, 0).train([[["w=Huế"], ["w=mưa", "s=l"]]], [["B-LOC", "O"]])
    trained.save(str(tmp_path / "model"))
    return (tmp_path / "model").read_bytes()


def test_attributes_stand_in_the_order_of_their_numbers(model: bytes) -> None:
    assert set(attributes(model)) == {"w=Huế", "w=mưa", "s=l"}
    numbered = list(strings(model, layout(model).attributes))
    assert [number for number, _ in numbered] == [0, 1, 2]
    assert {name for _, name in strings(model, layout(model).labels)} == {"B-LOC", "O"}


@pytest.mark.parametrize("data", [b"", bytes(100), b"lCRF" + bytes(96)])
def test_another_kind_of_file_is_no_model(data: bytes) -> None:
    with pytest.raises(ValueError, match="no CRFsuite model"):
        attributes(data)


def test_strings_are_read_only_where_there_are_some(model: bytes) -> None:
    with pytest.raises(ValueError, match="not where they should be"):
        list(strings(model, layout(model).weights))
