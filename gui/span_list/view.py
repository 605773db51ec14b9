"""The rows of the span list, painted a row at a time: asking a delegate for each cell takes several times as long.

A rejected span moves every row below it up, and a key must be on the screen within the frame all the same.
"""

from functools import cached_property

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import QWidget

from nhan.core.model import Span, SpanStatus
from nhan.gui.icons import icon
from nhan.gui.span_list.model import Column, SpanModel
from nhan.gui.widgets.row_list import RowList

_PAD = 4  # pixels on both sides of a cell
_ICON = 16
STATE_WIDTH = _ICON + 2 * _PAD  # of a column that shows the icon alone; the model has the words
_MOST_ROWS, _MOST_WORDS = 1_000, 4_000  # laid-out rows and shaped words that are kept; then they are dropped

Columns = tuple[tuple[Column, int, int], ...]  # from the left: where each begins, how wide it is


class SpanList(RowList):
    """Text, label, state with its icon, confidence: what the model says, in the palette's colours. ``walked``: the keys
    have made another row the current one."""

    walked = Signal()

    def __init__(self, model: SpanModel, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(row_height, parent)
        self._height = row_height
        self._spans = model
        self._columns: Columns = ()
        self._words: dict[tuple[str, int], QStaticText] = {}
        self._cells: dict[tuple[object, ...], tuple[int, list[tuple[float, float, QStaticText]]]] = {}
        self.setModel(model)
        model.modelReset.connect(self._cells.clear)  # ids are an article's own: another one may have the same

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() != row:
            self.walked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        columns = tuple((column, self.columnViewportPosition(column), self.columnWidth(column)) for column in Column)
        if columns != self._columns:
            self._columns = columns
            self._cells.clear()
            self._words.clear()
        chosen, last = self.currentIndex().row(), self._spans.rowCount() - 1
        with QPainter(self.viewport()) as painter:
            for rect in event.region():  # type: ignore[attr-defined]
                first, bottom = self.rowAt(rect.top()), self.rowAt(rect.bottom())
                for row in range(first, (bottom if bottom >= 0 else last) + 1) if first >= 0 else ():
                    self._paint_row(painter, self._spans.span_at(row), self.rowViewportPosition(row), row == chosen)

    def _paint_row(self, painter: QPainter, span: Span, top: int, is_chosen: bool) -> None:
        ink, chosen_ink, ground = self._colours
        if is_chosen:
            painter.fillRect(0, top, self.viewport().width(), self._height, ground)
        painter.setPen(chosen_ink if is_chosen else ink)
        picture_left, cells = self._laid_out(span)
        painter.drawPixmap(picture_left, top + (self._height - _ICON) // 2, self._picture(span))
        for x, y, words in cells:
            painter.drawStaticText(QPointF(x, top + y), words)

    def _laid_out(self, span: Span) -> tuple[int, list[tuple[float, float, QStaticText]]]:
        """Where the state's icon is, and of each cell its words and where they are, from the row's top left corner."""
        key = (span.id, span.start, span.end, span.label, span.status, span.confidence, span.note, span.question)
        found = self._cells.get(key)
        if found is None:
            if len(self._cells) >= _MOST_ROWS:
                self._cells.clear()
            found = self._cells[key] = self._lay_out(span)
        return found

    def _lay_out(self, span: Span) -> tuple[int, list[tuple[float, float, QStaticText]]]:
        picture_left, cells = 0, []
        for column, column_left, column_width in self._columns:
            left, width = column_left + _PAD, column_width - 2 * _PAD
            if column == Column.STATE:
                picture_left = left
                left, width = left + _ICON + _PAD, width - _ICON - _PAD
                if width <= 0:
                    continue
            words = self._shaped(self._spans.words(span, column), width)
            size = words.size()
            x = left + max(0.0, width - size.width()) if column == Column.CONFIDENCE else left
            cells.append((x, (self._height - size.height()) / 2, words))
        return picture_left, cells

    def changeEvent(self, event: QEvent) -> None:
        """Another font or palette: nothing that was looked up holds any more."""
        super().changeEvent(event)
        for name in ("_colours", "_pictures"):
            self.__dict__.pop(name, None)
        self._columns = ()

    @cached_property
    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Of words, of words in the current row, and of its ground."""
        palette, role = self.palette(), QPalette.ColorRole
        return palette.color(role.Text), palette.color(role.HighlightedText), palette.color(role.Highlight)

    @cached_property
    def _pictures(self) -> tuple[QPixmap, QPixmap]:
        """Of what is to be reviewed, and of what is confirmed."""
        new, done = (icon(name).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()) for name in ("new", "done"))
        return new, done

    def _picture(self, span: Span) -> QPixmap:
        return self._pictures[span.status is not SpanStatus.SUGGESTED]

    def _shaped(self, words: str, width: int) -> QStaticText:
        """The words, elided to so many pixels and shaped. Shaping takes three times as long as drawing."""
        found = self._words.get((words, width))
        if found is None:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            found = QStaticText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width))
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(QTransform(), self.font())
            self._words[words, width] = found
        return found
