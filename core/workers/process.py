"""A child process seen from the program: started, asked, given up on, replaced."""

import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.workers.channel import A, Channel, Q, Refused, Seen, Step, encode, write_frame
from nhan.core.workers.priority import creation_flags
from nhan.core.workers.start import command, environment


class NoAnswerError(Exception):
    """The child gave no answer. ``final``: trying the same again would take as long and end the same."""

    def __init__(self, message: Message, *, final: bool = False) -> None:
        super().__init__(message.key)
        self.message = message
        self.final = final


class RestartedChild(Generic[Q, A]):
    """A server's process, started when it is needed and replaced when it dies. Ask from one thread; close from any."""

    def __init__(self, channel: Channel[Q, A]) -> None:
        self._channel = channel
        self._child: _Child[Q, A] | None = None
        self._asking = False
        self._closed = False
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is a child."""
        child = self._child
        return child.pid if child is not None else None

    def ask(self, request: Q, seen: Seen = lambda _, __: None) -> A | Refused:
        """The child's answer; ``seen`` is told the steps to it. Raises nothing but what ``seen`` raises.

        ``Refused``: the handler raised, the child died as often as the channel says or took too long, or it is closed.
        """
        try:
            frame = encode(request)
        except Exception as error:  # a text that cannot be sent: only this request suffers
            return self._channel.failed(error)
        why = Message(self._channel.sentences.closed)
        for _ in range(self._channel.tries):
            try:
                child = self._living()
            except OSError as error:  # no process to be had
                return self._channel.failed(error)
            if child is None:
                break
            kept = False
            try:
                answer = child.ask(frame, self._channel.patience(request), seen)
                kept = True
                return answer
            except NoAnswerError as ended:
                why = ended.message
                if ended.final:
                    break
            finally:
                self._asked(child, kept)
        return Refused(Message(self._channel.sentences.closed) if self._closed else why)

    def ask_once(self, request: Q, seen: Seen = lambda _, __: None) -> A:
        """Likewise, and then the child is ended, which gives its memory back. NhanError instead of ``Refused``."""
        try:
            answer = self.ask(request, seen)
        finally:
            self._end()
        if isinstance(answer, Refused):
            raise NhanError(answer.message.key, **answer.message.fields)
        return answer

    def close(self) -> None:
        """End the child at once, and start no other. The request under way is ``Refused``."""
        with self._lock:
            self._closed = True
            child, asking = self._child, self._asking
        if child is not None and asking:
            child.kill()  # the thread that asks clears away: waiting until a big process is gone takes time
        elif child is not None:
            self._end()

    def _living(self) -> "_Child[Q, A] | None":
        with self._lock:
            if self._closed:
                return None
            if self._child is None:
                self._child = _Child(self._channel)
            self._asking = True
            return self._child

    def _asked(self, child: "_Child[Q, A]", kept: bool) -> None:
        with self._lock:
            self._asking = False
            over = self._closed or not kept
            if over:
                self._child = None
        if over:
            child.end()

    def _end(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.end()


class _Child(Generic[Q, A]):
    """One process."""

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
