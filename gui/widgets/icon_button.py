"""A small button that shows an icon of ours, in the theme's colours."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QToolButton

from nhan.gui.icons import icon


class IconButton(QToolButton):
    """``tip`` is its tooltip and its accessible name; a click does ``act``."""

    def __init__(self, name: str, tip: str, act: Callable[[], object]) -> None:
        super().__init__(autoRaise=True)
        self._name = name
        self.setIcon(icon(name))
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.clicked.connect(lambda: act())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon(self._name))
