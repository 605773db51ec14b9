"""Gathers the strings that the annotator has labelled in the project, so that Tab can stop where they stand again.

In the window's own thread, a few milliseconds at a time between two events: a thread beside it would take the
interpreter away from the window for up to five milliseconds whenever the window lets go of it, which is at every
call into Qt and every write to the journal.
"""

from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from nhan.core.document import Document
from nhan.core.messages import NhanError
from nhan.core.model import ArticleEdit, Change, SpanStatus
from nhan.core.queue import Summary
from nhan.core.readable import Opened, Unreadable
from nhan.core.review.lexicon import Lexicon, Said, read_said, said
from nhan.core.store.recovery import Recovered
from nhan.gui.session_bridge import SessionBridge

PAUSE = 15  # ms between two turns
BUDGET = 3.0  # ms that a turn may take; one article's file is read in one go
AT_ONCE = 100  # spans that are counted at once, so that the next key knows of them; more wait for their turn
_NOTHING = object()


class LexiconFiller(QObject):
    """Fills the lexicon once it is asked for, then keeps it up to date. Only decided articles are read, each once."""

    filled = Signal()  # every article has been read

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lexicon = Lexicon()
        self._bridge = bridge
        self._waiting: list[str] = []  # articles to be read before the others
        self._edits: list[ArticleEdit] = []  # large ones, of articles that are in
        self._work: Iterator[object] | None = None
        self._closed = False
        self._timer = QTimer(self, interval=PAUSE)
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        """Begin to gather, the shown article first. Nothing is read or counted before this."""
        if self._work is None:
            self._work = self._gather()
            self._bridge.changed.connect(self._changed)
            self._bridge.article_shown.connect(self._shown)
            self._shown()
            self._timer.start()

    def look_again(self) -> None:
        """Take in articles that have come into the project."""
        if self._work is not None and not self._closed:
            self._work = chain(self._work, self._gather())
            self._timer.start()

    def close(self) -> None:
        """Let the session go. The lexicon stays as it is."""
        self._closed = True
        self._timer.stop()
        self._waiting.clear()
        self._edits.clear()
        if self._work is not None:
            self._work = iter(())
            self._bridge.changed.disconnect(self._changed)
            self._bridge.article_shown.disconnect(self._shown)

    # -- while the annotator works --------------------------------------------------------------------------------

    def _shown(self) -> None:
        if self._bridge.document is not None:
            self._want(self._bridge.document.id)

    def _want(self, article_id: str) -> None:
        if article_id not in self.lexicon:
            self._waiting.append(article_id)
            self._timer.start()

    def _changed(self, change: Change) -> None:
        edits = [edit for edit in change.edits if _decided(edit)]
        at_once = sum(len(edit.removed) + len(edit.added) for edit in edits) <= AT_ONCE
        for edit in edits:
            if edit.article not in self.lexicon:
                self._read_anew(edit.article, at_once)
            elif at_once and (document := self._document(edit.article)) is not None:
                self.lexicon.apply(edit, document.text)
            else:
                self._edits.append(edit)
                self._timer.start()

    def _read_anew(self, article_id: str, at_once: bool) -> None:
        """An article that was not read yet: the edit is in it."""
        document = self._document(article_id) if at_once else None
        if document is not None and len(document) - document.unreviewed <= AT_ONCE:
            self.lexicon.fill(document)
        else:
            self._want(article_id)

    def _document(self, article_id: str) -> Document | None:
        match self._bridge.session.read(article_id):
            case Opened(document):
                return document
            case Unreadable():
                return None  # said when the article is shown
            case never:
                assert_never(never)

    # -- in between -----------------------------------------------------------------------------------------------

    def _turn(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._step():
            if clock.nsecsElapsed() > BUDGET * 1e6:
                return
        self._timer.stop()

    def _step(self) -> bool:
        """Do a little of the work. False when there is none left."""
        if self._work is not None and next(self._work, _NOTHING) is not _NOTHING:
            return True
        self._work = self._rest()
        return next(self._work, _NOTHING) is not _NOTHING

    def _gather(self) -> Iterator[None]:
        """Every article that somebody has decided on, as its file is or, where a journal is ahead of it, as it is."""
        session = self._bridge.session
        ahead = frozenset(Recovered(session.project.journal(session.annotator)).articles)
        for summary in session.project.summaries(session.annotator):
            yield from self._rest()
            if summary.id not in self.lexicon and summary.problem is None:
                if summary.id in ahead or summary.id in session.unsaved:
                    yield from self._read_open(summary.id)
                elif summary.confirmed or summary.rejected:
                    yield from self.lexicon.filling(summary.id, self._read(summary))
            yield
        self.filled.emit()

    def _rest(self) -> Iterator[None]:
        """What has come up since."""
        while self._edits:
            edit = self._edits.pop()
            document = self._document(edit.article)
            if document is not None:
                yield from self.lexicon.applying(edit, document.text)
            yield
        while self._waiting:
            yield from self._read_open(self._waiting.pop())

    def _read_open(self, article_id: str) -> Iterator[None]:
        document = self._document(article_id)
        if document is not None:
            yield from self.lexicon.filling(article_id, said(document.text, document))

    def _read(self, summary: Summary) -> list[Said]:
        """From the disk. What cannot be read is said when the article is shown."""
        project, annotator = self._bridge.session.project, self._bridge.session.annotator
        record = project.record_path(summary.id, annotator)
        try:
            if project.disk.exists(record):
                return read_said(project.disk, record)
            document = project.load(summary.id, annotator).document
            return said(document.text, document)
        except (NhanError, OSError, ValueError):
            return []


def _decided(edit: ArticleEdit) -> bool:
    return any(span.status is not SpanStatus.SUGGESTED for span in (*edit.removed, *edit.added))
