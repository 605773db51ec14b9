"""The article and nothing else, until one has enough of it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nhan.gui.layout import Docks


class FocusMode(QObject):
    """Puts ``around`` and all docks away. What a key has done is said in the text all the same."""

    def __init__(self, window: QWidget, docks: Docks, around: Sequence[QWidget]) -> None:
        super().__init__(window)
        self._docks, self._around = docks, around
        self._hidden: list[QWidget] = []
        self.on = False

    def toggle(self) -> None:
        if self.on:
            self.leave()
            return
        self.on = True
        self._hidden = [each for each in self._around if not each.isHidden()]
        self._docks.clear()
        for each in self._hidden:
            each.hide()

    def leave(self) -> None:
        """Everything as it was before."""
        if not self.on:
            return
        self.on = False
        for each in self._hidden:
            each.show()
        self._docks.bring_back()
