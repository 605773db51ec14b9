"""Becoming an adjudicator: asked first, told apart from having nothing to do, and nothing of it for anybody else."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.gui.adjudication.panel import VersionsPanel
from nhan.gui.app import Program
from tests.gui.adjudication.people import CURATOR, LAN, MINH, at_work, done_by, heard, huế, shown, stops_of
from tests.gui.conftest import Later, Typist, answer_dialog


def role(folder: Path) -> Role | None:
    return next((each.role for each in Project.open(Disk(), folder).annotators if each.id == CURATOR.id), None)


def answer(yes: bool) -> list[QDialog]:
    def choose(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        wanted = QMessageBox.ButtonRole.AcceptRole if yes else QMessageBox.ButtonRole.RejectRole
        button = next(each for each in box.buttons() if box.buttonRole(each) is wanted)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    return answer_dialog(QMessageBox, choose)


@pytest.fixture
def annotator(program: Program, qtbot: QtBot, tmp_path: Path) -> Typist:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")}, 2)
    return at_work(program, folder, qtbot, Role.ANNOTATOR)


def test_nobody_becomes_an_adjudicator_without_a_yes(annotator: Typist, tmp_path: Path) -> None:
    seen = answer(yes=False)
    annotator.window.actions_by_id["adjudicate"].trigger()
    annotator.qtbot.waitUntil(lambda: len(seen) == 1)
    assert role(tmp_path / "p") is Role.ANNOTATOR and stops_of(annotator).stop is None
    assert not annotator.window.findChildren(VersionsPanel)
    seen = answer(yes=True)
    annotator.window.actions_by_id["adjudicate"].trigger()
    annotator.qtbot.waitUntil(lambda: stops_of(annotator).stop is not None)
    assert role(tmp_path / "p") is Role.ADJUDICATOR and annotator.window.findChildren(VersionsPanel)


def test_a_project_that_cannot_be_written_is_said(
    annotator: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Project, "welcome", full)
    seen = answer(yes=True)
    annotator.window.actions_by_id["adjudicate"].trigger()
    annotator.qtbot.waitUntil(lambda: len(seen) == 1 and annotator.window.pane.notice.isVisible())
    assert "ổ đĩa hết chỗ" in annotator.window.pane.notice.text.text() and stops_of(annotator).stop is None


def test_nothing_is_asked_where_nothing_can_be_compared(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    curator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC")}), qtbot, Role.ANNOTATOR)
    words = heard(curator.window)
    curator.window.actions_by_id["adjudicate"].trigger()
    assert words == ["window.not_adjudicating"] and role(tmp_path / "p") is Role.ANNOTATOR


def test_that_all_is_decided_is_said_as_such(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    curator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC", 2), MINH: huế("ORG", 2)}), qtbot)
    curator.press("Return")
    words = heard(curator.window)
    curator.window.actions_by_id["adjudicate"].trigger()
    assert words == ["window.adjudicated"]


def test_peoples_work_is_read_beside_the_window(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")}, 2)
    program._executor = later = Later()
    later.held = True
    curator = at_work(program, folder, qtbot)
    assert stops_of(curator).stop is None
    later.let_go()
    assert stops_of(curator).stop is not None
    curator.press("Return", "Return")
    later.held = True
    curator.press("Return")
    assert shown(curator).id == "a0" and stops_of(curator).stop is None
    later.let_go()
    assert shown(curator).id == "a1" and stops_of(curator).stop is not None
