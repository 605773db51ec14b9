"""The names of an article's files in an export that is a folder, and the id back from such a name."""

import re

from nhan.core.store.layout import is_device

_UNSAFE = re.compile(r'[%<>:"\\|?*\x00-\x1f\x7f]|^[.\s]|[.\s]$')
_MARK = re.compile(r"%([0-9A-F]{2,6})")
_LONGEST = 180  # bytes of a name; systems take 255, and an ending comes behind


def name_for(article_id: str) -> str:
    """A name that every system takes; ``/`` parts folders. Unsafe characters are ``%`` and their code."""
    parts = article_id.split("/")
    plain = all(part and part.strip(".") and not is_device(part) for part in parts)
    if not plain or any(len(part.encode()) > _LONGEST for part in parts):
        parts = [article_id.replace("/", "%2F")[:40] + "%7E" * (len(article_id) > 40)]
    return "/".join(_safe(part) for part in parts)


def _safe(part: str) -> str:
    # what is already a mark here came from the slash above
    marked = re.sub(r"%(?!2F|7E)", "%25", part)
    marked = _UNSAFE.sub(lambda sign: sign[0] if sign[0] == "%" else f"%{ord(sign[0]):02X}", marked)
    return f"%{ord(marked[0]):02X}{marked[1:]}" if is_device(marked) else marked


def id_of(name: str) -> str:
    """The id that ``name_for`` gave this name to; any other name is an id as it is."""
    try:
        found = _MARK.sub(lambda mark: chr(int(mark[1], 16)), name)
    except (ValueError, OverflowError):
        return name
    return found if name_for(found) == name else name
