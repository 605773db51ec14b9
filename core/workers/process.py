"""The suggesting child process seen from outside: started, asked, given up on, replaced."""

import subprocess
import sys
import threading
from contextlib import suppress

from nhan.core.messages import Message
from nhan.core.suggest.messages import (
    Answer,
    Broken,
    FollowOn,
    Request,
    SuggestFor,
    WordsOf,
    decode_answer,
    read_frame,
    write_frame,
)

TRIES = 2  # a text that kills two fresh children in a row is not tried again unasked
PATIENCE = 120.0  # seconds that any request may take; starting a child on a busy machine is part of it
PER_MILLION = 600.0  # seconds more per million code points; some hundred times what they should need


class DiedError(Exception):
    """The child is gone without an answer. ``final``: trying the same again would take as long and end the same."""

    def __init__(self, message: Message, *, final: bool = False) -> None:
        super().__init__(message.key)
        self.message = message
        self.final = final


class Child:
    """One process. Ask it from one thread; ``end`` it from any."""

    def __init__(self) -> None:
        # Not multiprocessing: its children run the program's main module again, which here is a window.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "nhan.core.suggest.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_quiet_and_low(),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input = self._process.stdin
        self._output = self._process.stdout

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: Request) -> Answer:
        """Raises DiedError when the child ends before it has answered, or takes so long that it has to be ended."""
        late = threading.Event()
        timer = threading.Timer(_patience(request), self._too_late, [late])
        timer.daemon = True
        timer.start()
        try:
            write_frame(self._input, request)
            data = read_frame(self._output)
        except OSError:  # a broken pipe
            data = None
        finally:
            timer.cancel()
        if data is not None:
            return decode_answer(data)
        if late.is_set():
            raise DiedError(Message("suggest.too_slow", {"seconds": round(_patience(request))}), final=True)
        self._process.kill()
        raise DiedError(Message("suggest.died", {"code": self._process.wait()}))

    def end(self) -> None:
        """Kill it and clear away what is left of it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._input, self._output):
            with suppress(OSError):  # what was still to be written has no reader
                pipe.close()

    def _too_late(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()


class RestartedChild:
    """A child that is started when it is needed and replaced when it dies. Ask from one thread; close from any."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._closed = False
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is a child."""
        child = self._child
        return child.pid if child is not None else None

    def ask(self, request: Request) -> Answer:
        """The child's answer. Never raises: a request that ends two children is ``Broken``."""
        why = Message("suggest.closed")
        for _ in range(TRIES):
            try:
                child = self._living()
                if child is None:
                    return Broken(Message("suggest.closed"))
                return child.ask(request)
            except DiedError as died:
                why = died.message
                self._drop()
                if died.final:
                    break
            except Exception as error:  # no process to be had, a text that cannot be sent: only this request suffers
                self._drop()
                return Broken(Message("suggest.error", {"error": f"{type(error).__name__}: {error}"}))
        return Broken(why)

    def close(self) -> None:
        """End the child at once, and start no other. The request under way is answered ``Broken``."""
        with self._lock:
            self._closed = True
            child, self._child = self._child, None
        if child is not None:
            child.end()

    def _living(self) -> Child | None:
        with self._lock:
            if self._closed:
                return None
            if self._child is None:
                self._child = Child()
            return self._child

    def _drop(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.end()


def _patience(request: Request) -> float:
    length = len(request.text) if isinstance(request, (SuggestFor, FollowOn, WordsOf)) else 0
    return PATIENCE + PER_MILLION * length / 1_000_000


def _quiet_and_low() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0
