"""Giving out 10,000 articles among five people, and the workload panel: how long, and the window's longest pauses.

Each person is done with half of what they are given. For each step the wall time until it is there, the worst gap of a
5 ms timer in the window's event loop, and the most CPU of the window's thread in such a gap (which a busy machine does
not change). Options: ``--articles 10000``, ``--people 5``, ``--json FILE``.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, thread_time
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from nhan.core.curation.article_filter import ArticleFilter
from nhan.core.curation.dealing import Dealer
from nhan.core.model import Article, ArticleState, ArticleStatus, Span, SpanStatus
from nhan.core.project import Project
from nhan.core.report.workload import Workload
from nhan.core.store.disk import Disk
from nhan.core.store.layout import record_path
from nhan.core.store.project_file import Role
from nhan.core.store.record import Record, encode_record
from nhan.gui.assignments.dialog import AssignDialog
from nhan.gui.assignments.panel import WorkloadPanel
from nhan.gui.queue.panel import QueuePanel
from tests.benchmarks.measuring import machine, report
from tests.benchmarks.view_actions import Bench
from tests.benchmarks.view_articles import LABELS
from tests.benchmarks.window_project import prose

LENGTH, SPANS, OVERLAP = 400, 8, 60  # code points and spans of an article; articles that several people do
TICK, LONGEST = 5, 300  # ms; seconds
CURATOR = "an1"  # who sits at the window


class StepRow(NamedTuple):
    """One step."""

    name: str
    wall_ms: float
    gap_ms_max: float
    gap_cpu_ms_max: float


def main(argv: Sequence[str]) -> int:
    """Measure, print, and write as JSON where asked for."""
    parser = argparse.ArgumentParser(prog="workload", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--json", metavar="FILE", default="")
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "project", options.articles, options.people)
        rows = measured(Path(folder))
    print(machine())
    for row in rows:
        print(f"{row.name:28}{row.wall_ms:10.0f} ms{row.gap_ms_max:10.0f} ms{row.gap_cpu_ms_max:10.0f} ms CPU")
    if options.json:
        Path(options.json).write_text(json.dumps(report(rows), indent=1), encoding="utf-8")
    return 0


def make(folder: Path, articles: int, people: int) -> None:
    """Nothing is given out in it yet; what people are done with is there already."""
    dice = random.Random("nhan workload")
    project, names = Project.create(Disk(), folder, LABELS), [f"p{number}" for number in range(people)]

    def drawn() -> Iterator[Article]:
        for number in range(articles):
            text, _ = prose(dice, LENGTH)
            yield Article(f"s{number:06d}", text, meta={"topic": f"t{number % 8}"})

    project.add_articles(drawn())
    project.welcome(CURATOR, "Curator", Role.ADJUDICATOR)
    after = Dealer(project).deal(names, OVERLAP).after
    assert after is not None
    done = {person: (after.of(person) or [])[::2] for person in names}
    done[CURATOR] = [name for name, its in after.articles.items() if len(its) > 1]
    for person, finished in done.items():
        project.welcome(person, person.upper())
        for name in finished:
            text = project.article(name).text
            places = sorted(dice.sample(range(0, len(text) - 8, 8), SPANS))
            spans = tuple(
                Span(
                    id=f"x{at}",
                    start=at,
                    end=at + 4,
                    label=dice.choice(LABELS.labels).name,
                    status=SpanStatus.CONFIRMED,
                )
                for at in places
            )
            path = record_path(folder, person, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            record = Record(article=project.article(name), spans=spans, state=ArticleState(ArticleStatus.DONE))
            path.write_bytes(encode_record(record))


class Phase(NamedTuple):
    """``start`` may open a dialog: that goes on in a loop of its own, in which the next phases begin."""

    name: str
    start: Callable[[], object]
    ended: Callable[[], bool]


def measured(folder: Path) -> list[StepRow]:
    """The steps, one after the other, at one window."""
    bench = Bench(folder, [])
    window = bench.window
    actions, jobs = window.actions_by_id, window.bridge.jobs
    given_out = window.bridge.session.project.folder / "assignments.json"
    (queue,) = window.findChildren(QueuePanel)
    everything = queue.model.rowCount()

    def loads() -> Sequence[Workload]:
        found = [each for each in window.findChildren(WorkloadPanel) if each.isVisible()]
        return found[0].loads if found else ()

    def dialog() -> AssignDialog | None:
        found = QApplication.activeModalWidget()
        return found if isinstance(found, AssignDialog) else None

    def planned() -> bool:
        shown = dialog()
        return shown is not None and shown.change is not None

    def give() -> None:
        shown = dialog()
        assert shown is not None
        shown.give.click()

    wanted = ArticleFilter(person="p0", status=ArticleStatus.DONE)
    try:
        return Steps(
            [
                Phase("dialog: who gets how much", actions["assign"].trigger, planned),
                Phase("given out, queue in order", give, lambda: given_out.exists() and not jobs.running),
                Phase("panel: there, with people", actions["workload"].trigger, lambda: bool(loads())),
                Phase("panel: states and pace", lambda: None, lambda: all(each.done for each in loads())),
                Phase("panel: compared with gold", lambda: None, lambda: not jobs.running),
                Phase(
                    "figure: its articles listed",
                    lambda: window.events.listing_wanted.emit(wanted, "p0"),
                    lambda: queue.model.rowCount() < everything,
                ),
                Phase("undo: nothing given out", actions["undo"].trigger, lambda: not given_out.exists()),
            ]
        ).run()
    finally:
        bench.close()


class Steps:
    """Phases under one clock."""

    def __init__(self, phases: Sequence[Phase]) -> None:
        self._phases, self._rows = list(phases), list[StepRow]()
        self._loop = QEventLoop()
        self._clock = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)
        self._gap = self._work = 0.0

    def run(self) -> list[StepRow]:
        """Returns once the last has ended."""
        self._clock.start()
        self._begin()
        self._loop.exec()
        self._clock.stop()
        return self._rows

    def _begin(self) -> None:
        self._gap = self._work = 0.0
        self._begun = self._last = perf_counter()
        self._worked = thread_time()
        QTimer.singleShot(0, self._phases[0].start)

    def _tick(self) -> None:
        now, worked = perf_counter(), thread_time()
        self._gap, self._work = max(self._gap, now - self._last), max(self._work, worked - self._worked)
        if self._phases and (self._phases[0].ended() or now - self._begun > LONGEST):
            name = self._phases.pop(0).name
            self._rows.append(
                StepRow(name, *(round(1e3 * each, 1) for each in (now - self._begun, self._gap, self._work)))
            )
            print(self._rows[-1], file=sys.stderr, flush=True)
            if self._phases:
                self._begin()
            else:
                self._loop.quit()
        self._last, self._worked = perf_counter(), thread_time()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
