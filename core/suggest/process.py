"""The suggesting child process seen from outside: started, asked, given up on."""

import subprocess
import sys
import threading

from nhan.core.messages import Message
from nhan.core.suggest.wire import Answer, Request, SuggestFor, WordsOf, decode_answer, read_frame, write_frame

PATIENCE = 120.0  # seconds that any request may take; starting a child on a busy machine is part of it
PER_MILLION = 600.0  # seconds more per million code points; some hundred times what they should need


class Died(Exception):
    """The child is gone without an answer. ``final``: trying the same again would take as long and end the same."""

    def __init__(self, message: Message, *, final: bool = False) -> None:
        super().__init__(message.key)
        self.message = message
        self.final = final


class Child:
    """One process. Ask it from one thread; ``kill`` from any."""

    def __init__(self) -> None:
        # Not multiprocessing: its children run the program's main module again, which here is a window.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "nhan.core.suggest.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_quiet_and_low(),
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: Request) -> Answer:
        """Raises Died when the child ends before it has answered, or takes so long that it has to be ended."""
        assert self._process.stdin is not None and self._process.stdout is not None
        late = threading.Event()
        timer = threading.Timer(_patience(request), self._too_late, [late])
        timer.daemon = True
        timer.start()
        try:
            write_frame(self._process.stdin, request)
            data = read_frame(self._process.stdout)
        except OSError:  # a broken pipe
            data = None
        finally:
            timer.cancel()
        if data is not None:
            return decode_answer(data)
        if late.is_set():
            raise Died(Message("suggest.too_slow", {"seconds": round(_patience(request))}), final=True)
        self._process.kill()
        raise Died(Message("suggest.died", {"code": self._process.wait()}))

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        """Kill it and clear away what is left of it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was still to be written has no reader
                    pass

    def _too_late(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()


def _patience(request: Request) -> float:
    length = len(request.text) if isinstance(request, (SuggestFor, WordsOf)) else 0
    return PATIENCE + PER_MILLION * length / 1_000_000


def _quiet_and_low() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0
