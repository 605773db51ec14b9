"""The disk: the one object through which core touches a project's files, so that tests can put another in its place."""

import errno
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

TEMPORARY = ".tmp"  # the ending of files that are being written; never read back
PATIENCE = 2.0  # seconds; how long a virus scanner or an indexer may hold a file on Windows


class Stat(msgspec.Struct, frozen=True):
    """What tells one state of a file from another without reading it."""

    size: int
    modified: int  # nanoseconds
    inode: int


class AppendHandle:
    """An open file that only grows. ``write`` alone promises nothing; after ``sync`` the bytes survive a power cut.

    It may be dropped unclosed: nothing is held back in it.
    """

    _number = -1  # the descriptor; -1 = closed

    def __init__(self, number: int) -> None:
        self._number = number

    def write(self, data: bytes) -> None:
        """All of ``data``, or OSError (then part of it may be there)."""
        view = memoryview(data)
        while view:
            view = view[os.write(self._number, view) :]

    def sync(self) -> None:
        _sync(self._number, data_only=True)

    def close(self) -> None:
        number, self._number = self._number, -1
        if number >= 0:
            os.close(number)

    def __del__(self) -> None:
        AppendHandle.close(self)


class Disk:
    """The real disk. Every method raises OSError as the system does; what returned normally from a write is durable."""

    def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        """``size`` bytes from byte ``start``; -1 = to the end."""
        with path.open("rb") as file:
            file.seek(start)
            return file.read(size)

    def stat(self, path: Path) -> Stat | None:
        """None when nothing is there."""
        try:
            found = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Stat(found.st_size, found.st_mtime_ns, found.st_ino)

    def exists(self, path: Path) -> bool:
        return self.stat(path) is not None

    def list(self, folder: Path) -> list[str]:
        """The names in a folder, sorted, without files still being written; none when there is no such folder."""
        try:
            return sorted(name for name in os.listdir(folder) if not name.endswith(TEMPORARY))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def make_folders(self, folder: Path) -> None:
        """The folder and what is missing above it; each new name is synced in its parent."""
        missing = []
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        for new in reversed(missing):
            new.mkdir(exist_ok=True)
            self.sync_folder(new.parent)

    def write_atomic(self, path: Path, data: bytes) -> None:
        """Replace the file as a whole: whoever reads, after a power cut too, finds the old bytes or the new ones."""
        self.write_atomic_parts(path, (data,))

    def write_atomic_parts(self, path: Path, parts: Iterable[bytes]) -> None:
        """The same for what need not fit in memory. Whatever is raised while parts are drawn leaves the old bytes."""
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
        try:
            with temporary.open("xb") as file:
                file.writelines(parts)
                file.flush()
                _sync(file.fileno())
            _patiently(lambda: temporary.replace(path))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        self.sync_folder(path.parent)

    def create_new(self, path: Path, data: bytes) -> None:
        """A file that must not exist yet (FileExistsError)."""
        with path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
                _sync(file.fileno())
            except BaseException:
                path.unlink(missing_ok=True)  # half a file must not stand in the way of the next attempt
                raise
        self.sync_folder(path.parent)

    def open_append(self, path: Path) -> AppendHandle:
        """A new, empty file to append to, its name synced (FileExistsError when it is there already)."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = AppendHandle(os.open(path, flags, 0o666))
        try:
            self.sync_folder(path.parent)
        except BaseException:
            handle.close()
            path.unlink(missing_ok=True)  # else each attempt on a failing disk leaves an empty file
            raise
        return handle

    def rename(self, old: Path, new: Path) -> None:
        """Move a file to a free name (FileExistsError when it is taken) and sync both folders."""
        if new.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
        _patiently(lambda: old.rename(new))
        self.sync_folder(new.parent)
        if old.parent != new.parent:
            self.sync_folder(old.parent)

    def remove(self, path: Path) -> None:
        """Delete a file; nothing happens when there is none."""
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable. Windows has no such call and needs none."""
        if sys.platform == "win32":
            return
        number = os.open(folder, os.O_RDONLY)
        try:
            _sync(number)
        finally:
            os.close(number)


def _sync(number: int, data_only: bool = False) -> None:
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(number, fcntl.F_FULLFSYNC)  # there fsync leaves the bytes in the drive's own cache
        except OSError:
            os.fsync(number)  # network and FAT volumes do not know F_FULLFSYNC
    elif data_only and hasattr(os, "fdatasync"):
        os.fdatasync(number)
    else:
        os.fsync(number)


def _patiently(move: Callable[[], object]) -> None:
    """On Windows a file that someone has open cannot be replaced: try again for a while."""
    pause = 0.01
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            move()
            return
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() > deadline:
                raise
        time.sleep(pause)
        pause *= 2
