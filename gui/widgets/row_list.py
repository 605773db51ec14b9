"""The list that the panels show rows in: an edit repaints the rows it touches, however many rows there are.

A QTreeView lays all rows out again after each insertion, a QListView even after each changed row: 70 ms at 50,000 rows.
A QTableView with rows of one height does neither.
"""

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from nhan.gui.widgets.flat_scroll_bar import PaletteScrollBar

_ONLY_THIS_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class RowList(QTableView):
    """Whole rows, one current at a time, all of one height."""

    own_keys = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})  # that mean something here, and nothing else

    def __init__(self, row_height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, showGrid=False, wordWrap=False, cornerButtonEnabled=False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(PaletteScrollBar(QPalette.ColorRole.Base, QPalette.ColorRole.Text))
        self.horizontalHeader().setHighlightSections(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(row_height)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model. The headers do not hear of the selection: they would be painted with each current row."""
        super().setModel(model)
        if model is not None:
            for header in (self.horizontalHeader(), self.verticalHeader()):
                header.setSelectionModel(QItemSelectionModel(model, header))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        return event.key() in self.own_keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier

    def mark(self, row: int | None) -> None:
        """Make a row the current one, and bring it into view; None: no row."""
        self.executeDelayedItemsLayout()  # now, or the list is painted once before it and once after
        if row is None:
            self.setCurrentIndex(QModelIndex())
        elif row != self.currentIndex().row():
            # The view's own way adds to the selection while the key that led here has Ctrl down.
            self.selectionModel().setCurrentIndex(self.model().index(row, 0), _ONLY_THIS_ROW)
