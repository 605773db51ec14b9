"""XML from elsewhere: what could bring entities is refused before any parser sees it."""

import re

from nhan.core.store.strict import Where

_UNSAFE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_entities(data: bytes, where: Where) -> None:
    """NhanError where there are declarations."""
    if _UNSAFE.search(data):
        raise where.fault("formats.xml_unsafe")
