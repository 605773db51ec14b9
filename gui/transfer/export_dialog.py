"""Export: format, which articles, which spans, where to."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QWidget,
)

from nhan.core.export_target import folder_within
from nhan.core.formats.aspects import ASPECTS
from nhan.core.formats.registry import find, formats
from nhan.core.sample import is_the_program_s
from nhan.gui.i18n import Language


class ExportDialog(QDialog):
    """After ``exec``: ``path``, ``format_name``, ``done_only``, ``suggested``, ``unbegun``."""

    def __init__(self, folder: Path, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.path = folder
        self._folder = folder
        self.format = QComboBox()
        for each in formats():
            if each.writable:
                self.format.addItem(language.say(each.title), each.name)
        self._language = language
        self.lacks = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._done = QCheckBox(self.tr("only articles that are done"))
        self._suggested = QCheckBox(self.tr("suggestions nobody has reviewed, too"))
        self._unbegun = QCheckBox(self.tr("articles nobody has begun, too"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        for box in (self._done, self._suggested):
            box.toggled.connect(self._follow)
        self.format.currentIndexChanged.connect(self._say_what_it_lacks)
        form = QFormLayout(self)
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.lacks)
        form.addRow(self._done)
        form.addRow(self._suggested)
        form.addRow(self._unbegun)
        form.addRow(self.buttons)
        self._say_what_it_lacks()

    @property
    def format_name(self) -> str:
        return str(self.format.currentData())

    @property
    def done_only(self) -> bool:
        return self._done.isChecked()

    @property
    def suggested(self) -> bool:
        return self._suggested.isChecked()

    @property
    def unbegun(self) -> bool:
        return self._unbegun.isChecked()

    def _say_what_it_lacks(self) -> None:
        """Before anything is written, what of an article the format has no place for."""
        carried = find(self.format_name).carries.names
        missing = [self._language.say(words) for name, words in ASPECTS.items() if name not in carried]
        words = self.tr("This format has no place for: {what}.").format(what=", ".join(missing))
        self.lacks.setText(words if missing else self.tr("This format carries everything."))

    def _follow(self) -> None:
        """Who asks for what is done does not want what nobody has begun; who asks for suggestions does."""
        self._unbegun.setEnabled(not self.done_only and not self.suggested)
        self._unbegun.setChecked(self.suggested and not self.done_only)

    def _beside(self) -> Path:
        """Where people look for what is exported: beside the project, but not in the program's own folder."""
        if not is_the_program_s(self._folder):
            return self._folder.parent
        return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def _choose(self) -> None:
        chosen = find(self.format_name)
        if chosen.write_folder is not None:
            found = QFileDialog.getExistingDirectory(self, self.tr("Export to folder"), str(self._beside()))
            path = folder_within(Path(found), f"{self._folder.name}-{chosen.name}") if found else None
        else:
            start = str(self._beside() / f"{self._folder.name}{next(iter(chosen.extensions), '')}")
            found, _ = QFileDialog.getSaveFileName(self, self.tr("Export to"), start)
            path = Path(found) if found else None
        if path is not None:
            self.path = path
            self.accept()
