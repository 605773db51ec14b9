"""After any edits the screen shows what a view opened afresh would, though only some lines were painted."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core import operations
from nhan.core.document import Document
from nhan.core.model import Change, Span, SpanStatus
from nhan.core.operations import Edge
from nhan.gui.article_view import DARK, LIGHT, ArticleView, Density, Look, Palette
from nhan.gui.article_view.scene import Taken
from tests.gui.article_view.scenes import LABELS, TEXT, document, span, view_of

LONG = (TEXT + "\n") * 12
NAMES = [label.name for label in LABELS.labels]


def some_spans(seed: int, count: int = 60) -> list[Span]:
    """Nested, crossing, over line breaks and over the whole text."""
    dice = random.Random(seed)
    spans = [replace(span(LONG, "Tổng", name="whole"), end=len(LONG))]
    for number in range(count):
        start = dice.randrange(len(LONG) - 1)
        end = min(len(LONG), start + dice.choice([1, 3, 9, 25, 140]))
        status = dice.choice([SpanStatus.SUGGESTED, SpanStatus.CONFIRMED, SpanStatus.REJECTED])
        spans.append(
            replace(span(LONG, "Tổng", dice.choice(NAMES), name=f"s{number}"), start=start, end=end, status=status)
        )
    return spans


def on_screen(view: ArticleView) -> QImage:
    """The window's pixels as they are, without painting anything for it."""
    QApplication.processEvents()
    return QGuiApplication.primaryScreen().grabWindow(view.winId()).toImage()


def random_change(doc: Document, dice: random.Random) -> Change | None:
    chosen = doc.at(dice.randrange(len(doc)))
    verb = dice.choice(["accept", "relabel", "reject", "edge", "add", "merge", "split"])
    start = dice.randrange(len(LONG) - 1)
    changes = {
        "accept": lambda: operations.accept(doc, LABELS, chosen.id),
        "relabel": lambda: operations.relabel(doc, LABELS, chosen.id, dice.choice(NAMES)),
        "reject": lambda: operations.reject(doc, chosen.id),
        "edge": lambda: operations.move_edge(doc, LABELS, chosen.id, Edge.END, min(len(LONG), chosen.end + 7)),
        "add": lambda: operations.add(doc, LABELS, start, min(len(LONG), start + 11), dice.choice(NAMES)),
        "merge": lambda: operations.merge(doc, LABELS, chosen.id),
        "split": lambda: operations.split(doc, LABELS, chosen.id, chosen.start + 3),
    }
    change = changes[verb]()
    return change if isinstance(change, Change) else None


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), density=st.sampled_from(Density))
def test_random_edits_leave_what_a_fresh_view_shows(qapp: object, seed: int, density: Density) -> None:
    dice = random.Random(seed)
    doc = document(LONG, some_spans(seed))
    view = view_of(doc, 620, 400)
    view.set_look(Look(density=density))
    QApplication.processEvents()
    for _ in range(25):
        change = random_change(doc, dice)
        if change is None:
            continue
        doc.apply(change.edits[0])
        view.edited(change.edits[0])
        if dice.random() < 0.6:
            view.set_active(doc.at(dice.randrange(len(doc))).id)
        if dice.random() < 0.3:
            view.set_selection(dice.randrange(len(LONG)), dice.randrange(len(LONG)))
        if dice.random() < 0.3:
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + dice.choice([-300, -37, 11, 90, 360]))
        if dice.random() < 0.7:
            QApplication.processEvents()
    shown = on_screen(view)
    fresh = view_of(doc, 620, 400)
    fresh.set_look(Look(density=density))
    if view.active is not None:
        fresh.set_active(view.active, reveal=False)
    elif view.selection is not None:
        fresh.set_selection(view.caret_anchor, view.caret)
    if view.selection is None:
        fresh._caret = view._caret
    while fresh._ready().page.measure_next():
        pass
    offset, within = view._top_offset() or (0, 0)
    place = fresh._ready().page.place(offset)
    fresh._scrolling.scroll_to(place.y + within, place.piece)
    view.setFocus()
    fresh.setFocus()
    fresh.viewport().update()
    assert _text_area(shown) == _text_area(on_screen(fresh))
    view.close()
    fresh.close()


def _text_area(image: QImage) -> QImage:
    """Without the scroll bar: heights not yet looked at are estimates there."""
    return image.copy(QRect(0, 0, image.width() - 40, image.height()))


