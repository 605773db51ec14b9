"""What came with an article, in words: every value of its metadata on a line of its own, addresses told apart."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

MOST = 200  # lines; a file may bring along whatever it likes


class Fact(msgspec.Struct, frozen=True):
    """``name``: its keys from the outside in, with dots between them. ``address``: whether it is one of the web."""

    name: str
    value: str
    address: bool = False


def facts(meta: Mapping[str, Any]) -> list[Fact]:
    """The first ``MOST`` values, in the order of the file."""
    found: list[Fact] = []
    for fact in _facts("", meta):
        if len(found) == MOST:
            break
        found.append(fact)
    return found


def _facts(name: str, value: Any) -> Iterator[Fact]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _facts(f"{name}.{key}" if name else str(key), each)
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        for at, each in enumerate(value, start=1):
            yield from _facts(f"{name}.{at}", each)
    elif isinstance(value, list):
        yield Fact(name, ", ".join(map(_word, value)))
    elif value is not None and value != "":
        yield Fact(name, _word(value), is_address(_word(value)))


def _word(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def is_address(value: str) -> bool:
    """Whether a browser may be asked for it: http or https, a host, nothing that could hide another address."""
    if not value.isprintable() or any(sign.isspace() or sign in '<>"\\' for sign in value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
