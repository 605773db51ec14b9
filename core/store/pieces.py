"""Long lists of spans in pieces: decoding one in one go holds the interpreter for a third of a second at 200,000 spans.

A thread that does so stops all others, the window's too. What is not written as this program writes it cannot be cut:
then it is decoded whole, which also finds the words for what is wrong with it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

PIECE = 256 * 1024  # bytes; a few milliseconds
MANY = 1000  # values, likewise

T = TypeVar("T")

# Quotes inside strings are escaped. Where an unknown key holds a list of objects this may be in it: a piece is no JSON
# then.
_BETWEEN = re.compile(rb'\}\s*,\s*(\{"id": )')


def decode_list(data: bytes, start: int, end: int, decoder: "msgspec.json.Decoder[list[T]]") -> list[T]:
    """The values between the brackets at ``start`` and ``end``. msgspec.DecodeError where it has to be read whole."""
    found: list[T] = []
    while start < end:
        cut = following = end
        if end - start > PIECE and (between := _BETWEEN.search(data, start + PIECE, end)):
            cut, following = between.start() + 1, between.start(1)
        found += decoder.decode(b"[" + data[start:cut] + b"]")
        start = following
    return found


def without_list(data: bytes, opening: bytes, closing: bytes) -> tuple[bytes, int, int] | None:
    """An object without the values of its list of spans, and where these begin and end; None where it is short, or
    not to be cut. ``opening``: what stands before the first value, ``closing``: behind the last."""
    if len(data) <= PIECE:
        return None
    start, end = data.find(opening) + len(opening), data.rfind(closing)
    if start < len(opening) or end < start:
        return None
    return data[:start] + data[end:], start, end


def in_pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values, some at a time; one empty piece where there are none."""
    yield from (values[at : at + MANY] for at in range(0, max(1, len(values)), MANY))
