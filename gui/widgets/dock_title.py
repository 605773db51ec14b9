"""The title of a panel: one quiet line, as high as the article's own, with a way to close it."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nhan.gui.widgets.elided_label import ElidedLabel
from nhan.gui.widgets.icon_button import IconButton

HEAD = 36  # pixels: the titles of the panels and of the article stand on one line


class DockTitle(QWidget):
    """In the place of Qt's own, whose buttons are smaller than a finger and other ones in each style."""

    def __init__(self, title: str, close: Callable[[], object]) -> None:
        super().__init__()
        self.words = ElidedLabel()
        self.words.set_text(title)
        self.close_button = IconButton("close", self.tr("Close this panel"), close)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button)
        self.setFixedHeight(HEAD)

    def sizeHint(self) -> QSize:
        """Where a dock puts its panel below the title: by this alone, however high the title is."""
        return QSize(super().sizeHint().width(), HEAD)
