"""A server that misbehaves when it is told to, and the channel to it."""

import os
import sys
import time
from pathlib import Path

import msgspec

from nhan.core.messages import NhanError
from nhan.core.workers.channel import Channel, Seen, Sentences
from nhan.core.workers.child import serve


class Do(msgspec.Struct, frozen=True, tag=True):
    """What is wanted; ``patience``: seconds until the next step."""

    what: str
    argument: str = ""
    patience: float = 60.0


class Done(msgspec.Struct, frozen=True, tag=True):
    """It is done."""

    said: str


def channel(tries: int = 2) -> Channel[Do, Done]:
    return Channel[Do, Done](
        "tests.core.workers.toy_server",
        Do,
        Done,
        Sentences("suggest.error", "suggest.memory", "suggest.died", "suggest.too_slow", "suggest.closed"),
        patience=lambda request: request.patience,
        tries=tries,
    )


def answer(request: Do, seen: Seen) -> Done:
    match request.what:
        case "die":
            os._exit(3)
        case "die once":
            if not Path(request.argument).exists():
                Path(request.argument).touch()
                os._exit(4)
        case "hang":
            seen(0, 1)
            while True:
                pass
        case "raise":
            raise ValueError(request.argument)
        case "refuse":
            raise NhanError("suggest.unknown", name=request.argument, names="toy")
        case "run out of memory":
            raise MemoryError
        case "print":
            print("hello")
            os.write(1, b"hello")
            os.write(2, b"hello")
            sys.stderr.write("hello")
        case "work":
            for number in range(8):
                end = time.monotonic() + request.patience / 4
                while time.monotonic() < end:
                    pass  # hard at work, and no answer yet
                seen(number, 8)
    return Done(request.argument)


if __name__ == "__main__":
    serve(channel(), answer)
