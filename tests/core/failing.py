"""A disk whose call number so and so fails, once or from then on, before it does anything or half way through."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from nhan.core.store.disk import AppendHandle, Disk, Stat

ERRORS = (errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES)
WRITING = (errno.ENOSPC, errno.EROFS)  # these do not hinder reading


class Fault(msgspec.Struct, frozen=True):
    """``at``: the number of the call, from 0; -1: none. ``half``: what is written gets half way."""

    at: int = -1
    error: int = errno.EIO
    for_good: bool = False
    half: bool = False


NONE = Fault()


class FailingDisk(Disk):
    """``calls`` counts; the calls that a call makes of the disk itself count, too."""

    def __init__(self, fault: Fault = NONE) -> None:
        self.fault = fault
        self.calls = 0
        self.failed = 0

    def fails(self, writes: bool) -> bool:
        """Count a call. Whether it is to fail."""
        number, fault = self.calls, self.fault
        self.calls += 1
        hit = number >= fault.at >= 0 if fault.for_good else number == fault.at
        hit = hit and (writes or fault.error not in WRITING)
        self.failed += hit
        return hit

    def refuse(self, path: Path | None = None) -> OSError:
        return OSError(self.fault.error, os.strerror(self.fault.error), str(path) if path else None)

    def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        if self.fails(writes=False):
            raise self.refuse(path)
        return super().read_bytes(path, start, size)

    def stat(self, path: Path) -> Stat | None:
        if self.fails(writes=False):
            raise self.refuse(path)
        return super().stat(path)

    def list(self, folder: Path) -> list[str]:
        if self.fails(writes=False):
            raise self.refuse(folder)
        return super().list(folder)

    def make_folders(self, folder: Path) -> None:
        if self.fails(writes=True):
            raise self.refuse(folder)
        super().make_folders(folder)

    def write_atomic_parts(self, path: Path, parts: Iterable[bytes]) -> Stat:
        data = b"".join(parts)
        if self.fails(writes=True):
            if self.fault.half:
                path.with_name(f".{path.name}.{self.calls}.tmp").write_bytes(data[: len(data) // 2])
            raise self.refuse(path)
        return super().write_atomic_parts(path, (data,))

    def create_new(self, path: Path, data: bytes) -> None:
        if self.fails(writes=True):
            raise self.refuse(path)
        super().create_new(path, data)

    def open_append(self, path: Path) -> AppendHandle:
        if self.fails(writes=True):
            raise self.refuse(path)
        return FailingHandle(self, super().open_append(path))

    def rename(self, old: Path, new: Path) -> None:
        if self.fails(writes=True):
            raise self.refuse(old)
        super().rename(old, new)

    def remove(self, path: Path) -> None:
        if self.fails(writes=True):
            raise self.refuse(path)
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        if self.fails(writes=True):
            raise self.refuse(folder)
        super().sync_folder(folder)


class FailingHandle(AppendHandle):
    """A handle of such a disk."""

    def __init__(self, disk: FailingDisk, handle: AppendHandle) -> None:
        self._disk, self._handle = disk, handle

    def write(self, data: bytes) -> None:
        if self._disk.fails(writes=True):
            if self._disk.fault.half:
                self._handle.write(data[: len(data) // 2])
            raise self._disk.refuse()
        self._handle.write(data)

    def sync(self) -> None:
        if self._disk.fails(writes=True):
            raise self._disk.refuse()
        self._handle.sync()

    def close(self) -> None:
        self._handle.close()
