"""Whose work the queue shows: a box that is there where several people have work in the project."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from nhan.core.people.whose import known_as, title, workers
from nhan.core.store.project_file import Annotator, Role
from nhan.gui.session_bridge import SessionBridge


class PeopleBox(QComboBox):
    """One's own work first, then the others'."""

    chosen = Signal(str)  # an annotator's id; "" = one's own work

    def __init__(self, bridge: SessionBridge, own: Annotator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Whose work"))
        session = bridge.session
        there = workers(session.project)
        others, names = [each for each in there if each.id != own.id], known_as([*there, own])
        self.addItem(self.tr("my work ({name})").format(name=title(own)), "")
        for each in others:
            self.addItem(self._words(each, names[each.id]), each.id)
        self.setCurrentIndex(max(0, self.findData(session.annotator)))
        if not others:
            self.hide()
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def _words(self, person: Annotator, name: str) -> str:
        match person.role:
            case Role.ANNOTATOR:
                return self.tr("work of {name}").format(name=name)
            case Role.ADJUDICATOR:
                return self.tr("work of {name} (adjudicator)").format(name=name)
