"""What goes over the pipes between the program and a learning child process."""

import struct
from typing import IO

import msgspec

from nhan.core.labels import LabelSet
from nhan.core.messages import Message
from nhan.core.simulation.result import Options, Simulated
from nhan.core.tagger.training_example import CorrectedArticle

_LENGTH = struct.Struct(">I")


class Train(msgspec.Struct, frozen=True, tag=True):
    """To the child: make a model of these. ``at``: the date to record; ``kept``: a folder for readings, "" = none."""

    articles: list[CorrectedArticle]
    at: str
    kept: str = ""


class Replay(msgspec.Struct, frozen=True, tag=True):
    """To the child: simulate an annotator on these."""

    labels: LabelSet
    gold: list[CorrectedArticle]
    options: Options
    kept: str = ""


class Step(msgspec.Struct, frozen=True, tag=True):
    """From the child: how far it has come."""

    done: int
    of: int


class Model(msgspec.Struct, frozen=True, tag=True):
    """From the child: the bytes of a model's file."""

    data: bytes


class Replayed(msgspec.Struct, frozen=True, tag=True):
    """From the child: what the simulated annotator did."""

    result: Simulated


class Refused(msgspec.Struct, frozen=True, tag=True):
    """From the child: it could not, and why."""

    message: Message


Request = Train | Replay
Answer = Step | Model | Replayed | Refused


def write(pipe: IO[bytes], value: Request | Answer) -> None:
    """Raises OSError (BrokenPipeError) when nobody reads any more, UnicodeEncodeError for lone surrogates."""
    data = msgspec.msgpack.encode(value)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def read_request(pipe: IO[bytes]) -> Request | None:
    """None at the end of the input."""
    data = _frame(pipe)
    if data is None:
        return None
    request: Request = msgspec.msgpack.decode(data, type=Request)
    return request


def read_answer(pipe: IO[bytes]) -> Answer | None:
    """None at the end of the input."""
    data = _frame(pipe)
    if data is None:
        return None
    answer: Answer = msgspec.msgpack.decode(data, type=Answer)
    return answer


def _frame(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None
