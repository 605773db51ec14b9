"""Enter in a list or a table: it opens the row, whatever Enter does elsewhere in the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class OpensOnEnter(QObject):
    """Has Enter ``act`` on the view's current row, where there is one."""

    def __init__(self, view: QAbstractItemView, act: Callable[[], object]) -> None:
        super().__init__(view)
        self._view, self._act = view, act
        view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() not in ENTER:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # the view's own, though an action has the key, too
            return True
        if event.type() is QEvent.Type.KeyPress and self._view.currentIndex().isValid():
            self._act()
            return True
        return False
