"""Draws a frame of finished values: fills, washes, ring, text, tags, caret, in passes over the lines."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from nhan.core.model import Span, SpanStatus
from nhan.gui.article_view.look import Metrics
from nhan.gui.article_view.ring import draw_ring
from nhan.gui.article_view.row import Fragment, Row, Tag
from nhan.gui.article_view.shaping import Shaped
from nhan.gui.article_view.styles import Styles

_ROUND = 4.0
_CORNER = 7  # pixels


class Line(NamedTuple):
    """One line to draw: its row, and the top of its band."""

    row: Row
    top: int


class Wash(NamedTuple):
    """A range of text on one line: a selection, a hit. x as in Fragment."""

    left: int
    right: int
    top: int


class Frame(NamedTuple):
    """All that one paint draws. ``left`` is the column's edge; other x count from it."""

    left: int
    clip: QRect
    lines: Sequence[Line]
    pieces: Sequence[tuple[Shaped, int]]  # with the top of the piece
    selection: Sequence[Wash]
    marks: Sequence[Wash]
    active: Sequence[tuple[Fragment, int]]  # with the top of its band
    active_id: str | None
    caret: QRect | None
    all_tags: bool
    certain: float | None


def paint(painter: QPainter, frame: Frame, styles: Styles, metrics: Metrics) -> None:
    """Draw the frame. The result does not depend on how much of it the clip lets through."""
    painter.fillRect(frame.clip, styles.paper)
    ratio = painter.device().devicePixelRatioF()
    painter.translate(frame.left, 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for line in frame.lines:
        for fragment in line.row.fragments:
            _chip(painter, fragment, line.top, styles, metrics, ratio, _dimmed(fragment.span, frame.certain))
    _washes(painter, frame, styles, metrics)
    for fragment, top in frame.active:
        draw_ring(painter, _box(fragment, top, metrics), styles, ratio, fragment.open_left, fragment.open_right)
    painter.setPen(styles.ink)
    clip = QRectF(frame.clip.translated(-frame.left, 0)).adjusted(0, -metrics.overhang, 0, metrics.overhang)
    for shaped, top in frame.pieces:
        shaped.layout.draw(painter, QPointF(0, top), [], clip)
    painter.setFont(styles.tag_font)
    for line in frame.lines:
        for tag in line.row.tags:
            if tag.span.id == frame.active_id:
                _pill(painter, tag, line.top, styles, metrics)
            elif frame.all_tags:
                _tag(painter, tag, line.top, styles, metrics)
    if frame.caret is not None:
        painter.fillRect(frame.caret, styles.accent)


def _dimmed(span: Span, certain: float | None) -> bool:
    sure = certain is not None and span.confidence is not None and span.confidence >= certain
    return sure and span.status is SpanStatus.SUGGESTED


def _box(fragment: Fragment, top: int, metrics: Metrics) -> QRect:
    """A chip's rectangle: an outer chip is taller than what is inside it."""
    rise = min(fragment.level, 2)
    upper = top + metrics.chip_top - rise
    lower = top + metrics.chip_bottom + fragment.level * metrics.under
    return QRect(fragment.left, upper, fragment.right - fragment.left, lower - upper)


def _chip(
    painter: QPainter, fragment: Fragment, top: int, styles: Styles, metrics: Metrics, ratio: float, dim: bool
) -> None:
    style = styles.of(fragment.span.label)
    box = _box(fragment, top, metrics)
    suggested = fragment.span.status is SpanStatus.SUGGESTED
    painter.setBrush(styles.paper_brush if dim else style.pale_brush if suggested else style.full_brush)
    painter.drawRoundedRect(box, _ROUND, _ROUND)
    # Where a line end breaks the span the chip's edge is square and open.
    if fragment.open_left:
        painter.drawRect(QRect(box.left(), box.top(), 5, box.height()))
    if fragment.open_right:
        painter.drawRect(QRect(box.right() - 4, box.top(), 5, box.height()))
    if suggested:
        _dashed(painter, fragment, box, fragment.span.label, styles, ratio)
    if (fragment.span.note or fragment.span.question) and not fragment.open_right:
        _corner(painter, box, styles.accent if fragment.span.question else style.tag)
    if fragment.stacked:
        inset = 2
        left = box.left() + (0 if fragment.open_left else inset)
        right = box.right() + 1 - (0 if fragment.open_right else inset)
        painter.fillRect(left, box.bottom() - 1, right - left, 2, style.edge)


def _corner(painter: QPainter, box: QRect, colour: QColor) -> None:
    """A folded corner, as on a sheet with a note: there is something to be read about this span."""
    painter.setBrush(colour)
    right, top = box.right() + 1, box.top()
    painter.drawPolygon([QPoint(right - _CORNER, top), QPoint(right, top), QPoint(right, top + _CORNER)])


def _dashed(painter: QPainter, fragment: Fragment, box: QRect, label: str, styles: Styles, ratio: float) -> None:
    across, down = styles.dashes(label, ratio)
    left = box.left() + (0 if fragment.open_left else 3)
    width = box.right() + 1 - (0 if fragment.open_right else 3) - left
    painter.drawTiledPixmap(left, box.top(), width, 1, across)
    painter.drawTiledPixmap(left, box.bottom(), width, 1, across)
    if not fragment.open_left:
        painter.drawTiledPixmap(box.left(), box.top() + 3, 1, box.height() - 6, down)
    if not fragment.open_right:
        painter.drawTiledPixmap(box.right(), box.top() + 3, 1, box.height() - 6, down)


def _washes(painter: QPainter, frame: Frame, styles: Styles, metrics: Metrics) -> None:
    height = metrics.chip_bottom - metrics.chip_top
    for wash in frame.selection:
        painter.fillRect(wash.left, wash.top + metrics.chip_top, wash.right - wash.left, height, styles.selection)
    for wash in frame.marks:
        width = wash.right - wash.left
        painter.fillRect(wash.left, wash.top + metrics.chip_top + 1, width, height - 2, styles.mark)
        painter.fillRect(wash.left, wash.top + metrics.chip_bottom - 2, width, 2, styles.mark_edge)


def _tag(painter: QPainter, tag: Tag, top: int, styles: Styles, metrics: Metrics) -> None:
    style = styles.of(tag.span.label)
    painter.setPen(style.tag)
    y = top + metrics.tag_top + (metrics.tag_height - style.text_height) / 2
    painter.drawStaticText(QPointF(tag.left, y), style.text)


def _pill(painter: QPainter, tag: Tag, top: int, styles: Styles, metrics: Metrics) -> None:
    style = styles.of(tag.span.label)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(styles.accent)
    box = QRectF(tag.left - 5, top + metrics.tag_top - 1, tag.width + 9, metrics.tag_height + 2)
    painter.drawRoundedRect(box, 3.0, 3.0)
    painter.setPen(styles.accent_ink)
    y = top + metrics.tag_top + (metrics.tag_height - style.text_height) / 2
    painter.drawStaticText(QPointF(tag.left, y), style.text)
