"""XML from elsewhere: what could bring entities is refused before any parser sees it."""

import re

from nhan.core.store.strict import Where

_UNSAFE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def brings_entities(data: bytes) -> bool:
    """Whether there are declarations in it."""
    return _UNSAFE.search(data) is not None


def refuse_entities(data: bytes, where: Where) -> None:
    """NhanError where there are declarations."""
    if brings_entities(data):
        raise where.fault("formats.xml_unsafe")
