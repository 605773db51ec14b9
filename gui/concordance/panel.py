"""Find in all articles: hits as rows, worked on together in one step of undo."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import assert_never

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
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
from nhan.core.corpus_change import WorkedOut, work_out
from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected, SpanStatus
from nhan.core.readable import Unreadable, readable
from nhan.core.review.concordance import ConcordanceRow, FoundRows, look_through, row
from nhan.core.text.search import BadPatternError
from nhan.gui.action_keys import digit_by_place
from nhan.gui.i18n import Language
from nhan.gui.jobs import Err, Job, JobProgress, Ok
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.turns import Turns
from nhan.gui.widgets.enter import ENTER
from nhan.gui.widgets.matching_toggles import MatchingToggles

_ROW = Qt.ItemDataRole.UserRole
_OWN = ENTER | {Qt.Key.Key_Delete, Qt.Key.Key_Space}
MOST = 2000  # rows shown; more is no list to work through
AT_ONCE = 32  # rows that are filled, and articles that are opened, at once


class Rows(QTreeWidget):
    """A digit labels the chosen rows, Enter accepts them, Delete rejects them, Space goes to the place."""

    labelled = Signal(str)
    accepted = Signal()
    refused = Signal()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, whatever they decide on elsewhere."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and (event.text().isdecimal() or event.key() in _OWN):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_by_place(event) or event.text()
        if digit.isdecimal() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.labelled.emit(digit)
        elif event.key() in ENTER:
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
        self._asked: object = None  # what is looked for, while it is
        self._job: Job | None = None
        self._waiting: deque[ConcordanceRow] = deque()  # to be shown
        self._rows_of: dict[str, list[QTreeWidgetItem]] = {}  # by article
        self._stale: dict[QTreeWidgetItem, None] = {}  # rows to be brought up to date
        self._turns = Turns(self._show_next, self)
        self.field = QLineEdit(placeholderText=self.tr("Find in all articles"), clearButtonEnabled=True)
        self.field.setAccessibleName(self.tr("Find in all articles"))
        self.toggles = MatchingToggles()
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.list = Rows()
        self.list.setAccessibleName(self.tr("Hits"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        before, hit, after = self.tr("Before"), self.tr("Hit"), self.tr("After")
        self.list.setHeaderLabels([before, hit, after, self.tr("Label"), self.tr("State"), self.tr("Article")])
        top = QHBoxLayout()
        for widget in (self.field, self.toggles, self.count):
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
        self._connect()

    def _connect(self) -> None:
        self.field.returnPressed.connect(self.look)
        self.field.textEdited.connect(self.forget)
        self.toggles.changed.connect(self.forget)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.field, self.list.setFocus)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.itemDoubleClicked.connect(self._go)
        self.list.labelled.connect(self.label_rows)
        self.list.accepted.connect(self.accept_rows)
        self.list.refused.connect(self.reject_rows)
        self._bridge.changed.connect(self._refresh)

    def enter(self, words: str) -> None:
        """Put the keyboard into the field, with some words to begin with."""
        if words:
            self.field.setText(words)
            self.look()
        self.field.setFocus()
        self.field.selectAll()

    def forget(self) -> None:
        """Another query: the hits of the one before are not to be worked on under it."""
        self._stop()
        self.count.setText(self.tr("Enter finds"))

    def look(self) -> None:
        """Look through every article."""
        self._stop()
        query, how = self.field.text(), self.toggles.matching
        snapshot = self._bridge.session.snapshot()
        self._asked = asked = object()

        def work(progress: JobProgress) -> FoundRows | BadPatternError:
            try:
                return look_through(snapshot, query, how, MOST, progress.step)
            except BadPatternError as error:
                return error

        def found(result: Ok[FoundRows | BadPatternError] | Err) -> None:
            if self._asked is asked:
                self._job = None
                self._found(result)

        self.count.setText(self.tr("Looking…"))
        job = self._bridge.jobs.run(self.tr("Finding in all articles"), work, found, len(snapshot.ids))
        if job in self._bridge.jobs.running:
            self._job = job

    def _stop(self) -> None:
        """Another query, or none: what is looked for now is not wanted any more."""
        self._asked = None
        if self._job is not None:
            self._job.stop()
            self._job = None
        self._turns.stop()
        self._waiting.clear()
        self._stale.clear()
        self._rows_of.clear()
        self.list.clear()

    def _found(self, result: Ok[FoundRows | BadPatternError] | Err) -> None:
        match result:
            case Ok(BadPatternError() as error):
                self.count.setText(error.reason or self.tr("takes too long"))
            case Ok(found):
                assert isinstance(found, FoundRows)
                self._bridge.name_passed_over(found.damaged)
                self._waiting.extend(found.rows)
                self.count.setText(self.tr("%n hits", "", len(found.rows)) + ("+" if found.more else ""))
                for _ in range(AT_ONCE):
                    self._show_next()
                for column in range(5):
                    self.list.resizeColumnToContents(column)
                self.list.setCurrentIndex(self.list.model().index(0, 0))
                self._turns.start()
            case Err(message):
                self.count.setText(self._language.say(message))
            case _:
                assert_never(result)

    def _show_next(self) -> bool:
        """Add a row, or bring one up to date. False when none is left."""
        if self._waiting:
            found, item = self._waiting.popleft(), QTreeWidgetItem(self.list)
            self._rows_of.setdefault(found.article, []).append(item)
            self._fill(item, found)
        elif self._stale:
            item, _ = self._stale.popitem()
            found = item.data(0, _ROW)
            for document in self._documents([found.article]):
                self._fill(item, row(document, found.start, found.end))
        return bool(self._waiting or self._stale)

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
        for edit in change.edits:
            self._stale.update(dict.fromkeys(self._rows_of.get(edit.article, ())))
        for _ in range(AT_ONCE):
            self._show_next()
        self._turns.start()

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
        acts: dict[str, list[op.Verb]] = {}
        for each, act in work:
            acts.setdefault(each.article, []).append(act)
        if len(acts) > AT_ONCE:
            self._work_beside(verb, acts)
            return
        documents = list(self._documents(list(acts)))
        answer, refused = op.batch(verb, [(document, act) for document in documents for act in acts[document.id]])
        if self._bridge.commit(answer):
            self._say_refused(refused)

    def _work_beside(self, verb: str, acts: Mapping[str, list[op.Verb]]) -> None:
        """In so many articles that they are opened beside the window."""
        snapshot = self._bridge.session.snapshot()
        refused: dict[str, tuple[Rejected, ...]] = {}
        passed: list[Unreadable] = []

        def act(document: Document) -> Change | Rejected:
            answer, refused[document.id] = op.batch(verb, [(document, each) for each in acts[document.id]])
            return answer

        def worked_out(result: Ok[WorkedOut | Rejected] | Err) -> None:
            self._bridge.name_passed_over(passed)
            match result:
                case Ok(Rejected() as answer):
                    self._bridge.commit(answer)
                case Ok(found):
                    assert isinstance(found, WorkedOut)
                    self._bridge.commit_worked_out(found)
                    self._say_refused([each for its in refused.values() for each in its])
                case Err(message):
                    self.said.emit(message)
                case _:
                    assert_never(result)

        self._bridge.jobs.run(
            self.tr("Working on the rows"),
            lambda progress: work_out(snapshot, acts, act, lambda _: True, passed.append, progress.step),
            worked_out,
            len(acts),
        )

    def _say_refused(self, refused: Sequence[Rejected]) -> None:
        if refused:
            self.said.emit(Message("window.rows_refused", {"count": len(refused), "reason": self._word(refused[0])}))

    def _documents(self, article_ids: Sequence[str]) -> Iterator[Document]:
        """These articles. One that has been damaged since they were found is named and left out."""
        passed: list[Unreadable] = []
        yield from readable(map(self._bridge.session.read, article_ids), passed.append)
        self._bridge.name_passed_over(passed)

    def _word(self, refused: Rejected) -> str:
        return self._language.say(refused)
