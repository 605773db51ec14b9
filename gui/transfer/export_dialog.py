"""Export: format, which articles, which spans, where to."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFileDialog, QFormLayout, QWidget

from nhan.core.formats.registry import find, formats
from nhan.gui.i18n import Language


class ExportDialog(QDialog):
    """After ``exec``: ``path``, ``format_name``, ``done_only``, ``suggested``."""

    def __init__(self, folder: Path, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.path = folder
        self._folder = folder
        self._format = QComboBox()
        for each in formats():
            if each.write:
                self._format.addItem(language.say(each.title), each.name)
        self._done = QCheckBox(self.tr("only articles that are done"))
        self._suggested = QCheckBox(self.tr("suggestions nobody has reviewed, too"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._choose_file)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self.tr("Format"), self._format)
        form.addRow(self._done)
        form.addRow(self._suggested)
        form.addRow(buttons)

    @property
    def format_name(self) -> str:
        return str(self._format.currentData())

    @property
    def done_only(self) -> bool:
        return self._done.isChecked()

    @property
    def suggested(self) -> bool:
        return self._suggested.isChecked()

    def _choose_file(self) -> None:
        ending = next(iter(find(self.format_name).extensions), "")
        start = str(self._folder.parent / f"{self._folder.name}{ending}")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export to"), start)
        if chosen:
            self.path = Path(chosen)
            self.accept()
