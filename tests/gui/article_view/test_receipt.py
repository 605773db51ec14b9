"""Receipts: what a key has done is said where it was done, and covers nothing that is read next."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.gui.article_view import Density, Look
from nhan.gui.article_view.receipt import Spot, box_for
from nhan.gui.article_view.view import ArticleView
from tests.gui.article_view.scenes import TEXT, document, span, view_of
from tests.gui.conftest import Typist

LONG = TEXT * 6
WORDS = "3 chỗ giống nhau"


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    spans = [span(LONG, "Tô Lâm", name="first"), span(LONG, "Nguyễn Văn A", name="next")]
    made = view_of(document(LONG, spans), width=620)
    qtbot.addWidget(made)
    return made


def said(view: ArticleView, words: str = WORDS) -> QRect:
    """Spot the receipt for the words is in the viewport."""
    view.say(words)
    QApplication.processEvents()
    return view.receipt.box.translated(0, -view.verticalScrollBar().value())


def test_it_stands_just_above_the_active_span(view: ArticleView) -> None:
    for name in ("first", "next"):
        view.set_active(name)
        box, ring = said(view), view.rect_of(view.span(name).start)
        assert box.bottom() < ring.top()
        assert ring.top() - box.bottom() < 2 * ring.height()
        assert view.viewport().rect().contains(box)


def test_it_covers_nothing_from_the_ring_on(view: ArticleView) -> None:
    view.set_active("next")
    before = view.viewport().grab().toImage()
    box = said(view)
    after = view.viewport().grab().toImage()
    assert before.copy(box) != after.copy(box)
    ring = view.rect_of(view.span("next").start)
    below = QRect(0, ring.top(), before.width(), before.height() - ring.top())
    assert before.copy(below) == after.copy(below)


def test_beside_the_column_where_there_is_room() -> None:
    at = QRect(500, 300, 60, 30)
    beside = box_for(QSize(200, 20), Spot(at, 400, 1260, 1660, 280, 24))
    assert beside.left() > 1260
    assert at.top() <= beside.center().y() <= at.bottom()
    narrow = Spot(at, 40, 700, 740, 280, 20)
    assert box_for(QSize(200, 20), narrow) == QRect(500, 260, 200, 20)
    assert box_for(QSize(200, 21), narrow) == QRect(500, 279, 200, 21)  # higher than what is free
    assert box_for(QSize(200, 20), narrow._replace(at=at.translated(180, 0))).right() <= 700


@pytest.mark.parametrize("text_px", [13, 15, 20, 26])
def test_in_a_narrow_window_it_covers_no_letters(qtbot: QtBot, text_px: int) -> None:
    view = view_of(document(LONG), width=620)
    qtbot.addWidget(view)
    view.set_look(Look(text_px=text_px))
    letters = QColor(view.look.palette.ink)
    for offset in range(0, len(TEXT), 25):
        view.receipt.drop()
        view.set_caret(offset)
        QApplication.processEvents()
        before = view.viewport().grab().toImage()
        box = said(view, WORDS * 20)
        assert box.width() > 500
        dark = [(x, y) for y in range(max(0, box.top()), box.bottom() + 1) for x in range(box.left(), box.right() + 1)]
        assert not [at for at in dark if before.pixelColor(*at).lightness() < letters.lightness() + 60], offset


def test_it_moves_with_the_text_and_goes_by_itself(view: ArticleView, qtbot: QtBot) -> None:
    view.set_active("next")
    clean = view.viewport().grab().toImage()
    before = said(view)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 10)
    moved = view.receipt.box.translated(0, -view.verticalScrollBar().value())
    assert moved == before.translated(0, -10)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() - 10)
    view.receipt._over.start(1)
    qtbot.waitUntil(lambda: not view.receipt.words)
    assert view.viewport().grab().toImage() == clean


def test_it_gives_way_to_what_becomes_active_under_it(view: ArticleView) -> None:
    view.set_active("next")
    said(view, WORDS * 20)  # as wide as the column: over the whole line above
    view.set_active("next", reveal=False)
    assert view.receipt.words
    view.set_caret(view.offset_under(view.receipt.box.translated(0, -view.verticalScrollBar().value()).center()))
    assert not view.receipt.words


def test_another_article_begins_without_it(view: ArticleView) -> None:
    view.set_active("next")
    said(view)
    view.show_document(document(TEXT), view._labels)  # type: ignore[arg-type]
    assert not view.receipt.words


def test_screen_readers_hear_it(view: ArticleView, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[QAccessibleEvent] = []
    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(heard.append))
    view.say(WORDS)
    assert [event.message() for event in heard] == [WORDS]  # type: ignore[attr-defined]


def test_a_bulk_key_leaves_a_receipt_in_the_text_and_in_the_status_line(annotator: Typist) -> None:
    annotator.press("Return", "Ctrl+D")
    QApplication.processEvents()
    view = annotator.window.view
    assert view.receipt.words == annotator.window.status.currentMessage() != ""
    assert not view.receipt.box.isEmpty()


def test_a_long_one_has_two_lines_where_there_is_no_gap_for_one(view: ArticleView) -> None:
    view.set_look(Look(density=Density.COMPACT))
    view.set_active("next")
    one = said(view)
    two = said(view, f"{WORDS}, " * 6)
    assert two.height() > 1.5 * one.height()
    assert two.bottom() == one.bottom()
    view.set_active("first")  # on the first line there is room for one
    assert said(view, f"{WORDS}, " * 6).height() == one.height()


def test_another_layout_leaves_none_in_the_wrong_place(view: ArticleView) -> None:
    view.set_active("next")
    said(view)
    view.set_active("first")
    view.resize(500, 420)
    view.viewport().grab()
    assert not view.receipt.words
