"""A list of things to be ticked. Its empty boxes are seen in the dark, as those of other boxes are."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QListWidget, QStyledItemDelegate, QStyleOptionViewItem, QWidget


class CheckList(QListWidget):
    """As a QListWidget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Boxes(self))


class _Boxes(QStyledItemDelegate):
    """An item's box has the colours of the list, which the theme gives to no kind of box alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._like = QCheckBox(parent)
        self._like.hide()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        palette = QPalette(option.palette)
        palette.setColor(QPalette.ColorRole.Base, self._like.palette().color(QPalette.ColorRole.Base))
        option.palette = palette
