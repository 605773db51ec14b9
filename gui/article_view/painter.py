"""Draws a frame of finished values: fills, washes, ring, text, tags, caret, in passes over the lines."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from nhan.gui.article_view.look import Metrics
from nhan.gui.article_view.ring import draw_ring
from nhan.gui.article_view.row import Fragment, Row, Tag
from nhan.gui.article_view.shaping import Shaped
from nhan.gui.article_view.styles import LabelStyle, Styles
from nhan.gui.article_view.sureness import Sureness

_ROUND = 4.0
_ARRIVED = 2  # pixels: the line under what has just arrived
_TAKEN = 2  # pixels: the lines at what the bulk keys would confirm
_HOOK = 4  # pixels that the ends of a bracket reach up
_PILL_PAD = 5
_CORNER = 7  # pixels


class Line(NamedTuple):
    """One line to draw: its row, and the top of its band."""

    row: Row
    top: int


class Wash(NamedTuple):
    """A range of text on one line: a selection, a hit, what has arrived or was withdrawn. x as in Fragment."""

    left: int
    right: int
    top: int
    open_left: bool = False  # began on an earlier line
    open_right: bool = False


class Frame(NamedTuple):
    """All that one paint draws. ``left`` is the column's edge; other x count from it."""

    left: int
    clip: QRect
    lines: Sequence[Line]
    pieces: Sequence[tuple[Shaped, int]]  # with the top of the piece
    selection: Sequence[Wash]
    marks: Sequence[Wash]
    current: Sequence[Wash]  # the hit that was gone to; not among the marks
    arrived: Sequence[Wash]
    faint: Sequence[Wash]
    down: Sequence[Wash]  # what the bulk keys would confirm
    copies: Sequence[Wash]
    active: Sequence[tuple[Fragment, int]]  # with the top of its band
    caret: QRect | None
    all_tags: bool


