"""Pages behind tabs, whose names are seen whole."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStyle, QTabBar, QTabWidget


class _Bar(QTabBar):
    def tabSizeHint(self, index: int) -> QSize:
        """Fusion draws the name lower on a tab that is not chosen, and reckons the tab's height without that: what is
        below the line would be cut, in Vietnamese also the marks."""
        lower = self.style().pixelMetric(QStyle.PixelMetric.PM_TabBarTabShiftVertical, None, self)
        return super().tabSizeHint(index) + QSize(0, lower)


class Tabs(QTabWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setTabBar(_Bar())
