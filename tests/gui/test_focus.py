"""Every way to an article ends in its text; deciding keys work from the panes; the one with the keyboard shows it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from nhan.core.model import ArticleStatus
from nhan.gui.concordance.panel import ConcordancePanel
from nhan.gui.help.palette import CommandPalette
from nhan.gui.note.panel import NotePanel
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.span_list.panel import SpanPanel
from nhan.gui.widgets.focus_mark import FocusMark
from tests.core.building import TEXT
from tests.gui.conftest import Typist, part

KEY = Qt.Key


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_key(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the keyboard is, as a person would."""
    QTest.keyClick(focus(), key, held)


def by_click_in_the_queue(annotator: Typist) -> None:
    rows = part(annotator.window, QueuePanel).list
    rows.setFocus()
    place = rows.visualRect(rows.model().index(1, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def by_enter_in_the_queue(annotator: Typist) -> None:
    part(annotator.window, QueuePanel).list.setFocus()
    type_key(KEY.Key_Down)
    type_key(KEY.Key_Return)


def by_the_next_key_in_a_field(annotator: Typist) -> None:
    part(annotator.window, QueuePanel).filter.text.setFocus()
    type_key(KEY.Key_PageDown, Qt.KeyboardModifier.ControlModifier)


def by_the_concordance(annotator: Typist) -> None:
    annotator.press("Ctrl+Shift+F")
    panel = part(annotator.window, ConcordancePanel)
    panel.field.setText("TP.HCM")
    type_key(KEY.Key_Return)
    panel.list.setFocus()
    second = panel.list.topLevelItem(1)
    assert second is not None
    panel.list.setCurrentItem(second)
    type_key(KEY.Key_Space)


def by_the_palette(annotator: Typist) -> None:
    def choose() -> None:
        palette = QApplication.activeModalWidget()
        assert isinstance(palette, CommandPalette)
        palette.field.setText("bài sau")
        QTest.keyClick(palette.field, KEY.Key_Return)

    QTimer.singleShot(0, choose)
    annotator.press("Ctrl+P")


def by_being_done(annotator: Typist) -> None:
    part(annotator.window, QueuePanel).list.setFocus()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    type_key(KEY.Key_Return, held)


@pytest.mark.parametrize(
    "way",
    [
        by_click_in_the_queue,
        by_enter_in_the_queue,
        by_the_next_key_in_a_field,
        by_the_concordance,
        by_the_palette,
        by_being_done,
    ],
)
def test_every_way_to_an_article_ends_in_its_text(annotator: Typist, way: Callable[[Typist], None]) -> None:
    window = annotator.window
    window.docks.show("queue")  # which a window on a small screen leaves out at first
    way(annotator)
    assert window.bridge.document is not None and window.bridge.document.id == "a1"
    assert window.focusWidget() is window.view
    window.activateWindow()  # as a window manager does once a dialog has gone
    annotator.qtbot.waitUntil(window.view.hasFocus)
    type_key(KEY.Key_1)
    assert "confirmed" in [status for *_, status in annotator.spans()]


def test_undo_and_deciding_keys_work_in_the_queue_s_list(annotator: Typist) -> None:
    annotator.press("Return")
    annotator.window.docks.show("queue")
    part(annotator.window, QueuePanel).list.setFocus()
    type_key(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert annotator.spans()[0][2] == "suggested" and annotator.active() == "tỉnh Bắc Ninh"
    type_key(KEY.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert annotator.spans()[0][2] == "confirmed"
    type_key(KEY.Key_F4)
    assert annotator.window.status.currentMessage()  # no runner-up: it was heard
    before = annotator.spans()
    for key in (KEY.Key_2, KEY.Key_Delete):  # a title is looked for; nothing is deleted
        type_key(key)
    assert annotator.spans() == before


def test_the_span_list_leads_the_ring_and_decides(annotator: Typist) -> None:
    rows = part(annotator.window, SpanPanel).list
    rows.setFocus()
    type_key(KEY.Key_Down)
    assert annotator.active() == "ông Nguyễn Văn A" and rows.hasFocus()
    type_key(KEY.Key_2)
    assert ("ông Nguyễn Văn A", "LOC", "confirmed") in annotator.spans() and annotator.active() == "Hoà Bình"
    type_key(KEY.Key_Delete)
    assert ("Hoà Bình", "LOC", "rejected") in annotator.spans() and rows.hasFocus()
    type_key(KEY.Key_Return)
    assert annotator.window.view.hasFocus()


def test_a_text_field_keeps_every_key_that_decides(annotator: Typist) -> None:
    before, control = annotator.spans(), Qt.KeyboardModifier.ControlModifier
    window = annotator.window
    window.docks.show("queue")
    annotator.press("Ctrl+F")
    fields = (part(window, QueuePanel).filter.text, part(window, NotePanel).field, window.pane.find_bar.field)
    for field in fields:
        field.setFocus()
        for key in (KEY.Key_D, KEY.Key_L, KEY.Key_J, KEY.Key_1, KEY.Key_Delete, KEY.Key_Z, KEY.Key_Return):
            type_key(key, control)
        for key in (KEY.Key_1, KEY.Key_Delete, KEY.Key_Return, KEY.Key_F4, KEY.Key_F8):
            type_key(key)
        assert field.hasFocus()
    assert annotator.spans() == before
    document = window.bridge.document
    assert document is not None and document.id == "a0" and document.state.status is not ArticleStatus.DONE


@pytest.mark.qt_log_ignore("This plugin does not support")  # the screen of the tests
def test_a_dock_that_floats_keeps_what_is_typed_into_it(annotator: Typist) -> None:
    before = annotator.spans()
    annotator.press("Ctrl+Shift+F")
    panel = part(annotator.window, ConcordancePanel)
    dock = annotator.window.docks.by_name["concordance"]
    dock.setFloating(True)
    dock.activateWindow()
    panel.field.setFocus()
    annotator.qtbot.waitUntil(panel.field.hasFocus)
    for key in (KEY.Key_Return, KEY.Key_F4, KEY.Key_1):
        type_key(key)
    type_key(KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert annotator.spans() == before
    assert annotator.window.status.currentMessage() == ""


def test_a_box_keeps_plain_keys_and_chords_decide(annotator: Typist) -> None:
    before, box = annotator.spans(), part(annotator.window, SpanPanel).state
    box.setFocus()
    for key in (KEY.Key_Return, KEY.Key_1, KEY.Key_Delete):
        type_key(key)
    assert annotator.spans() == before and box.hasFocus()
    type_key(KEY.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert annotator.spans()[0] == ("tỉnh Bắc Ninh", "PER", "confirmed")


def test_a_choice_by_the_mouse_leaves_the_keyboard_where_it_is(annotator: Typist) -> None:
    for box in annotator.window.docks.by_name["spans"].findChildren(QComboBox):
        assert not box.focusPolicy() & Qt.FocusPolicy.ClickFocus


def test_the_pane_with_the_keyboard_shows_it(annotator: Typist) -> None:
    mark, panes = part(annotator.window, FocusMark), (annotator.window.pane, part(annotator.window, QueuePanel))

    def marked() -> list[bool]:
        return [mark.isVisible() and mark.pane is pane for pane in panes]

    annotator.window.docks.show("queue")
    assert marked() == [True, False]
    part(annotator.window, QueuePanel).filter.text.setFocus()
    assert marked() == [False, True]
    colour = mark.grab().toImage().pixelColor(5, 1)
    assert colour == mark.palette().link().color()
    type_key(KEY.Key_Escape)
    assert mark.pane is annotator.window.pane
    assert annotator.window.view.text == TEXT
