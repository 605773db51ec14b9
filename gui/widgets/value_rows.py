"""Rows of words, each of which stands for something that Enter goes to."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from nhan.gui.widgets.enter import OpensOnEnter

_VALUE = Qt.ItemDataRole.UserRole


class ValueRows(QTreeWidget):
    """Rows of words, each with a value; ``opened`` tells the value that Enter or two clicks are on."""

    opened = Signal(object)

    def __init__(self, name: str, heads: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHeaderLabels(list(heads))
        self.itemDoubleClicked.connect(self._open)
        OpensOnEnter(self, lambda: self._open(self.currentItem()))

    def _open(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.opened.emit(item.data(0, _VALUE))

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
        self._fit()

    def show_words(self, row: int, words: Sequence[str]) -> None:
        """Other words in a row that is there."""
        item = self.topLevelItem(row)
        if item is not None:
            for at, each in enumerate(words):
                item.setText(at, each)
                item.setToolTip(at, each)

    def add_words(self, first: int, words: Callable[[str], Sequence[str]]) -> None:
        """Words for the columns from ``first`` on, by what the first column of each row says."""
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item is not None:
                for at, each in enumerate(words(item.text(0)), first):
                    item.setText(at, each)
        self._fit()

    def _fit(self) -> None:
        for at in range(self.columnCount() - 1):
            self.resizeColumnToContents(at)
        most = self.viewport().width() // 2  # of a title: what is compared stands beside it
        if self.columnWidth(0) > most:
            self.setColumnWidth(0, most)
