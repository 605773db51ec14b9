"""Real mouse events on a real view."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.operations import Edge
from nhan.gui.article_view import ArticleView
from tests.gui.article_view.scenes import TEXT, document, point, span, view_of

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
OUTER = span(TEXT, "Trường Đại học Bách khoa Hà Nội", "ORG", name="outer")
INNER = span(TEXT, "Hà Nội", "LOC", name="inner")
NAME = span(TEXT, "Phạm Minh Chính", "PER", name="name")


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = view_of(document(TEXT, [OUTER, INNER, NAME]))
    qtbot.addWidget(made)
    return made


def click(view: ArticleView, at: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(view.viewport(), LEFT, modifier, at)


def drag(view: ArticleView, start: QPoint, end: QPoint, release: bool = True) -> None:
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    middle = QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2)
    for at in (start + QPoint(12, 0), middle, end):
        QTest.mouseMove(view.viewport(), at)
    if release:
        QTest.mouseRelease(view.viewport(), LEFT, NONE, end)


def hover(view: ArticleView, at: QPoint) -> None:
    """A move without buttons: QTest would move the pointer, which another window may be under."""
    place, everywhere = QPointF(at), QPointF(view.viewport().mapToGlobal(at))
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(view.viewport(), QMouseEvent(QEvent.Type.MouseMove, place, everywhere, none, none, NONE))


def test_click_makes_the_innermost_span_active_and_again_the_outer(view: ArticleView) -> None:
    spy = QSignalSpy(view.active_changed)
    at = point(view, INNER.start + 1)
    click(view, at)
    assert view.active == "inner"
    assert INNER.start <= view.caret <= INNER.end
    click(view, at)
    assert view.active == "outer"
    click(view, at)
    assert view.active == "inner"
    assert spy.count() == 3


def test_click_beside_the_spans_moves_the_caret_and_lets_go(view: ArticleView) -> None:
    click(view, point(view, NAME.start + 2))
    assert view.active == "name"
    free = TEXT.index("quận")
    click(view, point(view, free, into=0))
    assert view.active is None
    assert view.caret == free


def test_click_on_a_tag_means_its_span(view: ArticleView) -> None:
    scene = view._ready()
    assert scene is not None
    rect = view.rect_of(OUTER.start)
    click(view, QPoint(rect.left() + 4, rect.top() - 6))
    assert view.active == "outer"


def test_double_click_selects_the_word(view: ArticleView) -> None:
    spy = QSignalSpy(view.selection_changed)
    start = TEXT.index("Nguyễn")
    at = point(view, start + 2)
    click(view, at)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, at)
    assert view.selection == (start, start + len("Nguyễn"))
    assert view.active is None
    assert spy.at(spy.count() - 1) == [(start, start + len("Nguyễn"))]


def test_drag_selects_whole_words_with_preview(view: ArticleView) -> None:
    spy = QSignalSpy(view.range_dragged)
    start = TEXT.index("Nguyễn Văn A")
    drag(view, point(view, start + 2), point(view, start + 8), release=False)
    assert view.selection == (start, start + 10)
    assert spy.count() == 0
    QTest.mouseRelease(view.viewport(), LEFT, NONE, point(view, start + 8))
    assert spy.count() == 1
    assert spy.at(0) == [start, start + 10]


def test_drag_inside_a_span_selects_in_it(view: ArticleView) -> None:
    start = OUTER.start
    drag(view, point(view, start + 1), point(view, start + 8))
    assert view.selection == (start, start + len("Trường Đại"))
    assert view.active is None


def test_dragging_an_edge_of_the_active_span_asks_for_it(view: ArticleView) -> None:
    spy = QSignalSpy(view.edge_dragged)
    click(view, point(view, NAME.start + 2))
    edge = view.rect_of(NAME.end).center()
    goal = TEXT.index("Trường") + 6
    drag(view, edge, view.rect_of(goal).center(), release=False)
    scene = view._ready()
    assert scene is not None
    assert scene.preview == ("name", NAME.start, goal)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, view.rect_of(goal).center())
    assert spy.count() == 1
    assert spy.at(0) == ["name", Edge.END, goal]
    assert scene.preview is None
    assert view.span("name") == NAME  # asked for, not done


def test_a_drag_that_begins_at_the_next_word_moves_no_edge(view: ArticleView) -> None:
    """Whoever labels a list of names goes on right beside the one that has just become active."""
    spy = QSignalSpy(view.edge_dragged)
    view.set_active("name")
    start = TEXT.index("tại")
    drag(view, view.rect_of(start).center(), view.rect_of(start + 3).center())
    assert view.selection == (start, start + 3) and spy.count() == 0


def test_dragging_a_start_edge_snaps_to_words(view: ArticleView) -> None:
    spy = QSignalSpy(view.edge_dragged)
    click(view, point(view, NAME.start + 2))
    drag(view, view.rect_of(NAME.start).center(), view.rect_of(TEXT.index("Thủ") + 1).center())
    assert spy.at(0) == ["name", Edge.START, TEXT.index("Thủ")]


def test_escape_gives_a_drag_up(view: ArticleView) -> None:
    spy = QSignalSpy(view.edge_dragged)
    click(view, point(view, NAME.start + 2))
    drag(view, view.rect_of(NAME.end).center(), view.rect_of(NAME.end + 20).center(), release=False)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, view.rect_of(NAME.end + 20).center())
    assert spy.count() == 0
    assert view.active == "name"
    scene = view._ready()
    assert scene is not None
    assert scene.preview is None


def test_an_edge_dropped_where_it_was_asks_for_nothing(view: ArticleView) -> None:
    spy = QSignalSpy(view.edge_dragged)
    click(view, point(view, NAME.start + 2))
    at = view.rect_of(NAME.end).center()
    drag(view, at, at)
    assert spy.count() == 0


def test_shift_click_selects_from_the_caret(view: ArticleView) -> None:
    start = TEXT.index("quận")
    click(view, point(view, start, into=0))
    click(view, point(view, start + 10), Qt.KeyboardModifier.ShiftModifier)
    assert view.selection == (start, TEXT.index("Hai Bà") + len("Hai Bà"))


def test_the_cursor_says_what_can_be_done(view: ArticleView) -> None:
    click(view, point(view, NAME.start + 2))
    shapes = []
    for at in (view.rect_of(NAME.end).center(), point(view, NAME.start + 5), point(view, TEXT.index("quận"))):
        hover(view, at)
        shapes.append(view.viewport().cursor().shape())
    assert shapes == [Qt.CursorShape.SizeHorCursor, Qt.CursorShape.PointingHandCursor, Qt.CursorShape.IBeamCursor]


def test_a_drag_held_below_the_text_scrolls_on(qtbot: QtBot) -> None:
    text = TEXT * 40
    view = view_of(document(text), height=200)
    qtbot.addWidget(view)
    below = QPoint(100, view.viewport().height() + 30)
    drag(view, point(view, 8), below, release=False)
    assert view.selection is not None
    seen = [view.selection[1]]
    for _ in range(4):  # as its timer does
        view._mouse._scroll_on()
        seen.append(view.selection[1])
    QTest.mouseRelease(view.viewport(), LEFT, NONE, below)
    assert not view._mouse._scroll.isActive()
    assert view.verticalScrollBar().value() > 0
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_right_click_asks_for_a_menu_on_the_span_under_it(view: ArticleView) -> None:
    spy = QSignalSpy(view.menu_wanted)
    at = point(view, NAME.start + 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert view.active == "name"
    assert spy.at(0)[0] == "name"
    assert NAME.start <= spy.at(0)[1] <= NAME.end


def test_right_click_in_the_selection_keeps_it(view: ArticleView) -> None:
    start = TEXT.index("quận Hai")
    view.set_selection(start, start + 8)
    at = point(view, start + 2)
    QApplication.sendEvent(
        view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    )
    assert view.selection == (start, start + 8)


def test_the_mouse_beyond_the_text_is_harmless(view: ArticleView) -> None:
    for at in (QPoint(1, 1), QPoint(view.viewport().width() - 1, view.viewport().height() - 1)):
        click(view, at)
        assert view.active is None
    assert view.caret == len(TEXT)
    view.clear()
    click(view, QPoint(50, 50))
    assert view.caret == 0
