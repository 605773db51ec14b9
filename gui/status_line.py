"""The status line: a passing word on the left; on the right what is to review, whether all is saved, who works."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStatusBar, QWidget

from nhan.gui.job_strip import JobStrip
from nhan.gui.jobs import Jobs
from nhan.gui.saving import Saving
from nhan.gui.widgets.plain import plain_tip
from nhan.gui.widgets.steady_label import SteadyLabel

_SHORT = 6000  # ms that a word stays
_WIDEST_NAME = 160  # pixels of a person's name
_AIR = 6  # on both sides of a word that stays


class StatusLine(QStatusBar):
    """Words that stand in nobody's way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.working, self.left_to_review, self.saving, self.who = (SteadyLabel() for _ in range(4))
        self._standing = self.working, self.left_to_review, self.saving, self.who
        for label in self._standing:
            label.setContentsMargins(_AIR, 0, _AIR, 0)
            self.addPermanentWidget(label)
        self.who.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def show_jobs(self, jobs: Jobs) -> None:
        """Show what goes on beside the window, and let it be stopped."""
        self.addPermanentWidget(JobStrip(jobs))

    def say(self, words: str) -> None:
        """A word that passes by itself."""
        room = min(label.x() for label in self._standing if label.isVisibleTo(self)) - 2 * _AIR
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room) if self.isVisible() else words
        self.showMessage(shown, _SHORT)

    def say_left(self, count: int) -> None:
        """How many suggestions of the article nobody has decided on."""
        self.left_to_review.setText(self.tr("%n to review", "", count))

    def say_working(self, working: bool) -> None:
        self.working.setText(self.tr("Suggesting…") if working else "")

    def say_saving(self, saving: Saving, in_memory: int) -> None:
        """``in_memory``: how many edits are on no disk."""
        words = {
            Saving.SAVED: self.tr("Saved"),
            Saving.SAVING: self.tr("Saving…"),
            Saving.IN_MEMORY: self.tr("Not saved: %n edits only in memory", "", in_memory)
            if in_memory
            else self.tr("Not saved: suggestions only in memory"),
            Saving.READ_ONLY: self.tr("Read only"),
        }
        self.saving.setText(words[saving])

    def say_who(self, name: str) -> None:
        """Who sits at the window."""
        self.who.setText(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST_NAME))
        self.who.setToolTip(plain_tip(self.tr("You work as {name}.").format(name=name)))
        self.who.setAccessibleName(name)

    def say_where(self, path: Path) -> None:
        """The file an article's work is kept in: on hovering over whether all is saved."""
        self.saving.setToolTip(plain_tip(str(path)))
        self.saving.setAccessibleDescription(str(path))
