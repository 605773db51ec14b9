"""MurmurHash64A, by which spaCy numbers words."""

_MASK = (1 << 64) - 1
_FACTOR = 0xC6A4A7935BD1E995
_SEED = 1


def murmur64(data: bytes, seed: int = _SEED) -> int:
    """The hash of these bytes, 64 bits."""
    length = len(data)
    found = seed ^ (length * _FACTOR & _MASK)
    whole = length - length % 8
    for at in range(0, whole, 8):
        part = int.from_bytes(data[at : at + 8], "little") * _FACTOR & _MASK
        part = (part ^ part >> 47) * _FACTOR & _MASK
        found = (found ^ part) * _FACTOR & _MASK
    if whole < length:
        found = (found ^ int.from_bytes(data[whole:], "little")) * _FACTOR & _MASK
    found = (found ^ found >> 47) * _FACTOR & _MASK
    return found ^ found >> 47
