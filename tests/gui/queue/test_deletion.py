"""Articles deleted in the window: several at once, with the count first, and Ctrl+Z brings them back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.queue.panel import QueuePanel
from tests.gui.conftest import Later, Typist, make_project, part, settle


def answer(key: Qt.Key) -> list[str]:
    """Once the question is up, answer it by a key; what it asks is in the list."""
    asked: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox) or QApplication.activeWindow() is not box:
            QTimer.singleShot(5, press)
            return
        asked.append(f"{box.text()}\n{box.informativeText()}")
        agreed = next(each for each in box.buttons() if box.buttonRole(each) is QMessageBox.ButtonRole.AcceptRole)
        QTest.keyClick(agreed if key is not Qt.Key.Key_Escape else box, key)

    QTimer.singleShot(0, press)
    return asked


def delete(typist: Typist, key: Qt.Key = Qt.Key.Key_Return) -> str:
    """Delete what is selected, and answer the question, which is returned."""
    asked = answer(key)
    typist.window.actions_by_id["delete_articles"].trigger()
    typist.qtbot.waitUntil(lambda: bool(asked))
    typist.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    return asked[0]


def listed(typist: Typist) -> list[str]:
    return [summary.id for summary in typist.window.order.summaries]


def shown(typist: Typist) -> str | None:
    document = typist.window.bridge.document
    return document.id if document is not None else None


def ids_on_disk(typist: Typist) -> list[str]:
    return list(Project.open(Disk(), typist.window.bridge.session.project.folder).ids)


def test_the_shown_article_is_deleted_after_a_yes_and_comes_back(annotator: Typist) -> None:
    annotator.press("Return", "Return")
    annotator.window.actions_by_id["next_article"].trigger()
    annotator.window.actions_by_id["previous_article"].trigger()
    assert shown(annotator) == "a0"
    asked = delete(annotator, Qt.Key.Key_Escape)
    assert "Bài số 0" in asked and "an1" in asked and "4" in asked
    assert listed(annotator) == ["a0", "a1", "a2"] and shown(annotator) == "a0"
    delete(annotator)
    assert listed(annotator) == ids_on_disk(annotator) == ["a1", "a2"] and shown(annotator) == "a1"
    assert annotator.window.pane.place.text() == "1 / 2"
    assert annotator.window.focusWidget() is annotator.window.view  # where undo is
    settle(annotator.window, annotator.qtbot)
    annotator.press("Ctrl+Z")
    assert listed(annotator) == ids_on_disk(annotator) == ["a0", "a1", "a2"] and shown(annotator) == "a0"
    assert [status for _, _, status in annotator.spans()].count("confirmed") == 2
    annotator.press("Ctrl+Y")
    assert listed(annotator) == ids_on_disk(annotator) == ["a1", "a2"] and shown(annotator) == "a1"


@pytest.mark.qt_log_ignore("This plugin does not support")  # a menu without a screen
def test_several_are_selected_by_keys_and_deleted_by_the_menu(annotator: Typist) -> None:
    panel = part(annotator.window, QueuePanel)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert panel.selected == ["a0", "a1"] and shown(annotator) == "a0"
    panel.list.customContextMenuRequested.emit(panel.list.rect().center())
    menu = next(each for each in panel.findChildren(QMenu) if each.isVisible())
    asked = answer(Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    annotator.qtbot.waitUntil(lambda: bool(asked) and shown(annotator) == "a2")
    assert annotator.window.focusWidget() is annotator.window.view  # the list had the keyboard before
    assert "Bài số 0" in asked[0] and "Bài số 1" in asked[0] and "Bài số 2" not in asked[0]
    assert listed(annotator) == ids_on_disk(annotator) == ["a2"] and shown(annotator) == "a2"


def test_a_click_with_ctrl_selects_one_more_and_opens_nothing(annotator: Typist) -> None:
    panel = part(annotator.window, QueuePanel)
    place = panel.list.visualRect(panel.model.index(2)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert panel.selected == ["a0", "a2"] and shown(annotator) == "a0"
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.selected == ["a2"] and shown(annotator) == "a2"


@pytest.mark.parametrize("restarted", [False, True])
def test_all_are_deleted_and_come_back(program: Program, qtbot: QtBot, tmp_path: Path, restarted: bool) -> None:
    window = program.open(make_project(tmp_path / "p"))
    settle(window, qtbot)
    panel = part(window, QueuePanel)
    panel.list.selectAll()
    delete(Typist(window, qtbot))
    qtbot.waitUntil(lambda: program.window is not window)
    assert program.window is not None and program.window.bridge.document is None
    assert program.window.order.summaries == []
    if restarted:
        program.open(tmp_path / "p")
    window = program.window
    window.view.setFocus()
    window.actions_by_id["undo"].trigger()
    assert "xóa bài" in window.status.currentMessage() and window.bridge.document is None  # named first
    window.actions_by_id["undo"].trigger()
    typist = Typist(window, qtbot)
    assert listed(typist) == ["a0", "a1", "a2"] and shown(typist) == "a0"


def test_the_last_article_is_not_opened_again_once_it_is_deleted(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    window = program.open(make_project(tmp_path / "p"))
    settle(window, qtbot)
    window.show_article("a1")
    window._remember_article()  # as after a while on it
    delete(Typist(window, qtbot))
    again = program.open(tmp_path / "p")
    assert again.bridge.document is not None and again.bridge.document.id != "a1"


@pytest.mark.parametrize("when", ["counting", "counted"])
def test_nobody_is_asked_while_the_window_closes(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    asked = list[str]()
    monkeypatch.setattr("nhan.gui.queue.deletion.confirm", lambda question, *_: asked.append(question))
    program._executor = later = Later()
    window = program.open(make_project(tmp_path / "p"))
    later.held = when == "counting"
    window.actions_by_id["delete_articles"].trigger()
    window.events.closing.connect(later.let_go)  # they are counted while the window closes
    window.close()
    QApplication.processEvents()
    assert asked == []
