"""The backups of one project on this machine: made, found, and let go again.

They lie outside the project. Packs, which never change, are held once beside the archives that stand on them.
"""

import gzip
import hashlib
import platform
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import platformdirs

from nhan.core.backup.archive import Archive, BackupFile, Origin, archive_parts
from nhan.core.backup.contents import Contents, Made, sha256_of
from nhan.core.backup.keep_policy import kept
from nhan.core.export_target import export_target
from nhan.core.messages import Message, NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.lock import try_lock
from nhan.core.store.project_file import read_project
from nhan.core.store.strict import Where

PERIOD = timedelta(days=1)  # how old the newest backup may be before the window makes another
PACKS = "packs"  # the folder of packs beside the archives, each by its hash
LEVEL = 6  # of compression
BACKUP = ":backup"  # the lock of those who write backups of a project

_NAME = re.compile(r"(\d{8}T\d{12}Z)\.zip")
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAMED = re.compile(r".*-[0-9a-f]{12}\.jsonl")  # a pack whose name tells its content
_PACK = re.compile(r"([0-9a-f]{64})\.gz")


Step = Callable[[], object]


def nothing() -> None:
    """Who wants to hear of no step."""


class Backup(msgspec.Struct, frozen=True):
    """One backup, as a list shows it. ``folder``: of the project that it was made of."""

    path: Path
    made_at: datetime
    project: str
    folder: str
    articles: int
    spans: int


class Report(msgspec.Struct, frozen=True):
    """What became of a backup. ``left_out``: files that cannot be read."""

    backup: Backup
    left_out: tuple[Message, ...] = ()


def default_folder() -> Path:
    """Where backups of all projects lie, unless the user has set another place."""
    return Path(platformdirs.user_data_dir("nhan", appauthor=False)) / "backups"


