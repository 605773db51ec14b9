"""Reads the attributes of a CRFsuite model file (its layout: crf1d_model.c and cqdb.c of CRFsuite 0.12)."""

import struct
from pathlib import Path

_HEADER = struct.Struct("<4sI4s9I")  # magic, size, kind, version, counts of features, labels, attributes; five offsets
_DICTIONARY = struct.Struct("<4s5I")  # magic, size, flag, byte order, count and offset of the list by number
_RECORD = struct.Struct("<2I")  # number, size of the name with its final zero byte


def attributes(path: Path) -> list[str]:
    """The names of all attributes, in the order of their numbers. Raises ValueError for another kind of file."""
    data = path.read_bytes()
    magic, _, kind, *_, start, _, _ = _HEADER.unpack_from(data)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise ValueError(f"{path} is no CRFsuite model")
    magic, _, _, _, count, offset = _DICTIONARY.unpack_from(data, start)
    if magic != b"CQDB":
        raise ValueError(f"{path}: the attributes are not where they should be")
    places = struct.unpack_from(f"<{count}I", data, start + offset)
    return [_name(data, start + place) for place in places if place]


def _name(data: bytes, at: int) -> str:
    _, size = _RECORD.unpack_from(data, at)
    at += _RECORD.size
    return data[at : at + size - 1].decode()
