"""The label set, to be worked on: who has spans that a change is about is said before it is made."""

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nhan.core.curation.breaches import policy_of
from nhan.core.curation.usage import Usage, in_words
from nhan.core.label_contrast import new_label
from nhan.core.label_files import load_label_set, save_label_set
from nhan.core.labels import LabelSet, Overlap
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Rejected
from nhan.core.operations import (
    add_label,
    delete_label,
    describe_label,
    merge_labels,
    move_label,
    rename_label,
    set_overlap,
    take_label_set,
)
from nhan.gui.i18n import Language
from nhan.gui.labels.form import LabelForm
from nhan.gui.labels.label_rows import NEW, LabelRows
from nhan.gui.widgets.flat_scroll_bar import PaletteScrollBar


class What(Enum):
    """What is to become of a label, or of the set."""

    DESCRIBE = "describe"
    ADD = "add"
    RENAME = "rename"
    MERGE = "merge"
    DELETE = "delete"
    MOVE = "move"
    OVERLAP = "overlap"
    TAKE = "take"


class LabelsDialog(QDialog):
    """After ``exec``: ``what`` is to become of ``label``, and ``other``: the new name, or what it is merged into."""

    breaches_wanted = Signal(object)  # LabelSet: count what it forbids, and call ``show_breaches``

    def __init__(
        self, labels: LabelSet, folder: Path, language: Language, chosen: str = "", parent: QWidget | None = None
    ) -> None:
        """``folder``: the project's, into which nothing is exported."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Labels"))
        self._labels, self._folder, self._language = labels, folder, language
        self._usage: Mapping[str, Sequence[Usage]] | None = None  # None: not counted yet
        self._asked: object = policy_of(labels)  # the policy whose breaches were asked for last
        self._breaches: Sequence[Usage] | None = ()  # of that policy; None: not counted yet
        self._of_set: What | None = None  # what is to become of the set, if anything
        self._taken: LabelSet | None = None
        self.rows = LabelRows(labels, language.name, chosen)
        self.list = self.rows.list
        self._filling = False
        self.overlap = QComboBox()
        self.take, self.save = (
            QPushButton(text, autoDefault=False) for text in (self.tr("&Import…"), self.tr("E&xport…"))
        )
        self.form = LabelForm(language.name)
        self.describe = QRadioButton(self.tr("Des&cribe it as above"))
        self.rename, self.merge = QRadioButton(self.tr("&Rename to")), QRadioButton(self.tr("&Merge into"))
        self.delete = QRadioButton(self.tr("&Delete"))
        self.name, self.into = QLineEdit(), QComboBox()
        self.name.setAccessibleName(self.tr("New name"))
        self.into.setAccessibleName(self.tr("Merge into"))
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setMinimumHeight(4 * self.fontMetrics().lineSpacing())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(self.tr("Rename"))
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.go.setDefault(True)  # once it is in the dialog: Return is never Cancel
        self._fill()
        self.describe.setChecked(True)
        self._connect()
        self._choose()
        self.resize(940, 620)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.rows, 1)
        caption = QLabel(self.tr("&Spans may share text"))
        caption.setBuddy(self.overlap)
        left.addWidget(caption)
        left.addWidget(self.overlap)
        files = QHBoxLayout()
        files.addWidget(self.take)
        files.addWidget(self.save)
        left.addLayout(files)
        scrolled = QScrollArea(widgetResizable=True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setVerticalScrollBar(PaletteScrollBar(scrolled.backgroundRole(), scrolled.foregroundRole()))
        scrolled.setWidget(self.form)
        grid = QGridLayout()
        rows = ((self.describe, None), (self.rename, self.name), (self.merge, self.into), (self.delete, None))
        for row, (button, field) in enumerate(rows):
            grid.addWidget(button, row, 0)
            if field is not None:
                grid.addWidget(field, row, 1)
        right = QVBoxLayout()
        right.addWidget(scrolled, 1)
        right.addLayout(grid)
        right.addWidget(self.words)
        row_of_both = QHBoxLayout()
        row_of_both.addLayout(left, 2)
        row_of_both.addLayout(right, 6)
        box = QVBoxLayout(self)
        box.addLayout(row_of_both, 1)
        box.addWidget(self.buttons)

    def _connect(self) -> None:
        self.rows.chosen.connect(self._choose)
        self.form.changed.connect(lambda: self._turn_to(self.describe))
        self.name.textEdited.connect(lambda: self._turn_to(self.rename))
        self.into.activated.connect(lambda: self._turn_to(self.merge))
        self.into.currentIndexChanged.connect(self._say)
        for each in (self.describe, self.rename, self.merge, self.delete):
            each.toggled.connect(self._say)
            each.clicked.connect(lambda: self._turn_to_set(None))
        self.rows.moved.connect(lambda: self._turn_to_set(What.MOVE))
        self.overlap.activated.connect(lambda: self._turn_to_set(What.OVERLAP))
        self.take.clicked.connect(self._take)
        self.save.clicked.connect(self._save)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _fill(self) -> None:
        for overlap, words in (
            (Overlap.FLAT, self.tr("never")),
            (Overlap.NESTED, self.tr("one inside the other")),
            (Overlap.FREE, self.tr("as they like")),
        ):
            self.overlap.addItem(words, overlap)
        self.overlap.setCurrentIndex(self.overlap.findData(self._labels.overlap))

    # -- the answer -----------------------------------------------------------------------------------------------

    @property
    def label(self) -> str:
        return self.rows.name

    @property
    def what(self) -> What:
        if self._of_set is not None:
            return self._of_set
        if self.label == NEW:
            return What.ADD
        chosen = {self.describe: What.DESCRIBE, self.rename: What.RENAME, self.merge: What.MERGE}
        return next((what for button, what in chosen.items() if button.isChecked()), What.DELETE)

    @property
    def other(self) -> str:
        match self.what:
            case What.RENAME | What.ADD:
                return self.name.text().strip()
            case What.MERGE:
                return str(self.into.currentData() or "")
            case _:
                return ""

    @property
    def change(self) -> Change | Rejected:
        """The change of the label set, without what becomes of spans where a label is deleted."""
        match self.what:
            case What.DESCRIBE:
                return describe_label(self._labels, self.form.described)
            case What.ADD:
                return add_label(self._labels, self.form.named(self.other))
            case What.RENAME:
                return rename_label(self._labels, self.label, self.other)
            case What.MERGE:
                return merge_labels(self._labels, self.label, self.other)
            case What.DELETE:
                return delete_label(self._labels, self.label)
            case What.MOVE:
                return move_label(self._labels, self.label, self.rows.place)
            case What.OVERLAP:
                return set_overlap(self._labels, self.overlap.currentData())
            case What.TAKE:
                assert self._taken is not None
                return take_label_set(self._labels, self._taken)

    # -- files ----------------------------------------------------------------------------------------------------

    def _take(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Import a label set"), "", "JSON (*.json)")
        if not chosen:
            return
        try:
            self._taken = load_label_set(Path(chosen))
        except NhanError as error:
            self._turn_to_set(None)
            self.words.setText(self._language.say(error.message))
        else:
            self._turn_to_set(What.TAKE)

    def _save(self) -> None:
        start = f"{self._labels.name}.json"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export the label set"), start, "JSON (*.json)")
        if not chosen:
            return
        try:
            save_label_set(Path(chosen), self._labels, self._folder)
        except NhanError as error:
            self.words.setText(self._language.say(error.message))
        else:
            self.words.setText(self._language.say(Message("cli.label.export", {"label": chosen})))

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_usage(self, usage: Mapping[str, Sequence[Usage]]) -> None:
        """All has been counted: who has spans of which label."""
        self._usage = usage
        self._say()

    def show_breaches(self, labels: LabelSet, breaches: Sequence[Usage]) -> None:
        """Counted: who has spans that these labels forbid."""
        if policy_of(labels) == self._asked:
            self._breaches = breaches
            self._say()

    def _turn_to(self, button: QRadioButton) -> None:
        """Somebody has written into what belongs to this button."""
        button.setChecked(True)
        self._turn_to_set(None)

    def _turn_to_set(self, what: What | None) -> None:
        self._of_set = what
        if what is not What.MOVE:
            self.rows.put_back()
        self.rows.enable()
        if what is not What.OVERLAP:
            self.overlap.setCurrentIndex(self.overlap.findData(self._labels.overlap))
        self._say()

    def _choose(self) -> None:
        self._filling = True  # one answer at the end, and not one for each field
        self._fill_fields()
        self._filling = False
        self._turn_to_set(None)

    def _fill_fields(self) -> None:
        label, is_new = self._labels.find(self.label), self.label == NEW
        is_there = label is not None
        self._of_set = None
        gone = next((each for each in self._labels.deleted if each.name == self.label), None)
        shown = label or gone or new_label(self._labels, "")
        self.form.show_label(shown, self._labels, fixed=not is_there and not is_new)
        self.name.setText(self.label)
        self.into.clear()
        for each in self._labels.labels:
            if each.name != self.label:
                self.into.addItem(each.name, each.name)
        self.rename.setText(self.tr("&Name") if is_new else self.tr("&Rename to"))
        for widget in (self.describe, self.rename, self.name):
            widget.setEnabled(is_there or is_new)
        self.merge.setEnabled(is_there and self.into.count() > 0)
        self.into.setEnabled(self.merge.isEnabled())
        self.delete.setEnabled(not is_new)
        if is_new:
            self.rename.setChecked(True)
            self.name.setFocus()
        elif not is_there:
            self.delete.setChecked(True)

    def _say(self) -> None:
        """Who has spans of the label, what becomes of them, and whether that can be done."""
        if self._filling:
            return
        what, change = self.what, self.change
        self.go.setText(self._titles()[what])
        usages = None if self._usage is None else self._usage.get(self.label, ())
        again = isinstance(change, Rejected) and change.reason == "labels.deleted_already"
        may = isinstance(change, Change) or (again and bool(usages))
        parts = [self._counted(what, usages)]
        if isinstance(change, Rejected) and not again:
            unchanged = change.reason == "verbs.already"  # all is still as it was
            parts.append("" if unchanged else self._language.say(Message(change.reason, change.fields)))
        else:
            parts.append(self._consequence(what))
            parts.append(self._forbidden(change))
        self.go.setEnabled(usages is not None and self._breaches is not None and may)
        self.words.setText("\n".join(part for part in parts if part))

    def _titles(self) -> Mapping[What, str]:
        return {
            What.DESCRIBE: self.tr("Describe"),
            What.ADD: self.tr("Add"),
            What.RENAME: self.tr("Rename"),
            What.MERGE: self.tr("Merge"),
            What.DELETE: self.tr("Delete"),
            What.MOVE: self.tr("Move"),
            What.OVERLAP: self.tr("Change the policy"),
            What.TAKE: self.tr("Import"),
        }

    def _counted(self, what: What, usages: Sequence[Usage] | None) -> str:
        if what in (What.ADD, What.MOVE, What.OVERLAP, What.TAKE):
            return ""
        if usages is None:
            return self.tr("Counting its spans…")
        return f"{self.label}: {in_words(usages, self._language.name)}."

    def _forbidden(self, change: Change | Rejected) -> str:
        """What the policy of the new set makes wrong, once that is counted."""
        edit = change.project if isinstance(change, Change) else None
        now = edit.now if edit and self.what in (What.DESCRIBE, What.OVERLAP, What.TAKE) else None
        if now is None or policy_of(now) == policy_of(self._labels):
            self._asked, self._breaches = policy_of(self._labels), ()
            return ""
        if policy_of(now) != self._asked:
            self._asked, self._breaches = policy_of(now), None
            self.breaches_wanted.emit(now)
        if self._breaches is None:
            return self.tr("Counting what it forbids…")
        if not self._breaches:
            return self._language.say(Message("cli.label.no_breaches"))
        usage = in_words(self._breaches, self._language.name)
        return self._language.say(Message("cli.label.breaches", {"usage": usage}))

    def _consequence(self, what: What) -> str:
        match what:
            case What.RENAME:
                then = self.tr("All of them are called {other} from then on, whoever made them.")
            case What.MERGE:
                then = self.tr("All of them are {other} from then on, whoever made them.")
            case What.DELETE:
                then = self.tr(
                    "Yours are rejected or taken out. Those of others stay as they are, with a label that is not in "
                    "the project, until they decide; they are not exported."
                )
            case What.DESCRIBE | What.OVERLAP:
                then = self.tr("It holds for everybody; no span becomes another one.")
            case What.MOVE:
                then = self.tr("It stands there for everybody; every label keeps its key.")
            case What.ADD:
                then = self.tr("It is there for everybody from then on.")
            case What.TAKE:
                assert self._taken is not None
                names = ", ".join(label.name for label in self._taken.labels)
                then = self.tr("{names} are as the file says from then on; other labels stay.")
                return f"{then.format(names=names)} {self.tr('Undo takes the whole of it back.')}"
        undo = self.tr("Undo takes the whole of it back.")
        return f"{then.format(other=self.other)} {undo}"
