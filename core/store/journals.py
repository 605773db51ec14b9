"""One annotator's journals: which there are, whose they are, and how they are sealed."""

import re
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from nhan.core.messages import Message, NhanError
from nhan.core.store.disk import Disk, Stat, this_machine
from nhan.core.store.journal import Entry, JournalHeading, JournalWriter
from nhan.core.store.journal_reading import journal_fault, may_edit_articles, read_heading, read_session
from nhan.core.store.label_names import LabelNames
from nhan.core.store.layout import AUDIT, JOURNAL, annotator_folder
from nhan.core.store.strict import Where, decode, read_file

_NAME = re.compile(r"(?P<session>(?P<number>\d{6,})-[a-z0-9]{6})(\.(?P<segment>\d+))?\.jsonl")
TAKEN = ".taken"  # the ending of the file that says how far an unsealed session is in the articles' files
_SUFFIX = 7  # characters of a session's id behind its number
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


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

    def edit_articles(self) -> bool:
        """Whether any of them, sealed or not, has edits of articles. One that cannot be read may have some."""
        return any(may_edit_articles(self._disk, path) for paths in self.sessions() for path in paths)

    def entries(self, paths: Sequence[Path]) -> list[Entry]:
        """The entries of one session."""
        entries = read_session(self._disk, paths, self._hear)
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
        holds the lock on its files. Of those that older versions wrote the machine is not known.

        The lock is taken before the first line is written: without that line the program may just have begun.
        """
        paths = self.live().get(session, ())
        heading = self._heading(paths)
        here = heading is not None and (heading.owner is None or heading.owner.machine == this_machine())
        return here and not any(map(self._disk.is_locked, paths))

    def beside(self, sessions: Collection[str]) -> list[str]:
        """The sessions in order that were at work at the same time as some of these: they may not have seen what these
        wrote, nor the other way round."""
        if not sessions:
            return []
        every = self.all()
        first = min(sessions)[: len(min(sessions)) - _SUFFIX]
        headings = (self._heading(every.get(session, ())) for session in sessions)
        known = {name for heading in headings if heading is not None for name in heading.beside}
        return [each for each in every if each not in sessions and (each in known or each >= first)]

    def _heading(self, paths: Sequence[Path]) -> JournalHeading | None:
        """None also where another program seals it just now, or it cannot be read: then nothing is known."""
        with suppress(NhanError, OSError):
            return read_heading(self._disk, paths[0]) if paths else None
        return None

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
            try:
                self._disk.rename(path, self._sealed / path.name)
            except (FileNotFoundError, FileExistsError):
                if self._disk.exists(path):
                    raise
                # another program has sealed it meanwhile
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
