"""The journal: what an annotator has done, one synced line per edit. It is the truth between two saves of an article.

A line is ``{"crc32": "89abcdef", "entry": {...}}``; the checksum is over the bytes of the inner value. The first line
says whose journal it is. A session has one file, and another (``<session>.2.jsonl``) after each failed write, since
what a failed fsync left in a file nobody can know.
"""

import re
import secrets
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from nhan.core.messages import NhanError
from nhan.core.model import ArticleEdit, Change
from nhan.core.store.disk import AppendHandle, Disk, Stat
from nhan.core.store.layout import AUDIT, JOURNAL, annotator_folder
from nhan.core.store.strict import Where, decode, read_file

Kind = Literal["do", "undo", "redo"]

_LINE = re.compile(rb'\{"crc32": "([0-9a-f]{8})", "(journal|entry)": (.*)\}')
_NAME = re.compile(r"(?P<session>(?P<number>\d{6,})-[a-z0-9]{6})(\.(?P<segment>\d+))?\.jsonl")
TAKEN = ".taken"  # the ending of the file that says how far an unsealed session is in the articles' files
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


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


class _EncodedEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    seq: int
    at: str
    kind: Kind
    change: _EncodedChange
    bases: dict[str, str] = {}


class JournalHeading(msgspec.Struct, frozen=True):
    """The first line of every journal file."""

    format: Literal["nhan/journal"]
    version: Literal[1]
    session: str
    segment: int


class JournalWriter:
    """Appends to one session's journal. Nothing is on the disk before the first entry."""

    def __init__(self, disk: Disk, folder: Path, session: str) -> None:
        self.session = session
        self._disk = disk
        self._folder = folder  # <project>/journal/<annotator>
        self._segment = 0
        self._handle: AppendHandle | None = None
        self._acknowledged = False  # whether the open segment holds anything that counts
        self._waiting: list[bytes] = []  # lines that could not be written

    def append(self, entry: Entry, edits: bytes | None = None) -> None:
        """Returns once the entry is durable, and with it all that waited. OSError: it waits for the next ``append`` or
        ``write_waiting``. NhanError: it is no text, and is not kept.

        ``edits``: those of the entry's change, where ``encode_edits`` has made JSON of them already.
        """
        self._waiting.append(_line("entry", entry if edits is None else _encoded(entry, edits)))
        self.write_waiting()

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
            heading = JournalHeading("nhan/journal", 1, self.session, self._segment)
            lines = _line("journal", heading) + lines
            self._acknowledged = False
            self._disk.make_folders(self._folder)
            self._handle = self._disk.open_append(self._path)
        self._handle.write(lines)
        self._handle.sync()
        self._acknowledged = True

    @property
    def _path(self) -> Path:
        segment = "" if self._segment == 1 else f".{self._segment}"
        return self._folder / f"{self.session}{segment}.jsonl"

    def _give_up(self) -> None:
        """After a failed write nobody knows the file's tail: it is never written to again."""
        opened = self._handle is not None
        self.close()
        if opened and not self._acknowledged:
            with suppress(OSError):
                self._disk.remove(self._path)  # else a full disk collects one for each attempt

    def close(self) -> None:
        """Let the file go. Everything acknowledged is durable already."""
        if self._handle is not None:
            with suppress(OSError):
                self._handle.close()
            self._handle = None


def encode_edits(edits: Sequence[ArticleEdit]) -> bytes:
    """Edits as JSON, with commas between them. NhanError: they are no text."""
    return b",".join(_encode("entry", edit) for edit in edits)


def _encode(name: str, value: msgspec.Struct) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        raise Where(name).fault("store.surrogate") from None


def _encoded(entry: Entry, edits: bytes) -> _EncodedEntry:
    change = entry.change
    encoded = _EncodedChange(change.verb, msgspec.Raw(b"[" + edits + b"]"), change.focus, change.machine)
    return _EncodedEntry(entry.seq, entry.at, entry.kind, encoded, entry.bases)


def _line(name: str, value: msgspec.Struct) -> bytes:
    body = _encode(name, value)
    return b'{"crc32": "%08x", "%s": %s}\n' % (zlib.crc32(body), name.encode(), body)


class Scan(msgspec.Struct, frozen=True):
    """What could be read of one journal file."""

    entries: tuple[Entry, ...]
    bad_line: int = 0  # the first line that is torn or damaged, from 1; 0 = none
    lost: int = 0  # whole lines after it whose checksum is right: not a torn tail, then, but damage


