"""Restore: which backup, and where to."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nhan.core.backup.backups import Backup, read_backup
from nhan.core.backup.contents import Counts
from nhan.core.messages import NhanError
from nhan.gui.i18n import Language

_BETWEEN = 16  # pixels between columns
_ROW = Qt.ItemDataRole.UserRole


class Target(Enum):
    """Where a backup goes."""

    NEW_FOLDER = "new_folder"
    PROJECT = "project"


def shown_date(backup: Backup) -> str:
    """In the user's time and order of day and month."""
    at = QDateTime.fromSecsSinceEpoch(int(backup.made_at.timestamp()))
    return QLocale().toString(at, QLocale.FormatType.ShortFormat)


class RestoreDialog(QDialog):
    """``backup`` and ``target`` hold the answer. ``now``: what a restore into the project would replace."""

    def __init__(
        self, backups: Sequence[Backup], now: Counts, can_write: bool, language: Language, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Restore from a backup"))
        self._backups, self._language = list(backups), language
        self._can_write = can_write
        self.target = Target.NEW_FOLDER
        self._now = QLabel(
            self.tr("Now in this project: {articles} articles that people worked on, {spans} confirmed spans.").format(
                articles=now.articles, spans=now.spans
            ),
            textFormat=Qt.TextFormat.PlainText,
            wordWrap=True,
        )
        self.rows = QTreeWidget()
        self.rows.setRootIsDecorated(False)
        self.rows.setUniformRowHeights(True)
        self.rows.setAccessibleName(self.tr("Backups"))
        self.rows.setHeaderLabels([self.tr("Backup of"), self.tr("Articles"), self.tr("Spans"), self.tr("Project")])
        self.rows.currentItemChanged.connect(self._enable)
        self.word = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.elsewhere = QPushButton(self.tr("Into a new folder…"))
        self.here = QPushButton(self.tr("Into this project…"))
        self.file = QPushButton(self.tr("From a file…"))
        self._lay_out()
        items = [self._add(each) for each in self._backups]
        if items:
            self.rows.setCurrentItem(items[0])
        self._enable()
        self.elsewhere.setDefault(True)
        self.rows.setFocus()
        self.resize(620, 420)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.elsewhere, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.here, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.file, QDialogButtonBox.ButtonRole.ActionRole)
        self.elsewhere.clicked.connect(lambda: self._choose(Target.NEW_FOLDER))
        self.here.clicked.connect(lambda: self._choose(Target.PROJECT))
        self.file.clicked.connect(self._from_file)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        for widget in (self._now, self.rows, self.word, buttons):
            box.addWidget(widget, 1 if widget is self.rows else 0)

    def _add(self, backup: Backup) -> QTreeWidgetItem:
        numbers = (QLocale().toString(count) for count in (backup.articles, backup.spans))
        item = QTreeWidgetItem(self.rows, [shown_date(backup), *numbers, backup.project])
        item.setData(0, _ROW, self._backups.index(backup))
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column in range(3):  # the last one takes what is left
            self.rows.resizeColumnToContents(column)
            self.rows.setColumnWidth(column, self.rows.columnWidth(column) + _BETWEEN)
        return item

    @property
    def backup(self) -> Backup | None:
        """The one that is chosen; None where there is none to choose."""
        item = self.rows.currentItem()
        return self._backups[item.data(0, _ROW)] if item is not None else None

    def _enable(self) -> None:
        there = self.backup is not None
        self.elsewhere.setEnabled(there)
        self.here.setEnabled(there and self._can_write)
        if not there:
            self.word.setText(self.tr("There is no backup of this project yet."))
        elif not self._can_write:
            self.word.setText(self.tr("The project is open read only: restore into a new folder."))
        else:
            self.word.setText(self.tr("What is in the project is backed up before anything of it is replaced."))

    def _choose(self, target: Target) -> None:
        self.target = target
        self.accept()

    def _from_file(self) -> None:
        title = self.tr("Backup to restore")
        chosen, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), self.tr("Backups (*.zip)"))
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Put a backup that came from elsewhere into the list."""
        try:
            found = read_backup(path)
        except NhanError as error:
            self.word.setText(self._language.say(error.message))
            return
        self._backups.append(found)
        self.rows.setCurrentItem(self._add(found))