def paint(painter: QPainter, frame: Frame, styles: Styles, metrics: Metrics) -> None:
    """Draw the frame. The result does not depend on how much of it the clip lets through."""
    painter.fillRect(frame.clip, styles.paper)
    ratio = painter.device().devicePixelRatioF()
    painter.translate(frame.left, 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for line in frame.lines:
        for fragment in line.row.fragments:
            _chip(painter, fragment, line.top, styles, metrics, ratio)
    _washes(painter, frame, styles, metrics, ratio)
    for fragment, top in frame.active:
        draw_ring(painter, _box(fragment, top, metrics), styles, ratio, fragment.open_left, fragment.open_right)
    painter.setPen(styles.ink)
    clip = QRectF(frame.clip.translated(-frame.left, 0)).adjusted(0, -metrics.overhang, 0, metrics.overhang)
    for shaped, top in frame.pieces:
        shaped.layout.draw(painter, QPointF(0, top), [], clip)
    painter.setFont(styles.tag_font)
    pills = {top: _pill_of(fragment, styles) for fragment, top in frame.active if not fragment.open_left}
    for line in frame.lines if frame.all_tags else ():
        pill = pills.get(line.top)
        for tag in line.row.tags:
            if pill is None or not _meet(tag, pill):
                _tag(painter, tag, line.top, styles, metrics)
    for top, pill in pills.items():
        _pill(painter, pill, top, styles, metrics)
    if frame.caret is not None:
        painter.fillRect(frame.caret, styles.accent)


def _box(fragment: Fragment, top: int, metrics: Metrics) -> QRect:
    """A chip's rectangle: an outer chip is taller than what is inside it."""
    rise = min(fragment.level, 2)
    upper = top + metrics.chip_top - rise
    lower = top + metrics.chip_bottom + fragment.level * metrics.under
    return QRect(fragment.left, upper, fragment.right - fragment.left, lower - upper)


def _chip(painter: QPainter, fragment: Fragment, top: int, styles: Styles, metrics: Metrics, ratio: float) -> None:
    style = styles.of(fragment.span.label)
    box = _box(fragment, top, metrics)
    painter.setBrush(style.fills[fragment.sureness])
    painter.drawRoundedRect(box, _ROUND, _ROUND)
    # Where a line end breaks the span the chip's edge is square and open.
    if fragment.open_left:
        painter.drawRect(QRect(box.left(), box.top(), 5, box.height()))
    if fragment.open_right:
        painter.drawRect(QRect(box.right() - 4, box.top(), 5, box.height()))
    if fragment.sureness is not Sureness.CONFIRMED:
        _dashed(painter, fragment, box, styles, ratio)
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


def _dashed(painter: QPainter, fragment: Fragment, box: QRect, styles: Styles, ratio: float) -> None:
    across, down = styles.dashes(fragment.span.label, fragment.sureness, ratio)
    left = box.left() + (0 if fragment.open_left else 3)
    width = box.right() + 1 - (0 if fragment.open_right else 3) - left
    painter.drawTiledPixmap(left, box.top(), width, 1, across)
    painter.drawTiledPixmap(left, box.bottom(), width, 1, across)
    if not fragment.open_left:
        painter.drawTiledPixmap(box.left(), box.top() + 3, 1, box.height() - 6, down)
    if not fragment.open_right:
        painter.drawTiledPixmap(box.right(), box.top() + 3, 1, box.height() - 6, down)


def _washes(painter: QPainter, frame: Frame, styles: Styles, metrics: Metrics, ratio: float) -> None:
    height = metrics.chip_bottom - metrics.chip_top
    for wash in frame.selection:
        painter.fillRect(wash.left, wash.top + metrics.chip_top, wash.right - wash.left, height, styles.selection)
    for wash in frame.marks:
        width = wash.right - wash.left
        painter.fillRect(wash.left, wash.top + metrics.chip_top + 1, width, height - 2, styles.mark)
        painter.fillRect(wash.left, wash.top + metrics.chip_bottom - 2, width, 2, styles.mark_edge)
    for wash in frame.current:  # a frame of its own, so that colour is not all that tells it from the others
        box = QRect(wash.left, wash.top + metrics.chip_top, wash.right - wash.left, height)
        painter.fillRect(box, styles.current_edge)
        painter.fillRect(box.adjusted(1, 1, -1, -3), styles.current)
    for wash in frame.arrived:
        width = wash.right - wash.left
        painter.fillRect(wash.left, wash.top + metrics.chip_top, width, height, styles.glow)
        painter.fillRect(wash.left, wash.top + metrics.chip_bottom, width, _ARRIVED, styles.accent)
    for wash in frame.down:
        _bracket(painter, wash, wash.top + metrics.chip_bottom + metrics.under + 1, styles.accent)
    for wash in frame.copies:
        y = wash.top + metrics.chip_top - _TAKEN
        painter.fillRect(wash.left, y, wash.right - wash.left, _TAKEN, styles.accent)
    for wash in frame.faint:
        dots, y = styles.dots(ratio), wash.top + metrics.chip_bottom - 1
        painter.drawTiledPixmap(wash.left, y, wash.right - wash.left, 1, dots)


def _bracket(painter: QPainter, wash: Wash, y: int, colour: QColor) -> None:
    """Below what is inside what: a nested span is underlined, too, but in its chip and without ends."""
    painter.fillRect(wash.left, y, wash.right - wash.left, _TAKEN, colour)
    if not wash.open_left:
        painter.fillRect(wash.left, y - _HOOK, _TAKEN, _HOOK, colour)
    if not wash.open_right:
        painter.fillRect(wash.right - _TAKEN, y - _HOOK, _TAKEN, _HOOK, colour)


def _pill_of(fragment: Fragment, styles: Styles) -> Tag:
    """The active span's tag, which stands just above it: the tags of its neighbours give way."""
    width = styles.tag_width(fragment.span.label, fragment.sureness)
    return Tag(fragment.span, fragment.left + 1, width, fragment.sureness)


def _meet(tag: Tag, pill: Tag) -> bool:
    """Whether the pill would cover some of the tag, or all."""
    return tag.left < pill.left + pill.width + _PILL_PAD and tag.left + tag.width > pill.left - _PILL_PAD


def _tag(painter: QPainter, tag: Tag, top: int, styles: Styles, metrics: Metrics) -> None:
    style = styles.of(tag.span.label)
    painter.setPen(style.tag)
    _write(painter, tag, top, style, metrics)


def _pill(painter: QPainter, tag: Tag, top: int, styles: Styles, metrics: Metrics) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(styles.accent)
    left, width = tag.left - _PILL_PAD, tag.width + 2 * _PILL_PAD - 1
    box = QRectF(left, top + metrics.tag_top - 1, width, metrics.tag_height + 2)
    painter.drawRoundedRect(box, 3.0, 3.0)
    painter.setPen(styles.accent_ink)
    _write(painter, tag, top, styles.of(tag.span.label), metrics)


def _write(painter: QPainter, tag: Tag, top: int, style: LabelStyle, metrics: Metrics) -> None:
    y = top + metrics.tag_top + (metrics.tag_height - style.text_height) / 2
    painter.drawStaticText(QPointF(tag.left, y), style.tag_text(tag.sureness))
