"""The field of a setting that is a folder: typed, or chosen."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from nhan.core.backup.backups import default_folder
from nhan.gui.settings import FolderSetting, Settings


class FolderField(QWidget):
    """Nothing typed: the usual folder. What cannot be a folder's name is put back."""

    def __init__(self, setting: FolderSetting, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting, self._settings = setting, settings
        self.line = QLineEdit(settings.get(setting))
        self.line.setPlaceholderText(str(default_folder()))
        self.line.setMinimumWidth(260)
        self.line.editingFinished.connect(self._take)
        self.setFocusProxy(self.line)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)  # Enter in the field is not for it
        choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(choose)

    def _take(self) -> None:
        typed = self.line.text().strip()
        folder = str(Path(typed).expanduser()) if typed else ""
        if self._setting.read(folder) is not None:
            self._settings.set(self._setting, folder)
        self.line.setText(self._settings.get(self._setting))

    def _choose(self) -> None:
        start = self.line.text() or self.line.placeholderText()
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of the backups"), start)
        if chosen:
            self.line.setText(chosen)
            self._take()
