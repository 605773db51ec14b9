"""The way back: a backup into a new folder, or into the project, whose present state is backed up first.

Everything is unpacked and compared before anything that is there is touched.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from nhan.core.backup.archive import Archive
from nhan.core.backup.backups import Backup, Backups, Step, nothing, pack_of, read_backup
from nhan.core.backup.contents import BESIDE, MADE, Contents, Counts
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.layout import AUDIT, JOURNAL, PROJECT, WORK, is_plain
from nhan.core.store.lock import IMPORT, held_by, try_lock

CACHE = "cache"  # of a project: everything in it can be made again, and git passes it over
UNPACKED, REPLACED = "restore-", "replaced"  # folders there, while a restore lasts


class Restored(msgspec.Struct, frozen=True):
    """What a restore has done. ``missing``: packs that are neither in the backup nor in the folder, so that their
    articles cannot be shown. ``before``: the backup of the state that was replaced."""

    folder: Path
    backup: Backup
    missing: tuple[str, ...] = ()
    before: Backup | None = None


class ReadyRestore(msgspec.Struct, frozen=True):
    """A backup that is unpacked and sound, to take the place of what is in the project."""

    project: Path
    unpacked: Path
    restored: Restored


def counts_now(disk: Disk, project: Path) -> Counts:
    """What a restore into the project would replace."""
    return Contents(disk, project).counts()


def restore_to(disk: Disk, archive: Path, folder: Path, step: Step = nothing) -> Restored:
    """Unpack a backup into a new or empty folder. NhanError: it is neither, or the backup is damaged; OSError."""
    if disk.exists(folder) and (not folder.is_dir() or disk.list(folder)):
        raise NhanError("backup.not_empty", folder=str(folder))
    with Archive(archive) as opened:
        disk.make_folders(folder)
        missing = _put_packs(disk, opened, folder, step)
        _unpack(disk, opened, folder, step)
    return Restored(folder, read_backup(archive), missing)


def make_ready(disk: Disk, archive: Path, backups: Backups, now: datetime, step: Step = nothing) -> ReadyRestore:
    """Back up the project as it is, and unpack the backup beside what it is to replace.

    NhanError, OSError: one of them cannot be done, and nothing has changed.
    """
    told, unpacked = read_backup(archive), backups.project / CACHE / f"{UNPACKED}{secrets.token_hex(4)}"
    try:
        with Archive(archive) as opened:
            missing = _put_packs(disk, opened, backups.project, step)
            disk.make_folders(unpacked)
            _unpack(disk, opened, unpacked, step)
        before = backups.make(now, step).backup  # last: it may let go of what was unpacked
    except BaseException:
        disk.remove_folder(unpacked)
        raise
    return ReadyRestore(backups.project, unpacked, Restored(backups.project, told, missing, before))


def take_place(disk: Disk, ready: ReadyRestore) -> Restored:
    """Put what is unpacked in the place of what is there: a few renames. Then ``settle`` what was replaced.

    NhanError: somebody writes, and nothing has changed. OSError: it broke off half way; the state before is in a
    backup, and restoring again gives the one that was wanted.
    """
    replaced = ready.unpacked / REPLACED
    with _nobody_writing(disk, ready):
        disk.make_folders(replaced)
        _move(disk, ready.project, replaced, (PROJECT, *BESIDE, *MADE))
        _move(disk, ready.unpacked, ready.project, (*MADE, *BESIDE, PROJECT))  # half of a project is none
    return ready.restored


def _move(disk: Disk, source: Path, target: Path, names: Sequence[str]) -> None:
    for name in names:
        if disk.exists(source / name):
            disk.rename(source / name, target / name)


def is_unsettled(disk: Disk, project: Path) -> bool:
    """Whether a restore has left something for ``settle``."""
    return any(name.startswith(UNPACKED) for name in disk.list(project / CACHE))


def settle(disk: Disk, backups: Backups, now: datetime) -> None:
    """Remove what restores have replaced or left. What of it is in no backup, since somebody has written it in the
    last moment, is backed up first. NhanError, OSError: it stays."""
    top = backups.project / CACHE
    for name in disk.list(top):
        if name.startswith(UNPACKED):
            backups.make_if_unknown(top / name / REPLACED, now)
            disk.remove_folder(top / name)


def restore_into(disk: Disk, archive: Path, backups: Backups, now: datetime, step: Step = nothing) -> Restored:
    """All of it, where no window has the project open."""
    restored = take_place(disk, make_ready(disk, archive, backups, now, step))
    settle(disk, backups, now)
    return restored


def put_away(disk: Disk, ready: ReadyRestore) -> None:
    """Forget a backup that was made ready and is not wanted."""
    disk.remove_folder(ready.unpacked)


@contextmanager
def _nobody_writing(disk: Disk, ready: ReadyRestore) -> Iterator[None]:
    """The locks of everybody who has work in the project or in the backup. NhanError where one of them is held."""
    people = {
        name
        for top in (ready.project, ready.unpacked)
        for part in (WORK, JOURNAL, AUDIT)
        for name in disk.list(top / part)
        if is_plain(name)
    }
    with ExitStack() as held:
        for name in (IMPORT, *sorted(people)):
            lock = try_lock(ready.project, name)
            if lock is None and name == IMPORT:
                raise NhanError("store.import_running", folder=str(ready.project))
            if lock is None:
                why = held_by(ready.project, name)
                raise NhanError(why.key, **why.fields)
            held.enter_context(lock)
        yield


def _unpack(disk: Disk, archive: Archive, folder: Path, step: Step) -> None:
    """What people made; the project's description last: without it the folder is no project."""
    last: bytes | None = None
    for made in archive.made():
        step()
        if made.name == PROJECT:
            last = made.data
            continue
        disk.make_folders((folder / made.name).parent)
        disk.create_new(folder / made.name, made.data)
    if last is not None:
        disk.create_new(folder / PROJECT, last)


def _put_packs(disk: Disk, archive: Archive, folder: Path, step: Step) -> tuple[str, ...]:
    """Packs that are not in the folder. Returns those that cannot be had; what is there stays as it is."""
    missing = []
    for name in archive.described.packs:
        step()
        if disk.exists(folder / name):
            continue
        try:
            data = pack_of(disk, archive, name)
        except NhanError:
            data = None
        if data is None:
            missing.append(name)
            continue
        disk.make_folders((folder / name).parent)
        disk.write_atomic(folder / name, data)
    return tuple(missing)
