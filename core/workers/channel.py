"""What goes between the program and a child process: requests one way, answers the other, as frames over two pipes."""

import struct
from collections.abc import Callable, Iterable
from typing import IO, Any, Generic, NamedTuple, TypeVar

import msgspec

from nhan.core.messages import Message

_LENGTH = struct.Struct(">I")

Q = TypeVar("Q")
A = TypeVar("A")
Seen = Callable[[int, int], None]  # done, of


class Step(msgspec.Struct, frozen=True, tag=True):
    """From the child: how far it has come. The answer is still to follow."""

    done: int
    of: int


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Instead of an answer: there is none, and why."""

    message: Message


class Sentences(NamedTuple):
    """The keys of what is said where there is no answer; behind each the fields of its sentence."""

    error: str  # error
    memory: str
    died: str  # code
    too_slow: str  # seconds
    closed: str


PATIENCE = 600.0  # seconds that long work on texts may take until its next step
PER_MILLION = 3_600.0  # seconds more per million code points; some hundred times what it should need


def patience_with(texts: Iterable[str]) -> float:
    """Seconds that long work on these texts may take until its next step."""
    return PATIENCE + PER_MILLION * sum(map(len, texts)) / 1_000_000


class Channel(Generic[Q, A]):
    """The requests that a server takes and the answers that it gives, and what the program does when none comes."""

    def __init__(
        self,
        server: str,
        requests: Any,
        answers: Any,
        sentences: Sentences,
        *,
        patience: Callable[[Q], float],
        tries: int = 1,
    ) -> None:
        """``server``: the module whose ``main`` serves; ``requests`` and ``answers``: the (unions of) types Q and A.

        ``patience``: seconds that a request may take until its answer or the next step of it. ``tries``: fresh children
        that a request may end before it is given up.
        """
        self.server = server
        self.sentences = sentences
        self.patience = patience
        self.tries = tries
        self._requests: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(requests)
        self._answers: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(answers | Step | Refused)

    def read_request(self, pipe: IO[bytes]) -> Q | None:
        """The next request; None at the end of the input. msgspec.DecodeError for what is no request."""
        data = read_frame(pipe)
        if data is None:
            return None
        request: Q = self._requests.decode(data)
        return request

    def read_answer(self, pipe: IO[bytes]) -> A | Step | Refused | None:
        """The next answer; None at the end of the input. msgspec.DecodeError for what is no answer."""
        data = read_frame(pipe)
        if data is None:
            return None
        answer: A | Step | Refused = self._answers.decode(data)
        return answer

    def failed(self, error: Exception) -> Refused:
        """What is said about an exception that nobody foresaw."""
        if isinstance(error, MemoryError):
            return Refused(Message(self.sentences.memory))
        return Refused(Message(self.sentences.error, {"error": f"{type(error).__name__}: {error}"}))


def encode(value: object) -> bytes:
    """The frame of a request or an answer. UnicodeEncodeError for lone surrogates."""
    data = msgspec.msgpack.encode(value)
    return _LENGTH.pack(len(data)) + data


def write_frame(pipe: IO[bytes], frame: bytes) -> None:
    """Raises OSError (BrokenPipeError) when nobody reads any more."""
    pipe.write(frame)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame's content, or None at the end, also when the end comes in the middle of a frame."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None
