"""Rows of a name, a bar and the value in words, in the theme's colours."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from nhan.core.report.plots import Bar

_AIR = 8  # pixels between the columns
_NAMES = 0.28  # of the width, for names at most
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class BarPlot(QWidget):
    """The longest bar and the longest words together have the width that the names leave."""

    def __init__(self, name: str, bars: Sequence[Bar], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = tuple(bars)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{bar.name}: {bar.words}" for bar in self.bars))

    def _pitch(self) -> int:
        return round(1.6 * self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        return QSize(420, self._pitch() * len(self.bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._pitch() * len(self.bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.bars:
            return
        metrics, pitch = self.fontMetrics(), self._pitch()
        widest = max(metrics.horizontalAdvance(bar.name) for bar in self.bars)
        names = min(widest + 2, round(_NAMES * self.width()))
        words = max(metrics.horizontalAdvance(bar.words) for bar in self.bars)
        left = names + _AIR
        longest = max(0, self.width() - left - words - 2 * _AIR)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ink, fill = (
                self.palette().color(QPalette.ColorRole.WindowText),
                self.palette().color(QPalette.ColorRole.Link),
            )
            for row, bar in enumerate(self.bars):
                top, width = row * pitch, longest * bar.share
                painter.setPen(ink)
                short = metrics.elidedText(bar.name, Qt.TextElideMode.ElideMiddle, names)
                painter.drawText(QRectF(0, top, names, pitch), int(_MIDDLE | Qt.AlignmentFlag.AlignRight), short)
                place = QRectF(left + width + _AIR, top, self.width(), pitch)
                painter.drawText(place, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), bar.words)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                painter.drawRoundedRect(QRectF(left, top + pitch * 0.25, max(width, 1.0), pitch * 0.5), 2, 2)
            painter.fillRect(QRectF(left - 1, 0, 1, self.height()), self.palette().color(QPalette.ColorRole.Mid))
