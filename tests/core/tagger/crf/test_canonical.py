"""The canonical form: the same model whatever the order of its weights, with the weights that were given."""

import random
import struct

import pytest

from nhan.core.crfsuite import CHUNK, WEIGHT, layout, strings
from nhan.core.tagger.crf.adapter import Crf, train
from nhan.core.tagger.crf.canonical import DIGITS, canonical

ROWS = [[["w=a"], ["w=b", "s"], ["w=c"]], [["w=c", "s"], ["w=a"]]]
TAGS = [["B-A", "I-A", "O"], ["B-B", "O"]]


@pytest.fixture(scope="module")
def model() -> bytes:
    return train(ROWS, TAGS, 20).data


def shuffled(data: bytes) -> bytes:
    """The model with the weights of each attribute in another order, as another process would number them."""
    parts = layout(data)
    _, _, count = CHUNK.unpack_from(data, parts.weights)
    start, end = parts.weights + CHUNK.size, parts.weights + CHUNK.size + count * WEIGHT.size
    weights = list(WEIGHT.iter_unpack(data[start:end]))
    chance, result = random.Random(1), []
    for source in sorted({weight[:2] for weight in weights}):
        its = [weight for weight in weights if weight[:2] == source]
        chance.shuffle(its)
        result += its
    assert result != weights
    return data[:start] + b"".join(WEIGHT.pack(*weight) for weight in result) + data[end:]


def test_the_order_of_weights_makes_no_difference(model: bytes) -> None:
    assert canonical(shuffled(model), {}) == canonical(model, {}) == model


def test_weights_are_given_by_name_and_the_others_rounded(model: bytes) -> None:
    changed = canonical(model, {"w=a": 2.5})
    number = next(number for number, name in strings(changed, layout(changed).attributes) if name == "w=a")
    _, _, count = CHUNK.unpack_from(changed, layout(changed).weights)
    start = layout(changed).weights + CHUNK.size
    weights = list(WEIGHT.iter_unpack(changed[start : start + count * WEIGHT.size]))
    assert {weight for kind, source, _, weight in weights if (kind, source) == (0, number)} == {2.5}
    assert all(round(weight, DIGITS) == weight for *_, weight in weights)
    assert Crf(changed).marginals(ROWS[0]) != Crf(model).marginals(ROWS[0])


@pytest.mark.parametrize("data", [b"", bytes(100)])
def test_another_kind_of_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no CRFsuite model"):
        canonical(data, {})


def test_lists_of_weights_that_do_not_fit_are_refused(model: bytes) -> None:
    at = layout(model).attribute_refs
    _, size, lists = CHUNK.unpack_from(model, at)
    broken = bytearray(model)
    struct.pack_into("<I", broken, at + CHUNK.size + 4 * lists, size)
    with pytest.raises(ValueError, match="one after the other"):
        canonical(bytes(broken), {})
