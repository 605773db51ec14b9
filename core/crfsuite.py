"""The layout of a CRFsuite model file (crf1d_model.c and cqdb.c of CRFsuite 0.12)."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

CHUNK = struct.Struct("<4s2I")  # magic, size with this head, count
WEIGHT = struct.Struct("<3Id")  # 0 = state, 1 = transition; from attribute or label; to label; weight

_HEADER = struct.Struct("<4sI4s9I")  # magic, size, kind, version, counts of features, labels, attributes; five offsets
_DICTIONARY = struct.Struct("<4s5I")  # magic, size, flag, byte order, count and offset of the places by number
_STRING = struct.Struct("<2I")  # number, size with the zero byte at the end


class Layout(NamedTuple):
    """Where the parts of a model file begin: bytes from its start."""

    weights: int
    labels: int
    attributes: int
    label_refs: int  # which weights go to each label
    attribute_refs: int  # which weights come from each attribute


def layout(data: bytes) -> Layout:
    """The layout of a model file. Raises ValueError for another kind of file."""
    if len(data) < _HEADER.size:
        raise ValueError("no CRFsuite model")
    magic, _, kind, _, _, _, _, *offsets = _HEADER.unpack_from(data)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise ValueError("no CRFsuite model")
    return Layout(*offsets)


def attributes(data: bytes) -> list[str]:
    """The names of all attributes, in the order of their numbers. Raises ValueError for another kind of file."""
    return [name for _, name in strings(data, layout(data).attributes)]


def strings(data: bytes, at: int) -> Iterator[tuple[int, str]]:
    """The numbers and strings of the dictionary at ``at``, by number. Raises ValueError where there is none."""
    magic, _, _, _, count, places_at = _DICTIONARY.unpack_from(data, at)
    if magic != b"CQDB":
        raise ValueError("the strings are not where they should be")
    for place in struct.unpack_from(f"<{count}I", data, at + places_at):
        if place:  # a number that no string has
            number, size = _STRING.unpack_from(data, at + place)
            start = at + place + _STRING.size
            yield number, data[start : start + size - 1].decode("utf-8")
