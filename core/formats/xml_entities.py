"""XML from elsewhere: what could bring entities is refused before any parser sees it."""

import re

from nhan.core.formats.utf8 import text_of
from nhan.core.store.strict import Where

MOST = 1 << 27  # bytes of a file
_UNSAFE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(r"<\?xml\b[^>]*?\bencoding\s*=\s*[\"'](?P<name>[^\"'>]*)", re.IGNORECASE)
_PLAIN = ("utf-8", "utf8", "us-ascii", "ascii")


def brings_entities(data: bytes) -> bool:
    """Whether there are declarations in it."""
    return _UNSAFE.search(data) is not None


def refuse_unsafe(data: bytes, where: Where) -> None:
    """NhanError where there are declarations, or might be in another encoding, and where the file is too large."""
    if len(data) > MOST:
        raise where.fault("formats.too_large")
    declared = _ENCODING.search(text_of(data, where)[:1000])
    if declared and declared["name"].lower() not in _PLAIN:
        raise where.fault("formats.xml_encoding", encoding=declared["name"][:40])
    if brings_entities(data):
        raise where.fault("formats.xml_unsafe")
