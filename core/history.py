"""Undo and redo without limit, across articles and restarts: a fold over the entries of the journals.

Undo takes back the last thing a *person* did. What machines put into the same articles since then (batches of
suggestions) is taken back with it, so that the inverse fits exactly; what they put elsewhere stays.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

import msgspec

from nhan.core.messages import NhanError
from nhan.core.model import ArticleEdit, Change
from nhan.core.store.journal import Entry, Kind

OlderEntries = Callable[[], Sequence[Entry] | None]  # the session before the oldest one known; None = there is none


class Undone(msgspec.Struct, frozen=True):
    """A step that was taken back, and the machine edits that went with it."""

    step: Change
    machine: tuple[Change, ...]

    @property
    def change(self) -> Change:
        """What doing it again does."""
        edits = (*self.step.edits, *(edit for change in self.machine for edit in change.edits))
        return Change(self.step.verb, edits, self.step.focus, project=self.step.project, stop=self.step.stop)


class History:
    """The steps done and undone, oldest first. Rebuilt by feeding it the journal's entries in order."""

    def __init__(self, entries: Sequence[Entry] = (), older: OlderEntries = lambda: None) -> None:
        self._entries: list[Entry] = list(entries)
        self._recorded: set[int] = set()  # ``id`` of the changes that came by ``record``
        self._older = older
        self._next_undo: Change | None = None  # asked for twice at each undo: what it would do, and to do it
        self._refold()

    def _refold(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Undone] = []
        for entry in self._entries:
            self._fold(entry)

    def record(self, entry: Entry) -> None:
        """Take note of what was just journaled and applied."""
        self._entries.append(entry)
        if entry.kind == "do":
            self._recorded.add(id(entry.change))
        self._fold(entry)

    def _fold(self, entry: Entry) -> None:
        self._next_undo = None
        match entry.kind:
            case "do":
                self._done.append(entry.change)
                if not entry.change.machine:
                    self._undone.clear()
            case "undo":
                at = self._last_step()
                # With older sessions not read yet, the entry itself says what it took back.
                self._undone.append(self._take_back(at) if at is not None else Undone(entry.change.inverse(), ()))
            case "redo":
                again = self._undone.pop() if self._undone else Undone(entry.change, ())
                self._done += [again.step, *again.machine]

    def _last_step(self) -> int | None:
        return next((at for at in range(len(self._done) - 1, -1, -1) if not self._done[at].machine), None)

    def _take_back(self, at: int) -> Undone:
        undone = self._would_take_back(at)
        gone = {edit.article for edit in self._done[at].edits}
        later = [_restricted(change, gone, inside=False) for change in self._done[at + 1 :]]
        self._done[at:] = [change for change in later if change.edits]
        return undone

    def _would_take_back(self, at: int) -> Undone:
        step = self._done[at]
        touched = {edit.article for edit in step.edits}
        later = [_restricted(change, touched, inside=True) for change in self._done[at + 1 :]]
        return Undone(step, tuple(change for change in later if change.edits))

    def to_undo(self) -> Change | None:
        """The change that takes the last step back, or None. Reads older sessions if it has to."""
        while (at := self._last_step()) is None:
            entries = self._older()
            if entries is None:
                return None
            self._entries[:0] = entries
            self._refold()
        if self._next_undo is None:
            self._next_undo = self._would_take_back(at).change.inverse()
        return self._next_undo

    def to_redo(self) -> Change | None:
        """The change that does the last undone step again, or None. In a session that has done nothing yet, what the
        one before has undone may be done again."""
        with suppress(OSError, NhanError):
            while all(entry.change.machine for entry in self._entries) and (entries := self._older()) is not None:
                self._entries[:0] = entries
                self._refold()
        return self._undone[-1].change if self._undone else None

    def step_of(self, change: Change) -> Change | None:
        """The step as it was done that ``change`` (``to_undo`` or ``to_redo``) takes back or does again, where that
        is all it does: no machine's edits go with it."""
        at = self._last_step()
        if change is self._next_undo and at is not None:
            step = self._done[at]
        elif self._undone:
            step = self._undone[-1].step
        else:
            return None
        return step if len(step.edits) == len(change.edits) else None

    def is_recorded(self, kind: Kind) -> bool:
        """Whether undo or redo is about a step that was recorded here: then it fits, whatever it reaches."""
        if kind == "undo":
            at = self._last_step()
            return at is not None and id(self._done[at]) in self._recorded
        return kind == "redo" and bool(self._undone) and id(self._undone[-1].step) in self._recorded


def _restricted(change: Change, articles: set[str], inside: bool) -> Change:
    edits: tuple[ArticleEdit, ...] = tuple(edit for edit in change.edits if (edit.article in articles) is inside)
    return Change(change.verb, edits, change.focus, change.machine, change.project, change.stop)
