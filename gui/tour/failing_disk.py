"""A disk that is full when it is asked to be: what the window then says can be seen without filling one."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from nhan.core.store.disk import AppendHandle, Disk, Stat


class FailingDisk(Disk):
    """While ``full``, nothing can be written to it."""

    def __init__(self) -> None:
        self.full = False

    def refuse_if_full(self) -> None:
        """OSError, as the system says it."""
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write_atomic_parts(self, path: Path, parts: Iterable[bytes]) -> Stat:
        self.refuse_if_full()
        return super().write_atomic_parts(path, parts)

    def open_append(self, path: Path) -> AppendHandle:
        self.refuse_if_full()
        return _FailingHandle(self, super().open_append(path))


class _FailingHandle(AppendHandle):
    """A handle of such a disk."""

    def __init__(self, disk: FailingDisk, handle: AppendHandle) -> None:
        self._disk, self._handle = disk, handle

    def write(self, data: bytes) -> None:
        self._disk.refuse_if_full()
        self._handle.write(data)

    def sync(self) -> None:
        self._disk.refuse_if_full()
        self._handle.sync()

    def close(self) -> None:
        self._handle.close()
