"""The file of a backup: a zip archive of files as they lie in the project, and last of all a description of them.

What is read from one is compared with the hashes in the description. Nothing in it is trusted: names that lead out of a
project, links and other things that are no plain files are refused before anything is written.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Literal, cast

import msgspec

from nhan.core.backup.contents import Counts, Made, is_safe, sha256_of
from nhan.core.store.strict import Where, decode
from nhan.core.system_reason import reason_of

DESCRIPTION = "backup.json"
LARGEST = 1 << 32  # bytes that one file of a backup may have when it is unpacked
_LEVEL = 6
_DATE = (1980, 1, 1, 0, 0, 0)  # of every file: the same work makes the same archive
_MODE = (stat.S_IFREG | 0o644) << 16


class BackupFile(msgspec.Struct, frozen=True, kw_only=True):
    """backup.json: what a backup holds. ``made_at``: UTC. ``files``: SHA-256 by name; of ``packs`` they may lie beside
    the archive instead of in it."""

    format: Literal["nhan/backup"] = "nhan/backup"
    version: Literal[1] = 1
    project: str
    folder: str
    made_at: datetime
    articles: int
    spans: int
    files: dict[str, str]
    packs: dict[str, str] = {}


class Origin(msgspec.Struct, frozen=True):
    """Where a backup comes from: the project's name and folder, and when."""

    project: str
    folder: str
    made_at: datetime


class _Sink:
    """Takes what an archive writes, and gives it out in parts."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> Iterator[bytes]:
        parts, self._parts = self._parts, []
        yield from parts


def archive_parts(
    made: Iterable[Made], packs: Iterable[Made], beside: dict[str, str], origin: Origin
) -> Iterator[bytes]:
    """The bytes of an archive, a file or so at a time. ``beside``: the hashes of packs that are not put into it."""
    sink, counts = _Sink(), Counts()
    files: dict[str, str] = {}
    held = dict(beside)
    with zipfile.ZipFile(cast(IO[bytes], sink), "w") as archive:
        for hashes, several in ((files, made), (held, packs)):
            for each in several:
                hashes[each.name] = sha256_of(each.data)
                if hashes is files:
                    counts.add(each)
                _put(archive, each.name, each.data)
                yield from sink.take()
        described = BackupFile(
            project=origin.project,
            folder=origin.folder,
            made_at=origin.made_at,
            articles=counts.articles,
            spans=counts.spans,
            files=files,
            packs=held,
        )
        _put(archive, DESCRIPTION, msgspec.json.encode(described))
    yield from sink.take()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system, entry.external_attr = 3, _MODE  # as on every system
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, _LEVEL)


class Archive:
    """An archive that is read. NhanError where it is none, or not a whole one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._where = Where(path.name)
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise self._where.fault("store.unreadable", reason=reason_of(error)) from None
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise self._where.fault("backup.none") from None
        try:
            self._names = {entry.filename: entry for entry in self._zip.infolist()}
            self.described = decode(self._read(DESCRIPTION), BackupFile, Where(f"{path.name}: {DESCRIPTION}"))
            self._check()
        except BaseException:
            self._zip.close()
            raise

    def _check(self) -> None:
        listed = self._names.keys() - {DESCRIPTION}
        wanted = {**self.described.files, **self.described.packs}
        for name in sorted({*listed, *wanted}):
            if not is_safe(name):
                raise self._where.fault("backup.name", name=name)
        if (
            listed - wanted.keys()
            or self.described.files.keys() - listed
            or len(self._names) < len(self._zip.infolist())
        ):
            raise self._where.fault("backup.damaged", name=DESCRIPTION)

    def made(self) -> Iterator[Made]:
        """What people made. NhanError where a file of it is damaged."""
        for name, wanted in self.described.files.items():
            yield Made(name, self._checked(name, wanted))

    def pack(self, name: str) -> bytes | None:
        """One of the packs, None where it is not in here. NhanError where it is damaged."""
        return self._checked(name, self.described.packs[name]) if name in self._names else None

    def _checked(self, name: str, wanted: str) -> bytes:
        data = self._read(name)
        if sha256_of(data) != wanted:
            raise self._where.fault("backup.damaged", name=name)
        return data

    def _read(self, name: str) -> bytes:
        """NhanError where there is none of this name, where it is damaged, or where it is no plain file."""
        entry = self._names.get(name)
        if entry is None:
            raise self._where.fault("backup.none")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.is_dir() or kind not in (0, stat.S_IFREG) or entry.file_size > LARGEST:
            raise self._where.fault("backup.name", name=name)
        try:
            return self._zip.read(entry)
        except OSError as error:
            raise self._where.fault("store.unreadable", reason=reason_of(error)) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError):
            raise self._where.fault("backup.damaged", name=name) from None

    def close(self) -> None:
        self._zip.close()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
