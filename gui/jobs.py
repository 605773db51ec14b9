"""Slow work beside the window: a frozen snapshot goes in, a value comes out, and the window's thread does the rest.

A job's work runs in a thread of the executor and touches no widget and no session. Its result comes back in the
window's thread. The threads share one interpreter: while a job runs, they take turns ten times as often as usual, so
that a key waits half a millisecond for its turn and not five.
"""

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, Generic, TypeVar

import msgspec
from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from nhan.core.messages import Message, NhanError
from nhan.gui.overridden import SHORT_TURNS

LOOK = 250  # ms between two looks at whether anything still runs, while that is waited for
STOPPED = Message("window.job_stopped")

T = TypeVar("T")


class Stopped(Exception):  # noqa: N818 - nothing is wrong
    """Somebody asked the job to stop."""


class Ok(msgspec.Struct, Generic[T], frozen=True):
    """The work is done."""

    value: T


class Err(msgspec.Struct, frozen=True):
    """It is not: ``message`` says why (``STOPPED``: because it was asked to)."""

    message: Message


class JobProgress:
    """How far a job is. The work calls ``step`` from its thread; the window reads the numbers."""

    def __init__(self, total: int) -> None:
        self.done, self.total = 0, total
        self._began = time.monotonic()
        self._stop = threading.Event()

    def step(self) -> None:
        """One more of the total is done. Raises Stopped where nobody wants the rest any more."""
        self.done += 1
        if self._stop.is_set():
            raise Stopped

    def stop(self) -> None:
        self._stop.set()

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._began

    @property
    def rate(self) -> float:
        """How many are done in a minute."""
        return 60 * self.done / self.seconds if self.seconds else 0.0


class Job:
    """Something slow that is going on. ``title`` is for people."""

    def __init__(self, title: str, total: int, stop: Callable[[], object] | None, awaited: bool = False) -> None:
        self.title, self.awaited = title, awaited
        self.progress = JobProgress(total)
        self._stop = stop

    @property
    def stoppable(self) -> bool:
        return self._stop is not None

    def stop(self) -> None:
        """Ask it to end early; that takes effect at its next step."""
        if self._stop is not None:
            self.progress.stop()
            self._stop()


class _Ended(msgspec.Struct, frozen=True):
    job: Job
    result: Any
    then: Callable[[Any], object]


class Jobs(QObject):
    """The jobs of one window. Belongs to its thread."""

    changed = Signal()  # one has begun or ended
    begun = Signal(str)  # the title of one that has
    _ended = Signal(object)  # _Ended, from the job's thread to this one

    def __init__(self, executor: Executor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = executor
        self._stopping = False
        self.running: list[Job] = []  # the oldest first
        self.handing: str | None = None  # the title of the job whose result is being handed over
        self._ended.connect(self._end)

    def run(
        self,
        title: str,
        work: Callable[[JobProgress], T],
        then: Callable[[Ok[T] | Err], object],
        total: int = 0,
        stoppable: bool = True,
        awaited: bool = False,
        stop: Callable[[], object] = lambda: None,
    ) -> Job:
        """Do ``work`` elsewhere; ``then`` gets its result here. What it raises is an Err: none is lost.

        ``awaited``: only people stop it, closing waits for its end. ``stop``: what ends work that takes long between
        two steps.
        """
        job = Job(title, total, stop if stoppable else None, awaited)
        if self._stopping and stoppable and not awaited:
            then(Err(STOPPED))
            return job
        self._begin(job)
        self._executor.submit(self._work, job, work, then)
        return job

    def track(self, title: str, total: int, stop: Callable[[], object]) -> Job:
        """Show what is done by others, who count in ``progress`` and call ``end``; ``stop`` is to make them."""
        job = Job(title, total, stop)
        if self._stopping:
            job.stop()
        else:
            self._begin(job)
        return job

    def end(self, job: Job) -> None:
        """A tracked job is over."""
        if job in self.running:
            self.running.remove(job)
            if not self.running:
                SHORT_TURNS.end(self)
            self.changed.emit()

    def stop(self) -> None:
        """Ask everything to end that can, and that nobody waits for. From now on no other such work begins: the window
        is closing."""
        self._stopping = True
        for job in [job for job in self.running if not job.awaited]:
            job.stop()

    def wait(self) -> None:
        """Return once nothing runs any more. Events go on meanwhile, but no key and no click."""
        look = QTimer(interval=LOOK)  # closing ends even where a job's end was not heard
        look.start()
        while self.running:
            loop = QEventLoop()
            self.changed.connect(loop.quit)
            look.timeout.connect(loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _begin(self, job: Job) -> None:
        SHORT_TURNS.begin(self)
        self.running.append(job)
        self.changed.emit()
        self.begun.emit(job.title)

    def _work(self, job: Job, work: Callable[[JobProgress], T], then: Callable[[Any], object]) -> None:
        result: Ok[T] | Err
        try:
            result = Ok(work(job.progress))
        except Stopped:
            result = Err(STOPPED)
        except NhanError as error:
            result = Err(error.message)
        except OSError as error:
            result = Err(Message("window.job_failed", {"job": job.title, "problem": str(error)}))
        except BaseException as error:  # whatever it is: a job that does not end would hold up closing for ever
            sys.excepthook(type(error), error, error.__traceback__)
            result = Err(
                Message("window.job_failed", {"job": job.title, "problem": f"{type(error).__name__}: {error}"})
            )
        self._ended.emit(_Ended(job, result, then))

    def _end(self, ended: _Ended) -> None:
        before, self.handing = self.handing, ended.job.title
        try:
            ended.then(ended.result)
        finally:
            self.handing = before
            self.end(ended.job)


class Direct(Executor):
    """Does everything at once, in the thread that asks: a result is there before ``run`` returns."""

    def submit(self, work: Callable[..., T], /, *args: Any, **more: Any) -> "Future[T]":
        done: Future[T] = Future()
        done.set_result(work(*args, **more))
        return done
