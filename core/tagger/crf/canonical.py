"""Brings a CRFsuite model file into one canonical form.

The trainer numbers the weights differently in every process, and with their order their sums differ in the last digits.
Sorted and rounded, the same training examples give the same file.
"""

import struct
from collections.abc import Mapping
from itertools import starmap

from nhan.core.crfsuite import CHUNK, WEIGHT, layout, strings

DIGITS = 4  # decimals that a weight keeps; the differences are a million times smaller


def canonical(data: bytes, given: Mapping[str, float]) -> bytes:
    """The same model with its weights sorted and rounded; the attributes named in ``given`` have these weights.

    Raises ValueError for another kind of file.
    """
    parts = layout(data)
    _, _, count = CHUNK.unpack_from(data, parts.weights)
    start = parts.weights + CHUNK.size
    end = start + count * WEIGHT.size
    set_to = {number: given[name] for number, name in strings(data, parts.attributes) if name in given}
    weights: list[tuple[int, int, int, float]] = []
    for kind, source, to, weight in WEIGHT.iter_unpack(data[start:end]):
        # Adding 0.0 turns a rounded -0.0 into 0.0.
        learned = round(weight, DIGITS) + 0.0
        weights.append((kind, source, to, learned if kind else set_to.get(source, learned)))
    weights.sort()
    result = bytearray(data)
    result[start:end] = b"".join(starmap(WEIGHT.pack, weights))
    # Sorted, the weights of one attribute follow each other, and those of one label likewise.
    number = _renumber(result, parts.attribute_refs, 0)
    _renumber(result, parts.label_refs, number)
    return bytes(result)


def _renumber(data: bytearray, refs_at: int, number: int) -> int:
    """Numbers the lists of each attribute's (or label's) weights from ``number`` on. Returns the next number."""
    _, size, lists = CHUNK.unpack_from(data, refs_at)
    first = refs_at + CHUNK.size + 4 * lists
    old = struct.unpack_from(f"<{(refs_at + size - first) // 4}I", data, first)
    new: list[int] = []
    while len(new) < len(old):
        length = old[len(new)]
        new.append(length)
        new.extend(range(number, number + length))
        number += length
    if len(new) != len(old):
        raise ValueError("the lists of weights do not lie one after the other")
    struct.pack_into(f"<{len(new)}I", data, first, *new)
    return number
