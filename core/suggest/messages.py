"""What goes over the pipes between the program and its suggesting child process, and how it is framed."""

import struct
from typing import IO, Any

import msgspec

from nhan.core.messages import Message
from nhan.core.suggestion import Suggestion

_LENGTH = struct.Struct(">I")


class Ready(msgspec.Struct, frozen=True, tag=True):
    """To the child: have this suggester ready, and say who it is."""

    suggester: str
    parameters: dict[str, Any] = {}


class SuggestFor(msgspec.Struct, frozen=True, tag=True):
    """To the child: what does this suggester propose for this text?"""

    suggester: str
    parameters: dict[str, Any]
    text: str


class FollowOn(msgspec.Struct, frozen=True, tag=True):
    """To the child: what is left to suggest, now that everything that starts before ``end`` is decided?

    ``confirmed``: start, end and label of what is right above, in code points.
    """

    suggester: str
    parameters: dict[str, Any]
    text: str
    confirmed: list[tuple[int, int, str]]
    end: int


class WordsOf(msgspec.Struct, frozen=True, tag=True):
    """To the child: which words is this text made of?"""

    text: str


class Known(msgspec.Struct, frozen=True, tag=True):
    """From the child: the suggester that is ready, as it is recorded with its suggestions."""

    name: str
    version: str


class Found(msgspec.Struct, frozen=True, tag=True):
    """From the child: the suggestions, and who made them."""

    name: str
    version: str
    suggestions: list[Suggestion]


class Cut(msgspec.Struct, frozen=True, tag=True):
    """From the child: the words' ranges."""

    words: list[tuple[int, int]]


class Broken(msgspec.Struct, frozen=True, tag=True):
    """From the child: it could not, and why. The child lives on."""

    message: Message


Request = Ready | SuggestFor | FollowOn | WordsOf
Answer = Known | Found | Cut | Broken


def write_frame(pipe: IO[bytes], value: Request | Answer) -> None:
    """Raises OSError (BrokenPipeError) when nobody reads any more, UnicodeEncodeError for lone surrogates."""
    data = msgspec.msgpack.encode(value)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame's bytes, or None at the end, also when the end comes in the middle of a frame."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None


def decode_request(data: bytes) -> Request:
    request: Request = msgspec.msgpack.decode(data, type=Request)
    return request


def decode_answer(data: bytes) -> Answer:
    answer: Answer = msgspec.msgpack.decode(data, type=Answer)
    return answer
