"""Frames over a pipe: whole or not at all, and nothing but what the channel is for."""

import io

import msgspec
import pytest

from nhan.core.messages import Message
from nhan.core.workers.channel import Refused, Step, encode, read_frame
from tests.core.workers.toy_server import Do, Done, channel


def test_what_is_written_is_read() -> None:
    answers = [Step(1, 2), Done("Hoà Bình"), Refused(Message("suggest.died", {"code": 3}))]
    pipe = io.BytesIO(encode(Do("say", "Hoà Bình")) + b"".join(map(encode, answers)))
    assert channel().read_request(pipe) == Do("say", "Hoà Bình")
    assert [channel().read_answer(pipe) for _ in answers] == answers
    assert channel().read_answer(pipe) is None


def test_an_end_amid_a_frame_is_an_end() -> None:
    frame = encode(Do("say"))
    assert all(read_frame(io.BytesIO(frame[:length])) is None for length in range(len(frame)))


def test_what_the_channel_is_not_for_is_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        channel().read_request(io.BytesIO(encode(Done("x"))))
    with pytest.raises(msgspec.DecodeError):
        channel().read_answer(io.BytesIO(encode(Do("x"))))
