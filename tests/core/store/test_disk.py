"""The real disk: replaced whole, created once, and nothing half-written left behind."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nhan.core.store.disk import TEMPORARY, Disk

ON_WINDOWS_TOO = True
DISK = Disk()


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_read_a_part_and_the_rest(tmp_path: Path) -> None:
    DISK.create_new(tmp_path / "f", b"0123456789")
    assert DISK.read_bytes(tmp_path / "f") == b"0123456789"
    assert DISK.read_bytes(tmp_path / "f", 3, 4) == b"3456"
    assert DISK.read_bytes(tmp_path / "f", 8) == b"89"


def test_a_file_is_replaced_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    DISK.write_atomic(tmp_path / "f", b"old")
    before = DISK.stat(tmp_path / "f")
    DISK.write_atomic(tmp_path / "f", b"new and longer")
    assert DISK.read_bytes(tmp_path / "f") == b"new and longer"
    assert before != DISK.stat(tmp_path / "f")
    assert names(tmp_path) == ["f"]


def test_a_replacement_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    with pytest.raises((IsADirectoryError, PermissionError)):
        DISK.write_atomic(tmp_path / "f", b"data")  # a folder cannot be replaced by a file
    assert names(tmp_path) == ["f"]
    with pytest.raises(FileNotFoundError):
        DISK.write_atomic(tmp_path / "none" / "f", b"data")


def test_what_is_there_is_not_created_or_moved_over(tmp_path: Path) -> None:
    DISK.create_new(tmp_path / "f", b"one")
    DISK.create_new(tmp_path / "g", b"two")
    for attempt in (
        lambda: DISK.create_new(tmp_path / "f", b"three"),
        lambda: DISK.open_append(tmp_path / "f"),
        lambda: DISK.rename(tmp_path / "g", tmp_path / "f"),
    ):
        with pytest.raises(FileExistsError):
            attempt()
    assert DISK.read_bytes(tmp_path / "f") == b"one"
    assert DISK.read_bytes(tmp_path / "g") == b"two"


def test_append_grows(tmp_path: Path) -> None:
    handle = DISK.open_append(tmp_path / "f")
    for part in (b"a", b"", b"b" * 100_000):
        handle.write(part)
        handle.sync()
        assert DISK.read_bytes(tmp_path / "f").endswith(part)
    handle.close()
    assert DISK.read_bytes(tmp_path / "f") == b"a" + b"b" * 100_000


def test_folders_names_and_what_is_not_there(tmp_path: Path) -> None:
    DISK.make_folders(tmp_path / "a" / "b" / "c")
    DISK.make_folders(tmp_path / "a" / "b")
    DISK.create_new(tmp_path / "a" / "2", b"")
    DISK.create_new(tmp_path / "a" / f".1.x{TEMPORARY}", b"")
    assert DISK.list(tmp_path / "a") == ["2", "b"]
    assert DISK.list(tmp_path / "none") == DISK.list(tmp_path / "a" / "2") == []
    assert DISK.stat(tmp_path / "none") is None
    assert not DISK.exists(tmp_path / "a" / "2" / "x")
    DISK.rename(tmp_path / "a" / "2", tmp_path / "a" / "b" / "3")
    assert DISK.list(tmp_path / "a" / "b") == ["3", "c"]
    DISK.remove(tmp_path / "a" / "b" / "3")
    DISK.remove(tmp_path / "a" / "b" / "3")
    assert DISK.list(tmp_path / "a" / "b") == ["c"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folder sync")
def test_each_write_is_synced_before_its_name_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    """Leave out one fsync and this fails: the order of calls is what survives a power cut."""
    calls: list[str] = []
    folder = ["fsync folder"] if system == "here" else []  # Windows has no such call

    def noting(name: str) -> None:
        real = getattr(os, name)

        def call(*args: object) -> object:
            kind = "folder" if name == "fsync" and Path(f"/proc/self/fd/{args[0]}").is_dir() else "file"
            calls.append(f"{name} {kind}" if "sync" in name else name)
            return real(*args)

        monkeypatch.setattr(os, name, call)

    for name in ("fsync", "fdatasync", "replace", "rename"):
        noting(name)
    DISK.write_atomic(tmp_path / "f", b"1")
    assert calls == ["fsync file", "replace", *folder]
    calls.clear()
    DISK.create_new(tmp_path / "g", b"1")
    assert calls == ["fsync file", *folder]
    calls.clear()
    handle = DISK.open_append(tmp_path / "h")
    handle.write(b"1")
    handle.sync()
    handle.close()
    assert calls == [*folder, "fdatasync file"]
    calls.clear()
    DISK.make_folders(tmp_path / "x" / "y")
    assert calls == [*folder, *folder]
    calls.clear()
    DISK.rename(tmp_path / "h", tmp_path / "x" / "h")
    assert calls == ["rename", *folder, *folder]


@pytest.mark.parametrize("way", ["atomic", "new", "append", "folder"])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, way: str) -> None:
    """A limit of a file's size stands for a full disk."""
    resource = pytest.importorskip("resource")
    write: Callable[[], object] = {
        "atomic": lambda: DISK.write_atomic(tmp_path / "f", bytes(9000)),
        "new": lambda: DISK.create_new(tmp_path / "f", bytes(9000)),
        "append": lambda: DISK.open_append(tmp_path / "f").write(bytes(9000)),
        "folder": lambda: DISK.write_folder(tmp_path, [("f", bytes(9000))]),
    }[way]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(OSError, match="too large") as raised:
            write()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert raised.value.filename == str(tmp_path / "f")
