"""Where a machine's span of a name may begin and end: not in white space or invisible signs, not across table cells.

A name holds no TAB, line break or semicolon: a span across one is of two cells or items, and its longest piece is the
likeliest name. The same holds for a bracket whose other half lies outside. Quotes, pairs of brackets and full stops may
belong to a name, and stay.
"""

import regex

from nhan.core.text.units import Range

# Marks (variation selectors) and the joiner between emoji belong to what is before them.
_OUTSIDE = r"[[\s\p{Cc}\p{DI},]--[\p{M}\u200d]]"
_BREAK = r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029;]"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_SUSPECT = regex.compile(rf"\A{_OUTSIDE}|{_OUTSIDE}\Z|{_BREAK}|[()\[\]{{}}]", regex.V1)
_LEFT, _RIGHT = regex.compile(rf"\A{_OUTSIDE}+", regex.V1), regex.compile(rf"{_OUTSIDE}+\Z", regex.V1)
_BREAKS = regex.compile(_BREAK, regex.V1)


def name_range(text: str, start: int, end: int) -> Range | None:
    """The range, or what of it may be a name (code points); None if nothing is left."""
    words = text[start:end]
    if _SUSPECT.search(words) is None:
        return start, end
    pieces: list[Range] = []
    at = 0
    for until in [*_breaks(words), len(words)]:
        pieces += _trimmed(words, at, until)
        at = until + 1
    if not pieces:
        return None
    first, last = max(pieces, key=lambda piece: piece[1] - piece[0])  # of equals the first
    return start + first, start + last


def _breaks(words: str) -> list[int]:
    """Where the signs stand that no name goes across, in order."""
    found = [match.start() for match in _BREAKS.finditer(words)]
    opened: list[int] = []
    for place, sign in enumerate(words):
        if sign in _PAIRS.values():
            opened.append(place)
        elif sign in _PAIRS:
            if opened and words[opened[-1]] == _PAIRS[sign]:
                opened.pop()
            else:
                found.append(place)
    return sorted([*found, *opened])


def _trimmed(words: str, start: int, end: int) -> list[Range]:
    left = _LEFT.sub("", words[start:end])
    kept = _RIGHT.sub("", left)
    return [(end - len(left), end - len(left) + len(kept))] if kept else []
