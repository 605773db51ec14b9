"""One quiet line of keys and what they do."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nhan.gui.widgets.icon_button import IconButton

_SIDE, _PAD, _GAP = 14, 5, 16  # pixels: beside the line, inside a key, between two hints


class Hint(NamedTuple):
    key: str
    does: str


class KeyLine(QWidget):
    """As many of the hints as there is room for, the first ones first. Other hints move nothing around the line."""

    def __init__(self, dismiss: Callable[[], object]) -> None:
        super().__init__()
        self._hints: Sequence[Hint] = ()
        self.close_button = IconButton("close", self.tr("Hide this line for good"), dismiss)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click must not take the focus from the article
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.close_button.hide()  # while there is nothing to send away

    @property
    def hints(self) -> Sequence[Hint]:
        return self._hints

    def show_hints(self, hints: Sequence[Hint]) -> None:
        if hints != self._hints:
            self._hints = hints
            self.close_button.setVisible(bool(hints))
            self.setAccessibleName(" · ".join(f"{each.key} {each.does}" for each in hints))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, self.fontMetrics().height() + 10)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, metrics = self.palette(), self.fontMetrics()
        left, room = _SIDE, self.width() - self.close_button.width() - 8
        cap = QRect(0, (self.height() - metrics.height()) // 2 - 1, 0, metrics.height() + 2)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for hint in self._hints:
                key, does = metrics.horizontalAdvance(hint.key) + 2 * _PAD, metrics.horizontalAdvance(hint.does)
                if left + key + 6 + does > room:
                    break
                cap.setRect(left, cap.top(), key, cap.height())
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(palette.color(QPalette.ColorRole.Mid))
                painter.drawRoundedRect(cap, 4, 4)
                painter.setBrush(palette.color(QPalette.ColorRole.Base))
                painter.drawRoundedRect(cap.adjusted(1, 1, -1, -1), 3, 3)
                painter.setPen(palette.color(QPalette.ColorRole.WindowText))
                painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), hint.key)
                left += key + 6
                painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
                painter.drawText(QRect(left, 0, does + 1, self.height()), middle, hint.does)
                left += does + _GAP
