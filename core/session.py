"""An open project for one annotator: documents, history and journal move together, in this order.

Journal first, then memory, then (elsewhere) the screen: what an annotator has seen happen is already on disk. The
articles' JSON files follow later; what they lack is in the journal, or kept by ``Journaling``. Looking writes nothing.

An article is its file with the edits that the file lacks, applied when it is opened: so an edit may reach ten thousand
articles and open none. A session belongs to one thread; others read a snapshot, and what they return is committed here.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import assert_never

from msgspec.structs import replace

from nhan.core.ahead import Ahead
from nhan.core.article_files import ArticleFiles
from nhan.core.corpus_change import EncodedSteps, ReadyChange, signed
from nhan.core.document import Document
from nhan.core.history import History
from nhan.core.journaling import Journaling
from nhan.core.loaded_article import Loaded
from nhan.core.merging.replay import fits
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleEdit, Change, Decision, Rejected, Span
from nhan.core.open_articles import OpenArticles
from nhan.core.operations import suggest
from nhan.core.outcome import Failed, Outcome, not_sealed, refusal
from nhan.core.outside import Outside
from nhan.core.people.listing import Listing
from nhan.core.project import Project
from nhan.core.project_change import ProjectChanges
from nhan.core.queue import Summary, summary_of
from nhan.core.readable import Opened, Reading, Unreadable, document_of, reading_of
from nhan.core.snapshot import LARGE, Saved, Snapshot, read_article, read_to_tell
from nhan.core.store.journal import Entry, Kind
from nhan.core.store.lock import held_by, try_lock
from nhan.core.store.recovery import Recovered
from nhan.core.text.units import Range
from nhan.core.time_on_article import TimesOnArticles, add_session, now

LONG = 100_000  # code points of an article that takes long to read
MANY = 32  # articles of one change, from where on it is not worth while to open them all


class Session:
    """One annotator at work on one project. The only writer of that annotator's files."""

    def __init__(
        self,
        project: Project,
        annotator: str = "",
        clock: Callable[[], str] = now,
        name: str = "",
        read_only: Message | None = None,
    ) -> None:
        """``name``: to be listed under with the first edit; "" = not listed. ``read_only``: why nothing is to be
        written; then no lock is taken, and somebody else may write meanwhile."""
        self.project = project
        self.annotator = annotator or project.annotator
        self.listing = Listing(project, self.annotator, name)
        self._clock = clock
        read_only = read_only or project.newer
        self._lock = None if read_only else try_lock(project.folder, self.annotator, name or self.annotator)
        self.read_only = None if self._lock else read_only or held_by(project.folder, self.annotator)
        self.project_changes = ProjectChanges(project, self.annotator, self._lock is not None)
        self.journals = project.journal(self.annotator)
        self._recovered = recovered = Recovered(self.journals)
        self.earlier = recovered.earlier  # the journal files of every session before this: what ``read_times`` reads
        self._history = History(recovered.entries, recovered.older)
        self._entries: list[Entry] = []  # of this session
        self.journal = Journaling(project.journal(self.annotator))
        self._seq = 0
        self._open = OpenArticles()
        self._ahead = Ahead(self._recovered.pending, self.journals if self.read_only else None)
        self._outside = Outside(project, self.annotator, recovered)
        self._encoded = EncodedSteps()
        load = partial(read_article, project, self.annotator, pending_of=self._ahead.of)
        parts = (self._open, self._ahead, self._outside, self.journal, load)  # none of them knows this session
        self._files = ArticleFiles(project, self.annotator, *parts)
        self._times: TimesOnArticles | None = None
        self.shown = ""  # the article that somebody looks at: its document is never exchanged for another
        self.project_changes.make(self._append)

    # -- reading ------------------------------------------------------------------------------------------------

    def read(self, article_id: str) -> Reading:
        """The article with everything that was ever acknowledged, or why it cannot be read."""
        reading = reading_of(article_id, self._document)
        self._open.forget(lambda name: name in self._files.behind or name == self.shown)
        return reading

    def readings(self) -> Iterator[Reading]:
        """Every article of the project, in order."""
        return (self.read(article_id) for article_id in self.project.ids)

    def document(self, article_id: str) -> Document:
        """The same for who can do nothing without it. Raises NhanError where it cannot be read."""
        return document_of(self.read(article_id))

    def _document(self, article_id: str) -> Document:
        return self._open.use(article_id, self._load).document

    def _load(self, article_id: str) -> Loaded:
        return read_article(self.project, self.annotator, article_id, self._ahead.of)

    def is_long(self, article_id: str) -> bool:
        """Whether the article is not open, and takes long to read: that is then for others to do (``take_read``)."""
        return article_id not in self._open and self.project.length(article_id) > LONG

    def take_read(self, article_id: str, loaded: Loaded, stamp: int) -> None:
        """Have an article open that a snapshot with this stamp has read, unless it has been opened or edited since."""
        if article_id not in self._open and article_id not in self.edited_since(stamp):
            self._open[article_id] = loaded

    def read_again(self, article_ids: Iterable[str]) -> None:
        """The records of these articles were written again by others: what is in memory of them is let go."""
        for name in article_ids:
            self._open.pop(name, None)

    def is_ahead(self, article_id: str) -> bool:
        """Whether the article may be more than its file says."""
        return self._ahead.of(article_id) is not None

    def summary(self, article_id: str) -> Summary:
        """The article as the queue shows it, with what its file does not have yet."""
        if article_id in self._open:
            return summary_of(self._open[article_id].document)
        summary = self.project.summary(article_id, self.annotator, self._ahead.of(article_id))
        return read_to_tell(summary, self.read) if summary.unsure or article_id in self._ahead.unsure else summary

    def summaries(self) -> Iterator[Summary]:
        """Every article as the queue shows it, in order."""
        return self.snapshot().summaries()

    def snapshot(self) -> Snapshot:
        """Everything as it is now, for other threads to read. Takes a few milliseconds at worst."""
        copies = {
            name: replace(
                each,
                document=each.document.copy(),
                applied=self._ahead.applied(name),
                touched=self._is_touched(name),
            )
            for name, each in self._open.items()
            if len(each.document) > LARGE or name in self._files.behind
        }
        return Snapshot(self.project, self.annotator, self._ahead.all(), copies, self._ahead.unsure, self._ahead.stamp)

    def edited_since(self, stamp: int) -> list[str]:
        """The articles that are not as a snapshot with this stamp has them."""
        return self._ahead.edited_since(stamp)

    @property
    def begun(self) -> list[str]:
        """The articles that somebody has worked on, in order."""
        touched = set(self.project.touched(self.annotator))
        return [name for name in self.project.ids if name in touched or name in self._ahead.journaled]

    def touched(self, article_id: str) -> bool:
        """Whether a person has worked on the article."""
        self.document(article_id)
        return self._is_touched(article_id)

    @property
    def unsaved(self) -> frozenset[str]:
        """The articles whose JSON is behind the journal; not those with edits that are in memory only, since no file
        may get ahead of the journal. Nothing of them is lost if the program dies now."""
        return frozenset(self._files.behind - self.journal.only_here)

    @property
    def behind(self) -> frozenset[str]:
        """The articles whose files have to be written before the session may seal its journals: see ``close``."""
        recovered = frozenset(self._recovered.articles) - self.journal.only_here
        return self.unsaved | recovered if self.journal.session else frozenset()

    @property
    def times(self) -> TimesOnArticles | None:
        """Time and counts of every article; None until ``take_times``."""
        return self._times

    def take_times(self, times: TimesOnArticles) -> None:
        """Take in what ``read_times`` read of the sessions before this one, and keep count from now on."""
        add_session(times, self._entries)
        self._times = times

    # -- editing ------------------------------------------------------------------------------------------------

    def commit(self, change: Change | Rejected, decided: bool = False) -> Outcome:
        """Journal, apply and remember a verb's answer. Returns the change as it was applied, or why it was not.
        ``decided``: its spans say who has decided on them."""
        if isinstance(change, Rejected):
            return change
        if not change.machine:
            return self._write("do", change if decided else signed(change, self.decision(change.verb)))
        redo = self._history.to_redo()  # it must find the spans it was made on: machines wait
        waits = redo is not None and {e.article for e in redo.edits} & {e.article for e in change.edits}
        return Rejected("session.redo_waits") if waits else self._write("do", change)

    def decision(self, verb: str) -> Decision:
        """What is said of the spans that the annotator settles by this verb now."""
        return Decision(verb, self.annotator, self._clock())

    def commit_ready(self, ready: ReadyChange) -> Outcome:
        """The same for a change that was worked out on a snapshot: no article is opened that was not edited since."""
        edited = [name for name in self.edited_since(ready.worked_out.stamp) if name in ready.edits]
        if len(edited) > MANY:
            return Rejected("session.stale")
        if edited:
            try:
                again = ready.again([self._document(name) for name in edited])
            except (OSError, NhanError) as error:
                return refusal(error)
            if isinstance(again, Rejected):
                return again
            ready = again
        self._encoded.keep(ready.change, ready.json)
        return self._write("do", ready.change, ready)

    def offered(self, article_ids: Iterable[str]) -> list[str]:
        """Those of the articles that have suggestions in memory only."""
        return [name for name in article_ids if name in self._ahead.offered] if self._ahead.offered else []

    def journal_offers(self, article_ids: Sequence[str]) -> Failed | Rejected | None:
        """Make what was only shown in these articles part of the record. Before a ready change, some at a time."""
        try:
            self._journal_offers(article_ids)
        except (OSError, NhanError) as error:
            return refusal(error)
        return None

    def undo(self, checked: int | None = None) -> Outcome:
        """Take back the last thing the annotator did, in whichever article. ``checked``: see ``to_check``."""
        try:
            change = self._history.to_undo()
        except (OSError, NhanError) as error:  # what was done before is in a journal that cannot be read
            return refusal(error)
        return self._write("undo", change, checked=checked) if change else Rejected("session.nothing_to_undo")

    def redo(self, checked: int | None = None) -> Outcome:
        """Do the last undone thing again."""
        change = self._history.to_redo()
        return self._write("redo", change, checked=checked) if change else Rejected("session.nothing_to_redo")

    def to_check(self, kind: Kind) -> Change | None:
        """What undo or redo would do, where it is an earlier session's change over many articles: whether it fits is
        not known. ``fits_all`` tells it of a snapshot, whose stamp is what ``checked`` wants."""
        change = self.peek_undo() if kind == "undo" else self.peek_redo()
        return change if change and len(change.edits) > MANY and not self._history.is_recorded(kind) else None

    def peek_undo(self) -> Change | None:
        """What ``undo`` would do: so that its place can be brought into view first."""
        with suppress(OSError, NhanError):  # ``undo`` says why
            return self._history.to_undo()
        return None

    def peek_redo(self) -> Change | None:
        """What ``redo`` would do."""
        return self._history.to_redo()

    def offer(self, article_id: str, spans: Sequence[Span], kept: Sequence[Range] = ()) -> Outcome:
        """Show a machine's suggestions. In an untouched article they stay in memory until an edit journals them.
        ``kept``: where nothing changes, see ``suggest``."""
        match self.read(article_id):
            case Opened(document):
                return self.offer_change(article_id, suggest(document, self.project.labels, spans, kept=kept))
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
            self._ahead.offer(article_id, self._open[article_id].base, edit)
            document.apply(edit)
        return change

    def _is_touched(self, article_id: str) -> bool:
        """Whether a person has worked on the open article, so that its state is more than texts and suggestions."""
        return article_id in self._ahead.journaled or self._open[article_id].touched

    def _write(
        self, kind: Kind, change: Change, ready: ReadyChange | None = None, checked: int | None = None
    ) -> Outcome:
        if self.read_only:
            return Rejected(self.read_only.key, self.read_only.fields)
        try:
            if not self.project_changes.fits(change.project) or not self._fits(kind, change, ready, checked):
                return Rejected("session.stale")
            self._journal_offers([edit.article for edit in change.edits])
            self._append(kind, change, ready)
        except (OSError, NhanError) as error:  # of these: an article is damaged, half a character cannot be written
            return refusal(error)
        self._open.apply(change.edits)
        self.project_changes.make(self._append, change.project)
        if change.project is not None:
            self._open.retitle({each.id: self.project.title(each.id) for each in change.project.retitled})
        return change

    def _fits(self, kind: Kind, change: Change, ready: ReadyChange | None, checked: int | None) -> bool:
        """Whether the change can be applied. Of a large one that is known to fit, only those articles are looked at
        that are open or were edited since."""
        edits: Sequence[ArticleEdit] = change.edits
        if ready is not None or (len(edits) > MANY and (checked is not None or self._history.is_recorded(kind))):
            looked_at = {*self._open, *(self.edited_since(checked) if checked is not None else ())}
            edits = [edit for edit in edits if edit.article in looked_at]
        return fits([self._document(edit.article) for edit in edits], edits)

    def _journal_offers(self, article_ids: Sequence[str]) -> None:
        """What was only shown becomes part of the record before a person's edit builds on it."""
        offered = {name: self._ahead.offered[name] for name in self.offered(article_ids)}
        if offered:
            edits = tuple(each.edit for pending in offered.values() for each in pending.edits)
            self._append("do", Change("suggest", edits, machine=True))
            for name in offered:
                del self._ahead.offered[name]

    def _append(self, kind: Kind, change: Change, ready: ReadyChange | None = None) -> None:
        """One line, synced: from here on the edit counts as saved. Where the disk refuses, it is in memory only."""
        if self.read_only:
            raise NhanError(self.read_only.key, **self.read_only.fields)
        articles = dict.fromkeys([edit.article for edit in change.edits])
        bases = self._ahead.bases(articles, self._open, ready.worked_out.bases if ready else {})
        entry = Entry(seq=self._seq + 1, at=self._clock(), kind=kind, change=change, bases=bases)
        encoded = ready.json.there if ready else self._encoded.of(kind, self._history.step_of(change))
        self.journal.append(entry, encoded)
        self._seq += 1
        self._ahead.journal(self.journal.session, self._seq, change, bases)
        self._files.behind |= articles.keys()
        self._entries.append(entry)
        self._outside.journaled(self.journal.session, entry)
        self._history.record(entry)
        if self._times is not None:
            self._times.add(entry)
        if self.journal.in_memory is None:
            self.listing.write()

    # -- the articles' files --------------------------------------------------------------------------------------

    def save_all(self) -> Message | None:
        """Rewrite every article that is behind. Returns the first thing that went wrong, or None."""
        return self.save(*self._files.behind)

    def save(self, *article_ids: str) -> Message | None:
        """The same for these articles."""
        return None if self.read_only else self._files.save(lambda: self.unsaved, article_ids)

    def take_saved(self, saved: Saved) -> list[Change]:
        """Articles were written as a snapshot had them. What was edited since stays behind.

        Returns what has come into open articles that another program had written before: they are still to be saved.
        """
        return self._files.take_saved(saved)

    def look(self) -> list[Change]:
        """Take in what other programs have done since. Returns what has come into open articles, for the views."""
        return self._files.look()

    def take_in(self, article_ids: Iterable[str]) -> list[Change]:
        """Put these articles together again from all there is of them, to be saved. Returns what has come into open
        ones. OSError: no journal can be had."""
        if not self.read_only:
            self.journal.begin()
        return self._files.take_in(article_ids)

    def close(self) -> Message | None:
        """Save all, seal the journals whose edits are now in the articles, and let the project go, in any case.

        A session that only looked leaves everything as it was, an unsealed journal of a crash included. A journal
        with edits of an article that cannot be read stays unsealed, too: they are nowhere else. Edits that no disk
        takes are lost. Returns the worst thing that went wrong, or None.
        """
        try:
            failure = self._put_away() if self.journal.session and self._lock else None
        except (OSError, NhanError) as error:
            failure = not_sealed(error)
        finally:
            if self._lock:
                self._lock.release()
            self._lock = None
            self.read_only = self.read_only or Message("session.closed")
        return self.journal.in_memory.message if self.journal.in_memory else failure

    def _put_away(self) -> Message | None:
        self.journal.again()
        kept = self._files.take_over()
        self.project_changes.make(self._append)
        failure = self._files.save_to_the_end(lambda: self.unsaved) or self.project_changes.failure
        self.journal.close()
        if failure is None and self.journal.in_memory is None:
            for session in (*kept, *self._recovered.running):
                self.project.take(self.annotator, session, self._ahead.taken(session))
            sealed = [session for session in self._recovered.sessions if session not in kept]
            self.project.seal(self.annotator, [*sealed, self.journal.session])
        return failure
