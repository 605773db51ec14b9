"""Labels in the window: the dialog says who has what, real keys change it, and Ctrl+Z takes it back after a restart."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nhan.core.model import Change
from nhan.core.operations import accept
from nhan.core.people.person import Person, write_person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.identity import Identity
from nhan.gui.jobs import Direct
from nhan.gui.labels.dialog import LabelsDialog
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, Settings
from nhan.gui.startup import make_application
from tests.core.building import LABELS
from tests.gui.conftest import SUGGESTED, Gate, Typist, make_project, quiet, settle


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program as Lan has it."""
    write_person(Disk(), Person(id="lan-7k2q", name="Lan"))
    settings = Settings(tmp_path / "settings.ini")
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    made = Program(make_application(), settings, executor=Direct(), identity=Identity.of_user())
    yield made
    if made.window is not None:
        made.window.close()
    made.language.remove()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A project in which Minh has accepted the first suggestion of the first article."""
    folder = make_project(tmp_path / "p")
    session = Session(Project.open(Disk(), folder), "minh-p3ra", name="Minh")
    assert isinstance(session.commit(accept(session.document("a0"), LABELS, SUGGESTED[0].id)), Change)
    session.close()
    return folder


def typist_of(program: Program, qtbot: QtBot) -> Typist:
    assert program.window is not None
    settle(program.window, qtbot)
    return Typist(program.window, qtbot)


def in_dialog(act: Callable[[LabelsDialog], object]) -> list[str]:
    """Once the dialog is up, act on it; what it said then is in the list."""
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, LabelsDialog) or QApplication.activeWindow() is not dialog:
            QTimer.singleShot(5, look)
            return
        try:
            act(dialog)
            said.append(dialog.words.text())
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
    return said


def press(dialog: LabelsDialog, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dialog.focusWidget() or dialog, key)


def changed(program: Program, qtbot: QtBot, act: Callable[[LabelsDialog], object]) -> list[str]:
    """Change a label by the dialog, and wait for the window that takes the place of this one."""
    before = program.window
    assert before is not None
    said = in_dialog(act)
    before.actions_by_id["labels"].trigger()
    qtbot.waitUntil(lambda: program.window is not before)
    return said


def names(program: Program) -> list[str]:
    """As the chips show them."""
    assert program.window is not None
    return [chip.label.name for chip in program.window.pane.labels.chips]


def rename(dialog: LabelsDialog) -> None:
    dialog.name.setFocus()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "NGUOI")
    press(dialog, Qt.Key.Key_Return)


def back(program: Program, qtbot: QtBot, key: str = "Ctrl+Z") -> None:
    """The first press names what changes for everybody: the window is another than the one it was done in."""
    before = program.window
    typist = typist_of(program, qtbot)
    typist.press(key)
    assert "mọi người" in typist.window.status.currentMessage()
    typist.press(key)
    qtbot.waitUntil(lambda: program.window is not before)


def test_a_label_is_renamed_by_keys_and_taken_back_after_a_restart(
    program: Program, qtbot: QtBot, shared: Path
) -> None:
    program.open(shared, "")
    typist = typist_of(program, qtbot)
    typist.press("Return")
    changed(program, qtbot, rename)
    assert names(program) == ["NGUOI", "LOC", "ORG", "MISC"]
    typist = typist_of(program, qtbot)
    assert [label for _, label, _ in typist.spans()] == ["NGUOI", "NGUOI", "LOC", "MISC"]
    assert "NGUOI, LOC, ORG, MISC" in typist.window.status.currentMessage()
    typist.press("2")
    program.open(shared)  # a restart
    typist = typist_of(program, qtbot)
    typist.press("Ctrl+Z")
    if [label for _, label, _ in typist.spans()].count("NGUOI") < 2:
        typist.press("Ctrl+Z")  # the first press has brought the place into view
    assert [label for _, label, _ in typist.spans()].count("NGUOI") == 2
    back(program, qtbot)
    assert names(program) == ["PER", "LOC", "ORG", "MISC"]
    back(program, qtbot, "Ctrl+Y")
    assert names(program) == ["NGUOI", "LOC", "ORG", "MISC"]
    back(program, qtbot)
    typist = typist_of(program, qtbot)
    assert typist.spans()[0][1:] == ("PER", "confirmed")
    typist.press("Ctrl+Z")
    assert typist.spans()[0][1:] == ("PER", "suggested")


def test_deleting_says_who_has_spans_and_rejects_ones_own(program: Program, qtbot: QtBot, shared: Path) -> None:
    window = program.open(shared)
    typist = typist_of(program, qtbot)
    typist.press("Return")

    def delete(dialog: LabelsDialog) -> None:
        dialog.list.setFocus()
        assert dialog.label == "PER" and not dialog.go.isEnabled()  # the old name is no new one
        press(dialog, Qt.Key.Key_Down, Qt.Key.Key_Up)
        QTest.keyClick(dialog.delete, Qt.Key.Key_Space)
        assert dialog.go.isEnabled()
        words = dialog.words.text()
        assert "Minh" in words and "Lan" in words and "4" in words, words
        press(dialog, Qt.Key.Key_Return)

    changed(program, qtbot, delete)
    assert names(program) == ["LOC", "ORG", "MISC"]
    typist = typist_of(program, qtbot)
    assert [(label, status) for _, label, status in typist.spans()] == [
        ("PER", "rejected"),
        ("PER", "rejected"),
        ("LOC", "suggested"),
        ("MISC", "suggested"),
    ]
    minh = Session(Project.open(Disk(), shared), "minh-p3ra")
    assert [each.label for each in minh.document("a0").unrejected()] == ["PER", "PER", "LOC", "MISC"]
    minh.close()
    back(program, qtbot)
    typist = typist_of(program, qtbot)
    assert names(program) == ["PER", "LOC", "ORG", "MISC"]
    assert [status for _, _, status in typist.spans()] == ["confirmed", "suggested", "suggested", "suggested"]
    assert window is not program.window


def test_merging_into_another_label(program: Program, qtbot: QtBot, shared: Path) -> None:
    program.open(shared)
    typist_of(program, qtbot)

    def merge(dialog: LabelsDialog) -> None:
        QTest.keyClick(dialog.merge, Qt.Key.Key_Space)
        dialog.into.setFocus()
        press(dialog, Qt.Key.Key_Down)
        assert dialog.other == "ORG"
        press(dialog, Qt.Key.Key_Return)

    changed(program, qtbot, merge)
    assert names(program) == ["LOC", "ORG", "MISC"]
    assert [label for _, label, _ in typist_of(program, qtbot).spans()] == ["ORG", "ORG", "LOC", "MISC"]
    back(program, qtbot)
    assert [label for _, label, _ in typist_of(program, qtbot).spans()] == ["PER", "PER", "LOC", "MISC"]


def test_a_name_that_cannot_be_is_said_and_refused(program: Program, qtbot: QtBot, shared: Path) -> None:
    window = program.open(shared)
    typist_of(program, qtbot)

    def write(dialog: LabelsDialog) -> None:
        dialog.name.selectAll()
        QTest.keyClicks(dialog.name, "LOC")
        assert not dialog.go.isEnabled()

    said = in_dialog(write)
    window.actions_by_id["labels"].trigger()
    assert "LOC" in said[0] and "gộp" in said[0] and program.window is window


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu without a screen
def test_a_right_click_on_a_chip_leads_to_its_label(program: Program, qtbot: QtBot, shared: Path) -> None:
    window = program.open(shared)
    typist_of(program, qtbot)
    chip = window.pane.labels.chips[2]
    chip.customContextMenuRequested.emit(chip.rect().center())
    (menu,) = window.pane.labels.findChildren(QMenu)
    chosen: list[str] = []
    in_dialog(lambda dialog: chosen.append(dialog.label))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chosen == ["ORG"])


def test_nothing_is_done_before_all_is_counted(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    quiet(annotator)
    gate.open.clear()

    def look(dialog: LabelsDialog) -> None:
        dialog.name.selectAll()
        QTest.keyClicks(dialog.name, "NGUOI")
        assert not dialog.go.isEnabled()
        gate.open.set()
        annotator.qtbot.waitUntil(dialog.go.isEnabled)

    in_dialog(look)
    annotator.window.actions_by_id["labels"].trigger()
    quiet(annotator)


def test_another_s_work_is_only_looked_at(program: Program, qtbot: QtBot, shared: Path) -> None:
    window = program.open(shared, "minh-p3ra")
    window.actions_by_id["labels"].trigger()
    window.actions_by_id["delete_articles"].trigger()
    assert QApplication.activeModalWidget() is None and "Minh" in window.status.currentMessage()
