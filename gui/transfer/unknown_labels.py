"""Labels of files that the project does not have: what each is called here, or that it is added."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QGroupBox, QHBoxLayout, QPushButton, QTableView, QWidget

from nhan.core.labels import LabelSet
from nhan.gui.i18n import Language
from nhan.gui.transfer.choice_delegate import ChoiceDelegate

LABEL, SPANS, BECOMES = range(3)
OUT, NEW, NAMED = "", "+", "="  # what becomes of a label; behind ``NAMED`` stands what it is called here
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class LabelModel(QAbstractTableModel):
    """A row a label. ``choices``: what a person has said of some."""

    changed = Signal()

    def __init__(self, labels: LabelSet, language: Language) -> None:
        super().__init__()
        self._labels, self._language = labels, language
        self._spans: dict[str, int] = {}
        self.choices: dict[str, str] = {}

    @property
    def names(self) -> dict[str, str]:
        """By label of the files, what it is called here."""
        chosen = ((name, self.choices.get(name, OUT)) for name in self._spans)
        return {name: choice.removeprefix(NAMED) for name, choice in chosen if choice.startswith(NAMED)}

    @property
    def new(self) -> tuple[str, ...]:
        """The labels that are to be added, in order."""
        return tuple(name for name in self._spans if self.choices.get(name) == NEW)

    def take(self, spans: Mapping[str, int]) -> None:
        """Show these labels with their counts."""
        if spans == self._spans:  # the rows stay, and with them what is open in one of them
            return
        self.beginResetModel()
        self._spans = dict(spans)
        self.endResetModel()

    def add_all(self) -> None:
        """Have every label added of which nothing else was said."""
        for name in self._spans:
            if self.choices.get(name, OUT) == OUT:
                self.choices[name] = NEW
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._spans) - 1, BECOMES))
        self.changed.emit()

    def values(self) -> Sequence[tuple[str, str]]:
        """What may become of a label, each with its title."""
        named = ((NAMED + each.name, each.titled(self._language.name)) for each in self._labels.labels)
        return [(OUT, self.tr("its articles stay out")), (NEW, self.tr("a new label of the project")), *named]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._spans)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else BECOMES + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or role != Role.DisplayRole:
            return None
        return (self.tr("Label"), self.tr("Spans"), self.tr("What becomes of it"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == BECOMES else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        name, spans = list(self._spans.items())[index.row()]
        choice = self.choices.get(name, OUT)
        match role:
            case Role.EditRole if index.column() == BECOMES:
                return choice
            case Role.DisplayRole if index.column() == BECOMES:
                return f"{dict(self.values()).get(choice, choice)} ▾"
            case Role.DisplayRole:
                return name if index.column() == LABEL else str(spans)
            case Role.TextAlignmentRole if index.column() == SPANS:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        name = list(self._spans)[index.row()]
        if role != Role.EditRole or index.column() != BECOMES or value == self.choices.get(name, OUT):
            return False
        self.choices[name] = str(value)
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True


class UnknownLabels(QGroupBox):
    """The table, shown where there are any."""

    def __init__(self, labels: LabelSet, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Labels that the project does not have"))
        self.model = LabelModel(labels, language)
        self.table = QTableView(showGrid=False, cornerButtonEnabled=False)
        self.table.setAccessibleName(self.title())
        self.table.setModel(self.model)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setItemDelegateForColumn(BECOMES, ChoiceDelegate(self.model.values, self.table))
        self.table.setMaximumHeight(8 * self.fontMetrics().lineSpacing())
        self.add_all = QPushButton(self.tr("Add &all to the project"))
        self.add_all.clicked.connect(self.model.add_all)
        box = QHBoxLayout(self)
        box.addWidget(self.table, 1)
        box.addWidget(self.add_all, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def take(self, spans: Mapping[str, int], wanted: bool) -> None:
        """Show these labels; nothing where they are not ``wanted``."""
        self.model.take(spans)
        self.setVisible(wanted and bool(spans))
