"""Find in all articles: hits as rows, worked on together in one step of undo."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nhan.core import operations as op
from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected, SpanStatus
from nhan.core.readable import Unreadable, readable
from nhan.core.review.concordance import ConcordanceRow, row, rows
from nhan.core.text.search import BadPatternError
from nhan.gui.actions import digit_by_place
from nhan.gui.i18n import Language
from nhan.gui.session_bridge import SessionBridge

_ROW = Qt.ItemDataRole.UserRole
MOST = 2000  # rows shown; more is no list to work through


class Rows(QTreeWidget):
    """A digit labels the chosen rows, Enter accepts them, Delete rejects them, Space goes to the place."""

    labelled = Signal(str)
    accepted = Signal()
    refused = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_by_place(event) or event.text()
        if digit.isdecimal() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.labelled.emit(digit)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.refused.emit()
        elif event.key() == Qt.Key.Key_Space and (item := self.currentItem()) is not None:
            self.itemDoubleClicked.emit(item, 0)
        else:
            super().keyPressEvent(event)


class ConcordancePanel(QWidget):
    """``chosen`` names a place to go to."""

    chosen = Signal(str, int, int)
    said = Signal(object)  # Message

    def __init__(self, bridge: SessionBridge, language: Language) -> None:
        super().__init__()
        self._bridge, self._language = bridge, language
        self.field = QLineEdit(placeholderText=self.tr("Find in all articles"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.tr("Find in all articles"))
        self.expression = QCheckBox(self.tr("regular expression"))
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.list = Rows()
        self.list.setAccessibleName(self.tr("Hits"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHeaderLabels(
            [
                self.tr("Before"),
                self.tr("Hit"),
                self.tr("After"),
                self.tr("Label"),
                self.tr("State"),
                self.tr("Article"),
            ]
        )
        top = QHBoxLayout()
        for widget in (self.field, self.expression, self.count):
            top.addWidget(widget, 1 if widget is self.field else 0)
        for text, act in (
            (self.tr("Accept"), self.accept_rows),
            (self.tr("Reject"), self.reject_rows),
            (self.tr("Find"), self.look),
        ):
            button = QPushButton(text, autoDefault=False)
            button.clicked.connect(act)
            top.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addLayout(top)
        box.addWidget(self.list, 1)
        self.field.returnPressed.connect(self.look)
        self.field.textEdited.connect(self._forget)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.field, self.list.setFocus)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.itemDoubleClicked.connect(self._go)
        self.list.labelled.connect(self.label_rows)
        self.list.accepted.connect(self.accept_rows)
        self.list.refused.connect(self.reject_rows)
        bridge.changed.connect(self._refresh)

    def enter(self, words: str) -> None:
        """Put the keyboard into the field, with some words to begin with."""
        if words:
            self.field.setText(words)
            self.look()
        self.field.setFocus()
        self.field.selectAll()

    def _forget(self) -> None:
        """Another query: the hits of the one before are not to be worked on under it."""
        self.list.clear()
        self.count.setText(self.tr("Enter finds"))

    def look(self) -> None:
        """Look through every article."""
        self.list.clear()
        passed: list[Unreadable] = []
        documents = readable(self._bridge.session.readings(), passed.append)
        more = False
        try:
            for found in rows(documents, self.field.text(), self.expression.isChecked()):
                if self.list.topLevelItemCount() >= MOST:
                    more = True
                    break
                self._fill(QTreeWidgetItem(self.list), found)
        except BadPatternError as error:
            self.count.setText(error.reason or self.tr("takes too long"))
            return
        self._bridge.name_passed_over(passed)
        count = self.list.topLevelItemCount()
        self.count.setText(self.tr("%n hits", "", count) + ("+" if more else ""))
        for column in range(5):
            self.list.resizeColumnToContents(column)
        self.list.setCurrentIndex(self.list.model().index(0, 0))

    def _fill(self, item: QTreeWidgetItem, found: ConcordanceRow) -> None:
        span = found.span or found.around
        label = "" if span is None else span.label if found.span else f"({span.label})"
        item.setData(0, _ROW, found)
        texts = (
            found.before[-30:],
            found.text,
            found.after[:30],
            label,
            self._state(found),
            found.title or found.article,
        )
        for column, text in enumerate(texts):
            item.setText(column, text)
        item.setTextAlignment(0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _state(self, found: ConcordanceRow) -> str:
        if found.span is None:
            return ""
        return self.tr("to review") if found.span.status is SpanStatus.SUGGESTED else self.tr("confirmed")

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _refresh(self, change: Change) -> None:
        """Rows of articles that were edited show their spans as they are now."""
        edited = {edit.article for edit in change.edits}
        for item in self._items():
            found: ConcordanceRow = item.data(0, _ROW)
            if found.article in edited:
                for document in self._documents([found]):
                    self._fill(item, row(document, found.start, found.end))

    def _go(self, item: QTreeWidgetItem) -> None:
        found: ConcordanceRow = item.data(0, _ROW)
        self.chosen.emit(found.article, found.start, found.end)

    # -- working on rows ------------------------------------------------------------------------------------------

    def _chosen(self) -> list[ConcordanceRow]:
        return [item.data(0, _ROW) for item in self._items() if item.isSelected()]

    def label_rows(self, digit: str) -> None:
        label = self._bridge.labels.with_key(digit)
        if label is None:
            self.said.emit(Message("window.no_label_key", {"key": digit}))
            return
        labels = self._bridge.labels
        self._work(
            "label_rows",
            [
                (each, partial(op.add, labels=labels, start=each.start, end=each.end, label=label.name))
                for each in self._chosen()
            ],
        )

    def accept_rows(self) -> None:
        labels = self._bridge.labels
        with_span = [(each, each.span) for each in self._chosen() if each.span is not None]
        self._work("accept_rows", [(each, partial(op.accept, labels=labels, span_id=s.id)) for each, s in with_span])

    def reject_rows(self) -> None:
        with_span = [(each, each.span) for each in self._chosen() if each.span is not None]
        self._work("reject_rows", [(each, partial(op.reject, span_id=span.id)) for each, span in with_span])

    def _work(self, verb: str, work: list[tuple[ConcordanceRow, op.Verb]]) -> None:
        documents = {document.id: document for document in self._documents([each for each, _ in work])}
        answer, refused = op.batch(
            verb, [(documents[each.article], act) for each, act in work if each.article in documents]
        )
        if self._bridge.commit(answer) and refused:
            self.said.emit(Message("window.rows_refused", {"count": len(refused), "reason": self._word(refused[0])}))

    def _documents(self, found: list[ConcordanceRow]) -> Iterator[Document]:
        """The articles of these rows. One that has been damaged since they were found is named and left out."""
        passed: list[Unreadable] = []
        names = dict.fromkeys(each.article for each in found)
        yield from readable((self._bridge.session.read(name) for name in names), passed.append)
        self._bridge.name_passed_over(passed)

    def _word(self, refused: Rejected) -> str:
        return self._language.say(refused)
