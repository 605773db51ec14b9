"""The labels of a project, and what is to become of one: who has how many spans of it is said before it is done."""

from collections.abc import Mapping, Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from nhan.core.curation.usage import Usage, in_words
from nhan.core.labels import LabelSet
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected
from nhan.core.operations import delete_label, merge_labels, rename_label
from nhan.gui.i18n import Language

_NAME = Qt.ItemDataRole.UserRole


class What(Enum):
    """What is to become of a label."""

    RENAME = "rename"
    MERGE = "merge"
    DELETE = "delete"


class LabelsDialog(QDialog):
    """After ``exec``: ``what`` is to become of ``label``, and ``other``: the new name, or what it is merged into."""

    def __init__(self, labels: LabelSet, language: Language, chosen: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Labels"))
        self._labels, self._language = labels, language
        self._usage: Mapping[str, Sequence[Usage]] | None = None  # None: not counted yet
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Labels"))
        self.rename, self.merge = QRadioButton(self.tr("&Rename to")), QRadioButton(self.tr("&Merge into"))
        self.delete = QRadioButton(self.tr("&Delete"))
        self.name, self.into = QLineEdit(), QComboBox()
        self.name.setAccessibleName(self.tr("New name"))
        self.into.setAccessibleName(self.tr("Merge into"))
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(self.tr("Rename"))
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.go.setDefault(True)  # once it is in the dialog: Return is never Cancel
        self._fill(chosen)
        self.rename.setChecked(True)
        self.list.currentRowChanged.connect(self._choose)
        self.name.textChanged.connect(self._say)
        self.into.currentIndexChanged.connect(self._say)
        for each in (self.rename, self.merge, self.delete):
            each.toggled.connect(self._say)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._choose()
        self.resize(640, 380)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for row, (button, field) in enumerate(((self.rename, self.name), (self.merge, self.into), (self.delete, None))):
            grid.addWidget(button, row, 0)
            if field is not None:
                grid.addWidget(field, row, 1)
        right = QVBoxLayout()
        right.addLayout(grid)
        right.addWidget(self.words, 1)
        row_of_both = QHBoxLayout()
        row_of_both.addWidget(self.list, 1)
        row_of_both.addLayout(right, 2)
        box = QVBoxLayout(self)
        box.addLayout(row_of_both, 1)
        box.addWidget(self.buttons)

    def _fill(self, chosen: str) -> None:
        for label in self._labels.labels:
            title = label.title.get(self._language.name, label.name)
            self._add(label.name, label.name if title == label.name else f"{label.name} · {title}")
        for label in self._labels.deleted:
            self._add(label.name, self.tr("{name} (deleted)").format(name=label.name))
        names = [self.list.item(row).data(_NAME) for row in range(self.list.count())]
        self.list.setCurrentRow(names.index(chosen) if chosen in names else 0)

    def _add(self, name: str, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setData(_NAME, name)

    # -- the answer -----------------------------------------------------------------------------------------------

    @property
    def label(self) -> str:
        return str(self.list.currentItem().data(_NAME))

    @property
    def what(self) -> What:
        return What.RENAME if self.rename.isChecked() else What.MERGE if self.merge.isChecked() else What.DELETE

    @property
    def other(self) -> str:
        match self.what:
            case What.RENAME:
                return self.name.text().strip()
            case What.MERGE:
                return str(self.into.currentData() or "")
            case What.DELETE:
                return ""

    @property
    def change(self) -> Change | Rejected:
        """The change of the label set, without what becomes of spans where a label is deleted."""
        match self.what:
            case What.RENAME:
                return rename_label(self._labels, self.label, self.other)
            case What.MERGE:
                return merge_labels(self._labels, self.label, self.other)
            case What.DELETE:
                return delete_label(self._labels, self.label)

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_usage(self, usage: Mapping[str, Sequence[Usage]]) -> None:
        """All has been counted: who has spans of which label."""
        self._usage = usage
        self._say()

    def _choose(self) -> None:
        is_there = self._labels.find(self.label) is not None
        self.name.setText(self.label)
        self.into.clear()
        for label in self._labels.labels:
            if label.name != self.label:
                self.into.addItem(label.name, label.name)
        for each in (self.rename, self.merge, self.name, self.into):
            each.setEnabled(is_there)
        self.merge.setEnabled(is_there and self.into.count() > 0)
        if not is_there:
            self.delete.setChecked(True)
        self._say()

    def _say(self) -> None:
        """Who has spans of the label, what becomes of them, and whether that can be done."""
        what, change = self.what, self.change
        titles = {What.RENAME: self.tr("Rename"), What.MERGE: self.tr("Merge"), What.DELETE: self.tr("Delete")}
        self.go.setText(titles[what])
        usages = None if self._usage is None else self._usage.get(self.label, ())
        again = isinstance(change, Rejected) and change.reason == "labels.deleted_already"
        self.go.setEnabled(usages is not None and (isinstance(change, Change) or (again and bool(usages))))
        if usages is None:
            counted = self.tr("Counting its spans…")
        else:
            counted = f"{self.label}: {in_words(usages, self._language.name)}."
        if isinstance(change, Rejected) and not again:
            unchanged = change.reason == "verbs.already"  # the name is still the old one
            then = "" if unchanged else self._language.say(Message(change.reason, change.fields))
        else:
            then = self._consequence(what)
        self.words.setText("\n\n".join(part for part in (counted, then) if part))

    def _consequence(self, what: What) -> str:
        match what:
            case What.RENAME:
                then = self.tr("All of them are called {other} from then on, whoever made them.")
            case What.MERGE:
                then = self.tr("All of them are {other} from then on, whoever made them.")
            case What.DELETE:
                then = self.tr(
                    "Yours are rejected or taken out. Those of others stay as they are, with a label that is not in "
                    "the project, until they decide; they are not exported."
                )
        undo = self.tr("Undo takes the whole of it back.")
        return f"{then.format(other=self.other)} {undo}"
