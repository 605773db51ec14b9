"""Code point offsets <-> UTF-16 positions. Most articles have no astral character, and then both are the same."""

from bisect import bisect_left

import regex

_ASTRAL = regex.compile(r"[\U00010000-\U0010ffff]")


class Positions:
    """Converts between offsets (code points) and positions (UTF-16 units) of one text, both ways in O(log n)."""

    def __init__(self, text: str) -> None:
        # str knows its widest character, so the common case costs one comparison of lengths, not a scan in Python.
        has_astral = bool(text) and len(text.encode("utf-16-le", "surrogatepass")) // 2 != len(text)
        self._offsets = [match.start() for match in _ASTRAL.finditer(text)] if has_astral else []
        self._positions = [offset + before for before, offset in enumerate(self._offsets)]

    def to_position(self, offset: int) -> int:
        """UTF-16 position of the code point at ``offset``."""
        return offset + bisect_left(self._offsets, offset)

    def to_offset(self, position: int) -> int:
        """Offset of the code point at ``position``; one inside a surrogate pair belongs to the character it is in."""
        before = bisect_left(self._positions, position)
        if before and self._positions[before - 1] == position - 1:
            return self._offsets[before - 1]
        return position - before
