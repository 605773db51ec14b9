"""Export: format, whose work, which articles, which spans, where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
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
from nhan.core.exporting import ExportOptions
from nhan.core.formats.aspects import ASPECTS
from nhan.core.formats.registry import find, formats
from nhan.core.people.whose import title
from nhan.core.store.project_file import Annotator, Role
from nhan.gui.i18n import Language


class ExportDialog(QDialog):
    """After ``exec``: ``path``, ``person`` (an id), ``options``. ``people``: whose work may go out, that of the first
    where nobody else is chosen; ``format_name``: the format that is proposed, "" = the first."""

    def __init__(
        self,
        folder: Path,
        people: Sequence[Annotator],
        language: Language,
        parent: QWidget | None = None,
        format_name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.path = folder
        self._folder = folder
        self.format = QComboBox()
        for each in formats():
            if each.writable:
                self.format.addItem(language.say(each.title), each.name)
        self.format.setCurrentIndex(max(0, self.format.findData(format_name)))
        self._language = language
        self.lacks = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.people = QComboBox()
        for person in people:
            words = self.tr("adjudicated by {name}") if person.role is Role.ADJUDICATOR else "{name}"
            self.people.addItem(words.format(name=title(person)), person)
        self._done = QCheckBox(self.tr("only articles that are done"))
        self._suggested = QCheckBox(self.tr("suggestions nobody has reviewed, too"))
        self._unbegun = QCheckBox(self.tr("articles nobody has begun, too"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        for box in (self._done, self._suggested):
            box.toggled.connect(self._follow)
        self.format.currentIndexChanged.connect(self._say_what_it_lacks)
        self.people.activated.connect(self._want_what_is_done)
        form = QFormLayout(self)
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.lacks)
        form.addRow(self.tr("Whose work"), self.people)
        form.setRowVisible(self.people, len(people) > 1)
        form.addRow(self._done)
        form.addRow(self._suggested)
        form.addRow(self._unbegun)
        form.addRow(self.buttons)
        self._say_what_it_lacks()

    @property
    def person(self) -> str:
        return self._chosen.id

    @property
    def options(self) -> ExportOptions:
        return ExportOptions(self.format_name, self.done_only, self.unbegun, self.suggested)

    @property
    def _chosen(self) -> Annotator:
        found = self.people.currentData()
        assert isinstance(found, Annotator)
        return found

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

    def _want_what_is_done(self) -> None:
        """What is adjudicated in part is no gold yet."""
        self._done.setChecked(self._chosen.role is Role.ADJUDICATOR)

    def _follow(self) -> None:
        """Who asks for what is done does not want what nobody has begun; who asks for suggestions does."""
        self._unbegun.setEnabled(not self.done_only and not self.suggested)
        self._unbegun.setChecked(self.suggested and not self.done_only)

    def _choose(self) -> None:
        chosen = find(self.format_name)
        if chosen.write_folder is not None:
            found = QFileDialog.getExistingDirectory(self, self.tr("Export to folder"), str(self._folder.parent))
            path = folder_within(Path(found), f"{self._folder.name}-{chosen.name}") if found else None
        else:
            start = str(self._folder.parent / f"{self._folder.name}{next(iter(chosen.extensions), '')}")
            found, _ = QFileDialog.getSaveFileName(self, self.tr("Export to"), start)
            path = Path(found) if found else None
        if path is not None:
            self.path = path
            self.accept()
