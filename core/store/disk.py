"""The disk: the one object through which core touches a project's files, so that tests can put another in its place."""

import errno
import os
import platform
import re
import secrets
import shutil
import stat
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

TEMPORARY = ".tmp"  # the ending of files that are being written; never read back
_LOCKED_BYTE = 1 << 62
PATIENCE = 2.0  # seconds; how long a virus scanner or an indexer may hold a file on Windows
OLD = 86_400 * 10**9  # nanoseconds, after which nobody is writing a temporary file any more

_LEFT = re.compile(rf"\..+\.[0-9a-f]{{8}}\{TEMPORARY}")


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

    def __init__(self, number: int, path: Path) -> None:
        self._number, self._path = number, path

    def write(self, data: bytes) -> None:
        """All of ``data``, or OSError (then part of it may be there)."""
        view = memoryview(data)
        with _naming(self._path):
            while view:
                view = view[os.write(self._number, view) :]

    def sync(self) -> None:
        with _naming(self._path):
            _sync(self._number, data_only=True)

    def lock(self) -> None:
        """Say to other programs, until it is closed, that somebody writes here. Not every file system knows locks."""
        if self._number >= 0:
            try_lock_file(self._number)

    def close(self) -> None:
        number, self._number = self._number, -1
        if number >= 0:
            os.close(number)

    def __del__(self) -> None:
        AppendHandle.close(self)


