"""Text on its way to Qt where positions count: what Qt would drop is replaced by a stand-in of the same length."""

# PySide takes a str for UTF-16 with a byte order mark: at the start U+FEFF is dropped, U+FFFE swaps every byte behind
# it. A lone surrogate is dropped wherever it stands.
_STAND_INS = {0xFEFF: "\u2060", 0xFFFE: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def stand_in(text: str) -> str:
    """The text as Qt may have it: to be laid out and read aloud, never to be kept. Code point for code point."""
    return text.translate(_STAND_INS) if _concerned(text) else text


# What cannot be seen, where somebody wants to see it. One UTF-16 unit each, as what it stands for. Variation selectors
# and the joiner of emoji are left out: they are seen by what they do.
_SPACES = (0xA0, 0x2007, 0x202F)  # that keep words together
_ZERO_WIDTH = (0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F))
_SIGNS = {
    9: "→",
    **dict.fromkeys(_SPACES, "°"),
    **dict.fromkeys((*_ZERO_WIDTH, *range(0x2060, 0x2070)), "¦"),
}


def with_signs(text: str) -> str:
    """The text with something to be seen for what is invisible in it: a TAB, a non-breaking space, what has no width.
    Code point for code point; to be laid out, never to be kept."""
    return text.translate(_SIGNS)


def _concerned(text: str) -> bool:
    """Whether anything has to be replaced; a quarter of a millisecond for a million code points."""
    if text.isascii():
        return False
    if "\ufeff" in text or "\ufffe" in text:
        return True
    try:
        text.encode("utf-16-le")
    except UnicodeEncodeError:
        return True
    return False
