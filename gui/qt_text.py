"""Text on its way to Qt where positions count: what Qt would drop is replaced by a stand-in of the same length."""

# PySide takes a str for UTF-16 with a byte order mark: at the start U+FEFF is dropped, U+FFFE swaps every byte behind
# it. A lone surrogate is dropped wherever it stands.
_STAND_INS = {0xFEFF: "\u2060", 0xFFFE: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def stand_in(text: str) -> str:
    """The text as Qt may have it: to be laid out and read aloud, never to be kept. Code point for code point."""
    return text.translate(_STAND_INS) if _concerned(text) else text


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