class Disk:
    """The real disk. Every method raises OSError as the system does; what returned normally from a write is durable.

    The calls that a system answers in its own way are methods with a ``_``, so that a test can answer for another one.
    """

    system = sys.platform

    def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        """``size`` bytes from byte ``start``; -1 = to the end. OSError at once for what is no file: a pipe would keep
        its reader waiting for ever."""
        with open(path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(errno.EINVAL, "not a regular file", str(path))
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

    def write_atomic(self, path: Path, data: bytes) -> Stat:
        """Replace the file as a whole: whoever reads, after a power cut too, finds the old bytes or the new ones.

        Returns the new file's stat, whatever another program may have put there since.
        """
        return self.write_atomic_parts(path, (data,))

    def write_atomic_parts(self, path: Path, parts: Iterable[bytes]) -> Stat:
        """The same for what need not fit in memory. Whatever is raised while parts are drawn leaves the old bytes."""
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
        try:
            with _naming(path), temporary.open("xb") as file:
                _like(path, temporary)  # first: nobody reads what is written for a few
                file.writelines(parts)
                file.flush()
                _sync(file.fileno())
                made = os.fstat(file.fileno())
            self._patiently(lambda: self._replace(temporary, path))
        except BaseException:
            self._drop(temporary)
            raise
        self.sync_folder(path.parent)
        self._tidy(path)
        return Stat(made.st_size, made.st_mtime_ns, made.st_ino)

    def write_folder(self, path: Path, files: Iterable[tuple[str, bytes]]) -> None:
        """A new folder with these files (their names with ``/``), or one in the place of an empty one. Whatever is
        raised while they are drawn leaves what was there; the files are there together or not at all."""
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
        try:
            temporary.mkdir()
            for name, data in files:
                made = temporary / name
                made.parent.mkdir(parents=True, exist_ok=True)
                with _naming(path / name), made.open("xb") as file:
                    file.write(data)
                    file.flush()
                    _sync(file.fileno())
            if path.is_dir():
                path.rmdir()
            self._patiently(lambda: self._rename(temporary, path))
        except BaseException:
            with suppress(OSError):
                self._remove_tree(temporary)
            raise
        self.sync_folder(path.parent)

    def create_new(self, path: Path, data: bytes) -> None:
        """A file that must not exist yet (FileExistsError)."""
        with _naming(path), path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
                _sync(file.fileno())
            except BaseException:
                self._drop(path)  # half a file must not stand in the way of the next attempt
                raise
        self.sync_folder(path.parent)

    def open_append(self, path: Path) -> AppendHandle:
        """A new, empty file to append to, its name synced (FileExistsError when it is there already)."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = AppendHandle(os.open(path, flags, 0o666), path)
        try:
            self.sync_folder(path.parent)
        except BaseException:
            handle.close()
            path.unlink(missing_ok=True)  # else each attempt on a failing disk leaves an empty file
            raise
        return handle

    def is_locked(self, path: Path) -> bool:
        """Whether a program holds the lock on a file (``AppendHandle.lock``), or may hold it."""
        try:
            number = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            return False
        except OSError:
            return True
        try:
            return not try_lock_file(number)
        finally:
            os.close(number)

    def rename(self, old: Path, new: Path) -> None:
        """Move a file to a free name (FileExistsError when it is taken) and sync both folders."""
        if new.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new))
        self._patiently(lambda: self._rename(old, new))
        self.sync_folder(new.parent)
        if old.parent != new.parent:
            self.sync_folder(old.parent)

    def remove(self, path: Path) -> None:
        """Delete a file; nothing happens when there is none."""
        self._patiently(lambda: self._unlink(path))

    def remove_folder(self, folder: Path) -> None:
        """Delete a folder with all that is in it; links in it are not followed. Nothing happens when there is none."""
        if self.exists(folder):
            self._patiently(lambda: self._remove_tree(folder))

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable. Windows has no such call and needs none."""
        if self.system == "win32":
            return
        number = os.open(folder, os.O_RDONLY)
        try:
            _sync(number)
        finally:
            os.close(number)

    def _drop(self, path: Path) -> None:
        """Delete what is only half written. What went wrong with it is what is told, not that it cannot be deleted."""
        with suppress(OSError):
            self.remove(path)

    def _tidy(self, written: Path) -> None:
        """Remove what killed writers have left beside a file that was just written. Its own date is the clock: that of
        another machine's disk need not be this one's."""
        with suppress(OSError):
            now = written.stat().st_mtime_ns
            for name in os.listdir(written.parent):
                left = written.with_name(name)
                if _LEFT.fullmatch(name) and now - left.lstat().st_mtime_ns > OLD:
                    self._unlink(left)

    def _patiently(self, act: Callable[[], object]) -> None:
        """On Windows a file that someone has open can be neither replaced nor moved nor deleted: try again for a
        while."""
        pause = 0.01
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                act()
                return
            except PermissionError:
                if self.system != "win32" or time.monotonic() > deadline:
                    raise
            time.sleep(pause)
            pause *= 2

    def _replace(self, old: Path, new: Path) -> None:
        old.replace(new)

    def _rename(self, old: Path, new: Path) -> None:
        old.rename(new)

    def _unlink(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def _remove_tree(self, folder: Path) -> None:
        shutil.rmtree(folder)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """The system names the file that it cannot open, and not the one that it cannot write to."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _like(old: Path, new: Path) -> None:
    """Give a file that is to replace another one its mode and, where the system lets us, its owner and group."""
    try:
        found = old.stat()
    except OSError:
        return  # a new file
    with suppress(OSError):
        own = new.stat()
        if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (found.st_uid, found.st_gid):
            _give(new, found)
    with suppress(OSError):
        new.chmod(stat.S_IMODE(found.st_mode) & 0o777)


def _give(new: Path, found: os.stat_result) -> None:
    """Only a superuser may give a file away; to a group of one's own, everybody may."""
    for owner in (found.st_uid, -1):
        with suppress(OSError):
            os.chown(new, owner, found.st_gid)
            return


def this_machine() -> str:
    """What tells this machine from others that share a folder with it."""
    return f"{platform.node()}/{uuid.getnode():012x}"


def try_lock_file(number: int) -> bool:
    """Take the lock of an open file until it is closed. Whether that was possible."""
    try:
        if fcntl is None:
            os.lseek(number, _LOCKED_BYTE, os.SEEK_SET)  # behind all bytes there are: others can read those
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync(number: int, data_only: bool = False) -> None:
    full = getattr(fcntl, "F_FULLFSYNC", None)
    if full is not None:  # macOS: there fsync leaves the bytes in the drive's own cache
        try:
            fcntl.fcntl(number, full)
        except OSError:
            os.fsync(number)  # network and FAT volumes do not know it
    elif data_only and hasattr(os, "fdatasync"):
        os.fdatasync(number)
    else:
        os.fsync(number)
