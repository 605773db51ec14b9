"""The one QObject that turns core's answers into Qt signals, and decides when an article's file is rewritten."""

from enum import Enum
from typing import assert_never

from PySide6.QtCore import QObject, QTimer, Signal

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.model import Change, Rejected
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
        self._edits = 0
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.save_all)

    @property
    def labels(self) -> LabelSet:
        return self.session.project.labels

    def show_article(self, article_id: str) -> bool:
        """Make it the shown article; what was shown before is saved. False when its file is damaged (and says so)."""
        if self.document is not None and self.document.id == article_id:
            return True
        self.save_all()
        try:
            self.document = self.session.document(article_id)
            self.session.shown = article_id
        except NhanError as error:
            self.failed.emit(error.message)
            return False
        self.article_shown.emit()
        return True

    def commit(self, answer: Change | Rejected) -> bool:
        """Make an edit. True when it was made and is on disk."""
        return self._told(self.session.commit(answer))

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
                large = self.document is not None and len(self.document) > LARGE
                if self._edits >= MOST_EDITS and not large:
                    self.save_all()
                else:
                    self._idle.start(LARGE_IDLE if large else IDLE)
                return True
            case Rejected():
                self.rejected.emit(outcome)
                return False
            case Failed():
                self._say(Saving.FAILED)
                self.failed.emit(outcome.message)
                return False
            case _:
                assert_never(outcome)

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
