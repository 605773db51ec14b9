"""A line along the top of the pane that has the keyboard."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

HEIGHT = 3  # pixels


class FocusMark(QWidget):
    """Lies over the edge of one pane at a time; a click goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pane: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def mark(self, pane: QWidget | None) -> None:
        """Lie over this pane; None: over none."""
        if pane is self.pane:
            return
        if self.pane is not None:
            self.pane.removeEventFilter(self)
        self.pane = pane
        if pane is None:
            self.hide()
            return
        pane.installEventFilter(self)
        self.setParent(pane)
        self._lie()
        self.show()
        self.raise_()

    def _lie(self) -> None:
        if self.pane is not None:
            self.setGeometry(0, 0, self.pane.width(), HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._lie()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Link))
