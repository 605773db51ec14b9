"""What a backup of a project holds: what people made, and the packs that their work stands on."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.model import SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.layout import ADJUDICATED, ASSIGNMENTS, AUDIT, JOURNAL, PROJECT, SUGGESTED, TEXTS, WORK
from nhan.core.store.strict import Where, read_file

MADE = (WORK, JOURNAL, AUDIT, ADJUDICATED)  # the folders of a project that hold what people made
BESIDE = (ASSIGNMENTS,)  # files beside the project's description
PACKED = (TEXTS, SUGGESTED)  # those that hold what never changes once it is written

_LINES = ".jsonl"  # the ending of journals; files beside them say how far a journal is in the records
_RECORD = re.compile(rf"(?P<part>{WORK}|{ADJUDICATED})/.*\.json")


class Made(msgspec.Struct, frozen=True):
    """A file by its name in the project, with forward slashes, and its bytes."""

    name: str
    data: bytes


class _Span(msgspec.Struct, frozen=True, gc=False):
    status: SpanStatus


class _Counted(msgspec.Struct, frozen=True):
    spans: list[_Span]


class Counts(msgspec.Struct):
    """How much people made: records of articles, and the confirmed spans in them."""

    articles: int = 0
    spans: int = 0

    def add(self, made: Made) -> None:
        """Count a file, which may be damaged: it is kept as it is."""
        if not _RECORD.fullmatch(made.name):
            return
        try:
            read = msgspec.json.decode(made.data, type=_Counted)
        except (ValueError, RecursionError):
            return
        self.articles += 1
        self.spans += sum(span.status is SpanStatus.CONFIRMED for span in read.spans)


class Contents:
    """A project's files as a backup takes them. ``left_out``: what cannot be read, and so is in no backup."""

    def __init__(self, disk: Disk, folder: Path) -> None:
        self._disk, self._folder = disk, folder
        self.left_out: list[Message] = []

    def made(self) -> Iterator[Made]:
        """What people made, as one state of it although a program may be writing meanwhile.

        A record must never be newer than the journals beside it, or edits would not fit any more. So records come
        before journals, and journals that were not sealed when the records were read are unsealed here, wherever they
        are by now.
        """
        sealed = set(self._below(AUDIT))
        said = [*self._read(name for name in self._below(JOURNAL) if not name.endswith(_LINES))]
        yield from self._read([PROJECT, *BESIDE, *self._below(WORK), *self._below(ADJUDICATED)])
        live = {name for name in self._below(JOURNAL) if name.endswith(_LINES)}
        live |= {JOURNAL + name.removeprefix(AUDIT) for name in self._below(AUDIT) if name not in sealed}
        for name in sorted(live):
            yield from self._journal(name)
        yield from said
        yield from self._read(sorted(sealed))

    def pack_names(self) -> list[str]:
        """The names of the packs, and of what describes them."""
        return [*self._below(TEXTS), *self._below(SUGGESTED)]

    def packs(self, names: Iterable[str]) -> Iterator[Made]:
        """Those of these names."""
        yield from self._read(names)

    def counts(self) -> Counts:
        """How much people have made, as far as it is in articles' files."""
        counts = Counts()
        for made in self._read([*self._below(WORK), *self._below(ADJUDICATED)]):
            counts.add(made)
        return counts

    def _journal(self, name: str) -> Iterator[Made]:
        """An unsealed journal, which may be sealed at any moment."""
        try:
            yield Made(name, self._disk.read_bytes(self._folder / name))
        except OSError:
            sealed = AUDIT + name.removeprefix(JOURNAL)
            there = sealed if self._disk.exists(self._folder / sealed) else name
            for found in self._read([there]):
                yield Made(name, found.data)

    def _read(self, names: Iterable[str]) -> Iterator[Made]:
        """Those of the files that are there."""
        for name in names:
            if not self._disk.exists(self._folder / name):
                continue
            try:
                yield Made(name, read_file(self._disk, self._folder / name, Where(name)))
            except NhanError as error:
                self.left_out.append(error.message)

    def _below(self, name: str) -> list[str]:
        """The files below a folder of the project, sorted: no hidden ones, and no links, wherever they lead."""
        found: list[str] = []
        for each in self._disk.list(self._folder / name):
            path, inside = self._folder / name / each, f"{name}/{each}"
            if is_safe(inside) and not path.is_symlink():
                found += self._below(inside) if path.is_dir() else [inside]
        return found


def is_safe(name: str) -> bool:
    """Whether a file of this name, which comes from an archive, lies in one of a project's folders on every system."""
    parts = PurePosixPath(name).parts
    plain = not any(part in ("", ".", "..") or part.startswith(".") for part in name.split("/"))
    inside = name in (PROJECT, *BESIDE) or (len(parts) > 1 and parts[0] in (*MADE, *PACKED))
    return inside and plain and not any(sign in "\\:\0" for sign in name)


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
