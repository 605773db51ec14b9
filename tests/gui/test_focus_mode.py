"""The article alone: one key puts everything else away, Escape brings it back."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.gui.app import Program
from tests.gui.conftest import Typist, settle


def around(annotator: Typist) -> list[bool]:
    window = annotator.window
    parts = [window.menuBar(), window.pane.head, window.pane.labels, window.pane.hints, window.status]
    return [part.isVisible() for part in (*parts, *window.docks.by_name.values())]


def test_a_key_leaves_the_article_alone_and_escape_brings_all_back(annotator: Typist) -> None:
    window = annotator.window
    before = around(annotator)
    annotator.press("F11")
    QApplication.processEvents()
    assert not any(around(annotator))
    assert window.view.width() == window.width()
    assert window.actions_by_id["focus"].isChecked()
    assert annotator.active() == "tỉnh Bắc Ninh"
    annotator.press("Escape")
    assert around(annotator) == before
    assert not window.actions_by_id["focus"].isChecked()
    assert annotator.active() == "tỉnh Bắc Ninh"  # Escape was for the mode


def test_the_keys_work_and_what_they_do_is_said_in_the_text(annotator: Typist) -> None:
    annotator.press("F11", "Return", "Ctrl+D")
    QApplication.processEvents()
    assert annotator.spans()[0][2] == "confirmed"
    assert not annotator.window.view.receipt.box.isEmpty()


def test_escape_lets_a_selection_go_first(annotator: Typist) -> None:
    view = annotator.window.view
    annotator.press("F11")
    view.set_selection(0, 8)
    annotator.press("Escape")
    assert view.selection is None
    assert annotator.window.focus_mode.on
    annotator.press("Escape")
    assert not annotator.window.focus_mode.on


def test_another_text_size_brings_nothing_back(annotator: Typist) -> None:
    annotator.press("F11", "Ctrl+Plus")
    assert not any(around(annotator))


def test_the_next_window_has_its_panels(annotator: Typist, program: Program, qtbot: QtBot) -> None:
    shown = {name for name, dock in annotator.window.docks.by_name.items() if not dock.isHidden()}
    annotator.press("F11")
    folder = annotator.window.bridge.session.project.folder
    annotator.window.close()
    again = program.open(folder)
    settle(again, qtbot)
    assert {name for name, dock in again.docks.by_name.items() if not dock.isHidden()} == shown
    assert again.menuBar().isVisible()
