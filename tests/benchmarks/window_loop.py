"""Qt's event loop while a job goes on: its longest pause, and whether the keys have their effect meanwhile."""

from collections.abc import Callable
from time import perf_counter, thread_time
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from nhan.core.model import SpanStatus
from tests.benchmarks.view_actions import Bench

TICK, LOOK, KEY, TAIL = 5, 10, 50, 150  # ms: the clock, whether it has ended, a key, and what follows the end
LONGEST = 300.0  # seconds after which a job is not waited for any more

Start = Callable[[], object]
Ended = Callable[[], bool]


class JobRow(NamedTuple):
    """One job. ``keys`` had their effect while it went on, ``dead_keys`` had none."""

    name: str
    gap_ms_max: float  # the longest pause of the event loop
    gap_cpu_ms_max: float  # the most that the window's thread worked in one pause: alike on a busy machine
    wall_ms: float
    keys: int
    dead_keys: int


class Watched:
    """One job under the clock. Everything runs in the window's thread, as timers of the one event loop."""

    def __init__(self, bench: Bench, name: str, start: Start, ended: Ended) -> None:
        self._bench, self._name, self._start, self._ended = bench, name, start, ended
        self._loop = QEventLoop()
        self._timers = [self._timer(TICK, self._tick), self._timer(LOOK, self._look), self._timer(KEY, self._press)]
        self._begun = self._last = self._wall = self._gap = 0.0
        self._worked = self._work = 0.0  # CPU seconds of this thread: up to the last tick, and the most between two
        self._keys = self._dead = 0
        self._error: Exception | None = None

    def run(self) -> JobRow:
        """Start the job in a running loop, and return when it has ended and what it left to do is painted."""
        for timer in self._timers:
            timer.start()
        QTimer.singleShot(2 * KEY, lambda: self._guarded(self._begin))
        self._loop.exec()
        for timer in self._timers:
            timer.stop()
        if self._error is not None:
            raise self._error
        gap, work, wall = (round(1e3 * seconds, 1) for seconds in (self._gap, self._work, self._wall))
        return JobRow(self._name, gap, work, wall, self._keys, self._dead)

    def _timer(self, interval: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(interval=interval, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: self._guarded(act))
        return timer

    def _guarded(self, act: Callable[[], object]) -> None:
        """What is raised in a slot would only be printed, and the loop would go on for ever."""
        try:
            act()
        except Exception as error:
            self._error = error
            self._loop.quit()

    def _begin(self) -> None:
        self._begun = self._last = perf_counter()
        self._worked = thread_time()
        self._start()

    def _tick(self) -> None:
        now, worked = perf_counter(), thread_time()
        if self._begun:
            self._gap = max(self._gap, now - self._last)
            self._work = max(self._work, worked - self._worked)
        self._last, self._worked = now, worked

    def _look(self) -> None:
        if not self._begun or self._wall:
            return
        if self._ended():
            self._wall = perf_counter() - self._begun
            QTimer.singleShot(TAIL, self._loop.quit)
        elif perf_counter() - self._begun > LONGEST:
            raise RuntimeError(f"{self._name}: not ended after {LONGEST:.0f} s")

    def _press(self) -> None:
        """Tab and Enter in turn, as somebody types who does not look up."""
        window = self._bench.program.window
        if not self._begun or self._wall or window is None:
            return
        view, document = window.view, self._bench.document
        if not view.hasFocus():
            view.setFocus()
        number = self._keys + self._dead
        active = view.active
        before = document.get(active) if active else None
        QTest.keyClick(view, Qt.Key.Key_Return if number % 2 else Qt.Key.Key_Tab)
        done = view.active != active
        if number % 2 and active and before is not None and before.status is SpanStatus.SUGGESTED:
            after = document.get(active)
            done = after is not None and after.status is SpanStatus.CONFIRMED
        self._keys += done
        self._dead += not done
