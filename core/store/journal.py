"""The journal: what an annotator has done, one synced line per edit. It is the truth between two saves of an article.

A line is ``{"crc32": "89abcdef", "entry": {...}}``; the checksum is over the bytes of the inner value. The first line
says whose journal it is. A session has one file, and another (``<session>.2.jsonl``) after each failed write, since
what a failed fsync left in a file nobody can know.
"""

import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from nhan.core.model import ArticleEdit, Change, DecidedStop, ProjectEdit
from nhan.core.store.disk import AppendHandle, Disk, this_machine
from nhan.core.store.label_names import LabelNames
from nhan.core.store.strict import Where

Kind = Literal["do", "undo", "redo"]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One acknowledged edit. ``bases``: for articles it touches first, the run of the suggestions it stands on."""

    seq: int  # 1, 2, 3 ... within the session
    at: str  # UTC, ISO 8601
    kind: Kind
    change: Change
    bases: dict[str, str] = {}


class _EncodedChange(msgspec.Struct, frozen=True, omit_defaults=True):
    verb: str
    edits: msgspec.Raw
    focus: str = ""
    machine: bool = False
    project: ProjectEdit | None = None
    stop: DecidedStop | None = None


class _EncodedEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    seq: int
    at: str
    kind: Kind
    change: _EncodedChange
    bases: dict[str, str] = {}


class JournalOwner(msgspec.Struct, frozen=True, omit_defaults=True):
    """The running program that writes a journal. It holds a lock on the file itself for as long as it runs."""

    machine: str
    process: int
    since: str  # UTC, ISO 8601


class JournalHeading(msgspec.Struct, frozen=True, omit_defaults=True):
    """The first line of every journal file. ``beside``: the sessions that were live when it began."""

    format: Literal["nhan/journal"]
    version: Literal[1]
    session: str
    segment: int
    owner: JournalOwner | None = None  # of older versions nothing is known
    beside: tuple[str, ...] = ()


class JournalWriter:
    """Appends to one session's journal. Nothing is on the disk before the first entry."""

    def __init__(
        self,
        disk: Disk,
        folder: Path,
        session: str,
        beside: tuple[str, ...] = (),
        names: LabelNames | None = None,
    ) -> None:
        self.session = session
        self._names = names or LabelNames()
        self._disk = disk
        self._folder = folder  # <project>/journal/<annotator>
        self._beside = beside
        self._since = datetime.now(UTC).isoformat(timespec="seconds")
        self._segment = 0
        self._handle: AppendHandle | None = None
        self._given_up: list[AppendHandle] = []  # kept open, because the locks on them say that somebody is at work
        self._acknowledged = False  # whether the open segment holds anything that counts
        self._waiting: list[bytes] = []  # lines that could not be written

    def append(self, entry: Entry, edits: bytes | None = None) -> None:
        """Returns once the entry is durable, and with it all that waited. OSError: it waits for the next ``append`` or
        ``write_waiting``. NhanError: it is no text, and is not kept.

        ``edits``: those of the entry's change, where ``encode_edits`` has made JSON of them already.
        """
        if edits is None:
            entry = replace(entry, change=self._names.in_files(entry.change))
        self._waiting.append(_line("entry", entry if edits is None else _encoded(entry, edits)))
        self.write_waiting()

    def begin(self) -> None:
        """Be there, without an entry: whoever comes meanwhile or later knows that somebody was at work. OSError."""
        if self._handle is None:
            try:
                self._write(b"")
            except OSError:
                self._give_up()
                raise

    def write_waiting(self) -> None:
        """Write what could not be written, in one go. OSError: it still waits."""
        if not self._waiting:
            return
        lines = b"".join(self._waiting)
        try:
            self._write(lines)
        except OSError:
            self._give_up()
            try:
                self._write(lines)
            except OSError:
                self._give_up()
                raise
        self._waiting.clear()

    def _write(self, lines: bytes) -> None:
        if self._handle is None:
            self._segment += 1
            owner = JournalOwner(this_machine(), os.getpid(), self._since)
            heading = JournalHeading("nhan/journal", 1, self.session, self._segment, owner, self._beside)
            lines = _line("journal", heading) + lines
            self._acknowledged = False
            self._disk.make_folders(self._folder)
            self._handle = self._disk.open_append(self._path)
            self._handle.lock()
        self._handle.write(lines)
        self._handle.sync()
        self._acknowledged = True

    @property
    def _path(self) -> Path:
        segment = "" if self._segment == 1 else f".{self._segment}"
        return self._folder / f"{self.session}{segment}.jsonl"

    def _give_up(self) -> None:
        """After a failed write nobody knows the file's tail: it is never written to again."""
        handle, self._handle = self._handle, None
        if handle is not None and self._acknowledged:
            self._given_up.append(handle)
        elif handle is not None:
            with suppress(OSError):
                handle.close()
            with suppress(OSError):
                self._disk.remove(self._path)  # else a full disk collects one for each attempt

    def close(self) -> None:
        """Let the files go. Everything acknowledged is durable already."""
        handles = [*self._given_up, *([self._handle] if self._handle else [])]
        self._given_up, self._handle = [], None
        for handle in handles:
            with suppress(OSError):
                handle.close()


def encode_edits(edits: Sequence[ArticleEdit], names: LabelNames) -> bytes:
    """Edits as JSON, with commas between them. NhanError: they are no text."""
    return b",".join(_encode("entry", names.edit_in_files(edit)) for edit in edits)


def _encode(name: str, value: msgspec.Struct) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        raise Where(name).fault("store.surrogate") from None


def _encoded(entry: Entry, edits: bytes) -> _EncodedEntry:
    change = entry.change
    raw = msgspec.Raw(b"[" + edits + b"]")
    encoded = _EncodedChange(change.verb, raw, change.focus, change.machine, change.project, change.stop)
    return _EncodedEntry(entry.seq, entry.at, entry.kind, encoded, entry.bases)


def _line(name: str, value: msgspec.Struct) -> bytes:
    body = _encode(name, value)
    return b'{"crc32": "%08x", "%s": %s}\n' % (zlib.crc32(body), name.encode(), body)