class Paints(QObject):
    """Counts the pixels that are painted."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self.area = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QPaintEvent):
            self.area += sum(rect.width() * rect.height() for rect in event.region())  # type: ignore[attr-defined]
        return False


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = view_of(document(LONG, [span(LONG, "Tô Lâm", name="one"), span(LONG, "Tô Lâm", name="far", nth=8)]))
    qtbot.addWidget(made)
    return made


def test_an_edit_paints_its_lines_only(view: ArticleView) -> None:
    doc = view._document
    assert doc is not None
    change = operations.accept(doc, LABELS, "one")
    assert isinstance(change, Change)
    paints = Paints(view)
    doc.apply(change.edits[0])
    view.edited(change.edits[0])
    QApplication.processEvents()
    assert 0 < paints.area < view.viewport().width() * view.viewport().height() / 3


def test_an_edit_out_of_sight_paints_nothing(view: ArticleView) -> None:
    doc = view._document
    assert doc is not None
    change = operations.accept(doc, LABELS, "far")
    assert isinstance(change, Change)
    paints = Paints(view)
    doc.apply(change.edits[0])
    view.edited(change.edits[0])
    QApplication.processEvents()
    assert paints.area == 0


def test_an_edit_of_another_article_is_not_this_view_s(view: ArticleView) -> None:
    paints = Paints(view)
    other = span(LONG, "Tô Lâm", name="one")
    view.edited(operations.accept(document(LONG, [other]), LABELS, "one").edits[0].inverse().__class__("b", (other,)))
    QApplication.processEvents()
    assert paints.area == 0


def test_what_is_removed_is_not_active_any_more(qtbot: QtBot) -> None:
    doc = document(TEXT, [span(TEXT, "Tô Lâm", name="one")])
    view = view_of(doc)
    qtbot.addWidget(view)
    view.set_active("one")
    change = operations.reject(doc, "one")
    assert isinstance(change, Change)
    doc.apply(change.edits[0])
    with qtbot.waitSignal(view.active_changed, timeout=1000) as blocker:
        view.edited(change.edits[0])
    assert blocker.args == [None]
    assert view.active is None


def test_each_status_and_state_looks_different(qtbot: QtBot) -> None:
    def picture(status: SpanStatus, active: bool, density: Density = Density.COMFORTABLE) -> QImage:
        doc = document(TEXT, [replace(span(TEXT, "Tô Lâm", name="one"), status=status)])
        made = view_of(doc)
        qtbot.addWidget(made)
        made.set_look(Look(density=density, palette=DARK))
        made.set_active("one" if active else None)
        return made.viewport().grab().toImage()

    seen = [picture(status, active) for status in SpanStatus for active in (False, True)]
    seen.pop()  # a rejected span cannot be active: it is not there
    for number, one in enumerate(seen):
        assert all(one != other for other in seen[number + 1 :])


def test_compact_shows_a_tag_for_the_active_span_only(qtbot: QtBot) -> None:
    doc = document(TEXT, [span(TEXT, "Tô Lâm", "PER", name="one"), span(TEXT, "Phạm Minh Chính", "PER", name="two")])
    other = document(TEXT, [span(TEXT, "Tô Lâm", "ORG", name="one"), span(TEXT, "Phạm Minh Chính", "PER", name="two")])
    grey = replace(LABELS, labels=tuple(replace(label, color="#808080") for label in LABELS.labels))
    pictures = []
    for which, active in ((doc, "two"), (other, "two"), (doc, "one"), (other, "one")):
        made = view_of(which)
        qtbot.addWidget(made)
        made.set_look(Look(density=Density.COMPACT))
        made.show_document(which, grey)
        made.set_active(active)
        pictures.append(made.viewport().grab().toImage())
    assert pictures[0] == pictures[1]  # all grey, no tags: the label of what is not active is not told
    assert pictures[2] != pictures[3]


def test_marks_and_certain_suggestions_are_seen(view: ArticleView) -> None:
    seen = [view.viewport().grab().toImage()]
    view.set_marks([(0, 4), (30, 35)])
    seen.append(view.viewport().grab().toImage())
    view.set_marks([])
    assert view.viewport().grab().toImage() == seen[0]
    doc = view._document
    assert doc is not None
    view.show_document(document(LONG, [replace(each, confidence=0.99) for each in doc]), LABELS)
    view.set_look(Look(certain=0.9))
    seen.append(view.viewport().grab().toImage())
    for number, one in enumerate(seen):
        assert all(one != other for other in seen[number + 1 :])


def test_a_view_with_nothing_in_it_is_painted(qtbot: QtBot) -> None:
    for text in ("", "\n", "\r\n\r\n", "\u2028", "\x00", "a"):
        made = view_of(document(text))
        qtbot.addWidget(made)
        made.set_caret(len(text))
        made.line_step(1)
        made.grab()
        made.clear()
        made.grab()
        assert made.text == ""


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("density", Density)
def test_what_a_bulk_key_takes_is_marked_on_one_line_where_no_nesting_is(
    qtbot: QtBot, palette: Palette, density: Density
) -> None:
    plain, outer, inner = span(TEXT, "Nguyễn Văn A"), span(TEXT, "quận Hai Bà Trưng", "LOC"), span(TEXT, "Bà", "ORG")
    view = view_of(document(spans=[plain, outer, inner]), 860)
    view.set_look(Look(density=density, palette=palette))
    before, places = on_screen(view), sorted((each.start, each.end) for each in (plain, outer, inner))
    accent, paper = QColor(palette.accent).rgb(), QColor(palette.paper).rgb()
    lines = []
    for taken in (Taken(down=places), Taken(copies=places)):
        view.set_taken(taken)
        after = on_screen(view)
        middles = [view.rect_of((start + end) // 2) for start, end in places]
        drawn = [[y for y in range(after.height()) if after.pixel(at.x(), y) == accent] for at in middles]
        assert len(drawn[0]) == 2 and all(rows == drawn[0] for rows in drawn)
        lines.append(drawn[0])
    assert all(before.pixel(at.x(), y) == paper for at in middles for y in lines[0])
    assert lines[0][0] > lines[1][1] + 10  # the copies' line is above the words


def test_a_mark_has_ends_where_its_span_has(qtbot: QtBot) -> None:
    whole = replace(span(TEXT, "Ông"), end=TEXT.index(" về Đại hội"))
    view = view_of(document(spans=[whole]), 420)  # over more than one line
    view.clearFocus()  # and no caret
    view.set_taken(Taken(down=[(whole.start, whole.end)]))
    image, accent = on_screen(view), QColor(LIGHT.accent).rgb()
    rows = [[x for x in range(image.width()) if image.pixel(x, y) == accent] for y in range(image.height())]
    ends = [len(now) for before, now in pairwise(rows) if now and not before]  # the top row of each line's mark
    first, *between, last = ends
    assert (first, last) == (2, 2) and all(wide > 100 for wide in between)
