"""How sure a suggestion is can be seen in the text, without colour too, and is said aloud."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from nhan.core.model import Span, SpanStatus
from nhan.gui.article_view.look import LEAST_TAG, Look
from nhan.gui.article_view.sureness import Sureness, sureness
from nhan.gui.article_view.view import ArticleView
from tests.gui.article_view.scenes import LABELS, TEXT, document, span, view_of

SPAN = span(TEXT, "Tô Lâm", "PER", name="one")
GREY = replace(LABELS, labels=tuple(replace(label, color="#808080") for label in LABELS.labels))


def with_confidence(confidence: float | None, status: SpanStatus = SpanStatus.SUGGESTED) -> Span:
    return replace(SPAN, confidence=confidence, status=status)


@pytest.mark.parametrize(
    ("confidence", "status", "certain", "expected"),
    [
        (0.12, SpanStatus.SUGGESTED, 0.9, Sureness.DOUBTFUL),
        (0.5, SpanStatus.SUGGESTED, 0.9, Sureness.LIKELY),
        (0.9, SpanStatus.SUGGESTED, 0.9, Sureness.SURE),
        (0.4, SpanStatus.SUGGESTED, 0.3, Sureness.SURE),
        (None, SpanStatus.SUGGESTED, 0.9, Sureness.LIKELY),
        (0.12, SpanStatus.SUGGESTED, None, Sureness.LIKELY),
        (0.12, SpanStatus.CONFIRMED, 0.9, Sureness.CONFIRMED),
    ],
)
def test_grades(confidence: float | None, status: SpanStatus, certain: float | None, expected: Sureness) -> None:
    assert sureness(with_confidence(confidence, status), certain) is expected


def shown(view: ArticleView, confidence: float, status: SpanStatus = SpanStatus.SUGGESTED) -> QImage:
    view.show_document(document(TEXT, [with_confidence(confidence, status)]), GREY)
    return view.viewport().grab().toImage()


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = view_of(document(TEXT, [SPAN]))
    qtbot.addWidget(made)
    made.set_look(Look(certain=0.9))
    return made


def edge_pixels(image: QImage, view: ArticleView) -> int:
    """How many pixels of the chip's upper edge are dashes."""
    chip = view.rect_of(SPAN.start)
    end = view.rect_of(SPAN.end).left()
    paper = image.pixelColor(2, 2)
    row = [image.pixelColor(x, chip.top()) for x in range(chip.left() + 3, end - 3)]
    return sum(abs(colour.lightness() - paper.lightness()) > 60 for colour in row)


def test_the_surer_the_more_of_the_edge_is_drawn(view: ArticleView) -> None:
    doubtful, likely, sure = (edge_pixels(shown(view, each), view) for each in (0.2, 0.7, 0.95))
    assert 0 < doubtful < likely < sure
    assert edge_pixels(shown(view, 0.95, SpanStatus.CONFIRMED), view) == 0


def test_the_surer_the_fuller_the_fill(view: ArticleView) -> None:
    pictures = [shown(view, each) for each in (0.2, 0.7, 0.95)]
    pictures.append(shown(view, 0.95, SpanStatus.CONFIRMED))
    at = view.rect_of(SPAN.end).bottomLeft()
    lightness = [picture.pixelColor(at.x() - 1, at.y() - 1).lightness() for picture in pictures]
    assert lightness == sorted(lightness, reverse=True)
    assert len(set(lightness)) == 4


def test_what_is_doubtful_has_a_question_mark_at_its_tag(view: ArticleView) -> None:
    def tag(confidence: float) -> QImage:
        image, at = shown(view, confidence), view.rect_of(SPAN.start)
        return image.copy(QRect(at.left(), at.top() - 16, 60, 14))

    assert tag(0.2) != tag(0.7)
    assert tag(0.7) == tag(0.95)


def test_another_threshold_is_seen_at_once(view: ArticleView) -> None:
    before = shown(view, 0.8)
    view.set_look(Look(certain=0.75))
    assert view.viewport().grab().toImage() != before


def test_doubt_is_said_aloud(view: ArticleView) -> None:
    shown(view, 0.2)
    view.set_active("one")
    assert "doubtful" in view.spoken()
    shown(view, 0.8)
    view.set_active("one")
    assert "doubtful" not in view.spoken()


@pytest.mark.parametrize("text_px", [10, 15, 30])
def test_tags_can_be_read_at_every_text_size(text_px: int, qapp: object) -> None:
    look = Look(text_px=text_px)
    assert look.tag_font().pixelSize() >= LEAST_TAG >= 11


def test_the_tag_of_an_active_span_stands_above_it(qtbot: QtBot) -> None:
    """Where tags lie close together, the others give way to it."""
    outer, inner = (
        span(TEXT, "Đại học Bách khoa", "ORG", name="outer"),
        span(TEXT, "Đại học", "PER", name="inner"),
    )
    made = view_of(document(TEXT, [outer, inner]), width=700)
    qtbot.addWidget(made)
    made.set_active("inner")
    image, at = made.viewport().grab().toImage(), made.rect_of(inner.start)
    accent = made.look.palette.accent
    columns = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, at.top() - dy).name() == accent for dy in range(6, 12))
    ]
    assert columns
    assert abs(columns[0] - at.left()) <= 8
