"""The view as screen readers see it."""

import gc

import pytest
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nhan.gui.article_view import ArticleView
from tests.gui.article_view.scenes import TEXT, document, span, view_of

NAME = span(TEXT, "Tô Lâm", "PER", name="one")
AFTER_EMOJI = TEXT.index("NFD")


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = view_of(document(TEXT, [NAME, span(TEXT, "Hà Nội", "LOC", confirmed=True, name="two")]))
    qtbot.addWidget(made)
    return made


def test_the_text_can_be_read(view: ArticleView) -> None:
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.role() is QAccessible.Role.Document
    text = interface.textInterface()
    size = len(TEXT.encode("utf-16-le")) // 2
    assert text.characterCount() == size > len(TEXT)
    assert text.text(0, size) == TEXT
    position = len(TEXT[:AFTER_EMOJI].encode("utf-16-le")) // 2
    assert text.text(position, position + 3) == "NFD"


def test_caret_and_selection_go_both_ways(view: ArticleView) -> None:
    text = QAccessible.queryAccessibleInterface(view).textInterface()
    view.set_caret(AFTER_EMOJI)
    assert text.cursorPosition() == AFTER_EMOJI + 3  # three characters beyond the BMP stand before it
    text.setCursorPosition(4)
    assert view.caret == 4
    assert text.selectionCount() == 0
    text.addSelection(0, 4)
    assert view.selection == (0, 4)
    assert text.selectionCount() == 1
    text.removeSelection(0)
    assert view.selection is None


def test_places_on_the_screen(view: ArticleView) -> None:
    text = QAccessible.queryAccessibleInterface(view).textInterface()
    for offset in (0, 5, NAME.start):
        rect = text.characterRect(offset)
        assert rect.width() > 1
        assert text.offsetAtPoint(rect.center()) == offset


def test_what_becomes_active_is_said(view: ArticleView, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def listen(event: QAccessibleEvent) -> None:
        if event.type() is QAccessible.Event.Announcement:
            said.append(event.message())  # type: ignore[attr-defined]

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)  # no screen reader runs here
    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    view.set_active("one")
    view.set_active("two")
    view.set_active(None)
    assert said == ["PER, suggestion: Tô Lâm", "LOC, confirmed: Hà Nội"]
    assert QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name)


def test_views_come_and_go(qapp: QApplication) -> None:
    for way in range(6):
        view = view_of(document(TEXT, [NAME]))
        QAccessible.queryAccessibleInterface(view).textInterface().text(0, 5)
        if way % 3 == 0:
            view.deleteLater()
        elif way % 3 == 1:
            view.setParent(QWidget())
        del view
        gc.collect()
        qapp.processEvents()
