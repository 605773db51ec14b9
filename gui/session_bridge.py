"""The one QObject that turns core's answers into Qt signals, and decides when an article's file is rewritten."""

from collections.abc import Sequence
from enum import Enum
from typing import assert_never

from PySide6.QtCore import QObject, QTimer, Signal

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected, Span
from nhan.core.readable import Opened, Unreadable
from nhan.core.session import Failed, Outcome, Session

IDLE = 2000  # ms without an edit, after which the article's file is rewritten
LARGE = 5000  # spans of an article whose file takes longer to write than a frame ...
LARGE_IDLE = 20_000  # ms ... so that it is written in a longer pause: the journal has every edit long before
MOST_EDITS = 200  # edits, after which it is rewritten even without a pause


class Saving(Enum):
    """What the status line may truthfully say."""

    SAVED = "saved"  # every edit is in the journal, synced
    SAVING = "saving"
    FAILED = "failed"  # the last edit could not be written, and was not made
    READ_ONLY = "read_only"


class SessionBridge(QObject):
    """Holds the open session and the article that is shown."""

    changed = Signal(object)  # Change: applied and on disk
    rejected = Signal(object)  # Rejected
    failed = Signal(object)  # Message: stays on the screen until dismissed
    article_shown = Signal()
    project_opened = Signal()
    saving_changed = Signal(object)  # Saving

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.document: Document | None = None
        self.saving = Saving.READ_ONLY if session.read_only else Saving.SAVED
        self._named: list[Message] = []  # the damage that was said
        self._edits = 0
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.save_all)

    @property
    def labels(self) -> LabelSet:
        return self.session.project.labels

    def show_article(self, article_id: str) -> bool:
        """Make it the shown article; what was shown before is saved. False when it cannot be read (and says so)."""
        if self.document is not None and self.document.id == article_id:
            return True
        self.save_all()
        match self.session.read(article_id):
            case Opened(document):
                self.document = document
                self.session.shown = article_id
                self.article_shown.emit()
                self.name_damage()
                return True
            case Unreadable(_, message):
                self.failed.emit(message)
                return False
            case never:
                assert_never(never)

    def name_damage(self, articles: Sequence[Message] = ()) -> None:
        """Say, once, what is out of work because its file cannot be read: packs, suggestions, these articles."""
        project = self.session.project
        found = [*project.damaged_texts, *project.damaged_suggestions, *articles]
        new = [fault for fault in found if fault not in self._named]
        self._named += new
        self.name(new)

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
        """Make an edit. True when it was made and is on disk."""
        return self._told(self.session.commit(answer))

    def offer(self, article_id: str, spans: Sequence[Span]) -> bool:
        """Show a machine's suggestions. True when they are there."""
        return self._told_of_machine(self.session.offer(article_id, spans))

    def offer_change(self, article_id: str, change: Change | Rejected) -> bool:
        """Make a machine's change that was worked out elsewhere. True when it was made."""
        return self._told_of_machine(self.session.offer_change(article_id, change))

    def undo(self) -> bool:
        return self._told(self.session.undo())

    def redo(self) -> bool:
        return self._told(self.session.redo())

    def _told(self, outcome: Outcome) -> bool:
        match outcome:
            case Change():
                self._say(Saving.SAVED)
                self.changed.emit(outcome)
                self._edits += 1
                if self._edits >= MOST_EDITS and not self._is_large:
                    self.save_all()
                else:
                    self._save_later()
                return True
            case Rejected():
                self.rejected.emit(outcome)
                return False
            case Failed():
                self._tell_failure(outcome)
                return False
            case _:
                assert_never(outcome)

    def _told_of_machine(self, outcome: Outcome) -> bool:
        """A refusal is no news here, since nobody has asked; a disk that fails is."""
        match outcome:
            case Change():
                self.changed.emit(outcome)
                if self.session.unsaved:
                    self._save_later()
                return True
            case Rejected():
                return False
            case Failed():
                self._tell_failure(outcome)
                return False
            case _:
                assert_never(outcome)

    def _tell_failure(self, failed: Failed) -> None:
        self._say(Saving.FAILED)
        self.failed.emit(failed.message)

    @property
    def _is_large(self) -> bool:
        return self.document is not None and len(self.document) > LARGE

    def _save_later(self) -> None:
        self._idle.start(LARGE_IDLE if self._is_large else IDLE)

    def save_all(self) -> None:
        """Rewrite the files that are behind their journal."""
        self._idle.stop()
        self._edits = 0
        if not self.session.unsaved:
            return
        self._say(Saving.SAVING)
        failure = self.session.save_all()
        self._say(Saving.SAVED)  # the journal has it all, whatever became of the article's file
        if failure:
            self.failed.emit(failure)

    def close(self) -> Message | None:
        """Save, seal and let the project go."""
        self._idle.stop()
        self.document = None
        return self.session.close()

    def _say(self, saving: Saving) -> None:
        if saving is not self.saving:
            self.saving = saving
            self.saving_changed.emit(saving)
