"""Release: what it is called, whose work is the gold, in which formats, and what people should know of it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from nhan.core.formats.registry import formats
from nhan.core.messages import Message
from nhan.core.people.whose import title
from nhan.core.releases.about import About
from nhan.core.releases.contents import ReleaseContents
from nhan.core.store.layout import is_plain
from nhan.core.store.project_file import Annotator
from nhan.gui.i18n import Language
from nhan.gui.widgets.check_list import CheckList

_CHOSEN = ("jsonl", "hf-jsonl")  # at first
_NAME = Qt.ItemDataRole.UserRole


class ReleaseDialog(QDialog):
    """After ``exec``: ``about``, ``gold``, ``formats``, ``with_agreement``. ``gold``: whose work is proposed."""

    def __init__(
        self,
        project: str,
        people: Sequence[Annotator],
        gold: str,
        taken: Sequence[str],
        folder: Path,
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        """``taken``: the names of the releases that there are in ``folder``."""
        super().__init__(parent)
        self._folder, self._language = folder, language
        self._contents: Mapping[str, ReleaseContents | Message] = {}
        self.setWindowTitle(self.tr("Release"))
        self.version = QLineEdit("1.0" if not taken else "", maxLength=60)
        self.date = QDateEdit(QDate.currentDate())
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setCalendarPopup(True)
        self.people, self.list = _people(people, gold), _formats(language)
        self.title_field = QLineEdit(project)
        self.creators = QLineEdit(placeholderText=self.tr("several with semicolons between them"))
        self.license = QLineEdit(placeholderText=self.tr("for example CC-BY-4.0"))
        self.description = QPlainTextEdit(tabChangesFocus=True)
        about_people = self.tr("what the texts say of people (names, health, addresses …), and why it may be published")
        self.personal = QPlainTextEdit(tabChangesFocus=True, placeholderText=about_people)
        self.personal.setToolTip(about_people)
        for field in (self.description, self.personal):
            field.setFixedHeight(4 * field.fontMetrics().lineSpacing())
        self.agreement = QCheckBox(self.tr("Measure &agreement for the card"))
        self.agreement.setChecked(True)
        self._released = frozenset(taken)
        there = self.tr("Already released: {names}").format(names=", ".join(taken)) if taken else ""
        self.taken = QLabel(there, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.taken.setVisible(bool(taken))
        self.summary = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = buttons.addButton(self.tr("&Release"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.version.textChanged.connect(self._look)
        self.list.itemChanged.connect(self._look)
        self.people.currentIndexChanged.connect(self._look)
        self.license.textChanged.connect(self._look)
        self.resize(620, 660)
        self._look()

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        form = QFormLayout(self)
        for name, widget in (
            (self.tr("&Version"), self.version),
            (self.tr("&Date"), self.date),
            (self.tr("&Whose work is the gold"), self.people),
            (self.tr("&Formats"), self.list),
            (self.tr("&Title"), self.title_field),
            (self.tr("&Made by"), self.creators),
            (self.tr("&Licence"), self.license),
            (self.tr("D&escription"), self.description),
            (self.tr("&Personal data"), self.personal),
        ):
            form.addRow(name, widget)
        form.addRow(self.agreement)
        form.addRow(self.taken)
        form.addRow(self.summary)
        form.addRow(buttons)

    def _look(self) -> None:
        """Whether it can be made; where, and what will be in it."""
        version = self.version.text().strip()
        fits = is_plain(version) and version not in self._released
        found = self._contents.get(self.gold)
        can_be = found is None or (isinstance(found, ReleaseContents) and found.articles > 0)
        self.make.setEnabled(fits and bool(self.formats) and self.people.count() > 0 and can_be)
        where = self.tr("It is written into {folder}").format(folder=self._folder / version) if fits else ""
        self.summary.setText("\n".join(filter(None, [where, *map(self._language.say, self._said(found))])))

    def _said(self, found: ReleaseContents | Message | None) -> Iterator[Message]:
        """How much is in it, and what is missing."""
        if isinstance(found, Message):
            yield found
        elif found is not None and not found.articles:
            yield Message("release.nothing_done", {"name": self.people.currentText()})
        elif found is not None:
            yield Message("release.will_hold", {"count": found.articles})
            if found.not_done:
                yield Message("release.not_done", {"count": found.not_done})
        if not self.license.text().strip():
            yield Message("release.no_license")

    def show_contents(self, contents: Mapping[str, ReleaseContents | Message]) -> None:
        """How many articles the work of each of the people has for it (by id), or why it cannot be read."""
        self._contents = contents
        self._look()

    @property
    def formats(self) -> tuple[str, ...]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked)

    @property
    def gold(self) -> str:
        return str(self.people.currentData())

    @property
    def with_agreement(self) -> bool:
        return self.agreement.isChecked()

    @property
    def about(self) -> About:
        return About(
            version=self.version.text().strip(),
            date=self.date.date().toString(Qt.DateFormat.ISODate),
            title=self.title_field.text().strip(),
            description=self.description.toPlainText().strip(),
            license=self.license.text().strip(),
            creators=tuple(name.strip() for name in self.creators.text().split(";") if name.strip()),
            personal=self.personal.toPlainText().strip(),
        )


def _people(people: Sequence[Annotator], gold: str) -> QComboBox:
    """Whose work may be the gold."""
    box = QComboBox()
    for person in people:
        box.addItem(title(person), person.id)
    box.setCurrentIndex(max(0, box.findData(gold)))
    return box


def _formats(language: Language) -> CheckList:
    """The formats that can be written, to be checked."""
    found = CheckList()
    for each in formats():
        if each.writable:
            item = QListWidgetItem(language.say(each.title), found)
            item.setData(_NAME, each.name)
            item.setCheckState(Qt.CheckState.Checked if each.name in _CHOSEN else Qt.CheckState.Unchecked)
    return found
