"""The files of an import as a table: how each is read, and what would become of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from nhan.core.formats.registry import AUTO
from nhan.core.importing.check import FATES, Fate
from nhan.core.importing.preview import FilePreview, ImportPreview
from nhan.core.importing.sources import FileChoice
from nhan.gui.i18n import Language
from nhan.gui.icons import icon
from nhan.gui.widgets.plain import plain_tip

FILE, FORMAT, ENCODING, ARTICLES, GOOD, SPANS, FATE = range(7)
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_GUESSED = FileChoice(encoding=AUTO)


class FateModel(QAbstractTableModel):
    """``choices`` and ``left_out`` are what a person has said of single files; ``changed`` tells of another word."""

    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.files: list[FilePreview] = []
        self.choices: dict[Path, FileChoice] = {}
        self.left_out: set[Path] = set()

    def take(self, preview: ImportPreview) -> None:
        """Show what was found out; files that are left out, and so were not looked at, stay as they were."""
        found = {each.path: each for each in preview.files}
        before = [found.pop(each.path, each) for each in self.files]
        if not found:  # the rows stay, and with them what is open in one of them
            self.files = before
            self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, FATE))
            return
        self.beginResetModel()
        self.files = [*before, *found.values()]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.files)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else FATE + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical or role != Role.DisplayRole:
            return None
        return (
            self.tr("File"),
            self.tr("Format"),
            self.tr("Encoding"),
            self.tr("Articles"),
            self.tr("Good"),
            self.tr("Spans"),
            self.tr("What becomes of it"),
        )[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == FILE:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in (FORMAT, ENCODING) else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        file, column = self.files[index.row()], index.column()
        out = file.path in self.left_out
        match role:
            case Role.DisplayRole:
                return self._words(file, column, out)
            case Role.EditRole if column == FORMAT:
                return file.format_name
            case Role.EditRole if column == ENCODING:
                return file.encoding
            case Role.ToolTipRole if column == FILE:
                return plain_tip(file.shown)
            case Role.CheckStateRole if column == FILE:
                return Qt.CheckState.Unchecked if out else Qt.CheckState.Checked
            case Role.DecorationRole if column == FATE and not out:
                return icon("problem") if file.bad else icon("accept")
            case Role.TextAlignmentRole if column in (ARTICLES, GOOD, SPANS):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        file, column = self.files[index.row()], index.column()
        if column == FILE and role == Role.CheckStateRole:
            if Qt.CheckState(value) is Qt.CheckState.Checked:
                self.left_out.discard(file.path)
            else:
                self.left_out.add(file.path)
        elif column in (FORMAT, ENCODING) and role == Role.EditRole:
            before = self.choices.get(file.path, _GUESSED)
            name = str(value)
            now = replace(before, format_name=name) if column == FORMAT else replace(before, encoding=name)
            if now == before:
                return False
            self.choices[file.path] = now
        else:
            return False
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), FATE))
        self.changed.emit()
        return True

    def _words(self, file: FilePreview, column: int, out: bool) -> str:
        match column:
            case 0:
                return file.path.name
            case 1:
                return f"{file.format_name or '?'} ▾"
            case 2:
                return f"{file.encoding or '—'} ▾"
            case 3:
                return str(file.articles)
            case 4:
                return str(0 if out else file.good)
            case 5:
                return str(0 if out else file.spans)
        return self.tr("left out") if out else self._fate(file)

    def _fate(self, file: FilePreview) -> str:
        """In a few words: what is in the way of how many articles, else that all is well."""
        bad: Mapping[Fate, int] = {
            fate: file.fates[fate] for fate in FATES if fate is not Fate.GOOD and fate in file.fates
        }
        parts = [f"{self._language.say(FATES[fate])}: {count}" for fate, count in bad.items()]
        if file.softened:
            parts.append(self.tr("as suggestions: {count}").format(count=file.softened))
        if file.lost:
            parts.append(self.tr("spans that do not come in: {count}").format(count=file.lost))
        if file.repeated and Fate.REPEATED not in bad:
            parts.append(f"{self._language.say(FATES[Fate.REPEATED])}: {file.repeated}")
        return " · ".join(parts) or self.tr("comes in")
