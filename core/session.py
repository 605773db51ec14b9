"""An open project for one annotator: documents, history and journal move together, in this order.

Journal first, then memory, then (elsewhere) the screen: what an annotator has seen happen is already on disk. The
articles' JSON files follow later; what they lack is in the journal. Opening and looking writes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import assert_never

import msgspec
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.fitting import fits, replay
from nhan.core.history import History
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleEdit, Change, Decision, Rejected, Span, SpanStatus
from nhan.core.operations import suggest
from nhan.core.project import Loaded, Project
from nhan.core.queue import Summary, summary_of
from nhan.core.readable import Opened, Reading, Unreadable
from nhan.core.store.journal import Entry, JournalWriter, Kind
from nhan.core.store.layout import TEXTS
from nhan.core.store.lock import try_lock
from nhan.core.store.recovery import Recovered
from nhan.core.store.strict import Where
from nhan.core.time_on_article import TimesOnArticles, read_paces

KEPT_OPEN = 24  # clean documents that stay in memory for a quick way back


class Failed(msgspec.Struct, frozen=True):
    """The disk refused: nothing was applied, the last good state stands."""

    message: Message


Outcome = Change | Rejected | Failed


def now() -> str:
    """This moment, UTC, ISO 8601 to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Session:
    """One annotator at work on one project. The only writer of that annotator's files."""

    def __init__(self, project: Project, annotator: str = "", clock: Callable[[], str] = now) -> None:
        self.project = project
        self.annotator = annotator or project.annotator
        self._clock = clock
        self._lock = try_lock(project.folder, self.annotator)
        self.read_only = None if self._lock else Message("session.read_only", {"folder": str(project.folder)})
        self._recovered = Recovered(project.journal(self.annotator))
        self._history = History(self._recovered.entries, self._recovered.older)
        self._writer: JournalWriter | None = None
        self._seq = 0
        self._open: dict[str, Loaded] = {}  # least recently used first
        self._offered: dict[str, list[ArticleEdit]] = {}  # suggestions in memory of articles nobody has touched
        self._unsaved: set[str] = set()
        self._paces: TimesOnArticles | None = None
        self.shown = ""  # the article that somebody looks at: its document is never exchanged for another

    # -- reading ------------------------------------------------------------------------------------------------

    def read(self, article_id: str) -> Reading:
        """The article with everything that was ever acknowledged, or why it cannot be read."""
        reading = self._read(article_id)
        self._forget_clean()
        return reading

    def _read(self, article_id: str) -> Reading:
        try:
            return Opened(self._document(article_id))
        except NhanError as error:
            return Unreadable(article_id, error.message)
        except OSError as error:
            reason = error.strerror or str(error)
            return Unreadable(article_id, Message("session.unreadable", {"article": article_id, "reason": reason}))

    def readings(self) -> Iterator[Reading]:
        """Every article of the project, in order."""
        return (self.read(article_id) for article_id in self.project.ids)

    def document(self, article_id: str) -> Document:
        """The same for who can do nothing without it. Raises NhanError where it cannot be read."""
        match self.read(article_id):
            case Opened(document):
                return document
            case Unreadable(_, message):
                raise NhanError(message.key, **message.fields)
            case never:
                assert_never(never)

    def _document(self, article_id: str) -> Document:
        loaded = self._open.pop(article_id, None) or self._load(article_id)
        self._open[article_id] = loaded
        return loaded.document

    def _load(self, article_id: str) -> Loaded:
        if article_id not in self.project:
            raise Where(TEXTS).fault("store.unknown_article", "id", id=article_id)
        pending = self._recovered.of(article_id)
        loaded = self.project.load(article_id, self.annotator, pending.base if pending else None)
        if pending:
            replay(loaded.document, pending, loaded.applied, self.annotator)
        loaded.applied = self._recovered.applied(article_id)  # sealed sessions need no number any more
        return loaded

    def _forget_clean(self) -> None:
        if len(self._open) <= KEPT_OPEN + len(self._offered):
            return  # quick, where thousands of articles have suggestions in memory
        kept = {*self._unsaved, *self._offered, self.shown}
        clean = [name for name in self._open if name not in kept]
        for name in clean[: max(0, len(clean) - KEPT_OPEN)]:
            del self._open[name]

    def summary(self, article_id: str) -> Summary:
        """The article as the queue shows it, with what its file does not have yet."""
        if article_id not in self._open and self._recovered.of(article_id) is None:
            return self.project.summary(article_id, self.annotator)
        match self.read(article_id):
            case Opened(document):
                return summary_of(document)
            case Unreadable(_, message):
                return replace(self.project.summary(article_id, self.annotator), problem=message)
            case never:
                assert_never(never)

    @property
    def paces(self) -> TimesOnArticles:
        """Time and counts of every article. Reads all journals at the first question, then keeps count."""
        if self._paces is None:
            self._paces = read_paces(self.project.journal(self.annotator))
        return self._paces

    def summaries(self) -> Iterator[Summary]:
        """Every article as the queue shows it, in order."""
        ahead = {*self._open, *self._recovered.articles}
        for summary in self.project.summaries(self.annotator):
            yield self.summary(summary.id) if summary.id in ahead and summary.problem is None else summary

    def touched(self, article_id: str) -> bool:
        """Whether a person has worked on the article."""
        self.document(article_id)
        return self._is_touched(article_id)

    @property
    def unsaved(self) -> frozenset[str]:
        """The articles whose JSON is behind the journal. Nothing of them is lost if the program dies now."""
        return frozenset(self._unsaved)

    # -- editing ------------------------------------------------------------------------------------------------

    def commit(self, change: Change | Rejected) -> Outcome:
        """Journal, apply and remember a verb's answer. Returns the change as it was applied, or why it was not."""
        if isinstance(change, Rejected):
            return change
        if not change.machine:
            return self._write("do", self._signed(change))
        # A step that may still be redone must find the spans it was made on: machines wait.
        redo = self._history.to_redo()
        waits = redo is not None and {e.article for e in redo.edits} & {e.article for e in change.edits}
        return Rejected("session.redo_waits") if waits else self._write("do", change)

    def undo(self) -> Outcome:
        """Take back the last thing the annotator did, in whichever article."""
        try:
            change = self._history.to_undo()
        except NhanError as error:  # what was done before is in a journal that cannot be read
            return Rejected(error.message.key, error.message.fields)
        return self._write("undo", change) if change else Rejected("session.nothing_to_undo")

    def redo(self) -> Outcome:
        """Do the last undone thing again."""
        change = self._history.to_redo()
        return self._write("redo", change) if change else Rejected("session.nothing_to_redo")

    def peek_undo(self) -> Change | None:
        """What ``undo`` would do: so that its place can be brought into view first."""
        try:
            return self._history.to_undo()
        except NhanError:
            return None  # ``undo`` says why

    def peek_redo(self) -> Change | None:
        """What ``redo`` would do."""
        return self._history.to_redo()

    def offer(self, article_id: str, spans: Sequence[Span]) -> Outcome:
        """Show a machine's suggestions. In an untouched article they stay in memory until an edit journals them."""
        match self.read(article_id):
            case Opened(document):
                return self.offer_change(article_id, suggest(document, self.project.labels, spans))
            case Unreadable(_, message):
                return Rejected(message.key, message.fields)
            case never:
                assert_never(never)

    def offer_change(self, article_id: str, change: Change | Rejected) -> Outcome:
        """Likewise for a machine's change that was worked out elsewhere, on the document as it is."""
        document = self.document(article_id)
        if isinstance(change, Rejected) or self._is_touched(article_id):
            return self.commit(change)
        for edit in change.edits:
            self._offered.setdefault(article_id, []).append(edit)
            document.apply(edit)
        return change

    def _is_touched(self, article_id: str) -> bool:
        """Whether a person has worked on the article, so that its state is more than texts and suggestions."""
        loaded = self._open[article_id]
        return article_id in self._unsaved or loaded.touched or self._recovered.of(article_id) is not None

    def _signed(self, change: Change) -> Change:
        """The change with the annotator's decision on every span that it settles."""
        decision = Decision(change.verb, self.annotator, self._clock())
        return replace(change, edits=tuple(_sign(edit, decision) for edit in change.edits))

    def _write(self, kind: Kind, change: Change) -> Outcome:
        if self.read_only:
            return Rejected(self.read_only.key, self.read_only.fields)
        try:
            documents = [self._document(edit.article) for edit in change.edits]
        except NhanError as error:
            return Rejected(error.message.key, error.message.fields)
        except OSError as error:
            return Failed(Message("session.not_saved", {"reason": error.strerror or str(error)}))
        if not fits(documents, change):
            return Rejected("session.stale")
        try:
            self._journal_offers(change)
            self._append(kind, change)
        except OSError as error:
            return Failed(Message("session.not_saved", {"reason": error.strerror or str(error)}))
        except NhanError as error:  # a note with half a character in it cannot be written as UTF-8
            return Rejected(error.message.key, error.message.fields)
        for document, edit in zip(documents, change.edits, strict=True):
            document.apply(edit)
        return change

    def _journal_offers(self, change: Change) -> None:
        """What was only shown becomes part of the record before a person's edit builds on it."""
        for article in dict.fromkeys(edit.article for edit in change.edits):
            if article in self._offered:
                self._append("do", Change("suggest", tuple(self._offered[article]), machine=True))
                del self._offered[article]

    def _append(self, kind: Kind, change: Change) -> None:
        """One line, synced. From here on the edit counts as saved."""
        if self._writer is None:
            self._writer = self.project.new_journal(self.annotator)
        articles = {edit.article for edit in change.edits}
        bases = {name: self._open[name].base for name in articles if not self._is_touched(name)}
        entry = Entry(seq=self._seq + 1, at=self._clock(), kind=kind, change=change, bases=bases)
        self._writer.append(entry)
        self._seq += 1
        for name in articles:
            self._open[name].applied[self._writer.session] = self._seq
        self._unsaved |= articles
        self._history.record(entry)
        if self._paces is not None:
            self._paces.add(entry)

    # -- the articles' files --------------------------------------------------------------------------------------

    def save(self, article_id: str) -> Message | None:
        """Rewrite one article's JSON if it is behind. Returns what went wrong, or None."""
        if article_id not in self._unsaved or self.read_only:
            return None
        loaded = self._open[article_id]
        try:
            self.project.save(loaded.document, self.annotator, loaded.base, loaded.applied)
        except OSError as error:
            return Message("session.not_written", {"article": article_id, "reason": error.strerror or str(error)})
        except NhanError as error:  # the file was damaged meanwhile: it stays as it is, the journal has the edits
            return error.message
        loaded.touched = True
        self._unsaved.discard(article_id)
        return None

    def save_all(self) -> Message | None:
        """Rewrite every article that is behind. Returns the first thing that went wrong, or None."""
        failures = [failure for name in sorted(self._unsaved) if (failure := self.save(name))]
        return failures[0] if failures else None

    def close(self) -> Message | None:
        """Save all, seal the journals whose edits are now in the articles, and let the project go.

        A session that only looked leaves everything as it was, an unsealed journal of a crash included. A journal
        with edits of an article that cannot be read stays unsealed, too: they are nowhere else.
        """
        failure = None
        if self._writer is not None:
            kept = self._take_over()
            failure = self.save_all()
            self._writer.close()
            if failure is None:
                sealed = [session for session in self._recovered.sessions if session not in kept]
                self.project.seal(self.annotator, [*sealed, self._writer.session])
        if self._lock:
            self._lock.release()
            self._lock = None
        return failure

    def _take_over(self) -> set[str]:
        """Open what earlier sessions left unsealed, to be saved. Returns the sessions that this is not possible for."""
        kept: set[str] = set()
        for name in self._recovered.articles:
            match self._read(name):
                case Opened():
                    self._unsaved.add(name)
                case Unreadable():
                    kept |= self._recovered.applied(name).keys()
                case never:
                    assert_never(never)
        return kept


def _sign(edit: ArticleEdit, decision: Decision) -> ArticleEdit:
    before = {span.id: span for span in edit.removed}
    added = tuple(
        replace(span, decision=decision)
        if span.status is not SpanStatus.SUGGESTED and span != before.get(span.id)
        else span
        for span in edit.added
    )
    return replace(edit, added=added)
