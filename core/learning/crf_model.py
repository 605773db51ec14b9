"""Brings a CRFsuite model file into one canonical form (its layout: crf1d_model.c of CRFsuite 0.12).

The trainer numbers the weights anew in every process, and with their order their sums differ in the last digits. Sorted
and rounded, the same lessons give the same file.
"""

import struct

DIGITS = 4  # decimals that a weight keeps; the differences are a million times smaller

_HEADER = struct.Struct("<4sI4s9I")  # magic, size, kind, version, counts of features, labels, attributes; five offsets
_CHUNK = struct.Struct("<4s2I")  # magic, size with this head, count
_WEIGHT = struct.Struct("<3Id")  # 0 = state, 1 = transition; from attribute or label; to label; weight


def canonical(data: bytes) -> bytes:
    """The same model with its weights sorted and rounded. Raises ValueError for another kind of file."""
    magic, _, kind, *_, weights_at, _, _, label_refs_at, attribute_refs_at = _HEADER.unpack_from(data)
    if (magic, kind) != (b"lCRF", b"FOMC"):
        raise ValueError("no CRFsuite model")
    _, _, count = _CHUNK.unpack_from(data, weights_at)
    start = weights_at + _CHUNK.size
    end = start + count * _WEIGHT.size
    weights = list(_WEIGHT.iter_unpack(data[start:end]))
    order = sorted(range(count), key=lambda place: weights[place][:3])
    # Adding 0.0 turns a rounded -0.0 into 0.0.
    rounded = [(*weights[place][:3], round(weights[place][3], DIGITS) + 0.0) for place in order]
    number = [0] * count
    for new, old in enumerate(order):
        number[old] = new
    result = bytearray(data)
    result[start:end] = b"".join(_WEIGHT.pack(*weight) for weight in rounded)
    for refs_at in (label_refs_at, attribute_refs_at):
        _renumber(result, refs_at, number)
    return bytes(result)


def _renumber(data: bytearray, refs_at: int, number: list[int]) -> None:
    """Rewrite the lists that say which weights belong to a label or an attribute."""
    _, _, lists = _CHUNK.unpack_from(data, refs_at)
    for place in struct.unpack_from(f"<{lists}I", data, refs_at + _CHUNK.size):
        if not place:
            continue
        (size,) = struct.unpack_from("<I", data, place)
        layout = struct.Struct(f"<{size}I")
        refs = sorted(number[ref] for ref in layout.unpack_from(data, place + 4))
        layout.pack_into(data, place + 4, *refs)
