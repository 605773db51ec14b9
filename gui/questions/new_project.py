"""A new project: where, and with which labels."""

from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from nhan.core.label_files import load_label_set, names


class NewProjectDialog(QDialog):
    """``folder`` and ``labels`` (a bundled name or a file) hold the answer."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New project"))
        self._folder = QLineEdit(str(Path.home() / "nhan"))
        self._folder.setAccessibleName(self.tr("Folder"))
        browse = QPushButton(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self._folder, 1)
        row.addWidget(browse)
        self._labels = QComboBox()
        self._labels.setAccessibleName(self.tr("Labels"))
        for name in names():
            title = load_label_set(name).title
            self._labels.addItem(title.get(language, name), name)
        self._labels.setCurrentIndex(max(0, self._labels.findData("vlsp2018")))
        self._labels.addItem(self.tr("From a file…"), None)
        self._labels.activated.connect(self._other)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self.tr("Folder"), row)
        form.addRow(self.tr("Labels"), self._labels)
        form.addRow(buttons)
        self.resize(520, self.sizeHint().height())

    @property
    def folder(self) -> Path:
        return Path(self._folder.text()).expanduser()

    @property
    def labels(self) -> str | Path:
        name = self._labels.currentData()
        return name if name in names() else Path(str(name))

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of the new project"), self._folder.text())
        if chosen:
            self._folder.setText(chosen)

    def _other(self, row: int) -> None:
        if self._labels.itemData(row) is not None:
            return
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Label set"), "", "JSON (*.json)")
        if chosen:
            self._labels.insertItem(row, Path(chosen).name, chosen)
        self._labels.setCurrentIndex(row if chosen else 0)
