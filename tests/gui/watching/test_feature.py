"""What other programs write into the folder of an open window."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.importing import ImportOptions, import_files
from nhan.core.model import SpanStatus
from nhan.core.operations import accept, set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.watching.feature import EVERY
from tests.core.building import LABELS
from tests.core.damaged import done
from tests.gui.conftest import SUGGESTED, Typist, make_project, part, settle

WAIT = 20 * EVERY  # ms: a bound for a machine with much else to do, not a wait


def test_articles_that_another_program_imports_appear_in_the_queue(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    window = program.open(make_project(tmp_path / "p"))
    settle(window, qtbot)
    rows = part(window, QueuePanel).model.rowCount()
    (tmp_path / "mới.txt").write_text("Mưa ở Huế.", encoding="utf-8")
    import_files(Project.open(Disk(), tmp_path / "p"), [tmp_path / "mới.txt"], ImportOptions())
    qtbot.waitUntil(lambda: part(window, QueuePanel).model.rowCount() == rows + 1, timeout=WAIT)
    assert "1" in window.status.currentMessage()


def test_what_another_program_of_the_same_name_does_comes_into_the_open_article(
    qtbot: QtBot, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no lock in common with this one: its state is kept elsewhere."""
    window = program.open(make_project(tmp_path / "p"))
    settle(window, qtbot)
    document = window.bridge.document
    assert document is not None
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    other = Session(Project.open(Disk(), tmp_path / "p"), window.bridge.session.annotator)
    assert other.read_only is None
    done(other, accept(other.document(document.id), LABELS, SUGGESTED[1].id))
    qtbot.waitUntil(lambda: document.count(status=SpanStatus.CONFIRMED) == 1, timeout=WAIT)
    Typist(window, qtbot).press("Return")
    assert document.count(status=SpanStatus.CONFIRMED) == 2
    done(other, set_note(other.document(document.id), "từ máy kia"))
    assert other.close() is None
    window.close()
    found = Session(Project.open(Disk(), tmp_path / "p"), other.annotator).document(document.id)
    assert found.count(status=SpanStatus.CONFIRMED) == 2 and found.state.note == "từ máy kia"


def test_an_article_that_is_not_open_is_marked_once_its_record_comes(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    """As by git pull: the record is just there."""
    folder = make_project(tmp_path / "p")
    window = program.open(folder)
    settle(window, qtbot)
    shown, session = window.bridge.document, window.bridge.session
    assert shown is not None
    closed = next(name for name in session.project.ids if name != shown.id)
    shutil.copytree(folder, tmp_path / "elsewhere")
    other = Session(Project.open(Disk(), tmp_path / "elsewhere"), session.annotator)
    done(other, set_note(other.document(closed), "đã xem"))
    assert other.close() is None
    record = session.project.record_path(closed, session.annotator)
    record.parent.mkdir(parents=True)
    shutil.copyfile(other.project.record_path(closed, session.annotator), record)
    place = window.order.place(closed)
    qtbot.waitUntil(lambda: window.order.summaries[place].note == "đã xem", timeout=WAIT)
