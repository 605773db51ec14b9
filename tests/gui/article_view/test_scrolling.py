"""What is looked at stays where it is: while heights become exact, on resizing, on another look; the steady height."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.model import Span
from nhan.gui.article_view import ArticleView, Density, Look
from tests.gui.article_view.scenes import TEXT, document, span, view_of

LONG = "".join(
    f"Đoạn {number}. "
    + ("Câu này dài và có nhiều chữ. ", "ỦY BAN MẶT TRẬN WWW ")[number % 2] * (number * 7 % 11)
    + "\n"
    for number in range(900)
)


def numbered(count: int = 900) -> list[Span]:
    return [span(LONG, f"Đoạn {number}.", name=f"n{number}") for number in range(0, count, 9)]


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = view_of(document(LONG, numbered()))
    qtbot.addWidget(made)
    return made


def height_of(view: ArticleView, offset: int) -> int:
    return view.rect_of(offset).top()


def test_the_active_span_keeps_a_steady_height(view: ArticleView) -> None:
    heights = set()
    for number in range(90, 800, 90):
        view.set_active(f"n{number}")
        found = view.span(f"n{number}")
        assert found is not None
        heights.add(height_of(view, found.start))
    assert len(heights) == 1
    assert 0.3 < heights.pop() / view.viewport().height() < 0.5


def test_nothing_scrolls_where_the_article_fits(qtbot: QtBot) -> None:
    made = view_of(document(TEXT, [span(TEXT, "Hà Nội", name="one", nth=1)]), height=600)
    qtbot.addWidget(made)
    made.set_active("one")
    assert made.verticalScrollBar().maximum() == 0
    assert made.verticalScrollBar().value() == 0


def test_without_reveal_nothing_moves(view: ArticleView) -> None:
    view.set_active("n450", reveal=False)
    assert view.verticalScrollBar().value() == 0


def test_the_text_stays_while_heights_become_exact(view: ArticleView) -> None:
    view.set_active("n450")
    found = view.span("n450")
    scene = view._ready()
    assert found is not None
    assert scene is not None
    before = height_of(view, found.start)
    picture = view.viewport().grab().toImage()
    estimate = scene.page.height
    while not all(scene.page.is_exact(piece) for piece in range(len(scene.page.pieces))):
        view._scrolling._measure()  # what idle time does
    assert scene.page.height != estimate
    assert height_of(view, found.start) == before
    assert view.viewport().grab().toImage() == picture


def test_paging_shows_every_line_once_and_comes_back(view: ArticleView) -> None:
    bar, scene = view.verticalScrollBar(), view._ready()
    assert scene is not None
    seen: list[int] = []
    while bar.value() < bar.maximum():
        top = view._top_offset()
        assert top is not None
        seen.append(top[0])
        last = view.offset_under(view.viewport().rect().bottomLeft())
        bar.setValue(bar.value() + bar.pageStep())
        assert height_of(view, last) < 3 * scene.page.metrics.pitch or bar.value() == bar.maximum()
    assert seen == sorted(set(seen))
    while bar.value() > 0:
        bar.setValue(bar.value() - bar.pageStep())
    assert view._top_offset() == (0, view._scrolling.y - scene.page.band(0, 0))


def test_going_up_into_the_unknown_keeps_the_text_in_place(view: ArticleView) -> None:
    view.set_active("n450")
    bar = view.verticalScrollBar()
    for _ in range(20):
        top = view._top_offset()
        assert top is not None
        before = height_of(view, top[0])
        bar.setValue(bar.value() - 50)
        assert height_of(view, top[0]) == before + 50


def test_resizing_and_another_look_keep_the_top_line(view: ArticleView) -> None:
    view.set_active("n450")
    top = view._top_offset()
    assert top is not None
    for width in (690, 600, 500, 420):
        view.resize(width, 380)
    QApplication.processEvents()
    scene, now = view._ready(), view._top_offset()
    assert scene is not None
    assert now is not None
    assert now[0] <= top[0] < now[0] + 200
    for look in (Look(text_px=22), Look(density=Density.COMPACT), Look(line_spacing=1.6), Look()):
        before = view._top_offset()
        view.set_look(look)
        after = view._top_offset()
        assert before is not None
        assert after is not None
        assert after[0] <= before[0] < after[0] + 200


def test_many_resizes_are_one_layout(view: ArticleView) -> None:
    scene = view._scene
    for width in range(600, 500, -5):
        view.resize(width, 380)
    assert view._scene is scene  # not laid out before it is painted
    QApplication.processEvents()
    assert view._scene is not scene


def test_a_caret_in_sight_does_not_scroll(view: ArticleView) -> None:
    view.set_active("n450")
    before = view.verticalScrollBar().value()
    found = view.span("n450")
    assert found is not None
    view.set_caret(found.end + 3)
    assert view.verticalScrollBar().value() == before
    view.set_caret(0)
    assert view.verticalScrollBar().value() < before


def test_line_spacing_and_density_change_how_much_is_seen(qtbot: QtBot) -> None:
    heights = []
    for look in (Look(density=Density.COMPACT), Look(), Look(line_spacing=1.5), Look(text_px=24)):
        made = view_of(document(TEXT))
        qtbot.addWidget(made)
        made.set_look(look)
        scene = made._ready()
        assert scene is not None
        heights.append(scene.page.metrics.pitch)
    assert heights[0] < heights[1] < heights[2]
    assert heights[1] < heights[3]
