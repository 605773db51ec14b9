"""What the core answers is told by the bridge, all of it, and by nobody else."""

import ast
import json
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from nhan.core.corpus_change import WorkedOut, work_out
from nhan.core.document import Document
from nhan.core.exporting import ExportOptions
from nhan.core.model import Change, Rejected
from nhan.core.operations import accept, propose_everywhere
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.concordance.panel import ConcordancePanel
from nhan.gui.jobs import Direct, Jobs
from nhan.gui.queue.model import SUMMARY
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.saving import Saving
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.transfer.feature import Transfer
from tests.core.building import LABELS, TEXT, span
from tests.core.damaged import damaged_record
from tests.core.store.building import FullDisk
from tests.gui.conftest import SUGGESTED, Typist, answer_dialog, make_project, part, settle

ROOT = Path(__file__).resolve().parents[2]
VIETNAMESE = span(TEXT, "TP.HCM", "LOC")


def _sources() -> list[Path]:
    return [path for part in ("core", "gui") for path in (ROOT / part).rglob("*.py")]


def _used_on(source: str, method: str) -> set[str]:
    """What ``method`` is taken of, called or handed on: as it is written, with names put back that stand for more."""
    nodes = list(ast.walk(ast.parse(source)))
    named = [(node.targets[0], node.value) for node in nodes if isinstance(node, ast.Assign)]
    pairs = [pair for each in named for pair in _apart(*each)]
    found = {ast.unparse(node.value) for node in nodes if isinstance(node, ast.Attribute) and node.attr == method}
    for _ in range(3):  # names of names
        found |= {value + on[len(name) :] for on in found for name, value in pairs if f"{on}.".startswith(f"{name}.")}
    return found


