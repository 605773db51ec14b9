"""What may truthfully be said of the session at each moment; while edits are in memory only they are tried again."""

from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from nhan.core.session import Session

AGAIN = 5000  # ms between attempts to write what is in memory only


class Saving(Enum):
    """Whether every edit is safe."""

    SAVED = "saved"  # every edit is in the journal, synced
    SAVING = "saving"  # likewise; an article's file is being rewritten
    IN_MEMORY = "in_memory"  # the disk refuses: there are edits that are lost if the program dies now
    READ_ONLY = "read_only"


class SavingState(QObject):
    """Looks at the session whenever it is told to, and by itself while something is in memory only."""

    changed = Signal(object, int)  # Saving, and how many edits are in memory only
    journaled = Signal()  # what was in memory only is on the disk now

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._is_writing = False
        self.now, self.edits = self._look()
        self._again = QTimer(self, interval=AGAIN)
        self._again.timeout.connect(self._try_again)

    def _look(self) -> tuple[Saving, int]:
        if self._session.read_only:
            return Saving.READ_ONLY, 0
        if in_memory := self._session.journal.in_memory:
            return Saving.IN_MEMORY, in_memory.edits
        return Saving.SAVING if self._is_writing else Saving.SAVED, 0

    def write(self, is_writing: bool) -> None:
        """Articles' files are being rewritten from now on, or no more."""
        self._is_writing = is_writing
        self.tell()

    def tell(self) -> None:
        """Something was done to the session."""
        before, found = (self.now, self.edits), self._look()
        self.now, self.edits = found
        if self.now is not Saving.IN_MEMORY:
            self._again.stop()
        elif not self._again.isActive():
            self._again.start()
        if found != before:
            self.changed.emit(*found)
            if before[0] is Saving.IN_MEMORY and self.now is not Saving.IN_MEMORY:
                self.journaled.emit()

    def _try_again(self) -> None:
        self._session.journal.again()
        self.tell()

    def stop(self) -> None:
        """The session is let go."""
        self._again.stop()
