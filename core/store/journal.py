"""The journal: what an annotator has done, one synced line per edit. It is the truth between two saves of an article.

A line is ``{"crc32": "89abcdef", "entry": {...}}``; the checksum is over the bytes of the inner value. The first line
says whose journal it is. A session has one file, and another (``<session>.2.jsonl``) after each failed write, since
what a failed fsync left in a file nobody can know.
"""

import os
import re
import secrets
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleEdit, Change, ProjectEdit
from nhan.core.store.disk import AppendHandle, Disk, Stat, this_machine
from nhan.core.store.label_names import LabelNames
from nhan.core.store.layout import AUDIT, JOURNAL, annotator_folder
from nhan.core.store.strict import Where, decode, read_file

Kind = Literal["do", "undo", "redo"]

_LINE = re.compile(rb'\{"crc32": "([0-9a-f]{8})", "(journal|entry)": (.*)\}')
_BEGINNING = re.compile(rb'(?<=.)(?=\{"crc32": ")', re.DOTALL)  # of a line; inside a string its quotes are escaped
_ARTICLE = re.compile(rb'"article":("(?:[^"\\]|\\.)*")')  # as it is encoded, and nowhere inside a string, likewise
_NAME = re.compile(r"(?P<session>(?P<number>\d{6,})-[a-z0-9]{6})(\.(?P<segment>\d+))?\.jsonl")
TAKEN = ".taken"  # the ending of the file that says how far an unsealed session is in the articles' files
_SUFFIX = 7  # characters of a session's id behind its number
_HEADING = 1 << 20  # bytes in which the first line ends
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
    project: ProjectEdit | None = None


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
    encoded = _EncodedChange(change.verb, raw, change.focus, change.machine, change.project)
    return _EncodedEntry(entry.seq, entry.at, entry.kind, encoded, entry.bases)


def _line(name: str, value: msgspec.Struct) -> bytes:
    body = _encode(name, value)
    return b'{"crc32": "%08x", "%s": %s}\n' % (zlib.crc32(body), name.encode(), body)


class Scan(msgspec.Struct, frozen=True):
    """What could be read of one journal file. A last line that does not end is what a crash leaves, and no damage."""

    entries: tuple[Entry, ...]
    bad_lines: tuple[int, ...] = ()  # those that are damaged, from 1
    before: int = 0  # how many of the entries stand before the first of them
    torn: bool = False  # the last line does not end


def scan(disk: Disk, path: Path, file: str = "") -> Scan:
    """Read a journal file, whatever is damaged in between. NhanError where a *whole* line is of a version not known
    here."""
    entries: list[Entry] = []
    bad: list[int] = []
    before = 0
    file = file or "/".join(path.parts[-3:])
    data = read_file(disk, path, Where(file))
    for at, found, is_bad in _lines(data):
        if is_bad:
            before = before if bad else len(entries)
            bad.append(at)
        for each in found:
            where = Where(file, at)
            if each[2] == b"journal":
                decode(each[3], JournalHeading, where)
            else:
                entries.append(decode(each[3], Entry, where))
    return Scan(tuple(entries), tuple(bad), before if bad else len(entries), data[-1:] not in (b"", b"\n"))


def bad_lines(data: bytes) -> list[int]:
    """The lines of a journal file that are damaged, from 1: in a tenth of the time of reading it."""
    return [at for at, _, is_bad in _lines(data) if is_bad]


def articles_in(data: bytes) -> set[str]:
    """The ids of the articles that the sound lines of a journal file have edits of, likewise."""
    found = {each for _, sound, _ in _lines(data) for line in sound for each in _ARTICLE.findall(line[3])}
    return {msgspec.json.decode(each, type=str) for each in found}


Line = tuple[int, list[re.Match[bytes]], bool]  # its number, what is sound in it, and whether it is damaged


def _lines(data: bytes) -> Iterator[Line]:
    *lines, tail = data.split(b"\n")
    for at, line in enumerate(lines, 1):
        whole = _whole(line)
        yield (at, [whole], False) if whole else (at, _sound_in(line), True)
    if sound := _sound_in(tail, ends=False):
        yield len(lines) + 1, sound, True


def _sound_in(line: bytes, ends: bool = True) -> list[re.Match[bytes]]:
    """The whole lines in a damaged one: where a line end was damaged, two have become one. ``ends``: whether it does,
    or is the last of a file and was never acknowledged as it stands."""
    pieces = _BEGINNING.split(line)
    whole = [_whole(piece) or _whole(piece[:-1]) for piece in pieces[: len(pieces) if ends else -1]]
    return [each for each in (*whole, None if ends else _whole(pieces[-1][:-1])) if each]


def _whole(line: bytes) -> re.Match[bytes] | None:
    found = _LINE.fullmatch(line)
    return found if found and zlib.crc32(found[3]) == int(found[1], 16) else None


