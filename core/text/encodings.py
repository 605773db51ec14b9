"""Which encoding a file's bytes are in: the ones that Vietnamese texts are found in, and a guess with a reason."""

import codecs

import regex

UTF_8 = "utf-8"
ENCODINGS = (UTF_8, "utf-16", "utf-16-le", "utf-16-be", "windows-1258", "windows-1252")  # as Python's codecs know them

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TONE = regex.compile(r"[aăâeêioôơuưy]?[\u0300\u0301\u0303\u0309\u0323]", regex.IGNORECASE)


def is_known(name: str) -> bool:
    """Whether text can be decoded by this name."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True


def guess(head: bytes) -> str:
    """The encoding that the beginning of a file looks like; UTF-8 wherever its bytes can be UTF-8."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if _decodes(head, UTF_8) and b"\0" not in head:
        return UTF_8
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 8 and min(even, odd) < max(even, odd) // 8:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "windows-1258" if _has_tones(head) else UTF_8 if b"\0" in head else "windows-1252"


def _decodes(head: bytes, name: str) -> bool:
    """Whether the bytes are the beginning of a text in it: a sign may be cut off at their end."""
    try:
        codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _has_tones(head: bytes) -> bool:
    """Whether most of what windows-1258 would take for tone marks stands behind a vowel, as it does in Vietnamese."""
    text = head.decode("windows-1258", "replace")
    found = [match.group() for match in _TONE.finditer(text)]
    return bool(found) and sum(len(each) == 2 for each in found) > 0.9 * len(found)