def scan(disk: Disk, path: Path, file: str = "") -> Scan:
    """Read a journal file up to its first bad line. NhanError where a *whole* line is of a version not known here."""
    entries: list[Entry] = []
    file = file or "/".join(path.parts[-3:])
    lines = read_file(disk, path, Where(file)).split(b"\n")
    for at, line in enumerate(lines[:-1], 1):
        found = _whole(line)
        if found is None:
            return Scan(tuple(entries), at, sum(_whole(later) is not None for later in lines[at:-1]))
        where = Where(file, at)
        if found[2] == b"journal":
            decode(found[3], JournalHeading, where)
        else:
            entries.append(decode(found[3], Entry, where))
    return Scan(tuple(entries), len(lines) if lines[-1] else 0)


def _whole(line: bytes) -> re.Match[bytes] | None:
    found = _LINE.fullmatch(line)
    return found if found and zlib.crc32(found[3]) == int(found[1], 16) else None


def read_entries(disk: Disk, path: Path) -> list[Entry]:
    """The entries of one journal file up to its first torn or damaged line."""
    return list(scan(disk, path).entries)


def read_session(disk: Disk, paths: Sequence[Path]) -> list[Entry]:
    """The entries of one session over its segments, given in order. An entry in a later segment replaces the same
    number in an earlier one, where its write had failed."""
    entries = {entry.seq: entry for path in paths for entry in read_entries(disk, path)}
    return [entries[seq] for seq in sorted(entries)]


class Journals:
    """One annotator's journals in a project: the live ones, and those sealed into the audit."""

    def __init__(self, disk: Disk, folder: Path, annotator: str) -> None:
        self._disk = disk
        self._live = annotator_folder(folder, JOURNAL, annotator)
        self._sealed = annotator_folder(folder, AUDIT, annotator)

    def live(self) -> dict[str, list[Path]]:
        """The unsealed sessions in order, each with its files in order."""
        return _sessions(self._disk, self._live)

    def live_stats(self) -> list[tuple[Path, Stat | None]]:
        """What tells one state of the unsealed sessions from another without reading them."""
        return [(path, self._disk.stat(path)) for *_, path in _files(self._disk, self._live)]

    def sealed(self) -> dict[str, list[Path]]:
        """The sealed sessions in order, each with its files in order."""
        return _sessions(self._disk, self._sealed)

    def all(self) -> dict[str, list[Path]]:
        """Every session in order, sealed or not, each with its files in order."""
        return _sessions(self._disk, self._live, self._sealed)

    def sessions(self) -> list[Sequence[Path]]:
        """The files of every session, in order."""
        return list(self.all().values())

    def entries(self, paths: Sequence[Path]) -> list[Entry]:
        """The entries of one session."""
        return read_session(self._disk, paths)

    def next_session(self) -> str:
        """A new session's id: sorts after all that are here; the random end keeps two machines apart."""
        numbers = [number for folder in (self._live, self._sealed) for number, _, _, _ in _files(self._disk, folder)]
        suffix = "".join(secrets.choice(_LETTERS) for _ in range(6))
        return f"{max(numbers, default=0) + 1:06d}-{suffix}"

    def writer(self, session: str = "") -> JournalWriter:
        """A writer for a new session. Writes nothing yet."""
        return JournalWriter(self._disk, self._live, session or self.next_session())

    def taken(self, session: str) -> dict[str, int]:
        """By article, how far an unsealed session is in its file, as far as it was said (see ``take``)."""
        path = self._live / f"{session}{TAKEN}"
        with suppress(NhanError):  # then it is as if nothing had been said
            if self._disk.exists(path):
                return decode(read_file(self._disk, path, Where(path.name)), dict[str, int], Where(path.name))
        return {}

    def take(self, session: str, applied: Mapping[str, int]) -> None:
        """Say of a session that cannot be sealed yet how far it is in the synced files of these articles: they may
        go on, and what comes on top of its edits is in journals that are sealed."""
        whole = dict(sorted({**self.taken(session), **applied}.items()))
        data = msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"
        self._disk.write_atomic(self._live / f"{session}{TAKEN}", data)

    def seal(self, session: str) -> None:
        """Move a session's files to the audit. Only once every edit in them is in an article's synced file."""
        paths = self.live().get(session, [])
        if paths:
            self._disk.make_folders(self._sealed)
        for path in paths:
            self._disk.rename(path, self._sealed / path.name)
        self._disk.remove(self._live / f"{session}{TAKEN}")


def _sessions(disk: Disk, *folders: Path) -> dict[str, list[Path]]:
    sessions: dict[str, list[Path]] = {}
    for _, session, _, path in sorted(file for folder in folders for file in _files(disk, folder)):
        sessions.setdefault(session, []).append(path)
    return sessions


def _files(disk: Disk, folder: Path) -> Iterator[tuple[int, str, int, Path]]:
    for name in disk.list(folder):
        if found := _NAME.fullmatch(name):
            yield int(found["number"]), found["session"], int(found["segment"] or 1), folder / name
