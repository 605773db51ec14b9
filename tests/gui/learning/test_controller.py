"""Retraining by itself, with a real child process over real projects: when, what is left after a failure, and that
the window never waits."""

import errno
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from nhan.core.model import Change, Rejected, Source, Span
from nhan.core.operations import accept, add, finish, reject
from nhan.core.project import Project
from nhan.core.retraining import collector, policy
from nhan.core.retraining.outlook import Behind, FirstModelAfter, OnDemand, ReadingOnly, UpToDate
from nhan.core.retraining.trainer import Trainer
from nhan.core.session import Session
from nhan.core.store.disk import Disk, Stat
from nhan.core.tagger.model_file import ModelFile, decode
from nhan.core.tagger.model_store import newest_model
from nhan.core.time_on_article import now
from nhan.gui.i18n import Language
from nhan.gui.jobs import Direct, Jobs
from nhan.gui.learning.controller import Learning, connect_panel
from nhan.gui.learning.panel import LearningPanel
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import AUTO_TRAIN, Settings
from tests.core.news import article, articles
from tests.core.retraining.building import PORTS, make

T = TypeVar("T")

WAIT = 60_000  # ms: a bound for a machine with much else to do, not a wait


class NoRoomForModels(Disk):
    """A disk that has room for everything but models."""

    def write_atomic(self, path: Path, data: bytes) -> Stat:
        if path.suffix == ".nhanmodel":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write_atomic(path, data)


