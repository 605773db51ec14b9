"""The order of the articles knows where each stands and how far it is, without any panel."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.model import Article, ArticleStatus, Change
from nhan.core.operations import finish
from nhan.core.ordering import ORDER, Order, arrangement, ordered
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.article_order import ArticleOrder
from nhan.gui.jobs import Direct, JobProgress, Jobs, Stopped
from tests.gui.conftest import SUGGESTED, Gate, make_project


def test_places_neighbours_and_what_is_to_do(qapp: QApplication, tmp_path: Path) -> None:
    session = Session(Project.open(Disk(), make_project(tmp_path / "p", suggested=())))
    order = ArticleOrder(session, Jobs(Direct()))
    refreshed: list[str] = []
    order.refreshed.connect(refreshed.append)
    assert [order.place(name) for name in ("a0", "a1", "a2", "nowhere")] == [0, 1, 2, -1]
    assert (order.after("a0", 5), order.after("a2", 5), order.after("", 1)) == (["a1", "a2"], [], ["a0"])
    assert (order.next_to_do("a0"), order.next_to_do("a2"), order.first_to_do()) == ("a1", "a0", "a0")
    for name in ("a0", "a1"):
        assert isinstance(session.commit(finish(session.document(name))), Change)
        order.refresh([name])
    order.refresh(["nowhere"])
    assert refreshed == ["a0", "a1"]
    assert order.counts()[ArticleStatus.DONE] == 2 and order.counts()[ArticleStatus.NEW] == 1
    assert (order.next_to_do("a0"), order.next_to_do("a2"), order.first_to_do()) == ("a2", None, "a2")
    arranged: list[None] = []
    order.arranged.connect(lambda: arranged.append(None))
    order.arrange(Order.RANDOM)
    ids = ordered(session.snapshot(), Order.RANDOM)
    assert [order.place(name) for name in ids] == [0, 1, 2] and len(arranged) == 1
    session.close()


def test_the_order_that_was_asked_for_last_counts(qtbot: QtBot, tmp_path: Path) -> None:
    """An older one is not waited for, and does not come in the place of the newer one."""
    disk = Gate()
    session = Session(Project.open(disk, make_project(tmp_path / "p", articles=9)))
    with ThreadPoolExecutor(2) as executor:
        jobs = Jobs(executor)
        order = ArticleOrder(session, jobs)
        failures: list[object] = []
        order.failed.connect(failures.append)
        disk.open.clear()
        order.arrange(Order.DOUBTFUL)
        (older,) = jobs.running
        qtbot.waitUntil(lambda: older.progress.done > 0)  # it reads an article, which takes until the gate is open
        order.arrange(Order.RANDOM)
        qtbot.waitUntil(lambda: jobs.running == [older])
        disk.open.set()
        jobs.wait()
    assert older.progress.stopped and not failures
    assert [each.id for each in order.summaries] == ordered(session.snapshot(), Order.RANDOM)
    session.close()


@pytest.mark.parametrize("order", list(Order))
def test_ordering_can_be_stopped(tmp_path: Path, order: Order) -> None:
    """Whichever order it is, and at every article."""
    session = Session(Project.open(Disk(), make_project(tmp_path / "p")))
    snapshot, progress = session.snapshot(), JobProgress(0)
    assert len(arrangement(snapshot, order, progress.step).summaries) == 3
    assert progress.done == (6 if order is Order.DOUBTFUL else 3)
    progress.stop()
    with pytest.raises(Stopped):
        arrangement(snapshot, order, progress.step)
    session.close()


def test_articles_that_come_in_are_taken_in(qapp: QApplication, tmp_path: Path) -> None:
    session = Session(Project.open(Disk(), make_project(tmp_path / "p", articles=0, suggested=())))
    order = ArticleOrder(session, Jobs(Direct()))
    arranged: list[None] = []
    order.arranged.connect(lambda: arranged.append(None))
    assert order.first_to_do() is None
    session.project.add_articles([Article("b", "Hà Nội.")])
    order.look_again()
    assert (order.first_to_do(), len(arranged)) == ("b", 1)
    session.close()


def test_a_project_whose_doubtful_articles_come_first_is_there_before_they_are_known(
    qtbot: QtBot, tmp_path: Path
) -> None:
    project = Project.open(Disk(), make_project(tmp_path / "p", suggested=()))
    unsure = [replace(span, confidence=0.1) for span in SUGGESTED]
    project.add_articles([Article("last", project.article("a0").text)], {"last": unsure})
    project.describe(settings={ORDER: Order.DOUBTFUL.value})
    session, go_on = Session(project), Event()
    with ThreadPoolExecutor(1) as executor:
        executor.submit(go_on.wait)
        order = ArticleOrder(session, Jobs(executor))
        assert [each.id for each in order.summaries] == ["a0", "a1", "a2", "last"]
        with qtbot.waitSignal(order.arranged):
            go_on.set()
    assert [each.id for each in order.summaries] == ["last", "a0", "a1", "a2"]
    session.close()
