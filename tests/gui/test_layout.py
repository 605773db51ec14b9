"""Where things stand: the article in the middle at every size, panels that have something to say, nothing cut off."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from nhan.gui.app import Program
from nhan.gui.layout import ARTICLE
from nhan.gui.main_window import MainWindow
from nhan.gui.widgets.dock_title import DockTitle
from nhan.gui.widgets.elided_label import ElidedLabel
from tests.core.building import span
from tests.gui.conftest import Typist, make_project, settle

# The same screens at 100 %, 150 % and 200 %: what a window has of them in Qt's pixels.
SCREENS = [(1024, 700), (682, 466), (512, 350), (1440, 900), (960, 600), (2560, 1440), (1706, 960), (1280, 720)]


def resized(window: MainWindow, width: int, height: int) -> MainWindow:
    for _ in range(3):  # as dragging does it: what is least is less once a panel has given way
        window.resize(width, height)
        QApplication.processEvents()
    assert window.width() == width
    return window


def panels(window: MainWindow) -> set[str]:
    return {name for name, dock in window.docks.by_name.items() if not dock.isHidden()}


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_article_has_most_of_the_width(annotator: Typist, width: int, height: int) -> None:
    window = resized(annotator.window, 1600, 900)
    resized(window, width, height)
    assert window.pane.width() >= ARTICLE * width


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_nothing_is_cut_off(annotator: Typist, width: int, height: int) -> None:
    window = resized(annotator.window, width, height)
    for widget in window.findChildren(QWidget):
        words = isinstance(widget, QAbstractButton | QComboBox) or (
            isinstance(widget, QLabel) and not widget.wordWrap()
        )
        inside = isinstance(widget.parentWidget(), QComboBox)
        if widget.isVisible() and words and not inside:
            assert widget.width() >= widget.minimumSizeHint().width(), widget
            assert window.rect().contains(widget.mapTo(window, widget.rect().center())), widget
        if isinstance(widget, ElidedLabel) and widget.isVisible():
            assert widget.height() >= widget.fontMetrics().height()
    assert window.view.viewport().height() > 4 * window.view.fontMetrics().height()


def test_panels_use_the_room_of_a_wide_window_until_they_are_drawn_to_a_width(annotator: Typist) -> None:
    window = resized(annotator.window, 1280, 800)
    queue = window.docks.by_name["queue"]
    usual = queue.width()
    resized(window, 2560, 1440)
    wide = queue.width()
    assert wide > 1.4 * usual
    resized(window, 1280, 800)
    assert abs(queue.width() - usual) <= 1
    window.resizeDocks([queue], [usual + 40], Qt.Orientation.Horizontal)
    QApplication.processEvents()
    resized(window, 2560, 1440)
    assert abs(queue.width() - usual - 40) <= 1


def test_panels_give_way_and_come_back(annotator: Typist) -> None:
    window = resized(annotator.window, 1600, 900)
    assert {"queue", "spans"} <= panels(window)
    resized(window, 1024, 700)
    assert "queue" not in panels(window)
    assert "spans" in panels(window)
    resized(window, 520, 700)
    assert not panels(window)
    resized(window, 1600, 900)
    assert {"queue", "spans"} <= panels(window)


def test_what_only_gave_way_is_there_again_in_the_next_window(
    annotator: Typist, program: Program, qtbot: QtBot
) -> None:
    folder = annotator.window.bridge.session.project.folder
    resized(annotator.window, 1600, 900)
    resized(annotator.window, 1024, 700).close()
    window = program.open(folder)
    settle(window, qtbot)
    assert "queue" not in panels(window)
    assert "queue" in panels(resized(window, 1600, 900))


def test_a_panel_asked_for_is_shown_however_narrow_the_window(annotator: Typist) -> None:
    window = resized(annotator.window, 700, 700)
    window.actions_by_id["left_panels"].trigger()
    assert "queue" in panels(window)
    window.actions_by_id["left_panels"].trigger()
    assert "queue" not in panels(window)
    assert window.view.hasFocus()


def test_no_panel_is_empty(annotator: Typist) -> None:
    window = resized(annotator.window, 1600, 900)
    assert panels(window) == {"queue", "spans"}  # no note is written, nothing learned, no guideline there
    annotator.press("Shift+F2")
    assert "note" in panels(window)


def test_a_note_shows_itself(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    program_folder = make_project(tmp_path / "p")
    first = program.open(program_folder)
    settle(first, qtbot)
    Typist(first, qtbot).press("Shift+F2")
    field = QApplication.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "xem lai")
    resized(first, 1600, 900)
    first.show_article("a1")
    assert "note" in panels(first)
    first.docks.by_name["note"].hide()
    first.show_article("a0")
    assert "note" in panels(first)


def test_a_panel_that_was_closed_stays_away(annotator: Typist, program: Program, qtbot: QtBot) -> None:
    window = resized(annotator.window, 1600, 900)
    annotator.press("Shift+F2")
    title = window.docks.by_name["note"].titleBarWidget()
    assert isinstance(title, DockTitle)
    title.close_button.click()
    assert "note" not in panels(window)
    window.docks.offer("note")
    assert "note" not in panels(window)
    folder = window.bridge.session.project.folder
    window.close()
    again = resized(program.open(folder), 1600, 900)
    again.docks.offer("note")
    assert "note" not in panels(again)
    Typist(again, qtbot).press("Shift+F2")
    assert "note" in panels(again)


def test_opening_an_article_leaves_title_and_lead_in_view(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """What is to decide first stands in the lower half of the first screen: nothing scrolls."""
    text = "Tiêu đề của bài.\n" + "Một dòng không có gì.\n" * 9 + "Ở đây có Hoà Bình.\n" + "Thêm một dòng.\n" * 60
    folder = make_project(tmp_path / "p", 1, (span(text, "Hoà Bình", "LOC"),), text)
    window = resized(program.open(folder), 1024, 700)
    settle(window, qtbot)
    ring = window.view.span(window.view.active or "")
    assert ring is not None
    assert window.view.verticalScrollBar().value() == 0
    assert window.view.viewport().rect().contains(window.view.rect_of(ring.start))
    assert window.view.rect_of(ring.start).top() > window.view.viewport().height() * 0.45


def test_a_first_stop_below_the_screen_is_brought_into_it(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """A key never decides on what cannot be seen."""
    text = "Một dòng không có gì.\n" * 60 + "Ở đây có Hoà Bình.\n"
    folder = make_project(tmp_path / "p", 2, (span(text, "Hoà Bình", "LOC"),), text)
    window = resized(program.open(folder), 1024, 700)
    settle(window, qtbot)
    window.show_article("a1")
    ring = window.view.span(window.view.active or "")
    assert ring is not None
    assert window.view.viewport().rect().contains(window.view.rect_of(ring.start))


def test_a_flag_stands_beside_the_title_where_the_queue_has_no_room(annotator: Typist) -> None:
    window = resized(annotator.window, 800, 500)
    flag = next(
        each for each in window.pane.head.findChildren(QToolButton) if each.defaultAction().objectName() == "flag"
    )
    assert "queue" not in panels(window) and not flag.isVisible()
    annotator.press("F8")
    QApplication.processEvents()
    assert flag.isVisible() and not flag.icon().isNull()
    annotator.press("Ctrl+Shift+Return")  # the next article has none
    QApplication.processEvents()
    assert not flag.isVisible()


def test_a_title_stands_above_its_panel(annotator: Typist) -> None:
    """And not below it: the line of the panel that has the keyboard would cut the dots below its letters."""
    for dock in annotator.window.docks.by_name.values():
        if dock.isVisible():
            assert dock.titleBarWidget().geometry().bottom() < dock.widget().geometry().top()
