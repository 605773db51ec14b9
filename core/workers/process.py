"""One child process seen from the program: started, asked, killed when it gives no sign of life."""

import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic

import msgspec

from nhan.core.messages import Message
from nhan.core.workers.channel import A, Channel, Q, Refused, Seen, Step, write_frame
from nhan.core.workers.command_line import command, environment
from nhan.core.workers.priority import creation_flags


class NoAnswerError(Exception):
    """The child gave no answer. ``final``: trying the same again would take as long and end the same."""

    def __init__(self, message: Message, *, final: bool = False) -> None:
        super().__init__(message.key)
        self.message = message
        self.final = final


class ChildProcess(Generic[Q, A]):
    """A server that runs. Ask it from one thread; ``kill`` it from any."""

    def __init__(self, channel: Channel[Q, A]) -> None:
        self._channel = channel
        # Not multiprocessing: its children run the program's main module again, which here is a window.
        self._process = subprocess.Popen(
            command(channel.server),
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=creation_flags(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input = self._process.stdin
        self._output = self._process.stdout

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, frame: bytes, patience: float, seen: Seen) -> A | Refused:
        """NoAnswerError when the child ends before it has answered, or has to be ended because it takes too long."""
        watch = _Watch(patience, self.kill)
        try:
            with suppress(OSError, ValueError):  # a broken or closed pipe: reading says so too
                write_frame(self._input, frame)
            while isinstance(answer := self._next(), Step):
                watch.renew()
                seen(answer.done, answer.of)
        finally:
            watch.end()
        if answer is not None:
            return answer
        if watch.late:
            seconds = {"seconds": round(patience)}
            raise NoAnswerError(Message(self._channel.sentences.too_slow, seconds), final=True)
        self.kill()
        raise NoAnswerError(Message(self._channel.sentences.died, {"code": self._process.wait()}))

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Kill it and clear away what is left of it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._input, self._output):
            with suppress(OSError):  # what was still to be written has no reader
                pipe.close()

    def _next(self) -> A | Step | Refused | None:
        """None when the child is gone."""
        try:
            return self._channel.read_answer(self._output)
        except (OSError, ValueError) as error:
            if isinstance(error, msgspec.DecodeError):
                raise NoAnswerError(self._channel.failed(error).message, final=True) from error
            return None


class _Watch:
    """Calls ``act`` once nothing has been heard for ``seconds``."""

    def __init__(self, seconds: float, act: Callable[[], None]) -> None:
        self.late = False
        self._seconds = seconds
        self._act = act
        self._timer = self._begin()

    def renew(self) -> None:
        self._timer.cancel()
        self._timer = self._begin()

    def end(self) -> None:
        self._timer.cancel()

    def _begin(self) -> threading.Timer:
        timer = threading.Timer(self._seconds, self._too_late)
        timer.daemon = True
        timer.start()
        return timer

    def _too_late(self) -> None:
        self.late = True
        self._act()
