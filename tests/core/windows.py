"""The disk as Windows has it: names without regard to case, names it keeps for itself, files that cannot be moved while
somebody has them open, a virus scanner that has every third one open for a moment, folders that cannot be synced."""

import errno
import os
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nhan.core.store import disk
from nhan.core.store.disk import AppendHandle, Disk
from nhan.core.store.layout import is_device

READING = ("read_bytes", "stat", "list", "remove", "remove_folder")
WRITING = ("make_folders", "write_atomic_parts", "create_new", "open_append", "rename")
_FORBIDDEN = frozenset('<>:"|?*')


def as_named(path: Path) -> Path:
    """The path by the names that are on the disk, where they differ in case only."""
    if os.path.lexists(path) or path.parent == path:
        return path
    parent = as_named(path.parent)
    there = (each.name for each in parent.iterdir()) if parent.is_dir() else ()
    return parent / next((name for name in there if name.casefold() == path.name.casefold()), path.name)


def refuse_name(path: Path) -> None:
    """OSError where Windows would not make a file or folder of this name, or would make one of another name."""
    if is_device(path.name) or path.name != path.name.rstrip(" .") or _FORBIDDEN & set(path.name):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


class Windows:
    """Changes the class of all disks, those of tests that fail at some calls included."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._open: list[tuple[Path, weakref.ref[AppendHandle]]] = []
        self._moves = 0
        monkeypatch.setattr(Disk, "system", "win32")
        monkeypatch.setattr(disk, "PATIENCE", 0.05)
        for name in READING + WRITING:
            monkeypatch.setattr(Disk, name, self._named(getattr(Disk, name), name in WRITING))
        monkeypatch.setattr(Disk, "open_append", self._noting(Disk.open_append))
        for name in ("_replace", "_rename", "_unlink"):
            monkeypatch.setattr(Disk, name, self._held(getattr(Disk, name)))
        real = os.open

        def open_file(path: Any, flags: int, *more: Any, **named: Any) -> int:
            if "dir_fd" not in named and Path(path).is_dir():  # with it, the standard library removes trees
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            return real(path, flags, *more, **named)

        monkeypatch.setattr(os, "open", open_file)

    def _named(self, call: Callable[..., Any], writes: bool) -> Callable[..., Any]:
        def named(self: Disk, *given: Any, **more: Any) -> Any:
            paths = [as_named(each) if isinstance(each, Path) else each for each in given]
            if writes:
                refuse_name(next(each for each in reversed(paths) if isinstance(each, Path)))
            return call(self, *paths, **more)

        return named

    def _noting(self, call: Callable[..., AppendHandle]) -> Callable[..., AppendHandle]:
        def open_append(self_: Disk, path: Path) -> AppendHandle:
            handle = call(self_, path)
            self._open.append((as_named(path), weakref.ref(handle)))
            return handle

        return open_append

    def _held(self, call: Callable[..., None]) -> Callable[..., None]:
        def act(self_: Disk, *paths: Path) -> None:
            for path, known in self._open:
                handle = known()
                if handle is not None and handle._number >= 0 and any(path.is_relative_to(each) for each in paths):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
            self._moves += paths[0].exists()
            if paths[0].exists() and self._moves % 3 == 1:
                raise PermissionError(errno.EACCES, "the scanner has it", str(paths[0]))
            call(self_, *paths)

        return act
