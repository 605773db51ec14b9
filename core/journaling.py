"""One session's own journal, and the edits that no disk has taken yet: shown, but lost if the program dies now."""

import msgspec

from nhan.core.messages import Message
from nhan.core.store.journal import Entry, JournalWriter
from nhan.core.store.journals import Journals
from nhan.core.system_reason import reason_of

IN_MEMORY = "session.in_memory"  # the key of the sentence


class InMemory(msgspec.Struct, frozen=True):
    """What is in memory only: how many edits, in which articles, and why the last attempt to write them failed."""

    edits: int
    articles: frozenset[str]
    reason: str | Message

    @property
    def message(self) -> Message:
        return Message(IN_MEMORY, {"count": self.edits, "reason": self.reason})


class Journaling:
    """Begun with the first edit. Where a write fails the edits are kept, in order, and go out with the next one that
    succeeds."""

    def __init__(self, journals: Journals) -> None:
        self._journals = journals
        self._free = journals.next_session()  # for a folder that cannot be listed any more with the first edit
        self._writer: JournalWriter | None = None
        self.in_memory: InMemory | None = None

    @property
    def session(self) -> str:
        """The session's id; "" as long as it has no journal: then it writes nothing at all."""
        return self._writer.session if self._writer else ""

    @property
    def only_here(self) -> frozenset[str]:
        """The articles with edits that are in memory only."""
        return self.in_memory.articles if self.in_memory else frozenset()

    def append(self, entry: Entry, edits: bytes | None = None) -> None:
        """See ``JournalWriter.append``; what the disk refuses is in memory then. NhanError: it is no text."""
        writer = self._writer = self._writer or self._open()
        try:
            writer.append(entry, edits)
        except OSError as error:
            before = self.in_memory or InMemory(0, frozenset(), "")
            articles = before.articles.union(edit.article for edit in entry.change.edits)
            # A machine's counts with the edit that builds on it.
            self.in_memory = InMemory(before.edits + (not entry.change.machine), articles, reason_of(error))
        else:
            self.in_memory = None

    def begin(self) -> None:
        """Have the journal before there is an edit: for who writes files that others' edits are missing in. OSError."""
        if self._writer is None:
            writer = self._open()
            writer.begin()
            self._writer = writer

    def _open(self) -> JournalWriter:
        try:
            return self._journals.writer()
        except OSError:
            return self._journals.writer(self._free)

    def again(self) -> bool:
        """Try once more to write what is in memory only. Returns whether nothing is, now."""
        if self._writer is not None and self.in_memory is not None:
            try:
                self._writer.write_waiting()
            except OSError as error:
                self.in_memory = msgspec.structs.replace(self.in_memory, reason=reason_of(error))
            else:
                self.in_memory = None
        return self.in_memory is None

    def close(self) -> None:
        """Let the file go."""
        if self._writer is not None:
            self._writer.close()
