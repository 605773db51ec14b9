"""The lists of the agreement panel: rows of words, and a matrix of labels."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QTreeWidget, QTreeWidgetItem

from nhan.core.agreement.result import Cell
from nhan.gui.action_keys import ENTER

_VALUE = Qt.ItemDataRole.UserRole


class AgreementRows(QTreeWidget):
    """Rows of words, each with a value; ``opened`` tells the value that Enter or two clicks are on."""

    opened = Signal(object)

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHeaderLabels(list(heads))
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(0, _VALUE)))

    def show_rows(self, rows: Iterable[tuple[object, Sequence[str]]]) -> None:
        """These instead of those that were there."""
        self.clear()
        items: list[QTreeWidgetItem] = []
        for value, words in rows:
            item = QTreeWidgetItem(list(words))
            item.setData(0, _VALUE, value)
            for at, each in enumerate(words):
                item.setToolTip(at, each)
            items.append(item)
        self.addTopLevelItems(items)
        if items:
            self.setCurrentItem(items[0])  # the keys start from here
        for at in range(self.columnCount() - 1):
            self.resizeColumnToContents(at)
        most = self.viewport().width() // 2  # of a title: what is compared stands beside it
        if self.columnWidth(0) > most:
            self.setColumnWidth(0, most)

    def event(self, event: QEvent) -> bool:
        """Enter is the list's own, whatever it accepts elsewhere."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in ENTER and item is not None:
            self.opened.emit(item.data(0, _VALUE))
        else:
            super().keyPressEvent(event)


class ConfusionTable(QTableWidget):
    """Label by label, how often; ``chosen`` tells the cell that is current."""

    chosen = Signal(object)  # Cell

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.currentItemChanged.connect(self._changed)

    def show_cells(self, cells: Sequence[Cell], nothing: str) -> None:
        """These instead of those that were there; ``nothing`` is what to call no span."""
        self.clear()
        rows = sorted({cell.first for cell in cells}, key=lambda label: (not label, label))
        columns = sorted({cell.second for cell in cells}, key=lambda label: (not label, label))
        self.setRowCount(len(rows))
        self.setColumnCount(len(columns))
        self.setVerticalHeaderLabels([label or nothing for label in rows])
        self.setHorizontalHeaderLabels([label or nothing for label in columns])
        for cell in cells:
            item = QTableWidgetItem(str(cell.count))
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(_VALUE, cell)
            self.setItem(rows.index(cell.first), columns.index(cell.second), item)
        self.resizeColumnsToContents()

    def _changed(self, item: QTableWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_VALUE))
