"""The shortcut editor: other keys for any action, with a check for clashes, back to default, export and import."""

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nhan.gui.action_keys import clashes, keys_of
from nhan.gui.actions import ACTIONS, BY_ID, title

_ID = Qt.ItemDataRole.UserRole


class ShortcutsDialog(QDialog):
    """``changed`` maps action ids to the keys that replace their defaults. Refuses to close over a clash."""

    def __init__(self, changed: Mapping[str, list[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change keys"))
        self.changed = {name: list(keys) for name, keys in changed.items() if name in BY_ID}
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setHeaderLabels([self.tr("What"), self.tr("Keys")])
        self.tree.setAccessibleName(self.tr("Keys"))
        for spec in ACTIONS:
            item = QTreeWidgetItem(self.tree, [title(spec), ""])
            item.setData(0, _ID, spec.id)
        self.edit = QKeySequenceEdit()
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName(self.tr("New key"))
        self.word = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._lay_out()
        self.tree.currentItemChanged.connect(self._show)
        self.edit.editingFinished.connect(self._take)
        self._fill()
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        self.resize(640, 620)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        for text, act in (
            (self.tr("Default"), self._default),
            (self.tr("All defaults"), self._all_defaults),
            (self.tr("Import…"), self._import),
            (self.tr("Export…"), self._export),
        ):
            button = QPushButton(text, autoDefault=False)
            button.clicked.connect(act)
            row.addWidget(button)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.tree, 1)
        box.addLayout(row)
        box.addWidget(self.word)
        box.addWidget(self.buttons)

    @property
    def _id(self) -> str:
        return str(self.tree.currentIndex().siblingAtColumn(0).data(_ID))

    def _fill(self) -> None:
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            assert item is not None
            spec = BY_ID[item.data(0, _ID)]
            native = QKeySequence.SequenceFormat.NativeText
            item.setText(1, "   ".join(QKeySequence(key).toString(native) for key in keys_of(spec, self.changed)))
        self.tree.resizeColumnToContents(0)
        found = clashes(self.changed)
        self.word.setText(
            "\n".join(
                self.tr("{key} would mean both “{one}” and “{other}”.").format(
                    key=key, one=title(BY_ID[one]), other=title(BY_ID[other])
                )
                for key, one, other in found
            )
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not found)

    def _show(self) -> None:
        if self.tree.currentItem() is not None:
            keys = keys_of(BY_ID[self._id], self.changed)
            self.edit.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())

    def _take(self) -> None:
        self.set_keys(self._id, [self.edit.keySequence().toString()] if not self.edit.keySequence().isEmpty() else [])

    def set_keys(self, name: str, keys: list[str]) -> None:
        """Other keys for an action; its defaults are not kept as a change."""
        if [QKeySequence(key) for key in keys] == [QKeySequence(key) for key in BY_ID[name].keys[: len(keys) or None]]:
            self.changed.pop(name, None)
        else:
            self.changed[name] = keys
        self._fill()

    def _default(self) -> None:
        self.changed.pop(self._id, None)
        self._fill()
        self._show()

    def _all_defaults(self) -> None:
        self.changed.clear()
        self._fill()
        self._show()

    def _export(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export keys"), "nhan-keys.json", "JSON (*.json)")
        if chosen:
            Path(chosen).write_text(json.dumps(self.changed, indent=2) + "\n", encoding="utf-8")

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Import keys"), "", "JSON (*.json)")
        if chosen and not self.read(Path(chosen)):
            self.word.setText(self.tr("{file} holds no keys of Nhãn.").format(file=chosen))

    def read(self, path: Path) -> bool:
        """Take the keys of a file; False, and nothing changed, where it holds something else."""
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        if not isinstance(found, dict) or not all(
            name in BY_ID and isinstance(keys, list) and all(isinstance(key, str) for key in keys)
            for name, keys in found.items()
        ):
            return False
        self.changed = found
        self._fill()
        self._show()
        return True