def read_heading(disk: Disk, path: Path) -> JournalHeading:
    """The first line of a journal file; of one that is torn already there, nothing is known of its owner."""
    line = disk.read_bytes(path, 0, _HEADING).split(b"\n")[0]
    found = _whole(line)
    if found is None or found[2] != b"journal":
        return JournalHeading("nhan/journal", 1, "", 1)
    return decode(found[3], JournalHeading, Where("/".join(path.parts[-3:]), 1))


def read_entries(disk: Disk, path: Path) -> list[Entry]:
    """The entries of one journal file, those behind a damaged line, too."""
    return list(scan(disk, path).entries)


Heard = Callable[[Path, Sequence[int]], object]  # of a journal file's damaged lines


def read_session(disk: Disk, paths: Sequence[Path], heard: Heard = lambda _path, _lines: None) -> list[Entry]:
    """The entries of one session over its segments, given in order. An entry in a later segment replaces the same
    number in an earlier one, where its write had failed. ``heard``: of what is damaged."""
    entries: dict[int, Entry] = {}
    for path in paths:
        found = scan(disk, path)
        heard(path, found.bad_lines)
        entries.update((entry.seq, entry) for entry in found.entries)
    return [entries[seq] for seq in sorted(entries)]


def journal_fault(path: Path, line: int) -> NhanError:
    """The sentence for a damaged line."""
    return Where("/".join(path.parts[-3:]), line).fault("store.journal_damaged")


class Journals:
    """One annotator's journals in a project: the live ones, and those sealed into the audit."""

    def __init__(self, disk: Disk, folder: Path, annotator: str, names: LabelNames | None = None) -> None:
        """``names``: what the labels are called now; without them entries say what the files say."""
        self._disk = disk
        self._names = names or LabelNames()
        self._live = annotator_folder(folder, JOURNAL, annotator)
        self._sealed = annotator_folder(folder, AUDIT, annotator)
        self._damaged: dict[Path, Sequence[int]] = {}  # by file, of those that were read

    @property
    def faults(self) -> list[Message]:
        """The lines that are damaged, of the journals that were read: nobody has their edits any more."""
        damaged = sorted(self._damaged.items())
        return [journal_fault(path, line).message for path, lines in damaged for line in lines]

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
        """The entries of one session, also where another program seals it, and so moves its files, just now."""
        try:
            entries = read_session(self._disk, paths, self._hear)
        except NhanError:
            found = [path if self._disk.exists(path) else self._sealed / path.name for path in paths]
            if found == list(paths):
                raise
            entries = read_session(self._disk, found, self._hear)
        if self._names.as_written:
            return entries
        return [replace(entry, change=self._names.read(entry.change)) for entry in entries]

    def _hear(self, path: Path, lines: Sequence[int]) -> None:
        if lines:
            self._damaged = {**self._damaged, path: lines}  # replaced: another thread may be reading it

    def next_session(self) -> str:
        """A new session's id: sorts after all that are here; the random end keeps two machines apart."""
        numbers = [number for folder in (self._live, self._sealed) for number, _, _, _ in _files(self._disk, folder)]
        suffix = "".join(secrets.choice(_LETTERS) for _ in range(6))
        return f"{max(numbers, default=0) + 1:06d}-{suffix}"

    def writer(self, session: str = "") -> JournalWriter:
        """A writer for a new session. Writes nothing yet."""
        beside: tuple[str, ...] = ()
        with suppress(OSError):  # a folder that cannot be listed now
            beside = tuple(self.live())
        return JournalWriter(self._disk, self._live, session or self.next_session(), beside, self._names)

    def is_abandoned(self, session: str) -> bool:
        """Whether the program that wrote an unsealed session is provably gone: it ran on this machine, and nobody
        holds the lock on its files. Of those that older versions wrote the machine is not known."""
        paths = self.live().get(session, ())
        try:
            owner = read_heading(self._disk, paths[0]).owner if paths else None
        except (NhanError, OSError):
            return False  # another program seals it just now, or it cannot be read: then nothing is known
        return (owner is None or owner.machine == this_machine()) and not any(map(self._disk.is_locked, paths))

    def beside(self, sessions: Collection[str]) -> list[str]:
        """The sessions in order that were at work at the same time as some of these: they may not have seen what these
        wrote, nor the other way round."""
        if not sessions:
            return []
        every = self.all()
        first = min(sessions)[: len(min(sessions)) - _SUFFIX]
        known = {name for session in sessions for name in self._beside(every.get(session, ()))}
        return [each for each in every if each not in sessions and (each in known or each >= first)]

    def _beside(self, paths: Sequence[Path]) -> tuple[str, ...]:
        with suppress(NhanError, OSError):
            return read_heading(self._disk, paths[0]).beside if paths else ()
        return ()

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
            with suppress(FileNotFoundError):  # another program has sealed it meanwhile
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
