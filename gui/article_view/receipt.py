"""A receipt: a word on what a key has done, for some seconds where it was done, and never on what is read next."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from nhan.gui.article_view.look import Look

STAYS = 5000  # ms
_PAD, _AIR = 9, 12  # pixels beside the words; between the column and a receipt in the margin
_ROUND = 5.0
_RIM = 3  # above and below the words, together
_TWO_LINES = 1.8  # times a line's width: wrapping leaves some of it empty
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap


class Spot(NamedTuple):
    """What a receipt is about. x counts from the viewport's edge, y from the page's top."""

    at: QRect  # the place in the text, its tag included
    left: int  # of the column
    right: int
    width: int  # of the viewport
    above: int  # y of the letters nearest above the place, below which a receipt would cover some
    room: int  # pixels above those letters without any others: there stand tags of what has been read


def box_for(size: QSize, where: Spot) -> QRect:
    """In the margin beside the line where there is room for it, else between two lines that have been read. Where it is
    higher than what is free there, just above the line."""
    if where.right + _AIR + size.width() + _AIR <= where.width:
        beside = QRect(0, 0, size.width(), size.height())
        beside.moveCenter(where.at.center())
        beside.moveLeft(where.right + _AIR)
        return beside
    left = max(where.left, min(where.at.left(), where.right - size.width()))
    lower = where.above if size.height() <= where.room else where.at.top()
    return QRect(left, lower - size.height(), size.width(), size.height())


class Receipt(QObject):
    """At most one; it is painted with the page, so that it moves with the text."""

    def __init__(self, area: QAbstractScrollArea, where: Callable[[], Spot | None]) -> None:
        super().__init__(area)
        self._area, self._where = area, where
        self._look = Look()
        self.words = ""
        self.box = QRect()  # as in ``Spot``; empty while there is nothing to be seen
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._place)
        self._over = QTimer(self, singleShot=True, interval=STAYS)
        self._over.timeout.connect(self.drop)

    def show(self, words: str) -> None:
        """Show the words once the key has done all it does: the ring may go on until then."""
        self.drop()
        self.words = words
        self._due.start()

    def settle(self) -> None:
        """The key has done all it does: with what it has changed the receipt is painted at once."""
        if self._due.isActive():
            self._due.stop()
            self._place()

    def set_look(self, look: Look) -> None:
        self._look = look

    def _place(self) -> None:
        where = self._where()
        self.box = self._box_at(where) if where is not None else QRect()
        self._update()
        self._over.start()

    def drop(self) -> None:
        if self.words:
            self._update()
            self.words, self.box = "", QRect()
            self._due.stop()
            self._over.stop()

    def give_way(self) -> None:
        """Something else is active now: what is read next must not be covered."""
        where = self._where() if self.words and not self.box.isEmpty() else None
        if where is not None and self.box.intersects(where.at):
            self.drop()

    def paint(self, painter: QPainter, clip: QRect) -> None:
        if not self.words:
            return
        box = self.box.translated(0, -self._area.verticalScrollBar().value())
        if not box.intersects(clip):
            return
        palette = self._look.palette
        painter.resetTransform()  # x counted from the column until now
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        # Filled one in the other: a stroked path takes several times as long.
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(box, _ROUND, _ROUND)
        painter.setBrush(QColor(palette.selection))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), _ROUND - 1, _ROUND - 1)
        painter.setPen(QColor(palette.ink))
        painter.setFont(self._look.receipt_font())
        inside, metrics = box.adjusted(_PAD, 0, -_PAD, 0), painter.fontMetrics()
        room = inside.width() if box.height() < 2 * metrics.height() else round(inside.width() * _TWO_LINES)
        painter.drawText(inside, int(_LEFT), metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room))

    def _box_at(self, where: Spot) -> QRect:
        """Two lines where the column is narrow, one fits between no lines of text, and there is room above."""
        metrics, most = QFontMetrics(self._look.receipt_font()), where.right - where.left
        wanted, fits = metrics.horizontalAdvance(self.words) + 2 * _PAD + 1, metrics.height() + _RIM <= where.room
        two = wanted > most and not fits and where.at.top() >= 2 * metrics.height() + _RIM
        return box_for(QSize(min(most, wanted), (1 + two) * metrics.height() + _RIM), where)

    def _update(self) -> None:
        if not self.box.isEmpty():
            box = self.box.translated(0, -self._area.verticalScrollBar().value())
            self._area.viewport().update(box.adjusted(-1, -1, 1, 1))
