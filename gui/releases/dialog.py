"""Release: what it is called, whose work is the gold, in which formats, and what people should know of it."""

from collections.abc import Sequence

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
from nhan.core.people.whose import title
from nhan.core.releases.about import About
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
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Release"))
        self.version = QLineEdit("1.0" if not taken else "", maxLength=60)
        self.date = QDateEdit(QDate.currentDate())
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setCalendarPopup(True)
        self.people, self.list = _people(people, gold), _formats(language)
        self.title_field = QLineEdit(project)
        self.creators = QLineEdit(placeholderText=self.tr("several with semicolons between them"))
        self.license = QLineEdit(placeholderText="CC-BY-4.0")
        self.description = QPlainTextEdit(tabChangesFocus=True)
        self.personal = QPlainTextEdit(tabChangesFocus=True)
        for field in (self.description, self.personal):
            field.setFixedHeight(4 * field.fontMetrics().lineSpacing())
        self.agreement = QCheckBox(self.tr("Measure &agreement for the card"))
        self.agreement.setChecked(True)
        self._released = frozenset(taken)
        there = self.tr("Already released: {names}").format(names=", ".join(taken)) if taken else ""
        self.taken = QLabel(there, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.taken.setVisible(bool(taken))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = buttons.addButton(self.tr("&Release"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self.version.textChanged.connect(self._look)
        self.list.itemChanged.connect(self._look)
        self.resize(560, 640)
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
            (self.tr("&License"), self.license),
            (self.tr("D&escription"), self.description),
            (self.tr("&Personal data"), self.personal),
        ):
            form.addRow(name, widget)
        form.addRow(self.agreement)
        form.addRow(self.taken)
        form.addRow(buttons)

    def _look(self) -> None:
        """Whether it can be made."""
        version = self.version.text().strip()
        fits = is_plain(version) and version not in self._released
        self.make.setEnabled(fits and bool(self.formats) and self.people.count() > 0)

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
