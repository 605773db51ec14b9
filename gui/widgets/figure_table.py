"""A small table of figures: a row of words each, with a value; Enter or two clicks on a cell open what it counts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableWidget, QTableWidgetItem

from nhan.gui.widgets.enter import OpensOnEnter

_AIR, _FEWEST = 8, 5  # pixels above and below a row's words; rows that are to be seen


class FigureTable(QTableWidget):
    """``opened`` carries the row and the column. The first column is words, the others are figures."""

    opened = Signal(int, int)

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalHeaderLabels(list(heads))
        rows, height = self.verticalHeader(), self.fontMetrics().height() + _AIR
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(height)
        self.setMinimumHeight(_FEWEST * height)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        self.cellDoubleClicked.connect(self.opened)
        OpensOnEnter(self, lambda: self.opened.emit(self.currentRow(), self.currentColumn()))

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """These instead of those that were there; the current cell stays where it is, as far as it can."""
        before = max(0, self.currentRow()), max(0, self.currentColumn())
        self.setRowCount(len(rows))
        for at, words in enumerate(rows):
            self.show_row(at, words)
        if rows:
            self.setCurrentCell(min(before[0], len(rows) - 1), before[1])

    def show_row(self, row: int, words: Sequence[str]) -> None:
        """What one row says from now on."""
        for column, each in enumerate(words):
            item = self.item(row, column)
            if item is None:
                item = QTableWidgetItem()
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
            item.setText(each)
        self.resizeColumnsToContents()
