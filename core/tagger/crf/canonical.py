"""Brings a CRFsuite model file into one canonical form (its layout: crf1d_model.c of CRFsuite 0.12).

The trainer numbers the weights anew in every process, and with their order their sums differ in the last digits. Sorted
and rounded, the same lessons give the same file.
"""

import struct
from collections.abc import Iterator, Mapping
from itertools import starmap

DIGITS = 4  # decimals that a weight keeps; the differences are a million times smaller

_HEADER = struct.Struct("<4sI4s9I")  # magic, size, kind, version, counts of features, labels, attributes; five offsets
_CHUNK = struct.Struct("<4s2I")  # magic, size with this head, count
_DICTIONARY = struct.Struct("<4s5I")  # magic, size, flag, byte order, count, offset of the places by number
_STRING = struct.Struct("<2I")  # number, length with the zero at the end
_WEIGHT = struct.Struct("<3Id")  # 0 = state, 1 = transition; from attribute or label; to label; weight


def canonical(data: bytes, given: Mapping[str, float]) -> bytes:
    """The same model with its weights sorted and rounded; the attributes named in ``given`` have these weights.

    Raises ValueError for another kind of file.
    """
    magic, _, kind, *_, weights_at, _, attributes_at, label_refs_at, attribute_refs_at = _HEADER.unpack_from(data)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise ValueError("no CRFsuite model")
    _, _, count = _CHUNK.unpack_from(data, weights_at)
    start = weights_at + _CHUNK.size
    end = start + count * _WEIGHT.size
    set_to = {number: given[name] for number, name in _strings(data, attributes_at) if name in given}
    weights: list[tuple[int, int, int, float]] = []
    for kind, source, to, weight in _WEIGHT.iter_unpack(data[start:end]):
        # Adding 0.0 turns a rounded -0.0 into 0.0.
        learned = round(weight, DIGITS) + 0.0
        weights.append((kind, source, to, learned if kind else set_to.get(source, learned)))
    weights.sort()
    result = bytearray(data)
    result[start:end] = b"".join(starmap(_WEIGHT.pack, weights))
    # Sorted, the weights of one attribute follow each other, and those of one label likewise.
    number = _renumber(result, attribute_refs_at, 0)
    _renumber(result, label_refs_at, number)
    return bytes(result)


def _strings(data: bytes, at: int) -> Iterator[tuple[int, str]]:
    """The strings of a dictionary with their numbers."""
    *_, count, offsets_at = _DICTIONARY.unpack_from(data, at)
    for offset in struct.unpack_from(f"<{count}I", data, at + offsets_at):
        number, length = _STRING.unpack_from(data, at + offset)
        start = at + offset + _STRING.size
        yield number, data[start : start + length - 1].decode("utf-8")


def _renumber(data: bytearray, refs_at: int, number: int) -> int:
    """Rewrite the lists of each attribute's (or label's) weights, numbered from ``number`` on. Returns the next one."""
    _, size, lists = _CHUNK.unpack_from(data, refs_at)
    first = refs_at + _CHUNK.size + 4 * lists
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
