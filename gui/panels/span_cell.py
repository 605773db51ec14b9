"""Paints a cell of the span list: a tenth of the time that the style takes, which asks for each role on its own."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nhan.core.model import SpanStatus
from nhan.gui.icons import icon
from nhan.gui.models.spans import Column, SpanModel

_PAD = 4  # pixels on both sides
_ICON = 16
_SELECTED = QStyle.StateFlag.State_Selected


class SpanCell(QStyledItemDelegate):
    """Text, label, state with its icon, confidence. Colours and widths are looked up once: each asking costs as much as
    drawing the words."""

    def __init__(self, model: SpanModel) -> None:
        super().__init__(model)
        self._model = model
        self._ink: tuple[QColor, QColor, QColor] | None = None  # words, words of the chosen row, its ground
        self._widest, self._rise = 1, 0  # pixels: of a letter at most, and from a row's top to its base line

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        column, span, box = index.column(), self._model.span_at(index.row()), option.rect
        ink, chosen, ground = self._ink or self._look_up(option)
        if option.state & _SELECTED:
            painter.fillRect(box, ground)
            painter.setPen(chosen)
        else:
            painter.setPen(ink)
        left, width = box.left() + _PAD, box.width() - 2 * _PAD
        if column == Column.STATE:
            picture = icon("new" if span.status is SpanStatus.SUGGESTED else "done")
            picture.paint(painter, left, box.top() + (box.height() - _ICON) // 2, _ICON, _ICON)
            left, width = left + _ICON + _PAD, width - _ICON - _PAD
        words = self._model.words(span, Column(column))
        if len(words) * self._widest > width:
            words = option.fontMetrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        if column == Column.CONFIDENCE:
            left += max(0, width - option.fontMetrics.horizontalAdvance(words))
        painter.drawText(left, box.top() + self._rise, words)

    def _look_up(self, option: QStyleOptionViewItem) -> tuple[QColor, QColor, QColor]:
        palette, metrics, role = option.palette, option.fontMetrics, QPalette.ColorRole
        self._widest = metrics.maxWidth()
        self._rise = (option.rect.height() - metrics.height()) // 2 + metrics.ascent()
        self._ink = palette.color(role.Text), palette.color(role.HighlightedText), palette.color(role.Highlight)
        return self._ink
