"""The doubts as a list, in order, and above it the one that is looked at with the keys that answer it."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.operations.overlap import shown
from nhan.gui.action_keys import ENTER
from nhan.gui.doubts.looking import OpenDoubt
from nhan.gui.widgets.elided_label import ElidedLabel

_PLACE = Qt.ItemDataRole.UserRole
MOST = 500  # rows; the rest comes up when the list is made again


class AnswerKeys(msgspec.Struct, frozen=True):
    """What the keys are called that keep what is given, take the alternative, and go on; "" where there is none."""

    keep: str
    take: str
    skip: str


class DoubtRows(QTreeWidget):
    """Enter goes to the place; the article has its keyboard then."""

    opened = Signal(int)  # the place in the list

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Doubts"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        heads = self.tr("What"), self.tr("Words"), self.tr("Given"), self.tr("Likelier"), self.tr("Article")
        self.setHeaderLabels(list(heads))
        self.itemDoubleClicked.connect(self._open)

    def _open(self, item: QTreeWidgetItem) -> None:
        self.opened.emit(item.data(0, _PLACE))

    def event(self, event: QEvent) -> bool:
        """Enter is the list's own, whatever it accepts elsewhere."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in ENTER and item is not None:
            self._open(item)
        else:
            super().keyPressEvent(event)


class DoubtsPanel(QWidget):
    """``wanted`` tells whether to look by the words alone."""

    wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.headline = ElidedLabel()
        self.answers = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.list = DoubtRows()
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
        self._rows: dict[int, QTreeWidgetItem] = {}

    def show_looking(self) -> None:
        """Something is being looked for."""
        self.headline.set_text(self.tr("Looking…"))
        self.answers.clear()

    def show_doubts(self, doubts: Sequence[OpenDoubt]) -> None:
        """These instead of those that were there."""
        self.list.clear()
        self._rows = {}
        for place, each in enumerate(doubts[:MOST]):
            doubt = each.doubt
            given = self.tr("nothing") if doubt.kind is DoubtKind.MISSING else doubt.label
            words = [self._kind(doubt), shown(each.words), given, self._other(each), each.title]
            item = self._rows[place] = QTreeWidgetItem(words)
            item.setData(0, _PLACE, place)
        self.list.addTopLevelItems(list(self._rows.values()))
        for column in range(4):
            self.list.resizeColumnToContents(column)

    def show_place(
        self, doubts: Sequence[OpenDoubt], at: int | None, answered: Collection[int], keys: AnswerKeys
    ) -> None:
        """Which one is looked at, and which are answered."""
        quiet = QBrush(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for place, item in self._rows.items():
            if (place in answered) is not item.font(0).strikeOut():
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
        item_here = self._rows.get(at)
        if item_here is not None:
            self.list.setCurrentItem(item_here)
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
        other = each.doubt.alternative[0]
        if other is None:
            return self.tr("nothing")
        return f"{other[2]} “{shown(each.other)}”" if each.other else other[2]
