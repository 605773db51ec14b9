"""Gathers the strings that the annotator has labelled in the project, so that Tab can stop where they stand again.

In the window's own thread, a few milliseconds at a time between two events: a thread beside it would take the
interpreter away from the window for up to five milliseconds whenever the window lets go of it, which is at every
call into Qt and every write to the journal.
"""

from collections.abc import Iterator
from itertools import chain
from typing import assert_never

from PySide6.QtCore import QObject, Signal

from nhan.core.document import Document
from nhan.core.messages import NhanError
from nhan.core.model import ArticleEdit, Change, SpanStatus
from nhan.core.queue import Summary
from nhan.core.readable import Opened, Unreadable
from nhan.core.review.lexicon import Lexicon, Said, read_said, said
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.turns import Turns

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
        self._large: list[Change] = []  # of many articles
        self._work: Iterator[object] | None = None
        self._closed = False
        self._turns = Turns(self._step, self)

    def start(self) -> None:
        """Begin to gather, the shown article first. Nothing is read or counted before this."""
        if self._work is None:
            self._work = self._gather()
            self._bridge.changed.connect(self._changed)
            self._bridge.article_shown.connect(self._shown)
            self._shown()
            self._turns.start()

    def look_again(self) -> None:
        """Take in articles that have come into the project."""
        if self._work is not None and not self._closed:
            self._work = chain(self._work, self._gather())
            self._turns.start()

    def close(self) -> None:
        """Let the session go. The lexicon stays as it is."""
        self._closed = True
        self._turns.stop()
        self._waiting.clear()
        self._edits.clear()
        self._large.clear()
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
            self._turns.start()

    def _changed(self, change: Change) -> None:
        if len(change.edits) > AT_ONCE:
            self._large.append(change)
            self._turns.start()
            return
        edits = [edit for edit in change.edits if _decided(edit)]
        at_once = sum(len(edit.removed) + len(edit.added) for edit in edits) <= AT_ONCE
        for edit in edits:
            if edit.article not in self.lexicon:
                self._read_anew(edit.article, at_once)
            elif at_once and (document := self._document(edit.article)) is not None:
                self.lexicon.apply(edit, document.text)
            else:
                self._edits.append(edit)
                self._turns.start()

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

    def _step(self) -> bool:
        """Do a little of the work. False when there is none left."""
        if self._work is not None and next(self._work, _NOTHING) is not _NOTHING:
            return True
        self._work = self._rest()
        return next(self._work, _NOTHING) is not _NOTHING

    def _gather(self) -> Iterator[None]:
        """Every article that somebody has decided on, as its file is or, where a journal is ahead of it, as it is."""
        session = self._bridge.session
        for summary in session.summaries():
            yield from self._rest()
            if summary.id not in self.lexicon and summary.problem is None and (summary.confirmed or summary.rejected):
                if session.is_ahead(summary.id):
                    yield from self._read_open(summary.id)
                else:
                    yield from self.lexicon.filling(summary.id, self._read(summary))
            yield
        self.filled.emit()

    def _rest(self) -> Iterator[None]:
        """What has come up since."""
        while self._large:
            for edit in self._large.pop(0).edits:
                if _decided(edit):
                    if edit.article in self.lexicon:
                        self._edits.append(edit)
                    else:
                        self._waiting.append(edit.article)
                yield
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
