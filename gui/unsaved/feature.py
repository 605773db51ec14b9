"""Edits that no disk takes are never passed over in silence: a banner that stays, a copy elsewhere, a question."""

from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from nhan.core.curation.saved_copy import SavedCopy, save_copy
from nhan.core.messages import Message
from nhan.core.store.disk import Disk
from nhan.gui.context import Context, Feature
from nhan.gui.jobs import JobProgress
from nhan.gui.saving import Saving
from nhan.gui.unsaved.question import Answer, UnsavedQuestion


class Unsaved(QObject):
    """Says what is in memory only, and keeps it from being lost unasked."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._session = context.bridge.session
        self._copied = False  # by the last attempt
        context.bridge.saving_changed.connect(self._show)

    def _show(self, saving: Saving, _edits: int) -> None:
        in_memory = self._session.journal.in_memory
        if saving is not Saving.IN_MEMORY or in_memory is None:
            self._context.banner.dismiss()
            return
        words = self.tr("The disk refuses to be written to: {reason}. Go on working; it is tried again by itself.")
        reason = in_memory.reason
        shown = self._context.language.say(reason) if isinstance(reason, Message) else reason
        self._context.banner.say(words.format(reason=shown), self.tr("Save a copy elsewhere…"), self.save_copy)

    def save_copy(self) -> None:
        """Ask for a folder, and write this annotator's work into it."""
        title = self.tr("A folder for the copy, on another disk")
        chosen = QFileDialog.getExistingDirectory(self._context.window, title, str(Path.home()))
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, folder: Path) -> None:
        """Write this annotator's work into a new file in a folder."""
        snapshot, ids = self._session.snapshot(), self._session.begun

        def write(progress: JobProgress) -> SavedCopy:
            return save_copy(Disk(), folder, snapshot, ids, progress.step)

        self._context.run(self.tr("Saving a copy"), write, self._written, len(ids), self._context.fail, awaited=True)

    def _written(self, copy: SavedCopy) -> None:
        self._copied = True
        self._context.say(Message("window.copy_saved", {"articles": copy.articles, "file": str(copy.file)}))
        self._context.bridge.name(copy.skipped)

    def may_close(self) -> bool:
        """Try the disk once more; where it still refuses, ask what is to become of the edits."""
        while not self._context.bridge.journal_again() and (in_memory := self._session.journal.in_memory):
            self._copied = False
            words = self._context.language.say(in_memory.message)
            match UnsavedQuestion(words, in_memory.edits, self._context.window).ask():
                case Answer.COPY:
                    self.save_copy()
                    self._context.jobs.wait()
                    if self._copied:
                        return True
                case Answer.LOSE:
                    return True
                case Answer.STAY:
                    return False
                case never:
                    assert_never(never)
        return True


def attach(context: Context) -> Feature:
    unsaved = Unsaved(context)
    return Feature(handlers={"save_copy": unsaved.save_copy}, may_close=unsaved.may_close)
