"""The labels of a set in their order: one is chosen, or moved up and down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from nhan.core.labels import LabelSet

NEW = ""  # the name of the row of a label that is not there yet
_NAME = Qt.ItemDataRole.UserRole


class LabelRows(QWidget):
    """Then the deleted labels, and a row for a new one."""

    chosen = Signal()  # another row is the current one
    moved = Signal()  # the chosen label was moved, in here alone

    def __init__(self, labels: LabelSet, language: str, chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = labels
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Labels"))
        self.up, self.down = (QPushButton(arrow, autoDefault=False) for arrow in "↑↓")
        moves = QHBoxLayout()
        for button, words, way in ((self.up, self.tr("Move up"), -1), (self.down, self.tr("Move down"), 1)):
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, way=way: self._move(way))
            moves.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list, 1)
        box.addLayout(moves)
        self._fill(language, chosen)
        self.list.currentRowChanged.connect(self.chosen)

    def _fill(self, language: str, chosen: str) -> None:
        for label in self._labels.labels:
            self._add(label.name, label.titled(language))
        for label in self._labels.deleted:
            self._add(label.name, self.tr("{name} (deleted)").format(name=label.name))
        names = self._names()
        self._add(NEW, self.tr("New label…"))
        self.list.setCurrentRow(names.index(chosen) if chosen in names else 0)

    def _add(self, name: str, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(_NAME, name)

    def _names(self) -> list[str]:
        return [self.list.item(row).data(_NAME) for row in range(self.list.count())]

    @property
    def name(self) -> str:
        """The chosen label's; ``NEW`` = none yet."""
        return str(self.list.currentItem().data(_NAME))

    @property
    def place(self) -> int:
        """Where the chosen label is to stand, from 0."""
        return self.list.currentRow()

    def _move(self, way: int) -> None:
        self._put(self.place, self.place + way)
        self.moved.emit()

    def _put(self, row: int, place: int) -> None:
        chosen = self.list.currentItem()
        self.list.blockSignals(True)
        self.list.insertItem(place, self.list.takeItem(row))
        self.list.setCurrentItem(chosen)
        self.list.blockSignals(False)

    def put_back(self) -> None:
        """A label that was only moved in here stands where it was."""
        for place, label in enumerate(self._labels.labels):
            row = self._names().index(label.name)
            if row != place:
                self._put(row, place)

    def enable(self) -> None:
        """Only what is there can be moved, and only so far."""
        last = len(self._labels.labels) - 1
        self.up.setEnabled(0 < self.place <= last)
        self.down.setEnabled(self.place < last)
