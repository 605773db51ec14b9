"""Assign articles: among whom, how many several people do, and who would get how much, before anything is written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nhan.core.agreement.advice import SHARED, SHARED_FOR_RARE
from nhan.core.curation.assignments import FIRST
from nhan.core.curation.dealing import Plan
from nhan.core.messages import NhanError
from nhan.core.model import Change
from nhan.core.people.whose import known_as, title
from nhan.core.store.assignments_file import Assignments
from nhan.core.store.project_file import Annotator, Role
from nhan.gui.widgets.check_list import CheckList
from nhan.gui.widgets.figure_table import FigureTable

PAUSE = 150  # ms without a change, after which it is worked out who would get how much
MOST = 100_000  # articles
_WHO = Qt.ItemDataRole.UserRole


class Wish(NamedTuple):
    """Among whom (ids) articles are to be given out, how many to several, and with how many all begin."""

    people: tuple[str, ...]
    overlap: int
    first: int


class AssignDialog(QDialog):
    """``wanted``: it is to be worked out what comes of the ``wish`` (``show_plan``)."""

    wanted = Signal()
    unknown = Signal(object)  # Message: why a name that was typed is nobody's

    def __init__(
        self,
        people: Sequence[Annotator],
        before: Assignments | None,
        proposed: Collection[str],
        apart: bool,
        known: Callable[[str], Annotator],
        parent: QWidget | None = None,
    ) -> None:
        """``proposed``: who is ticked where nothing is given out yet (ids); ``apart``: whether others' work is seen
        only once one's own is done; ``known``: who is meant by a name that was typed, new people among them."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Assign articles"))
        self._known, self._was_apart = known, apart
        self._plan: Plan | None = None
        self._given = frozenset(before.people) if before is not None else frozenset[str]()
        self.people_list = CheckList()
        self.people_list.setAccessibleName(self.tr("People"))
        names = known_as(people)
        for each in people:
            self._add(each, names[each.id], each.id in (self._given if before is not None else proposed))
        self.name = QLineEdit(placeholderText=self.tr("Name of somebody new"))
        self.name.setAccessibleName(self.tr("Name of somebody new"))
        self.add = QPushButton(self.tr("A&dd"), autoDefault=False)
        self.overlap_field = QSpinBox(maximum=MOST, value=before.overlap if before is not None else SHARED)
        self.first_field = QSpinBox(maximum=MOST, value=len(before.first) if before is not None else FIRST)
        self.first_field.setEnabled(before is None or not before.first)
        self.apart_box = QCheckBox(self.tr("Others' &work on an article is shown once one's own is done"))
        self.apart_box.setChecked(apart)
        self.advice = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.say_advice("")
        heads = [self.tr("Person"), self.tr("Now"), self.tr("Then"), "+", "−", self.tr("Shared"), self.tr("Begun")]
        self.table = FigureTable(self.tr("Who gets how much"), heads)
        self.sums = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.give = buttons.addButton(self.tr("&Assign"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.wanted)
        self._connect()
        self.resize(620, 640)

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        form = QFormLayout()
        new = QHBoxLayout()
        new.addWidget(self.name, 1)
        new.addWidget(self.add)
        form.addRow(self.tr("&People"), self.people_list)
        form.addRow("", new)
        form.addRow(self.tr("&Shared articles"), self.overlap_field)
        form.addRow(self.advice)
        form.addRow(self.tr("&First, for all"), self.first_field)
        form.addRow(self.apart_box)
        box = QVBoxLayout(self)
        box.addLayout(form, 2)
        box.addWidget(self.table, 3)
        box.addWidget(self.sums)
        box.addWidget(buttons)

    def _connect(self) -> None:
        self.people_list.itemChanged.connect(self._changed)
        self.overlap_field.valueChanged.connect(self._changed)
        self.first_field.valueChanged.connect(self._changed)
        self.apart_box.toggled.connect(self._look)
        self.add.clicked.connect(self._add_named)
        self.name.returnPressed.connect(self._add_named)
        self.name.textChanged.connect(self._look)
        self._look()

    def _add(self, person: Annotator, name: str, is_in: bool) -> None:
        if person.role is Role.ADJUDICATOR:
            name = self.tr("{name} (adjudicates)").format(name=name)
        item = QListWidgetItem(name)
        item.setData(_WHO, person)
        item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
        self.people_list.addItem(item)

    def _add_named(self) -> None:
        name = self.name.text().strip()
        if not name:
            return
        try:
            person = self._known(name)
        except NhanError as error:
            self.unknown.emit(error.message)
            return
        there = [item for item in self._items() if item.data(_WHO).id == person.id]
        for item in there:
            item.setCheckState(Qt.CheckState.Checked)
        if not there:
            self._add(person, title(person), True)
            self._changed()
        self.name.clear()

    def _items(self) -> list[QListWidgetItem]:
        return [self.people_list.item(row) for row in range(self.people_list.count())]

    def _changed(self) -> None:
        """What is shown is not what would be given out now."""
        self._plan = None
        self.table.setEnabled(False)
        self.sums.setText(self.tr("Working it out…"))
        self._look()
        self._pause.start()

    @property
    def people(self) -> list[Annotator]:
        """Who is to be given articles: those who have some first."""
        checked = [item.data(_WHO) for item in self._items() if item.checkState() is Qt.CheckState.Checked]
        return sorted(checked, key=lambda each: each.id not in self._given)

    @property
    def wish(self) -> Wish:
        """What is asked for now."""
        return Wish(tuple(each.id for each in self.people), self.overlap_field.value(), self.first_field.value())

    @property
    def apart(self) -> bool:
        return self.apart_box.isChecked()

    @property
    def change(self) -> Change | None:
        """What is to be made; None: nothing is to be given out otherwise."""
        change = self._plan.change if self._plan is not None else None
        return change if isinstance(change, Change) else None

    def show_plan(self, plan: Plan, names: Mapping[str, str]) -> None:
        """What comes of what was asked for."""
        self._plan = plan
        self.table.setEnabled(True)
        rows: list[list[str]] = []
        for each in plan.shares:
            figures = (each.before, each.after, each.gained, each.lost, each.shared, each.begun)
            rows.append([names.get(each.person, each.person), *map(str, figures)])
        self.table.show_rows(rows)
        words = self.tr("{shared} articles are done by several people; {first} of them come first for all.")
        self.sums.setText(words.format(shared=plan.shared, first=plan.first))
        if not isinstance(plan.change, Change):
            self.sums.setText(self.tr("Nothing changes: all articles are given out so already."))
        self._look()

    def show_refusal(self, words: str) -> None:
        """Why nothing can be given out so."""
        self._plan = None
        self.table.show_rows(())
        self.sums.setText(words)
        self._look()

    def say_advice(self, words: str) -> None:
        """What the agreement so far says of how many articles several people should do; "" = nothing yet."""
        rule = self.tr("As a rule {usual}; {rare} where labels are rare.").format(usual=SHARED, rare=SHARED_FOR_RARE)
        self.advice.setText(f"{rule} {words}".strip())

    def _look(self) -> None:
        """Whether there is something to be made."""
        ready = self.change is not None or (self._plan is not None and self.apart is not self._was_apart)
        is_typing = bool(self.name.text().strip())  # of somebody who is not in what is shown
        self.give.setEnabled(ready and not is_typing)
        self.add.setEnabled(is_typing)
        self.give.setDefault(not is_typing)
