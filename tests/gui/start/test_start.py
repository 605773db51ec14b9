"""The start page: what is shown while no project is open, and every way out of it."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar
from pytestqt.qtbot import QtBot

from nhan.core.model import Change
from nhan.core.operations import finish
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui import startup
from nhan.gui.app import Program
from nhan.gui.first_steps.feature import FirstSteps
from nhan.gui.questions.new_project import NewProjectDialog
from nhan.gui.settings import LAST_PROJECT, RECENT_PROJECTS
from nhan.gui.start.window import FOLDER, NAME, PROGRESS, StartWindow
from tests.gui.conftest import answer_dialog, make_project, part


def start_page(program: Program) -> StartWindow:
    """Once it has the keyboard."""
    assert program.start is not None and program.window is None
    QTest.qWaitForWindowExposed(program.start)
    return program.start


@pytest.fixture
def recent(tmp_path: Path, program: Program) -> list[Path]:
    """Three projects that were opened: one of which an article is done, one that is gone, one that is damaged."""
    done, gone, damaged = (
        make_project(tmp_path / "một", suggested=()),
        tmp_path / "mất",
        make_project(tmp_path / "hỏng"),
    )
    (damaged / "project.json").write_bytes(b"{")
    session = Session(Project.open(Disk(), done))
    assert isinstance(session.commit(finish(session.document("a0"))), Change)
    session.close()
    folders = [done, gone, damaged]
    program.settings.set(RECENT_PROJECTS, [str(each) for each in folders])
    return folders


def rows(page: StartWindow) -> list[list[str]]:
    found = (page.list.topLevelItem(row) for row in range(page.list.topLevelItemCount()))
    return [[item.text(column) for column in (NAME, PROGRESS, FOLDER)] for item in found]


def test_recent_projects_with_their_progress_and_what_is_wrong_with_them(program: Program, recent: list[Path]) -> None:
    page = program.show_start()
    (bar,) = page.list.findChildren(QProgressBar)
    assert (bar.value(), bar.maximum(), bar.text()) == (1, 3, "1 / 3")
    first, gone, damaged = rows(page)
    assert first == ["một", "", str(recent[0])]
    assert str(recent[1]) in gone[2] and gone[1] == "–"
    assert "project.json" in damaged[2]
    page.close()


def test_enter_goes_on_with_the_last_one(program: Program, recent: list[Path], qtbot: QtBot) -> None:
    page = program.show_start()
    start_page(program)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window.bridge.session.project.folder == recent[0]
    assert program.start is None


def test_one_that_cannot_be_opened_is_said_there_and_can_be_taken_out(
    program: Program, recent: list[Path], qtbot: QtBot
) -> None:
    page = program.show_start()
    start_page(program)
    page.list.setCurrentIndex(page.list.model().index(1, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(page.notice.isVisible)
    assert program.start is page and program.window is None
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert program.settings.get(RECENT_PROJECTS) == [str(recent[0]), str(recent[2])]
    assert len(rows(page)) == 2
    page.close()


def test_a_new_project_is_made_there(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    page = program.show_start()

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, NewProjectDialog)
        dialog._folder.setText(str(tmp_path / "mới"))
        dialog.accept()

    answer_dialog(NewProjectDialog, answer)
    page.buttons["new"].click()
    qtbot.waitUntil(lambda: program.window is not None)
    assert program.window.bridge.session.project.folder == tmp_path / "mới"


def test_a_project_is_closed_for_the_start_page(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    folder = make_project(tmp_path / "p")
    program.open(folder).actions_by_id["start_page"].trigger()
    qtbot.waitUntil(lambda: program.start is not None)
    assert program.window is None and program.start is not None
    assert rows(program.start)[0][2] == str(folder)
    program.start.close()


def test_closing_the_start_page_ends_the_program(program: Program) -> None:
    program.show_start()
    page = start_page(program)
    QTimer.singleShot(0, page.close)
    late = QTimer(singleShot=True, interval=5000)
    late.timeout.connect(lambda: program.application.exit(7))
    late.start()
    assert program.application.exec() == 0
    late.stop()
    assert program.start is None


def test_a_last_project_that_cannot_be_opened_leads_to_the_start_page(program: Program, tmp_path: Path) -> None:
    """Else a start without a terminal would end in nothing."""
    broken = make_project(tmp_path / "p")
    (broken / "project.json").write_bytes(b"{")
    for last in (str(broken), str(tmp_path / "gone"), "x" * 5000):
        program.settings.set(LAST_PROJECT, last)
        startup.open_first(program, [])
        assert program.window is None and program.start is not None
        assert program.start.notice.isVisible() and program.start.notice.text.text()
    program.start.close()
    with pytest.raises(Exception, match=r"project\.json"):
        startup.open_first(program, [broken])


def test_a_first_start_that_cannot_write_the_sample_says_so_on_the_start_page(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the program would run on without any window."""

    def refused(*_: object) -> Path:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("nhan.gui.app.sample_project", refused)
    startup.open_first(program, [])
    assert program.window is None and program.start is not None
    assert program.start.notice.isVisible() and program.start.notice.text.text()
    program.start.notice.dismiss()
    program.start.buttons["sample"].click()
    QApplication.processEvents()
    assert program.start.notice.isVisible()
    program.start.close()


def test_the_first_start_takes_the_first_steps_on_the_sample(program: Program) -> None:
    startup.open_first(program, [])
    assert program.window is not None and program.window.bridge.document is not None
    assert part(program.window, FirstSteps).card.isVisible()
    QApplication.processEvents()
