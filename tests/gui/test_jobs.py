"""Jobs beside the window: their results, their progress, how they are stopped; and what the window does meanwhile."""

import gc
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread
from pytestqt.qtbot import QtBot

from nhan.core.exporting import ExportOptions
from nhan.core.messages import NhanError
from nhan.core.model import Article
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.concordance.panel import ConcordancePanel
from nhan.gui.idle_collector import IdleCollector
from nhan.gui.job_strip import JobStrip
from nhan.gui.jobs import STOPPED, Direct, Err, JobProgress, Jobs, Ok
from nhan.gui.overridden import NEVER
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.settings import Settings
from nhan.gui.startup import make_application
from nhan.gui.transfer.feature import Transfer
from nhan.gui.turns import Turns
from tests.core.building import TEXT
from tests.gui.conftest import Gate, Typist, make_project, part, quiet, settle

Result = Ok[object] | Err


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """With real threads."""
    with ThreadPoolExecutor(2) as executor:
        made = Jobs(executor)
        yield made
        made.stop()
        made.wait()


class Held:
    """Work that waits until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, progress: JobProgress) -> str:
        self.begun.set()
        while not self.go.wait(0.005):
            progress.step()
        return "done"


def test_a_result_comes_back_in_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[tuple[object, bool]] = []
    here = QThread.currentThread()
    worked_in: list[threading.Thread] = []

    def work(_: JobProgress) -> int:
        worked_in.append(threading.current_thread())
        return 3

    jobs.run("Counting", work, lambda result: told.append((result, QThread.currentThread() is here)))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(Ok(3), True)] and worked_in[0] is not threading.main_thread() and not jobs.running


@pytest.mark.parametrize(
    ("error", "key"), [(NhanError("session.stale"), "session.stale"), (OSError(28, "full"), "window.job_failed")]
)
def test_what_the_work_raises_is_an_err(qtbot: QtBot, jobs: Jobs, error: Exception, key: str) -> None:
    told: list[Result] = []

    def work(_: JobProgress) -> None:
        raise error

    jobs.run("Counting", work, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Err) and told[0].message.key == key


def test_what_nobody_expected_is_told_and_logged(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[Result] = []

    def work(_: JobProgress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        jobs.run("Counting", work, told.append)
        qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Err) and caught[0][0] is ZeroDivisionError


def test_a_job_stops_at_its_next_step(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[Result] = []
    job = jobs.run("Counting", Held(), told.append)
    job.stop()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Err(STOPPED)]


def test_what_may_not_be_stopped_is_waited_for(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[Result] = []
    held = Held()
    job = jobs.run("Saving", held, told.append, stoppable=False)
    job.stop()
    assert not job.progress.stopped
    threading.Timer(0.05, held.go.set).start()
    jobs.wait()
    assert told == [Ok("done")]


def test_done_directly_the_result_is_there_at_once() -> None:
    told: list[Result] = []
    Jobs(Direct()).run("Counting", lambda _: 3, told.append)
    assert told == [Ok(3)]


def test_progress_and_rate_are_shown_and_the_button_stops(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nhan.gui.job_strip.SHORT", 0.0)
    strip = JobStrip(jobs)
    qtbot.addWidget(strip)
    told: list[Result] = []
    held = Held()
    jobs.run("Xuất", held, told.append, total=10**6)
    qtbot.waitUntil(lambda: held.begun.is_set() and jobs.running[0].progress.done > 1)
    strip.look()
    words = strip.words.text()
    assert not strip.isHidden() and words.startswith("Xuất: ") and "1000000" in words
    strip.stop.click()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Err(STOPPED)] and strip.isHidden()


def test_the_newest_job_is_shown_and_the_button_stops_the_one_that_is_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nhan.gui.job_strip.SHORT", 0.0)
    jobs = Jobs(Direct())
    strip = JobStrip(jobs)
    qtbot.addWidget(strip)
    stopped: list[str] = []
    older, newer = (jobs.track(name, 0, partial(stopped.append, name)) for name in ("Suggesting", "Exporting"))
    strip.look()
    assert strip.words.text().startswith("Exporting")
    jobs.end(newer)
    strip.stop.click()  # the words are still of the one that is over
    assert stopped == ["Exporting"]
    assert strip.words.text().startswith("Suggesting")
    strip.stop.click()
    assert stopped == ["Exporting", "Suggesting"]
    jobs.end(older)


def test_a_job_that_is_tracked_is_stopped_by_who_does_it(jobs: Jobs) -> None:
    asked: list[bool] = []
    job = jobs.track("Suggesting", 5, lambda: asked.append(True))
    job.stop()
    assert asked == [True] and jobs.running == [job]
    jobs.end(job)
    assert not jobs.running


def test_once_the_window_closes_only_what_may_not_be_stopped_begins(qtbot: QtBot, jobs: Jobs) -> None:
    asked: list[bool] = []
    told: list[Result] = []
    jobs.stop()
    jobs.track("Suggesting", 5, lambda: asked.append(True))
    jobs.run("Counting", lambda _: 3, told.append)
    assert asked == [True] and told == [Err(STOPPED)] and not jobs.running
    jobs.run("Saving", lambda _: 3, told.append, stoppable=False)
    jobs.wait()
    assert told == [Err(STOPPED), Ok(3)]


def test_turns_go_on_until_nothing_is_left(qtbot: QtBot) -> None:
    left = list(range(500))

    def step() -> bool:
        left.pop()
        return bool(left)

    turns = Turns(step)
    with qtbot.waitSignal(turns.ended):
        turns.start()
    assert not left and not turns.active


# -- the window ---------------------------------------------------------------------------------------------------


def asks(annotator: Typist) -> bool:
    return annotator.window.pane.notice.asks


def unreviewed(annotator: Typist) -> set[int]:
    session = annotator.window.bridge.session
    return {session.document(name).unreviewed for name in session.project.ids if name != "a0"}


def test_keys_work_while_the_corpus_is_counted_and_the_yes_counts_them_in(
    threaded: tuple[Typist, Gate],
) -> None:
    annotator, gate = threaded
    annotator.press("Tab", "Tab")  # to Hoà Bình
    quiet(annotator)
    gate.open.clear()
    annotator.press("Ctrl+Shift+D")
    assert not asks(annotator) and "Hoà Bình" in annotator.window.pane.notice.text.text()
    annotator.press("Return", "Return")  # it and "và" are accepted meanwhile
    assert [status for *_, status in annotator.spans()].count("confirmed") == 2
    gate.open.set()
    annotator.qtbot.waitUntil(lambda: asks(annotator))
    annotator.window.pane.notice.act()
    quiet(annotator)
    annotator.qtbot.waitUntil(lambda: annotator.window.bridge.session.peek_undo().verb == "propose_same")
    assert unreviewed(annotator) == {6}  # four, and two places of Hòa Bình
    annotator.press("Ctrl+Z")
    assert unreviewed(annotator) == {4}


def test_escape_ends_the_counting(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    annotator.press("Tab", "Tab")
    gate.open.clear()
    annotator.press("Ctrl+Shift+D", "Escape")
    assert not annotator.window.pane.notice.isVisible()
    gate.open.set()
    quiet(annotator)
    assert not annotator.window.pane.notice.isVisible() and unreviewed(annotator) == {4}


def test_the_same_key_while_it_counts_starts_no_second_counting(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    annotator.press("Tab", "Tab")
    quiet(annotator)
    gate.open.clear()
    annotator.press("Ctrl+Shift+D", "Ctrl+Shift+D")
    assert len(annotator.window.bridge.jobs.running) == 1
    gate.open.set()
    annotator.qtbot.waitUntil(lambda: asks(annotator))
    assert unreviewed(annotator) == {4}


def test_an_edit_made_while_it_is_saved_leaves_the_article_unsaved_and_then_is_saved(
    threaded: tuple[Typist, Gate],
) -> None:
    annotator, gate = threaded
    bridge = annotator.window.bridge
    gate.open.clear()
    annotator.press("Return")
    bridge.save_all()
    annotator.press("Return")
    assert bridge.session.unsaved == {"a0"}
    bridge.save_all()
    gate.open.set()
    quiet(annotator)
    assert not bridge.session.unsaved
    assert [each.status.value for each in annotator.on_disk()].count("confirmed") == 2


def test_closing_waits_for_what_runs_and_saves_all(threaded: tuple[Typist, Gate], tmp_path: Path) -> None:
    annotator, gate = threaded
    annotator.press("Return")
    gate.open.clear()
    annotator.window.bridge.save_all()
    part(annotator.window, Transfer).write_out(tmp_path / "out.jsonl", ExportOptions("jsonl", suggested=True))
    threading.Timer(0.1, gate.open.set).start()
    annotator.window.close()
    assert not (tmp_path / "out.jsonl").exists() and not list(tmp_path.glob(".out*"))
    assert not list((tmp_path / "p" / "journal").rglob("*.jsonl"))
    assert [each.status.value for each in annotator.on_disk()].count("confirmed") == 1
    session = Session(Project.open(Disk(), tmp_path / "p"))
    assert session.read_only is None
    session.close()


def test_closing_waits_for_an_import(threaded: tuple[Typist, Gate], tmp_path: Path) -> None:
    annotator, gate = threaded
    for name in ("new", "newer"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    gate.open.clear()
    part(annotator.window, Transfer).bring_in([tmp_path / "new.txt", tmp_path / "newer.txt"])
    threading.Timer(0.1, gate.open.set).start()
    annotator.window.close()
    assert {"new", "newer"} <= set(Project.open(Disk(), tmp_path / "p").ids)


def test_two_transfers_at_once_are_refused_with_a_sentence(threaded: tuple[Typist, Gate], tmp_path: Path) -> None:
    annotator, gate = threaded
    transfer = part(annotator.window, Transfer)
    (tmp_path / "new.txt").write_text(TEXT, encoding="utf-8")
    gate.open.clear()
    transfer.write_out(tmp_path / "out.jsonl", ExportOptions("jsonl", suggested=True))
    transfer.bring_in([tmp_path / "new.txt"])
    assert annotator.window.pane.notice.isVisible() and len(annotator.window.bridge.jobs.running) == 1
    gate.open.set()
    quiet(annotator)
    assert (tmp_path / "out.jsonl").exists() and "new" not in annotator.window.bridge.session.project


def test_an_import_comes_into_the_queue_with_what_was_edited_meanwhile(
    threaded: tuple[Typist, Gate], tmp_path: Path
) -> None:
    annotator, gate = threaded
    (tmp_path / "new.txt").write_text(TEXT, encoding="utf-8")
    gate.open.clear()
    part(annotator.window, Transfer).bring_in([tmp_path / "new.txt"])
    annotator.press("Return")
    gate.open.set()
    annotator.qtbot.waitUntil(lambda: annotator.window.order.place("new") >= 0, timeout=20_000)
    assert annotator.window.order.summaries[annotator.window.order.place("a0")].confirmed == 1


def test_another_query_ends_the_one_before(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    annotator.window.actions_by_id["find_corpus"].trigger()
    panel = part(annotator.window, ConcordancePanel)
    quiet(annotator)
    gate.open.clear()
    for query in ("Hoà Bình", "Bắc Ninh"):
        panel.field.setText(query)
        panel.look()
    gate.open.set()
    quiet(annotator)
    annotator.qtbot.waitUntil(lambda: panel.list.topLevelItemCount() == 40)
    assert panel.list.topLevelItem(0).text(1) == "Bắc Ninh"


def test_labelling_rows_of_many_articles_is_one_step_and_opens_them_beside_the_window(
    threaded: tuple[Typist, Gate],
) -> None:
    annotator, _ = threaded
    annotator.window.actions_by_id["find_corpus"].trigger()
    panel = part(annotator.window, ConcordancePanel)
    panel.field.setText("TP.HCM")
    panel.look()
    annotator.qtbot.waitUntil(lambda: panel.list.topLevelItemCount() == 40)
    panel.list.selectAll()
    panel.label_rows("2")
    quiet(annotator)
    session = annotator.window.bridge.session
    annotator.qtbot.waitUntil(lambda: len(session.unsaved) == 40 or not session.unsaved)
    assert session.peek_undo().verb == "label_rows" and len(session.peek_undo().edits) == 40
    annotator.qtbot.waitUntil(lambda: panel.list.topLevelItem(39).text(3) == "LOC")


def test_the_time_on_an_article_is_shown_once_it_is_read(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    annotator.press("Return")
    model = part(annotator.window, QueuePanel).model
    gate.open.clear()
    assert model.data(model.index(0), Qt.ItemDataRole.ToolTipRole) == ""
    gate.open.set()
    annotator.qtbot.waitUntil(lambda: "chấp nhận: 1" in model.data(model.index(0), Qt.ItemDataRole.ToolTipRole))


def test_a_project_that_came_in_by_another_program_is_not_half_there(tmp_path: Path) -> None:
    """Readers in other threads keep the list of articles that they have; what has an id can be asked for."""
    project = Project.open(Disk(), make_project(tmp_path / "p"))
    before = project.ids
    project.add_articles([Article("later", TEXT)])
    assert list(before) == ["a0", "a1", "a2"] and list(project.ids) == [*before, "later"]


def test_a_whole_look_for_circles_waits_until_nobody_types(threaded: tuple[Typist, Gate]) -> None:
    annotator, _ = threaded
    (collector,) = annotator.window.findChildren(IdleCollector)
    assert gc.get_threshold()[2] == NEVER
    annotator.press("Tab")
    annotator.qtbot.waitUntil(lambda: collector._timer.isActive())
    held = Held()
    annotator.window.bridge.jobs.run("Counting", held, lambda _: None)
    collector._timer.stop()
    collector.collect()
    assert collector._timer.isActive()  # a job runs: later
    held.go.set()
    quiet(annotator)
    annotator.window.close()
    assert gc.get_threshold()[2] != NEVER


def test_an_earlier_sessions_change_over_the_corpus_is_taken_back_beside_the_window(
    threaded: tuple[Typist, Gate], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotator, _ = threaded
    annotator.press("Tab", "Tab", "Ctrl+Shift+D")
    annotator.qtbot.waitUntil(lambda: asks(annotator))
    annotator.window.pane.notice.act()
    quiet(annotator)
    annotator.qtbot.waitUntil(lambda: annotator.window.bridge.session.peek_undo().verb == "propose_same")
    annotator.window.close()
    settings = Settings(tmp_path / "settings.ini")
    program = Program(make_application(), settings)
    window = program.open(tmp_path / "p")
    settle(window, annotator.qtbot)
    again = Typist(window, annotator.qtbot)
    assert not window.bridge.undo() and window.bridge.session.to_check("undo") is not None
    quiet(again)
    assert unreviewed(again) == {4}
    window.close()
    program.language.remove()
