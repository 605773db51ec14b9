"""The key sheet: every action with its keys, from the table of actions."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from nhan.gui.action_keys import keys_of
from nhan.gui.actions import ACTIONS, menu_title, title


class KeySheet(QDialog):
    """Does not block: it may stand beside the article while one learns the keys."""

    def __init__(self, changed: Mapping[str, list[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setHeaderLabels([self.tr("What"), self.tr("Keys")])
        self.tree.setAccessibleName(self.tr("Keys"))
        groups: dict[str, QTreeWidgetItem] = {}
        for spec in ACTIONS:
            keys = keys_of(spec, changed)
            if not keys:
                continue
            name = menu_title(spec.menu).replace("&", "") if spec.menu else self.tr("In the article")
            if name not in groups:
                groups[name] = QTreeWidgetItem(self.tree, [name])
                font = groups[name].font(0)
                font.setBold(True)
                groups[name].setFont(0, font)
            native = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
            keys_shown = "   ".join(native)
            last = groups[name].child(groups[name].childCount() - 1)
            if last is not None and last.text(0) == title(spec):  # the digits
                last.setText(1, f"{last.text(1)}   {keys_shown}")
            else:
                QTreeWidgetItem(groups[name], [title(spec), keys_shown])
        self.tree.expandAll()
        self.tree.resizeColumnToContents(0)
        hint = QLabel(
            self.tr(
                "Telex, VNI and Unikey may stay switched on: no letter is a command. Ctrl+Shift or Alt+Shift pressed "
                "alone may switch the input method; with an arrow they do not."
            ),
            textFormat=Qt.TextFormat.PlainText,
            wordWrap=True,
        )
        box = QVBoxLayout(self)
        box.addWidget(self.tree, 1)
        box.addWidget(hint)
        self.resize(620, 680)
