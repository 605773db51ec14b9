"""A flat scroll bar: it is painted at every step of the text, and a style's gradients cost more than the text does."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

_WIDTH = 12


class FlatScrollBar(QScrollBar):
    """Vertical; in the colours of the page. ``paper``, ``ink``: ``#rrggbb``."""

    def __init__(self, paper: str, ink: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_colours(paper, ink)

    def set_colours(self, paper: str, ink: str) -> None:
        self._paper, self._handle = QColor(paper), QColor(ink)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        slider = QStyle.SubControl.SC_ScrollBarSlider
        handle = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, slider, self)
        with QPainter(self) as brush:
            brush.fillRect(self.rect(), self._paper)
            if self.maximum() > self.minimum():
                strength = 0.5 if self.isSliderDown() else 0.4 if self.underMouse() else 0.26
                self._draw_handle(brush, handle.adjusted(3, 1, -3, -1), _mixed(self._paper, self._handle, strength))

    def _draw_handle(self, brush: QPainter, box: QRect, colour: QColor) -> None:
        """Round ends and a rectangle between them; see ``ring`` for why it is no rounded rectangle."""
        across = box.width()
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.setPen(Qt.PenStyle.NoPen)
        brush.setBrush(colour)
        brush.drawEllipse(QRect(box.left(), box.top(), across, across))
        brush.drawEllipse(QRect(box.left(), box.bottom() + 1 - across, across, across))
        brush.fillRect(box.adjusted(0, across // 2, 0, -(across // 2)), colour)


class PaletteScrollBar(FlatScrollBar):
    """In two colours of the palette, also when there is another palette."""

    def __init__(self, paper: QPalette.ColorRole, ink: QPalette.ColorRole, parent: QWidget | None = None) -> None:
        self._roles = paper, ink
        colours = QGuiApplication.palette()
        super().__init__(colours.color(paper).name(), colours.color(ink).name(), parent)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.set_colours(*(self.palette().color(role).name() for role in self._roles))


def _mixed(paper: QColor, ink: QColor, strength: float) -> QColor:
    """Ink of a strength (0..1) on paper, as an opaque colour."""
    pairs = ((paper.red(), ink.red()), (paper.green(), ink.green()), (paper.blue(), ink.blue()))
    return QColor(*(round(low + (high - low) * strength) for low, high in pairs))
