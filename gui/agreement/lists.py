"""The matrix of labels of the agreement panel."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from nhan.core.agreement.result import Cell

_VALUE = Qt.ItemDataRole.UserRole


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
        self.resizeRowsToContents()

    def _changed(self, item: QTableWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_VALUE))
