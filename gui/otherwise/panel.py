"""The list of places: what the annotator had, what stands, what the curator says, what was answered."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nhan.core.adjudication.otherwise import DecidedOtherwise
from nhan.core.model import PlaceAnswer
from nhan.core.operations.overlap import shown
from nhan.core.suggestion import Labelled
from nhan.gui.widgets.value_rows import ValueRows

MOST = 500  # places that are listed at once


class ToldPlace(msgspec.Struct, frozen=True):
    """A place with its article's title and text around it, and what was answered."""

    place: DecidedOtherwise
    title: str
    had: str
    stands: str
    answer: PlaceAnswer | None


class OtherwisePanel(QWidget):
    """All signals carry the number of a row: ``agreed`` and ``asked`` that of the current one."""

    gone_to = Signal(object)  # int
    agreed = Signal(int)
    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.agree = QPushButton(self.tr("&Agree"), autoDefault=False)
        self.ask = QPushButton(self.tr("An&swer or ask…"), autoDefault=False)
        heads = [
            self.tr("Article"),
            self.tr("You had"),
            self.tr("Decided"),
            self.tr("Note"),
            self.tr("Your answer"),
        ]
        self.rows = ValueRows(self.tr("Decided otherwise"), heads)
        self.rows.opened.connect(self.gone_to)
        self.agree.clicked.connect(lambda: self.agreed.emit(self._row))
        self.ask.clicked.connect(lambda: self.asked.emit(self._row))
        top = QHBoxLayout()
        top.addWidget(self.count, 1)
        top.addWidget(self.agree)
        top.addWidget(self.ask)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addLayout(top)
        box.addWidget(self.rows, 1)
        self.show_places((), None)

    def say(self, words: str) -> None:
        """What goes on, or why there is nothing."""
        self.count.setText(words)

    def name_keys(self, agree: str, ask: str) -> None:
        """The keys that do the same in the article."""
        for button, text, key in ((self.agree, self.tr("&Agree"), agree), (self.ask, self.tr("An&swer or ask…"), ask)):
            button.setText(f"{text}  {key}" if key else text)

    def show_places(self, told: Sequence[ToldPlace], current: int | None) -> None:
        """These, and which of them is looked at."""
        self.rows.show_rows((number, self._words(each)) for number, each in enumerate(told[:MOST]))
        self.mark(current)
        self._say_count(told)
        for button in (self.agree, self.ask):
            button.setEnabled(bool(told))

    def _say_count(self, told: Sequence[ToldPlace]) -> None:
        left = sum(each.answer is None for each in told)
        places = self.tr("%n places", "", len(told))
        self.say(self.tr("{places}, {left} of them without an answer").format(places=places, left=left))

    @property
    def _row(self) -> int:
        item = self.rows.currentItem()
        return self.rows.indexOfTopLevelItem(item) if item is not None else 0

    def show_answer(self, number: int, told: Sequence[ToldPlace]) -> None:
        """What was answered at a place, which is one of these."""
        self.rows.show_words(number, self._words(told[number]))
        self._say_count(told)

    def mark(self, number: int | None) -> None:
        """Which place is looked at."""
        item = self.rows.topLevelItem(number) if number is not None else None
        if item is not None:
            self.rows.setCurrentItem(item)

    def _words(self, told: ToldPlace) -> list[str]:
        place, answer = told.place, told.answer
        note = self.tr("asks: {note}").format(note=place.note) if place.asked else place.note
        if answer is None:
            said = ""
        elif answer.question:
            said = self.tr("question: {said}").format(said=answer.said)
        else:
            said = answer.said or self.tr("agreed")
        whole = self.tr("the whole article") if not place.end else self.tr("nothing")
        return [told.title, told.had or whole, told.stands or whole, shown(note, 80), shown(said, 80)]


def in_words(text: str, places: Sequence[Labelled]) -> str:
    """Each label with its words; "" for none."""
    return " · ".join(f"{label} “{shown(text[start:end])}”" for start, end, label in places)