def _apart(target: ast.expr, value: ast.expr) -> list[tuple[str, str]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return [pair for each in zip(target.elts, value.elts, strict=True) for pair in _apart(*each)]
    return [(ast.unparse(target), ast.unparse(value))]


def _emits(source: str) -> list[str]:
    return [on for on in _used_on(source, "emit") if "bridge." in on]


def _reads(source: str) -> list[str]:
    return [on for on in _used_on(source, "document") if on.endswith("session")]


def test_nobody_else_emits_the_signals_of_the_bridge() -> None:
    assert not [(path.name, on) for path in _sources() for on in _emits(path.read_text(encoding="utf-8"))]
    assert "self.failed" in _used_on((ROOT / "gui" / "session_bridge.py").read_text(encoding="utf-8"), "emit")


def test_nobody_reads_an_article_without_saying_what_happens_when_it_is_damaged() -> None:
    assert not [(path.name, on) for path in _sources() for on in _reads(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    "source", ["bridge.failed.emit(1)", "b = self._bridge\nb.failed.emit(1)", "x.connect(bridge.failed.emit)"]
)
def test_other_names_hide_no_signal(source: str) -> None:
    assert _emits(source)


@pytest.mark.parametrize(
    "source", ["at.session.document(1)", "of, b = 1, bridge.session\nb.document(1)", "map(session.document, names)"]
)
def test_other_names_hide_no_reading(source: str) -> None:
    assert _reads(source)


def test_no_feature_reaches_into_the_window() -> None:
    """What it is given stands in its context; the tour, which looks at the window as a person does, is no feature."""
    features = [path for path in (ROOT / "gui").glob("*/**/*.py") if path.parent.name != "tour"]
    sources = {path.name: path.read_text(encoding="utf-8") for path in features}
    assert not [
        name for name, source in sources.items() for each in ("findChild", "findChildren") if _used_on(source, each)
    ]


def test_a_machines_change_that_the_disk_refuses_is_made_in_memory_and_told(qtbot: QtBot, tmp_path: Path) -> None:
    disk = FullDisk()
    session = Session(Project.open(disk, make_project(tmp_path / "p")))
    bridge = SessionBridge(session, Jobs(Direct()))
    assert bridge.show_article("a0") and bridge.document is not None
    assert bridge.commit(accept(bridge.document, LABELS, SUGGESTED[0].id))
    failed, changed, rejected = (QSignalSpy(each) for each in (bridge.failed, bridge.changed, bridge.rejected))
    disk.failing |= {"write", "open_append"}
    assert bridge.offer("a0", [*SUGGESTED[1:], VIETNAMESE])
    assert not bridge.offer("a0", [*SUGGESTED[1:], VIETNAMESE])  # nothing new: nobody has asked
    assert (failed.count(), changed.count(), rejected.count()) == (0, 1, 0)
    said = [bridge.saving]
    assert not session.unsaved
    disk.failing.clear()
    assert bridge.journal_again()
    assert [*said, bridge.saving] == [Saving.IN_MEMORY, Saving.SAVED]
    assert "a0" in session.unsaved
    qtbot.waitUntil(lambda: not session.unsaved)  # a machine's change is saved in the next pause, too
    bridge.close()


OFFERED = 250  # articles: more than are journaled in one step


def large_changes(bridge: SessionBridge, *words: str) -> list[WorkedOut]:
    """Changes over articles with suggestions in memory, worked out at the same moment."""
    session = bridge.session
    for name in session.project.ids:
        session.offer(name, SUGGESTED[:1])
    snapshot = session.snapshot()

    def worked_out(text: str) -> WorkedOut:
        def verb(document: Document) -> Change | Rejected:
            return propose_everywhere([document], LABELS, text, "ORG")

        found = work_out(snapshot, snapshot.ids, verb, lambda _: True)
        assert isinstance(found, WorkedOut)
        return found

    return [worked_out(text) for text in words]


@pytest.fixture
def bridge(qtbot: QtBot, tmp_path: Path) -> Iterator[SessionBridge]:
    """A bridge on articles without suggestions; jobs are done at once."""
    folder = make_project(tmp_path / "p", OFFERED, suggested=())
    made = SessionBridge(Session(Project.open(Disk(), folder)), Jobs(Direct()))
    yield made
    made.close()


def test_of_two_large_changes_both_are_answered_in_their_order(qtbot: QtBot, bridge: SessionBridge) -> None:
    first, second = large_changes(bridge, "Hoà Bình", "TP.HCM")
    changed, rejected = QSignalSpy(bridge.changed), QSignalSpy(bridge.rejected)
    bridge.commit_worked_out(first)
    bridge.commit_worked_out(second)
    qtbot.waitUntil(lambda: changed.count() + rejected.count() == 2)
    assert changed.at(0)[0].edits[0].article == "a0" and len(changed.at(0)[0].edits) == OFFERED
    assert rejected.at(0)[0] == Rejected("session.stale")  # each of its articles was edited by the first


@pytest.mark.parametrize("executor", [Direct(), ThreadPoolExecutor(1)], ids=["at once", "in a thread"])
def test_closing_makes_the_large_changes_that_were_said_yes_to(
    qtbot: QtBot, tmp_path: Path, executor: Executor
) -> None:
    folder = make_project(tmp_path / "p", OFFERED, suggested=())
    bridge = SessionBridge(Session(Project.open(Disk(), folder)), Jobs(executor))
    (change,) = large_changes(bridge, "TP.HCM")
    bridge.commit_worked_out(change)
    assert bridge.session.peek_undo() is None  # it is not made yet
    assert bridge.close() is None
    again = Session(Project.open(Disk(), folder))
    assert {len(again.document(name)) for name in again.project.ids} == {2}
    assert not list((folder / "journal").rglob("*.jsonl"))
    executor.shutdown()


def test_closing_takes_back_an_earlier_sessions_large_change_that_is_checked(qtbot: QtBot, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "p", OFFERED, suggested=())
    bridge = SessionBridge(Session(Project.open(Disk(), folder)), Jobs(Direct()))
    (change,) = large_changes(bridge, "TP.HCM")
    bridge.commit_worked_out(change)
    assert bridge.close() is None
    with ThreadPoolExecutor(1) as executor:
        bridge = SessionBridge(Session(Project.open(Disk(), folder)), Jobs(executor))
        assert not bridge.undo()
        assert bridge.close() is None
    again = Session(Project.open(Disk(), folder))
    assert {len(again.document(name)) for name in again.project.ids} == {1}


@pytest.fixture
def damaged(qtbot: QtBot, tmp_path: Path, program: Program) -> Typist:
    """A window on three articles, the first of which cannot be read."""
    window = program.open(damaged_record(tmp_path / "p"))
    settle(window, qtbot)
    return Typist(window, qtbot)


def test_the_window_works_around_an_article_that_cannot_be_read(damaged: Typist) -> None:
    window = damaged.window
    model = part(window, QueuePanel).model
    assert window.bridge.document is not None and window.bridge.document.id == "a1"
    summaries = [model.data(model.index(row), SUMMARY) for row in range(3)]
    assert [each.problem is not None for each in summaries] == [True, False, False]
    assert model.describe(summaries[0]).startswith("không đọc được")
    assert "a0" in window.pane.notice.text.text()  # said at once, not only when somebody comes upon it
    window.pane.notice.dismiss()
    window.show_article("a0")
    assert "a0" in window.pane.notice.text.text() and window.bridge.document.id == "a1"
    damaged.press("1")
    folder = window.bridge.session.project.folder
    live = sorted(path.name for path in (folder / "journal" / "an1").glob("*.jsonl"))
    window.close()
    assert [path.name for path in (folder / "journal" / "an1").glob("*.jsonl")] == live[:1]


def test_find_in_all_articles_goes_on_and_names_what_it_passed_over(damaged: Typist) -> None:
    window = damaged.window
    window.pane.notice.dismiss()
    window.actions_by_id["find_corpus"].trigger()
    panel = part(window, ConcordancePanel)
    panel.field.setText("Bắc Ninh")
    panel.look()
    assert panel.list.topLevelItemCount() == 2
    assert "1" in window.pane.notice.text.text() and "a0" in window.pane.notice.text.text()


def test_a_change_over_the_corpus_goes_on_and_names_what_it_passed_over(damaged: Typist) -> None:
    window = damaged.window
    said = QSignalSpy(window.bridge.failed)
    damaged.press("Tab")
    assert window.bridge.document is not None
    (name,) = window.bridge.document
    window.view.set_active(name.id)
    damaged.press("Ctrl+Shift+D")
    assert said.count() == 1
    assert said.at(0)[0].key == "session.passed_over"


def test_export_leaves_out_what_cannot_be_read_after_a_yes(damaged: Typist, tmp_path: Path) -> None:
    window, out = damaged.window, tmp_path / "ra.jsonl"
    transfer = part(window, Transfer)
    transfer.write_out(out, ExportOptions("jsonl"))
    assert not out.exists() and "a0" in window.pane.notice.text.text()
    window.pane.notice.button.click()
    assert [json.loads(line)["id"] for line in out.read_text(encoding="utf-8").splitlines()] == ["a1", "a2"]
    assert "a0" in window.pane.notice.text.text() and window.pane.notice.isVisible()


def test_the_program_ends_though_closing_fails(
    annotator: Typist, program: Program, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = annotator.window.bridge.session.project.folder
    annotator.press("Return")
    (folder / "audit").write_text("a file in its place", encoding="utf-8")
    closed = QSignalSpy(annotator.window.closed)
    said = answer_dialog(QMessageBox, lambda box: QTest.keyClick(box, Qt.Key.Key_Return))
    annotator.window.close()
    assert len(said) == 1  # before the window goes
    assert closed.count() == 1 and program.window is None and "nhật ký" in capsys.readouterr().err
    assert Session(Project.open(Disk(), folder)).read_only is None


def test_export_never_writes_over_the_project(annotator: Typist) -> None:
    folder = annotator.window.bridge.session.project.folder
    file = folder / "project.json"
    before = file.read_bytes()
    part(annotator.window, Transfer).write_out(file, ExportOptions("jsonl"))
    assert file.read_bytes() == before
    assert "project.json" in annotator.window.pane.notice.text.text()


def test_damaged_suggestions_are_named_when_the_project_is_opened(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    folder = make_project(tmp_path / "p")
    (pack,) = (folder / "pre").glob("*/000001-*.jsonl")
    pack.write_bytes(b"\xff" + pack.read_bytes())
    window = program.open(folder)
    settle(window, qtbot)
    assert "pre/" in window.pane.notice.text.text()
    annotator = Typist(window, qtbot)
    window.view.set_selection(TEXT.index("TP.HCM"), TEXT.index("TP.HCM") + 6)
    annotator.press("2")
    assert annotator.spans() == [("TP.HCM", "LOC", "confirmed")]


def test_assignments_that_cannot_be_read_are_named_when_the_project_is_opened_and_later(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    folder = make_project(tmp_path / "p")
    (folder / "assignments.json").write_text("<<<<<<< HEAD\n")
    window = program.open(folder)
    settle(window, qtbot)
    assert "assignments.json" in window.pane.notice.text.text()
    assert len(window.order.summaries) == len(window.bridge.session.project.ids)
    said = QSignalSpy(window.bridge.failed)
    (folder / "assignments.json").write_text('{"format": "nhan/assignments", "version": 2}')
    window.order.look_again()
    settle(window, qtbot)
    assert said.count() == 1
    window.order.look_again()
    settle(window, qtbot)
    assert said.count() == 1
