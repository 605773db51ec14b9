"""The doubts as a list, in order, and above it the one that is looked at with the keys that answer it."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.operations.overlap import shown
from nhan.gui.doubts.looking import OpenDoubt
from nhan.gui.widgets.elided_label import ElidedLabel
from nhan.gui.widgets.value_rows import ValueRows

MOST = 500  # rows; the rest comes up when the list is made again


class AnswerKeys(msgspec.Struct, frozen=True):
    """What the keys are called that keep what is given, take the alternative, and go on; "" where there is none."""

    keep: str
    take: str
    skip: str


class DoubtsPanel(QWidget):
    """``wanted`` tells whether to look by the words alone."""

    wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.headline = ElidedLabel()
        self.answers = QLabel(textFormat=Qt.TextFormat.PlainText)
        heads = self.tr("What"), self.tr("Words"), self.tr("Given"), self.tr("Likelier"), self.tr("Article")
        self.list = ValueRows(self.tr("Doubts"), heads)
        self.look = QPushButton(self.tr("Look again"), autoDefault=False)
        self.by_words = QPushButton(self.tr("By the same words alone"), autoDefault=False)
        self.by_words.setToolTip(self.tr("Quick: nothing is trained"))
        self.look.clicked.connect(lambda: self.wanted.emit(False))
        self.by_words.clicked.connect(lambda: self.wanted.emit(True))
        top = QHBoxLayout()
        for widget in (self.headline, self.look, self.by_words):
            top.addWidget(widget, 1 if widget is self.headline else 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 4, 8, 6)
        box.addLayout(top)
        box.addWidget(self.answers)
        box.addWidget(self.list, 1)

    def show_looking(self) -> None:
        """Something is being looked for."""
        self.headline.set_text(self.tr("Looking…"))
        self.answers.clear()

    def show_doubts(self, doubts: Sequence[OpenDoubt]) -> None:
        """These instead of those that were there."""
        self.list.show_rows((place, self._words(each)) for place, each in enumerate(doubts[:MOST]))

    def _words(self, each: OpenDoubt) -> list[str]:
        given = self.tr("nothing") if each.doubt.kind is DoubtKind.MISSING else each.doubt.label
        return [self._kind(each.doubt), shown(each.words), given, self._other(each), each.title]

    def show_place(
        self, doubts: Sequence[OpenDoubt], at: int | None, answered: Collection[int], keys: AnswerKeys
    ) -> None:
        """Which one is looked at, and which are answered."""
        quiet = QBrush(self.palette().color(QPalette.ColorRole.PlaceholderText))
        items = [self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount())]
        for place, item in enumerate(items):
            if item is not None and (place in answered) is not item.font(0).strikeOut():
                font = item.font(0)
                font.setStrikeOut(place in answered)
                for column in range(item.columnCount()):
                    item.setFont(column, font)
                    item.setForeground(column, quiet if place in answered else QBrush())
        left = len(doubts) - len(answered)
        if at is None:
            self.headline.set_text(self.tr("%n doubts left", "", left) if left else self.tr("No doubt is left"))
            self.answers.clear()
            return
        here = self.list.topLevelItem(at)
        if here is not None:
            self.list.show_words(at, self._words(doubts[at]))
            self.list.setCurrentItem(here)
        doubt = doubts[at].doubt
        places = " · " + self.tr("%n places", "", len(doubt.places)) if len(doubt.places) > 1 else ""
        question = f"{self._kind(doubt)}: “{shown(doubts[at].words)}”{places}"
        left_over = self.tr("%n doubts left", "", left)
        self.headline.set_text(f"{question}   —   {left_over}")
        self.answers.setText(self._answers(doubts[at], keys))

    def _answers(self, each: OpenDoubt, keys: AnswerKeys) -> str:
        doubt = each.doubt
        given = self.tr("nothing") if doubt.kind is DoubtKind.MISSING else doubt.label
        said = [f"{keys.keep}   {given}", f"{keys.take}   {self._other(each)}"]
        if keys.skip:
            later = self.tr("later")
            said.append(f"{keys.skip}   {later}")
        if doubt.elsewhere:
            said.append(self.tr("elsewhere: {counts}").format(counts=self._counts(doubt.elsewhere)))
        return "      ".join(said)

    def _counts(self, elsewhere: Mapping[str, int]) -> str:
        ordered, nothing = sorted(elsewhere.items(), key=lambda each: (-each[1], each[0])), self.tr("nothing")
        return " · ".join(f"{label or nothing} {count}" for label, count in ordered)

    def _kind(self, doubt: Doubt) -> str:
        kinds = {
            DoubtKind.LABEL: self.tr("Label"),
            DoubtKind.EDGE: self.tr("Edge"),
            DoubtKind.SPURIOUS: self.tr("Needless"),
            DoubtKind.MISSING: self.tr("Missing"),
        }
        return kinds[doubt.kind]

    def _other(self, each: OpenDoubt) -> str:
        """The alternative in words, with its own edges."""
        other = each.doubt.alternative[each.at]
        if other is None:
            return self.tr("nothing")
        return f"{other[2]} “{shown(each.other)}”" if each.other else other[2]
