"""The one QObject that turns core's answers into Qt signals."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, assert_never

from PySide6.QtCore import QCoreApplication, QObject, Signal

from nhan.core.corpus_change import ReadyChange, WorkedOut, fits_all, make_ready
from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.loaded_article import Loaded
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected, Span
from nhan.core.operations.overlap import shown
from nhan.core.outcome import Failed, Outcome
from nhan.core.readable import Opened, Unreadable
from nhan.core.session import Session
from nhan.core.store.journal import Kind
from nhan.core.text.units import Range
from nhan.gui.file_writer import AT_ONCE, FileWriter
from nhan.gui.jobs import Err, JobProgress, Jobs, Ok
from nhan.gui.saving import Saving, SavingState
from nhan.gui.turns import Turns

LARGE = 5000  # spans of an article whose file takes a second or more to write: the journal has every edit long before


class _Agreed(NamedTuple):
    """A change over many articles that somebody has said yes to, the articles whose suggestions go before it, and who
    hears what came of it."""

    ready: ReadyChange
    offers: list[str]
    then: Callable[[Outcome], object]


class SessionBridge(QObject):
    """Holds the open session and the article that is shown."""

    changed = Signal(object)  # Change: applied, and on disk unless ``saving`` says otherwise
    rejected = Signal(object)  # Rejected
    failed = Signal(object)  # Message: stays on the screen until dismissed
    unreadable = Signal(object)  # Unreadable: an article that was to be shown, and what is wrong with it
    resolved = Signal(object)  # Message: one that failed before, and does not hold any more
    leaving = Signal()  # another article is about to be shown: what is written for this one is handed over now
    article_shown = Signal()
    saving_changed = Signal(object, int)  # see ``SavingState.changed``
    merged = Signal(list)  # ids of articles that something has come into from other programs

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self.document: Document | None = None
        self.opening = ""  # the article that is read to be shown next; until then the one before stays
        self._named: list[Message] = []  # the damage that was said
        self._ready: deque[_Agreed] = deque()
        self._journaling = Turns(self._journal_offers, self)
        self._state = SavingState(session, self)
        self._state.changed.connect(self.saving_changed)
        self.files = FileWriter(session, jobs, self._state, self)
        self.files.failed.connect(self.failed)
        self.files.resolved.connect(self.resolved)
        self.files.changed_outside.connect(self._tell_merged)
        self._state.journaled.connect(self._save_later)

    @property
    def saving(self) -> Saving:
        """What may truthfully be said."""
        return self._state.now

    def journal_again(self) -> bool:
        """Try once more to journal what is in memory only. Returns whether nothing is, now."""
        journaled = self.session.journal.again()
        self._state.tell()
        return journaled

    @property
    def labels(self) -> LabelSet:
        return self.session.project.labels

    def show_article(self, article_id: str, then: Callable[[], object] = lambda: None) -> bool:
        """Make it the shown article, and do ``then``; what was shown before is saved. False when it is not shown yet,
        because it takes long to read (see ``opening``), or cannot be read (and says so)."""
        self.opening = ""
        if self._shows(article_id) or (not self._read_beside(article_id, then) and self._show(article_id)):
            then()
        return self._shows(article_id)

    def _shows(self, article_id: str) -> bool:
        return self.document is not None and self.document.id == article_id

    def _read_beside(self, article_id: str, then: Callable[[], object]) -> bool:
        """Read a long article beside the window, and then show it. False where that is not worth while."""
        session = self.session
        if not session.is_long(article_id):
            return False
        self.opening, snapshot = article_id, session.snapshot()

        def read(result: Ok[Loaded] | Err) -> None:
            if self.opening != article_id:
                return  # another one is wanted by now
            self.opening = ""
            match result:
                case Ok(loaded):
                    session.take_read(article_id, loaded, snapshot.stamp)
                    if self._show(article_id):
                        then()
                case Err(message):
                    self._tell_unreadable(Unreadable(article_id, message))
                case _:
                    assert_never(result)

        title = QCoreApplication.translate("Jobs", "Opening the article")
        self.jobs.run(title, lambda _: snapshot.loaded(article_id), read, stoppable=False)
        return True

    def _show(self, article_id: str) -> bool:
        self.leaving.emit()
        self.save_all()
        match self.session.read(article_id):
            case Opened(document):
                self.document = document
                self.session.shown = article_id
                self.article_shown.emit()
                self.name_damage()
                return True
            case Unreadable() as unreadable:
                self._tell_unreadable(unreadable)
                return False
            case never:
                assert_never(never)

    def _tell_unreadable(self, article: Unreadable) -> None:
        """Which one is not shown, which one still is, and why: nobody goes on in the wrong article."""
        fields: dict[str, object] = {"title": self._title(article.article), "reason": article.message}
        if self.document is None:
            self.failed.emit(Message("session.not_opened", fields))
        else:
            still = self._title(self.document.id)
            self.failed.emit(Message("session.not_opened_still", {**fields, "shown": still}))
        self.unreadable.emit(article)

    def _title(self, article_id: str) -> str:
        project = self.session.project
        return shown((project.title(article_id) if article_id in project else "") or article_id)

    def show_again(self) -> None:
        """Show the shown article as its file has it now."""
        if self.document is not None:
            self._show(self.document.id)

    def name_damage(self, articles: Sequence[Message] = ()) -> None:
        """Say, once, what is out of work because its file cannot be read: packs, suggestions, journals, these
        articles."""
        project = self.session.project
        damaged = [*project.damaged_texts, *project.damaged_suggestions, *self.session.journals.faults]
        behind = [self.session.project_changes.failure] if self.session.project_changes.failure else []
        found = [*damaged, *articles, *behind]
        new = [fault for fault in found if fault not in self._named]
        self._named += new
        self.name(new)

    @property
    def said(self) -> Sequence[Message]:
        """The damage that was said and may still be there."""
        return [*self._named, *filter(None, [self.files.failure])]

    def name(self, faults: Sequence[Message]) -> None:
        """Say what is damaged: the first, and how many more."""
        if len(faults) > 1:
            self.failed.emit(Message("session.damaged", {"first": faults[0], "more": len(faults) - 1}))
        elif faults:
            self.failed.emit(faults[0])

    def name_passed_over(self, articles: Sequence[Unreadable]) -> None:
        """Say what work on many articles went on without."""
        if articles:
            fields = {"count": len(articles), "first": articles[0].message}
            self.failed.emit(Message("session.passed_over", fields))

    def commit(self, answer: Change | Rejected) -> bool:
        """Make an edit. True when it was made."""
        return self._told(self.session.commit(answer))

    def commit_worked_out(self, worked_out: WorkedOut, then: Callable[[Outcome], object] = lambda _: None) -> None:
        """Make a change over many articles that was worked out on a snapshot. ``changed``, ``rejected`` or ``failed``
        tell what came of it, and then ``then`` does."""
        decision = self.session.decision(worked_out.change.verb)
        self.jobs.run(
            QCoreApplication.translate("Jobs", "Making the change"),
            lambda progress: make_ready(worked_out, decision, progress.step),
            partial(self._take_ready, then),
            2 * len(worked_out.change.edits),
            stoppable=False,  # somebody has said yes: closing waits for it
        )

    def _take_ready(self, then: Callable[[Outcome], object], result: Ok[ReadyChange] | Err) -> None:
        match result:
            case Ok(ready):
                self._ready.append(_Agreed(ready, self.session.offered(ready.edits), then))
                if not self._journaling.active and self._journal_offers():
                    self._journaling.start()
            case Err(message):
                refused = Rejected(message.key, message.fields)
                self.rejected.emit(refused)
                then(refused)
            case _:
                assert_never(result)

    def _journal_offers(self) -> bool:
        """A step of committing what is ready, one change after the other. False once that is done."""
        if not self._ready:
            return False
        ready, offers, then = self._ready[0]
        some, offers[:] = offers[:AT_ONCE], offers[AT_ONCE:]
        outcome: Outcome | None = self.session.journal_offers(some) if some else None
        if outcome is None and offers:
            return True
        self._ready.popleft()
        outcome = outcome or self.session.commit_ready(ready)
        self._told(outcome)
        then(outcome)
        return bool(self._ready)

    def offer(self, article_id: str, spans: Sequence[Span], kept: Sequence[Range] = ()) -> bool:
        """Show a machine's suggestions, but in the ranges ``kept``. True when they are there."""
        return self._told_of_machine(self.session.offer(article_id, spans, kept))

    def offer_change(self, article_id: str, change: Change | Rejected) -> bool:
        """Make a machine's change that was worked out elsewhere. True when it was made."""
        return self._told_of_machine(self.session.offer_change(article_id, change))

    def undo(self, then: Callable[[], object] = lambda: None) -> bool:
        """Take the last step back, and do ``then``. False where it is not done yet, or cannot be."""
        return self._check_first("undo", self.session.undo, then)

    def redo(self, then: Callable[[], object] = lambda: None) -> bool:
        """Likewise, make it again."""
        return self._check_first("redo", self.session.redo, then)

    def _check_first(self, kind: Kind, do: Callable[[int | None], Outcome], then: Callable[[], object]) -> bool:
        """An earlier session's change over many articles is checked beside the window, and then taken back."""
        change = self.session.to_check(kind)
        if change is None:
            done = self._told(do(None))
            if done:
                then()
            return done
        snapshot = self.session.snapshot()

        def checked(result: Ok[bool] | Err) -> None:
            match result:
                case Ok(fits) if fits and self.session.to_check(kind) == change:
                    if self._told(do(snapshot.stamp)):
                        then()
                case Ok():
                    self.rejected.emit(Rejected("session.stale"))
                case Err(message):
                    self.rejected.emit(Rejected(message.key, message.fields))
                case _:
                    assert_never(result)

        title = QCoreApplication.translate("Jobs", "Looking through all articles")

        def work(progress: JobProgress) -> bool:
            return fits_all(snapshot, change, progress.step)

        self.jobs.run(title, work, checked, len(change.edits), awaited=True)
        return False

    def _told(self, outcome: Outcome) -> bool:
        match outcome:
            case Change():
                self._state.tell()
                self.changed.emit(outcome)
                if outcome.project is not None:
                    self.name_damage()
                self.files.count(self._is_large)
                return True
            case Rejected():
                self.rejected.emit(outcome)
                return False
            case Failed(message):
                self.failed.emit(message)
                return False
            case _:
                assert_never(outcome)

    def _told_of_machine(self, outcome: Outcome) -> bool:
        """A refusal is no news here, since nobody has asked; a disk that fails is."""
        match outcome:
            case Change():
                self._state.tell()
                self.changed.emit(outcome)
                if self.session.unsaved:
                    self._save_later()
                return True
            case Rejected():
                return False
            case Failed(message):
                self.failed.emit(message)
                return False
            case _:
                assert_never(outcome)

    @property
    def _is_large(self) -> bool:
        return self.document is not None and len(self.document) > LARGE

    def _save_later(self) -> None:
        self.files.save_later(self._is_large)

    def save_all(self) -> None:
        """Rewrite the files that are behind their journal: beside the window, as they are now."""
        self.files.save_all()

    def look(self) -> None:
        """Take in what other programs have done since."""
        self._tell_merged(self.session.look())
        if self.session.unsaved:
            self._save_later()

    def _tell_merged(self, changes: Sequence[Change]) -> None:
        for change in changes:
            self.changed.emit(change)
        if changes:
            self.merged.emit([edit.article for change in changes for edit in change.edits])

    def close(self) -> Message | None:
        """Save, seal and let the project go. Returns once that is done; events go on meanwhile, but no input."""
        self.opening = ""
        try:
            self.jobs.stop()
            self.jobs.wait()
            self._finish_changes()
            self.files.finish()
            self.document = None
        finally:
            self.files.stop()
            self._state.stop()
            failure = self.session.close()
        return failure

    def _finish_changes(self) -> None:
        self._journaling.stop()
        while self._journal_offers():
            pass
