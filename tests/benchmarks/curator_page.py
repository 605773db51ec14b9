"""The curator's page over 10,000 articles that five people have done: when it is up, when it is full, and the longest
pause of the window meanwhile.

Bars: up at once (200 ms), no pause over 50 ms. Options: ``--articles 10000``, ``--people 5``, ``--spans 25`` (an
article), ``--json FILE``, ``--folder DIR`` (a project made by an earlier run with this option). The project lies where
temporary files do (TMPDIR).
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, process_time, thread_time
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from nhan.gui.curation.page import CuratorPage
from tests.benchmarks.agreement import make
from tests.benchmarks.measuring import machine, report
from tests.benchmarks.view_actions import Bench

TICK = 5  # ms
LONGEST = 900.0  # seconds after which the page is not waited for any more


class PageRow(NamedTuple):
    """One opening of the page."""

    articles: int
    people: int
    up_ms: float  # until it is there, empty
    full_s: float  # until its last table is filled
    cpu_s: float  # of the whole program meanwhile
    gap_ms_max: float  # the longest pause of the event loop
    gap_cpu_ms_max: float  # the most that the window's thread worked in one pause: alike on a busy machine


class Clock:
    """Ticks in the window's event loop, also while the page is up, and closes it once it is full."""

    def __init__(self) -> None:
        self.gap = self.work = self.up = self.full = 0.0
        self._begun = self._last = perf_counter()
        self._worked = thread_time()
        self._timer = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, worked = perf_counter(), thread_time()
        page = QApplication.activeModalWidget()
        if isinstance(page, CuratorPage):
            if not self.up:
                self.up = now - self._begun  # what comes before it is the opening, not a pause
            else:
                self.gap, self.work = max(self.gap, now - self._last), max(self.work, worked - self._worked)
            if page.is_full or now - self._begun > LONGEST:
                self.full = now - self._begun
                self._timer.stop()
                page.reject()
        self._last, self._worked = now, worked


def main(argv: Sequence[str]) -> int:
    """Measure, print, and write as JSON where asked for."""
    parser = argparse.ArgumentParser(prog="curator_page", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--spans", type=int, default=25)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--json", metavar="FILE", default="")
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        if not (folder / "project").exists():
            make(folder / "project", options.articles, options.people, options.spans)
        bench = Bench(folder, [])
        try:
            row = measured(bench, options.people)
        finally:
            bench.close()
    print(machine())
    print(
        f"{row.articles} articles, {row.people} people: up after {row.up_ms:.0f} ms, full after {row.full_s:.1f} s "
        f"({row.cpu_s:.1f} s CPU), longest pause {row.gap_ms_max:.0f} ms ({row.gap_cpu_ms_max:.0f} ms of CPU)"
    )
    if options.json:
        Path(options.json).write_text(json.dumps(report([row]), indent=1), encoding="utf-8")
    return 0


def measured(bench: Bench, people: int) -> PageRow:
    """Open the page, and wait until it is full."""
    cpu, clock = process_time(), Clock()
    bench.window.actions_by_id["curate"].trigger()
    cpu = process_time() - cpu
    gaps = (round(1e3 * seconds, 1) for seconds in (clock.gap, clock.work))
    return PageRow(len(bench.window.bridge.session.project.ids), people, 1e3 * clock.up, clock.full, cpu, *gaps)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
