"""Gathers the strings that the annotator has labelled in the project, so that Tab can stop where they stand again.

In the window's own thread, a few milliseconds at a time between two events: a thread beside it would take the
interpreter away from the window for up to five milliseconds whenever the window lets go of it, which is at every
call into Qt and every write to the journal. Only long articles are read by a job, because each would be one step.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nhan.core.document import Document
from nhan.core.model import ArticleEdit, Change, SpanStatus
from nhan.core.readable import Opened, Reading, Unreadable
from nhan.core.review.lexicon import Lexicon, Said, read_said, said
from nhan.core.snapshot import Snapshot
from nhan.gui.jobs import Err, Ok
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.turns import Turns

AT_ONCE = 100  # spans that are counted at once, so that the next key knows of them; more wait for their turn
LONG = 1000  # spans, from where on an article is read beside the window: that takes 10 ms and more
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
        self._long: list[str] = []  # articles to be read beside the window
        self._reading = ""  # the one that is being read
        self._meanwhile: list[ArticleEdit] = []  # its edits that have counted since
        self._said: list[list[Said]] = []  # what was read there and is to be counted
        self._gathered = False
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
        self._long.clear()
        self._said.clear()
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
                self._read_edited(edit.article, at_once)
            elif at_once and (document := self._document(edit.article)) is not None:
                self.lexicon.apply(edit, document.text)
                self._remember(edit)
            else:
                self._edits.append(edit)
                self._turns.start()

    def _read_edited(self, article_id: str, at_once: bool) -> None:
        """An article that was not read yet: the edit is in it, and so are those of large changes that still wait."""
        document = self._document(article_id) if at_once and not self._large else None
        if document is not None and len(document) <= LONG and len(document) - document.unreviewed <= AT_ONCE:
            self.lexicon.fill(document)
        else:
            self._want(article_id)

    def _document(self, article_id: str) -> Document | None:
        return _opened(self._bridge.session.read(article_id))

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
        snapshot = session.snapshot()
        for summary in snapshot.summaries():
            yield from self._rest()
            if summary.id not in self.lexicon and summary.problem is None and (summary.confirmed or summary.rejected):
                if session.is_ahead(summary.id) or summary.spans > LONG:
                    yield from self._read_open(summary.id)
                else:
                    yield from self.lexicon.filling(summary.id, self._read(snapshot, summary.id))
            yield
        self._gathered = True
        yield from self._rest()

    def _rest(self) -> Iterator[None]:
        """What has come up since. No article is read before large changes are looked through: their edits would count
        twice in it."""
        while True:
            if self._large:
                yield from self._look_through(self._large[0])
                self._large.pop(0)
            elif self._edits:
                edit = self._edits.pop()
                document = self._document(edit.article)
                if document is not None:
                    self._remember(edit)
                    yield from self.lexicon.applying(edit, document.text)
                yield
            elif self._said:
                yield from self.lexicon.counting(self._said.pop())
            elif self._waiting:
                yield from self._read_open(self._waiting.pop())
            elif self._long and not self._reading:
                self._read_beside(self._long.pop())
            else:
                break
        if self._gathered and not self._reading:
            self._gathered = False
            self.filled.emit()

    def _look_through(self, change: Change) -> Iterator[None]:
        for edit in change.edits:
            if _decided(edit):
                if edit.article in self.lexicon:
                    self._edits.append(edit)
                else:
                    self._waiting.append(edit.article)
            yield

    def _read_open(self, article_id: str) -> Iterator[None]:
        if article_id in self.lexicon:
            return
        if self._bridge.session.summary(article_id).spans > LONG:
            self._long.append(article_id)
            return
        document = self._document(article_id)
        if document is not None:
            yield from self.lexicon.filling(article_id, said(document.text, document))

    def _read_beside(self, article_id: str) -> None:
        """A long article as it is now; its edits count from now on."""
        if not self.lexicon.expect(article_id):
            return
        snapshot = self._bridge.session.snapshot()
        self._reading, self._meanwhile = article_id, []
        title = QCoreApplication.translate("Jobs", "Gathering what is labelled")
        take = partial(self._take, snapshot.stamp)
        self._bridge.jobs.run(title, lambda _: _said_in(snapshot.read(article_id)), take, stoppable=False)

    def _remember(self, edit: ArticleEdit) -> None:
        if edit.article == self._reading:
            self._meanwhile.append(edit)

    def _take(self, stamp: int, result: Ok[list[Said]] | Err) -> None:
        article_id, self._reading = self._reading, ""
        session = self._bridge.session
        match result:
            case Ok() if not self._closed and article_id in session.edited_since(stamp):
                # Its file may have been written with these edits before it was read, or after: it is read again.
                self._edits = [edit for edit in self._edits if edit.article != article_id]
                self.lexicon.forget(article_id, self._meanwhile, session.project.article(article_id).text)
                self._long.append(article_id)
            case Ok(found):
                self._said.append(found)
            case Err(message):
                self._bridge.name([message])
            case _:
                assert_never(result)
        if not self._closed:
            self._turns.start()

    def _read(self, snapshot: Snapshot, article_id: str) -> list[Said]:
        """Of an article that no journal is ahead of: from its file alone, where there is one as it should be."""
        record = snapshot.project.record_path(article_id, snapshot.annotator)
        with suppress(OSError, ValueError):
            return read_said(snapshot.project.disk, record)
        return _said_in(snapshot.read(article_id))


def _said_in(reading: Reading) -> list[Said]:
    document = _opened(reading)
    return said(document.text, document) if document is not None else []


def _opened(reading: Reading) -> Document | None:
    match reading:
        case Opened(document):
            return document
        case Unreadable():
            return None  # said when the article is shown
        case never:
            assert_never(never)


def _decided(edit: ArticleEdit) -> bool:
    return any(span.status is not SpanStatus.SUGGESTED for span in (*edit.removed, *edit.added))
