"""A flat scroll bar: it is painted at every step of the text, and a style's gradients cost more than the text does."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from nhan.gui.article_view.look import Palette

_WIDTH = 12


class Bar(QScrollBar):
    """Vertical; in the colours of the page."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_colours(palette)

    def set_colours(self, palette: Palette) -> None:
        self._paper, self._handle = QColor(palette.paper), QColor(palette.ink)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        slider = QStyle.SubControl.SC_ScrollBarSlider
        handle = QRectF(self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, slider, self))
        with QPainter(self) as brush:
            brush.fillRect(self.rect(), self._paper)
            if self.maximum() > self.minimum():
                colour = QColor(self._handle)
                colour.setAlphaF(0.5 if self.isSliderDown() else 0.4 if self.underMouse() else 0.26)
                brush.setRenderHint(QPainter.RenderHint.Antialiasing)
                brush.setPen(Qt.PenStyle.NoPen)
                brush.setBrush(colour)
                brush.drawRoundedRect(handle.adjusted(3, 1, -3, -1), 3, 3)
