"""When articles' files are rewritten: a while after the last edit, beside the window. The journal has it all before."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeVar, assert_never

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from nhan.core.loaded_article import Loaded
from nhan.core.messages import Message
from nhan.core.session import Session
from nhan.core.snapshot import Saved, save_articles
from nhan.gui.jobs import Err, JobProgress, Jobs, Ok
from nhan.gui.saving import SavingState
from nhan.gui.turns import Turns

IDLE = 2000  # ms without an edit, after which the article's file is rewritten
LARGE_IDLE = 20_000  # ms, where writing the file takes a second or more
MOST_EDITS = 200  # edits, after which it is rewritten even without a pause
AT_ONCE = 100  # articles that are looked at in one step, where an edit or a save reaches many

T = TypeVar("T")


class FileWriter(QObject):
    """Rewrites the files of one session's articles, one job at a time."""

    failed = Signal(object)  # Message: said once, however often it is tried again
    resolved = Signal(object)  # Message: one that failed before, and does not hold any more
    changed_outside = Signal(list)  # Change: came into open articles that another program had written

    def __init__(self, session: Session, jobs: Jobs, state: SavingState, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._state = session, jobs, state
        self._edits = 0
        self._writing = False
        self._save_again = False
        self._written: deque[Saved] = deque()
        self._taking = Turns(self._take_written, self)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.save_all)
        self.failure: Message | None = None  # why the last rewriting went wrong

    def count(self, is_large: bool) -> None:
        """A person has made an edit in an article whose file takes long to write, or does not."""
        self._edits += 1
        if self._edits >= MOST_EDITS and not is_large:
            self.save_all()
        else:
            self.save_later(is_large)

    def save_later(self, is_large: bool) -> None:
        """In the next pause."""
        self._idle.start(LARGE_IDLE if is_large else IDLE)

    def save_all(self) -> None:
        """Rewrite the files that are behind their journal: beside the window, as they are now."""
        self._idle.stop()
        self._edits = 0
        if self._writing:
            self._save_again = True
        elif self._session.unsaved and not self._session.read_only:
            self._save(sorted(self._session.unsaved))

    def _save(self, article_ids: Sequence[str]) -> None:
        session, snapshot = self._session, self._session.snapshot()
        self._writing = True
        self._state.write(True)

        def write(progress: JobProgress) -> Saved:
            def read(article_id: str) -> Loaded:
                progress.step()
                return snapshot.loaded(article_id)

            return save_articles(session.project, session.annotator, article_ids, read)

        title = QCoreApplication.translate("Jobs", "Saving")
        self._jobs.run(title, write, self._saved, len(article_ids), stoppable=False)

    def _saved(self, result: Ok[Saved] | Err) -> None:
        match result:
            case Ok(saved):
                self._written = deque(saved.parts(AT_ONCE))
                if self._take_written():
                    self._taking.start()
            case Err(message):
                self._end_saving(message)
            case _:
                assert_never(result)

    def _take_written(self) -> bool:
        """Let the session know of some that were written. False when it knows of all."""
        saved = self._written.popleft()
        self.changed_outside.emit(self._session.take_saved(saved))
        self._save_again |= bool(saved.outside)
        if not self._written:
            self._end_saving(saved.failure)
        return bool(self._written)

    def _end_saving(self, failure: Message | None) -> None:
        self._writing = False
        self._state.write(False)  # the journal has it all, whatever became of the articles' files
        before, self.failure = self.failure, failure
        if before is not None and before != failure:
            self.resolved.emit(before)
        if failure is not None and before != failure:  # said once, however often it is tried again
            self.failed.emit(failure)
        if self._save_again:
            self._save_again = False
            self.save_all()
        elif failure is not None:
            self._idle.start(LARGE_IDLE)

    def rewrite(
        self, title: str, work: Callable[[JobProgress], T], then: Callable[[Ok[T] | Err], object], total: int = 0
    ) -> bool:
        """Do work beside the window that writes articles' files itself: no other is saved until ``then`` returns.
        False, and nothing is done, while one is being saved."""
        if self._writing:
            return False
        self._writing = True

        def ended(result: Ok[T] | Err) -> None:
            try:
                then(result)
            finally:
                self._writing = False
                self.save_later(is_large=False)

        self._jobs.run(title, work, ended, total, stoppable=False)
        return True

    def finish(self) -> None:
        """Save all that the session's journals have before they may be sealed. Returns once that is done."""
        self._idle.stop()
        self._finish()
        if self._session.behind and not self._session.read_only:
            self._save(sorted(self._session.behind))
            self._finish()

    def _finish(self) -> None:
        self._save_again = False
        self._jobs.wait()
        self._taking.stop()
        while self._written:
            self._take_written()

    def stop(self) -> None:
        """Nothing is begun any more."""
        self._idle.stop()
