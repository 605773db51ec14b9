"""The command palette: type a few letters of what you want (with or without accents), Enter does it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nhan.core.text.search import find


class CommandPalette(QDialog):
    """Lists actions; ``activate`` triggers the chosen one after closing."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("All commands"))
        self.field = QLineEdit(placeholderText=self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("What do you want to do?"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Commands"))
        self._actions = list(actions)
        box = QVBoxLayout(self)
        box.addWidget(self.field)
        box.addWidget(self.list, 1)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._do)
        self.list.itemClicked.connect(self._do)
        self._filter("")
        self.resize(520, 420)

    def _filter(self, text: str) -> None:
        self.list.clear()
        for action in self._actions:
            words = action.text().replace("&", "")
            if all(find(words, word) for word in text.split()):
                keys = action.shortcut().toString()
                item = QListWidgetItem(action.icon(), f"{words}    {keys}" if keys else words, self.list)
                item.setData(Qt.ItemDataRole.UserRole, action.objectName())
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the keyboard stays in the field."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            row = self.list.currentRow()
            match event.key():
                case Qt.Key.Key_Down:
                    self.list.setCurrentRow(min(row + 1, self.list.count() - 1))
                    return True
                case Qt.Key.Key_Up:
                    self.list.setCurrentRow(max(row - 1, 0))
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._do(self.list.currentItem())
                    return True
        return super().eventFilter(watched, event)

    def _do(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        next(action for action in self._actions if action.objectName() == name).trigger()
