"""A disk on which the program dies at a chosen call: before it, half way through it, or after it."""

from collections.abc import Iterable
from pathlib import Path

from nhan.core.session import Session
from nhan.core.store.disk import AppendHandle, Disk, Stat


class CrashError(BaseException):
    """The end of the program: nothing may catch it."""


class CrashingDisk(Disk):
    """Dies at the call number ``at`` of those that change something, from 0; -1: never. ``calls`` counts them."""

    def __init__(self, at: int = -1, when: str = "before") -> None:
        self.at, self.when = at, when
        self.calls = 0

    def step(self, when: str) -> None:
        """To be called before and after each change."""
        if self.calls == self.at and when == self.when:
            raise CrashError
        self.calls += when == "after"

    def write_atomic_parts(self, path: Path, parts: Iterable[bytes]) -> Stat:
        data = b"".join(parts)
        self.step("before")
        if self.calls == self.at and self.when == "half":
            path.with_name(f".{path.name}.0.tmp").write_bytes(data[: len(data) // 2])
            raise CrashError
        made = super().write_atomic_parts(path, (data,))
        self.step("after")
        return made

    def create_new(self, path: Path, data: bytes) -> None:
        self.step("before")
        super().create_new(path, data)
        self.step("after")

    def open_append(self, path: Path) -> AppendHandle:
        self.step("before")
        handle = CrashingHandle(self, super().open_append(path))
        self.step("after")
        return handle

    def rename(self, old: Path, new: Path) -> None:
        self.step("before")
        super().rename(old, new)
        self.step("after")


def die(session: Session) -> None:
    """What the system does once the process is gone: its locks are free. Nothing is saved or sealed."""
    if session._lock is not None:
        session._lock.release()
    session.journal.close()


class CrashingHandle(AppendHandle):
    """A handle of such a disk."""

    def __init__(self, disk: CrashingDisk, handle: AppendHandle) -> None:
        self._disk = disk
        self._handle = handle

    def write(self, data: bytes) -> None:
        self._disk.step("before")
        if self._disk.calls == self._disk.at and self._disk.when == "half":
            self._handle.write(data[: len(data) // 2])
            raise CrashError
        self._handle.write(data)
        self._disk.step("after")

    def sync(self) -> None:
        self._handle.sync()

    def close(self) -> None:
        self._handle.close()
