"""How smoothly the window moves while suggestions are computed beside it: frames per second, the worst ones above all.

The window is driven as hard as it goes: as soon as a frame is painted, the next key is pressed. So a frame lasts from
one finished paint to the next, with everything that arrives in between, and no stall can hide between two keys. Times
are wall times, so whatever else the machine does is in them; beside them stands what the window's own thread worked for
its costliest frame. The window takes a core of its own, the batch has what is left. Painted is into memory (Qt's
offscreen platform where nothing else is asked for): a compositor would add its own.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from nhan.core.model import Article, Change
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from tests.benchmarks.view_actions import Bench, Painted, make_project

LONGEST = 120.0  # seconds after which a batch is not waited for any more
SMOOTH = 30.0  # frames per second that are never to be undercut
TABS = 4  # presses of Tab for each page down


class Frames(NamedTuple):
    """Frames per second of the window during something. ``articles``: what was suggested for meanwhile."""

    during: str
    frames: int
    fps_median: float
    fps_worst_percent: float  # what 99 of 100 frames reach
    fps_min: float
    too_slow: int  # frames below ``SMOOTH``
    cpu_ms_max: float  # of the window's thread in one frame
    articles: int
    seconds: float


def frames(texts: Sequence[str], articles: int = 300, alone: float = 10.0) -> list[Frames]:
    """Measure with nothing beside, during Project > Suggest for all articles, and beside ``nhan suggest --jobs 2``.

    With nothing beside it takes ``alone`` seconds. Each time a new window, on a project with an article of 1,700
    suggestions to step through and ``articles`` others with these texts in turn, without suggestions. In a process
    that holds nothing but the window, as in real life.
    """
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    command = [sys.executable, "-m", "tests.benchmarks.suggest_frames", str(articles), str(alone)]
    root, given = Path(__file__).parents[2], json.dumps(list(texts))
    answer = subprocess.run(
        command, env=environment, cwd=root, input=given, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    )
    return [Frames(*row) for row in json.loads(answer.stdout)]


class _Driven:
    """A window on a project with articles to suggest for, and the times of its frames."""

    def __init__(self, folder: Path, texts: Sequence[str], articles: int) -> None:
        project = Project.open(Disk(), make_project(folder / "project", ["B"]))
        named = enumerate(islice(cycle(texts), articles))
        project.add_articles(Article(f"n{number}", f"{text}\n{number}", title=f"n{number}") for number, text in named)
        self.folder, self.articles = folder / "project", articles
        self.unsuggested = sum(1 for _ in project.unsuggested())
        self.bench = Bench(folder, [])
        self.bench.show("B")
        self.times: list[float] = []
        self.work: list[float] = []
        self._painted = Painted(self.bench.view.viewport())

    def drive(self, going: Callable[[], bool], start: Callable[[], object] = lambda: None) -> None:
        """Press keys frame after frame, while it goes. What ``start`` takes belongs to the first frame."""
        begun = painted = time.perf_counter()
        worked = time.thread_time()
        start()
        for number in count():
            if not going() or painted - begun > LONGEST:
                return
            if number % (TABS + 1) == TABS:
                self._page_down()
            else:
                self.bench.press("next_stop")
            now, work = time.perf_counter(), time.thread_time()
            self.times.append(now - painted)
            self.work.append(work - worked)
            painted, worked = now, work

    def _page_down(self) -> None:
        bar = self.bench.view.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() if bar.value() < bar.maximum() else 0)
        self._painted.wait()


def _measured(name: str, during: Callable[[_Driven], int], texts: Sequence[str], articles: int) -> Frames:
    with tempfile.TemporaryDirectory() as folder:
        driven = _Driven(Path(folder), texts, articles)
        try:
            driven.drive(islice((True,) * 50 + (False,), 51).__next__)  # caches are filled, fonts are loaded
            driven.times.clear()
            driven.work.clear()
            done = during(driven)
        finally:
            driven.bench.close()
    speeds = sorted(1 / each for each in driven.times)
    return Frames(
        during=name,
        frames=len(speeds),
        fps_median=round(median(speeds), 1),
        fps_worst_percent=round(speeds[len(speeds) // 100], 1),
        fps_min=round(speeds[0], 1),
        too_slow=sum(each < SMOOTH for each in speeds),
        cpu_ms_max=round(1000 * max(driven.work), 1),
        articles=done,
        seconds=round(sum(driven.times), 1),
    )


def _alone(seconds: float, driven: _Driven) -> int:
    end = time.perf_counter() + seconds
    driven.drive(lambda: time.perf_counter() < end)
    return 0


def _by_the_window(driven: _Driven) -> int:
    """As the menu does it: answers come into the window's own session while it is driven."""
    window, came = driven.bench.window, 0

    def take(change: Change) -> None:
        nonlocal came
        came += change.machine

    window.bridge.changed.connect(take)
    driven.drive(lambda: came < driven.unsuggested, start=window.actions_by_id["suggest_all"].trigger)
    return came


def _by_another_process(driven: _Driven) -> int:
    """As an annotator does it who has a terminal beside the window."""
    command = [sys.executable, "-P", "-m", "nhan.gui", "suggest", str(driven.folder), "--jobs", "2", "--no-progress"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as batch:
        driven.drive(lambda: batch.poll() is None)
        batch.terminate()
    project = Project.open(Disk(), driven.folder)
    return driven.unsuggested - sum(1 for _ in project.unsuggested())


def table(rows: Sequence[Frames]) -> str:
    """The rows for reading in a terminal."""
    head = ("during", "frames", "fps med", "worst 1%", "min", f"< {SMOOTH:.0f}", "cpu ms", "articles", "s")
    return "\n".join("{:25}{:>8}{:>9}{:>10}{:>8}{:>6}{:>8}{:>9}{:>8}".format(*row) for row in (head, *rows))


def _main(articles: int, alone: float) -> None:
    texts = json.load(sys.stdin)
    during: dict[str, Callable[[_Driven], int]] = {
        "nothing": partial(_alone, alone),
        "suggest all in the window": _by_the_window,
        "nhan suggest --jobs 2": _by_another_process,
    }
    json.dump([_measured(name, act, texts, articles) for name, act in during.items()], sys.stdout)


if __name__ == "__main__":
    _main(int(sys.argv[1]), float(sys.argv[2]))