class Backups:
    """The backups of the project in ``folder``, which need not be there any more. ``top``: where all backups lie."""

    def __init__(self, disk: Disk, folder: Path, top: Path | None = None) -> None:
        self._disk = disk
        self.project = folder.resolve()
        # Two machines may keep theirs in one place, and two projects may have one name.
        told = hashlib.sha256(f"{platform.node()}\0{self.project}".encode("utf-8", "surrogateescape")).hexdigest()
        plain = re.sub(r"[^A-Za-z0-9]+", "-", self.project.name).strip("-")[:40]
        self.folder = (top or default_folder()) / f"{plain or 'project'}-{told[:8]}"

    def list(self) -> list[Backup]:
        """Every whole backup, the newest first."""
        found = []
        for _, name in sorted(self._dated(), reverse=True):
            with suppress(NhanError):
                found.append(read_backup(self.folder / name))
        return found

    def _dated(self) -> Iterator[tuple[datetime, str]]:
        for name in self._disk.list(self.folder):
            if matched := _NAME.fullmatch(name):
                yield datetime.strptime(matched[1], _STAMP).replace(tzinfo=UTC), name

    def is_due(self, now: datetime) -> bool:
        """Whether the newest backup is too old. Goes by the files' names, so that asking costs nothing."""
        newest = max((at for at, _ in self._dated()), default=None)
        return newest is None or now - newest >= PERIOD

    def make_if_new(self, now: datetime, step: Step = nothing) -> Report | None:
        """A backup, where people have made something since the newest one. See ``make``."""
        made = _stepping(Contents(self._disk, self.project).made(), step)
        files = {each.name: sha256_of(each.data) for each in made}
        newest = self._newest()
        if not any("/" in name for name in files) or (newest is not None and newest.files == files):
            return None
        return self.make(now, step)

    def make_if_unknown(self, folder: Path, now: datetime) -> None:
        """A backup of what people made as it is in another folder, where none of the backups has just that."""
        files = {each.name: sha256_of(each.data) for each in Contents(self._disk, folder).made()}
        if files and not any(each.files == files for each in self._described()):
            self.make(now, of=folder)

    def make(self, now: datetime, step: Step = nothing, of: Path | None = None) -> Report:
        """A backup of what people have made by now. ``step`` hears of every file, and may raise to stop. ``of``: the
        folder that it is in, where that is not the project's.

        NhanError: another program makes one, or it would lie in the project. OSError: there is none.
        """
        if self.folder.resolve().is_relative_to(self.project):
            raise NhanError("backup.inside", folder=str(self.folder))
        lock = try_lock(self.project, BACKUP)
        if lock is None:
            raise NhanError("backup.running", folder=str(self.project))
        with lock:
            contents = Contents(self._disk, self.project)
            self._disk.make_folders(self.folder / PACKS)
            beside = self._hold_packs(contents, step)
            path = self._free(now)
            made = Contents(self._disk, of or self.project)
            parts = archive_parts(_stepping(made.made(), step), (), beside, self._origin(now))
            self._disk.write_atomic_parts(path, parts)
            with suppress(OSError):  # one that stays too long is in nobody's way
                self._let_go(now)
            return Report(read_backup(path), (*contents.left_out, *made.left_out))

    def write_whole(self, path: Path, now: datetime, step: Step = nothing) -> Report:
        """A backup that stands alone, with texts and suggestions in it. OSError: what was at ``path`` is there still.
        NhanError: nothing may be written there."""
        contents = Contents(self._disk, self.project)
        packs = _stepping(contents.packs(contents.pack_names()), step)
        parts = archive_parts(_stepping(contents.made(), step), packs, {}, self._origin(now))
        self._disk.write_atomic_parts(export_target(path, self.project), parts)
        return Report(read_backup(path), tuple(contents.left_out))

    def _free(self, now: datetime) -> Path:
        """A name that no backup has."""
        while self._disk.exists(path := self.folder / f"{now.astimezone(UTC).strftime(_STAMP)}.zip"):
            now += timedelta(microseconds=1)
        return path

    def _newest(self) -> BackupFile | None:
        return next(self._described(), None)

    def _described(self) -> Iterator[BackupFile]:
        """What every whole backup says of itself, the newest first."""
        for _, name in sorted(self._dated(), reverse=True):
            with suppress(NhanError), Archive(self.folder / name) as archive:  # half an archive, or another's file
                yield archive.described

    def _hold_packs(self, contents: Contents, step: Step) -> dict[str, str]:
        """Put packs that are not there yet beside the archives. Returns the hashes of all by their names."""
        newest = self._newest()
        held = {matched[1] for name in self._disk.list(self.folder / PACKS) if (matched := _PACK.fullmatch(name))}
        names = contents.pack_names()
        # What is named by its content need not be read again.
        known = newest.packs.items() if newest is not None else ()
        hashes = {name: found for name, found in known if found in held and _NAMED.fullmatch(name)}
        for made in _stepping(contents.packs(name for name in names if name not in hashes), step):
            hashes[made.name] = found = sha256_of(made.data)
            if found not in held:
                data = gzip.compress(made.data, LEVEL, mtime=0)
                self._disk.write_atomic(self.folder / PACKS / f"{found}.gz", data)
        return {name: hashes[name] for name in names if name in hashes}

    def _origin(self, now: datetime) -> Origin:
        try:
            name = read_project(self._disk, self.project)[0].name
        except NhanError:  # what people made is kept all the same
            name = ""
        return Origin(name or self.project.name, str(self.project), now.astimezone(UTC))

    def _let_go(self, now: datetime) -> None:
        """Of what is older, all but what the policy keeps; then packs that no backup stands on."""
        dated = dict(self._dated())
        stay = kept(dated, now)
        for at in dated.keys() - stay:
            self._disk.remove(self.folder / dated[at])
        wanted: set[str] = set()
        for at in stay:
            try:
                with Archive(self.folder / dated[at]) as archive:
                    wanted.update(archive.described.packs.values())
            except NhanError:
                return  # what it stands on is not known
        for name in self._disk.list(self.folder / PACKS):
            if (matched := _PACK.fullmatch(name)) and matched[1] not in wanted:
                self._disk.remove(self.folder / PACKS / name)


def _stepping(files: Iterable[Made], step: Step) -> Iterator[Made]:
    for each in files:
        step()
        yield each


def read_backup(path: Path) -> Backup:
    """What a list shows of an archive. NhanError where it is none."""
    with Archive(path) as archive:
        told = archive.described
        return Backup(path, told.made_at, told.project, told.folder, told.articles, told.spans)


def pack_of(disk: Disk, archive: Archive, name: str) -> bytes | None:
    """A pack that a backup stands on, from the archive or from beside it; None where it is in neither.

    NhanError where it is damaged.
    """
    inside = archive.pack(name)
    wanted = archive.described.packs[name]
    held = archive.path.parent / PACKS / f"{wanted}.gz"
    if inside is not None or not disk.exists(held):
        return inside
    try:
        data = gzip.decompress(disk.read_bytes(held))
    except (OSError, EOFError, zlib.error):  # gzip's own error is an OSError
        data = b""
    if sha256_of(data) != wanted:
        raise Where(f"{PACKS}/{held.name}").fault("backup.damaged", name=name)
    return data