class Held(Executor):
    """Does its work when told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def submit(self, work: Callable[..., T], /, *args: Any, **more: Any) -> "Future[T]":
        self.waiting.append(partial(work, *args, **more))
        return Future()


class Work:
    """A session with the learning that goes with it, and what that has said."""

    def __init__(self, folder: Path, settings: Settings, disk: Disk | None, executor: Executor) -> None:
        self.bridge = SessionBridge(Session(Project.open(disk or Disk(), folder)), Jobs(executor))
        self.learning = Learning(self.bridge, settings)
        self.models: list[ModelFile] = []
        self.failures: list[str] = []
        self.learning.trained.connect(self.models.append)
        self.learning.failed.connect(lambda message: self.failures.append(message.key))

    def do(self, answer: Change | Rejected) -> None:
        assert self.bridge.commit(answer), answer

    def label(self, number: int) -> None:
        """Label an article as it should be, and finish it."""
        each = article(number)
        document = self.bridge.session.document(each.article)
        for start, end, name in each.spans:
            self.do(add(document, PORTS, start, end, name))
        self.do(finish(document))

    def close(self) -> None:
        self.learning.close()
        self.bridge.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path, settings: Settings) -> Iterator[Callable[..., Work]]:
    made: list[Work] = []

    def work_in(folder: Path, disk: Disk | None = None, executor: Executor | None = None) -> Work:
        made.append(Work(folder, settings, disk, executor or Direct()))
        return made[-1]

    yield work_in
    for each in made:
        each.close()


def ready(it: Work, qtbot: QtBot) -> None:
    """Wait until everything there is has been looked at."""
    qtbot.waitUntil(lambda: it.learning.ready and not it.learning._turns.active, timeout=WAIT)


def last(folder: Path) -> Path:
    """The model that was trained last."""
    path = newest_model(Disk(), folder)
    assert path is not None
    return path


def rested(it: Work, qtbot: QtBot, models: int) -> None:
    """Wait for so many models, and for the end of the training."""
    qtbot.waitUntil(lambda: len(it.models) >= models and not it.learning.training, timeout=WAIT)


def test_after_the_first_article_there_is_a_model_and_after_the_next_another(
    opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path
) -> None:
    it = opens(make(tmp_path / "p", 6))
    ready(it, qtbot)
    assert it.learning.outlook() == FirstModelAfter(1)
    it.label(2)
    rested(it, qtbot, 1)
    path = last(it.bridge.session.project.folder)
    on_disk = decode(path.read_bytes(), "model")
    assert on_disk.fingerprint == it.models[0].fingerprint
    assert [each.article for each in on_disk.studied] == ["bài 2"]
    it.label(0)
    rested(it, qtbot, 2)
    assert [each.article for each in it.models[1].studied] == ["bài 2", "bài 0"]  # the newest last
    assert it.learning.last is not None
    assert it.learning.last.articles == 2
    assert it.learning.last.seconds
    assert [each.article for each in it.learning.results] == ["bài 2", "bài 0"]
    assert it.failures == []


def test_a_long_article_is_read_beside_the_window_and_then_learned_from(
    opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "LONG", 0)
    held = Held()
    it = opens(make(tmp_path / "p", 3, corrected=1), executor=held)
    qtbot.waitUntil(lambda: bool(held.waiting), timeout=WAIT)
    assert not it.learning.ready and not it.learning.training
    held.waiting.pop()()
    rested(it, qtbot, 1)
    assert [each.article for each in it.models[0].studied] == ["bài 0"]


def test_a_project_that_is_opened_again_knows_what_is_learned_and_what_was_done(
    opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path
) -> None:
    it = opens(make(tmp_path / "p", 4))
    it.label(0)
    rested(it, qtbot, 1)
    results = it.learning.results
    it.close()
    again = opens(tmp_path / "p")
    ready(again, qtbot)
    assert [(each.article, each.entities, each.corrections) for each in again.learning.results] == [
        (each.article, each.entities, each.corrections) for each in results
    ]
    assert not again.learning.training
    assert again.learning.outlook() == UpToDate()
    assert again.learning.last is not None
    assert (again.learning.last.articles, again.learning.last.seconds) == (1, None)


def test_a_changed_article_is_learned_in_a_pause(
    opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "IDLE", 0.1)
    monkeypatch.setattr(policy, "PATIENCE", 0)
    it = opens(make(tmp_path / "p", 3))
    it.label(1)
    rested(it, qtbot, 1)
    document = it.bridge.session.document("bài 1")
    it.do(reject(document, document.at(0).id))
    rested(it, qtbot, 2)
    spans = {each.article: each.spans for each in it.models[1].studied}
    assert spans["bài 1"] == len(article(1).spans) - 1


def test_switching_it_on_begins_what_is_due(
    opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path, settings: Settings
) -> None:
    settings.set(AUTO_TRAIN, False)
    it = opens(make(tmp_path / "p", 4, corrected=4))
    ready(it, qtbot)
    assert not it.learning.training
    assert it.learning.outlook() == OnDemand()
    settings.set(AUTO_TRAIN, True)
    assert it.learning.training
    rested(it, qtbot, 1)


def test_on_demand_before_everything_is_looked_at_still_learns_from_everything(
    opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path, settings: Settings
) -> None:
    settings.set(AUTO_TRAIN, False)
    it = opens(make(tmp_path / "p", 5, corrected=5))
    it.learning.train_now()
    rested(it, qtbot, 1)
    assert len(it.models[0].studied) == 5


def test_who_only_reads_learns_nothing(opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path) -> None:
    writer = Session(Project.open(Disk(), make(tmp_path / "p", 4, corrected=4)))
    it = opens(tmp_path / "p")
    ready(it, qtbot)
    it.learning.train_now()
    assert not it.learning.training
    assert it.learning.outlook() == ReadingOnly()
    writer.close()
    assert newest_model(Disk(), tmp_path / "p") is None


def test_nothing_to_learn_from_is_said(opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path) -> None:
    it = opens(make(tmp_path / "p", 2))
    it.learning.train_now()
    qtbot.waitUntil(lambda: it.failures == ["learning.nothing"], timeout=WAIT)


def kill_when_it_runs(it: Work, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: it.learning._trainer is not None and it.learning._trainer.pid is not None, timeout=WAIT)
    assert it.learning._trainer is not None
    pid = it.learning._trainer.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def test_a_killed_trainer_is_said_once_and_what_is_new_stays_new(
    opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path
) -> None:
    it = opens(make(tmp_path / "p", 5, corrected=4))
    kill_when_it_runs(it, qtbot)
    qtbot.waitUntil(lambda: bool(it.failures), timeout=WAIT)
    assert it.failures == ["learning.died"]
    assert not it.learning.training  # not at once again
    assert it.learning.problem is not None
    assert it.learning.outlook() == Behind(4, 0)
    it.label(4)  # something new: another try
    rested(it, qtbot, 1)
    assert len(it.models[0].studied) == 5
    assert it.learning.problem is None


def test_a_full_disk_leaves_the_last_model(opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path) -> None:
    folder = make(tmp_path / "p", 5, corrected=4)
    Trainer(Disk(), folder, "an1").train(articles(3), now())
    before = last(folder).read_bytes()
    it = opens(folder, NoRoomForModels())
    qtbot.waitUntil(lambda: it.failures == ["learning.not_saved"], timeout=WAIT)
    assert last(folder).read_bytes() == before
    assert it.learning.last is not None
    assert it.learning.last.articles == 3


def test_a_stopped_training_is_no_failure_and_waits_for_something_new(
    opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path
) -> None:
    it = opens(make(tmp_path / "p", 5, corrected=4))
    with qtbot.waitSignal(it.learning.progress, timeout=WAIT):
        pass
    it.learning.stop()
    qtbot.waitUntil(lambda: not it.learning.training, timeout=WAIT)
    assert (it.failures, it.models) == ([], [])
    it.learning.train_now()
    rested(it, qtbot, 1)


def test_closing_during_a_training_ends_it_at_once_and_the_next_session_learns_the_same(
    opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path
) -> None:
    it = opens(make(tmp_path / "p", 40, corrected=39))
    with qtbot.waitSignal(it.learning.progress, timeout=WAIT):
        pass
    trainer = it.learning._trainer
    assert trainer is not None
    it.label(39)
    it.close()
    assert trainer.pid is None
    assert not any(thread.is_alive() for thread in it.learning._threads)
    again = opens(tmp_path / "p")
    rested(again, qtbot, 1)
    assert len(again.models[0].studied) == 40
    assert again.models[0].studied[-1].article == "bài 39"


def test_the_window_has_its_turn_all_the_time(opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path) -> None:
    """While 400 articles are looked at and a model is trained on them, no turn costs this thread a frame and a half."""
    it = opens(make(tmp_path / "p", 400, corrected=400))
    turns: list[float] = []
    last = time.thread_time()

    def turn() -> None:
        nonlocal last
        turns.append(time.thread_time() - last)
        last = time.thread_time()

    ticking = QTimer(interval=0)
    ticking.timeout.connect(turn)
    ticking.start()
    qtbot.waitUntil(lambda: it.learning.training, timeout=WAIT)
    it.learning.stop()
    qtbot.waitUntil(lambda: not it.learning.training, timeout=WAIT)
    ticking.stop()
    assert len(turns) > 20
    assert max(turns) < 0.025


def test_the_panel_shows_it_all(opens: Callable[..., Work], qtbot: QtBot, tmp_path: Path) -> None:
    it = opens(make(tmp_path / "p", 4))
    panel = LearningPanel()
    qtbot.addWidget(panel)
    panel.show()
    connect_panel(it.learning, panel, Language("en"))
    document = it.bridge.session.document("bài 0")
    start, end, _ = article(0).spans[0]
    wrong = Span(id="x", start=start, end=end, label="LOC", source=Source("machine", "rules", "2"), confidence=0.5)
    right = Span(id="y", start=end + 1, end=end + 4, label="PER", source=Source("machine", "rules", "2"))
    it.bridge.session.offer("bài 0", [wrong, right])
    it.do(reject(document, "x"))
    it.do(accept(document, PORTS, "y"))
    it.do(finish(document))
    ready(it, qtbot)
    assert panel.table.scores.item(0, 1).text() == "50 %"
    assert "edges" in panel.plot.accessibleDescription()
    qtbot.waitUntil(lambda: panel.stop.isVisible(), timeout=WAIT)
    assert not panel.train.isVisible()
    rested(it, qtbot, 1)
    assert panel.train.isVisible()
    assert "knows all" in panel.next_line.text()
    for number in (1, 2):
        it.label(number)
    qtbot.waitUntil(lambda: "3 articles" in panel.model_line.text() and panel.train.isVisible(), timeout=WAIT)
    kept = panel.model_line.text()
    panel.train.click()
    kill_when_it_runs(it, qtbot)
    qtbot.waitUntil(lambda: bool(it.failures), timeout=WAIT)
    assert "ended abruptly" in panel.next_line.text()
    assert panel.model_line.text() == kept
