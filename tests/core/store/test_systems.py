"""What other systems and shared folders want of the disk: patience, the drive's own cache, modes, owners, leftovers."""

import os
import time
from pathlib import Path

import pytest

from nhan.core.store.disk import Disk

DISK = Disk()


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


class FakeFcntl:
    """As macOS has it; ``known``: whether the volume knows the call."""

    F_FULLFSYNC = 51

    def __init__(self, known: bool) -> None:
        self.known = known
        self.calls: list[tuple[bool, int]] = []

    def fcntl(self, number: int, call: int) -> None:
        self.calls.append((os.fstat(number).st_size > 0, call))
        if not self.known:
            raise OSError(25, "Inappropriate ioctl for device")


@pytest.mark.parametrize("known", [True, False])
def test_on_macos_the_drive_is_told_to_write_its_own_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    fcntl = FakeFcntl(known)
    synced: list[int] = []
    monkeypatch.setattr("nhan.core.store.disk.fcntl", fcntl)
    for name in ("fsync", "fdatasync"):
        monkeypatch.setattr(os, name, synced.append)
    DISK.write_atomic(tmp_path / "f", b"1")
    handle = DISK.open_append(tmp_path / "g")
    handle.write(b"1")
    handle.sync()
    handle.close()
    assert len(fcntl.calls) >= 2 and {call for _, call in fcntl.calls} == {51}
    assert len(synced) == (0 if known else len(fcntl.calls))


@pytest.mark.parametrize("act", ["replace", "rename", "remove", "remove_folder"])
def test_on_windows_what_somebody_has_open_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """And elsewhere a refusal is one."""

    class Scanned(Disk):
        system = "win32"
        held = 3

        def _hold(self) -> None:
            self.held -= 1
            if self.held >= 0:
                raise PermissionError(13, "held")

        def _replace(self, old: Path, new: Path) -> None:
            self._hold()
            super()._replace(old, new)

        def _rename(self, old: Path, new: Path) -> None:
            self._hold()
            super()._rename(old, new)

        def _unlink(self, path: Path) -> None:
            self._hold()
            super()._unlink(path)

        def _remove_tree(self, folder: Path) -> None:
            self._hold()
            super()._remove_tree(folder)

    (tmp_path / "f").write_bytes(b"old")
    (tmp_path / "d" / "e").mkdir(parents=True)
    disk = Scanned()
    calls = {
        "replace": lambda: disk.write_atomic(tmp_path / "f", b"new"),
        "rename": lambda: disk.rename(tmp_path / "f", tmp_path / "g"),
        "remove": lambda: disk.remove(tmp_path / "f"),
        "remove_folder": lambda: disk.remove_folder(tmp_path / "d"),
    }
    calls[act]()
    assert (
        names(tmp_path) == {"replace": ["d", "f"], "rename": ["d", "g"], "remove": ["d"], "remove_folder": ["f"]}[act]
    )
    (tmp_path / "f").write_bytes(b"old")
    (tmp_path / "d" / "e").mkdir(parents=True, exist_ok=True)
    (tmp_path / "g").unlink(missing_ok=True)
    disk.held, disk.system = 1, "linux"
    with pytest.raises(PermissionError):
        calls[act]()


def test_a_file_keeps_its_mode_when_it_is_rewritten(tmp_path: Path) -> None:
    for mode in (0o600, 0o664, 0o644):
        DISK.write_atomic(tmp_path / "f", b"1")
        (tmp_path / "f").chmod(mode)
        DISK.write_atomic(tmp_path / "f", b"2")
        assert (tmp_path / "f").stat().st_mode & 0o777 == mode
    assert names(tmp_path) == ["f"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only a superuser gives files away")
def test_a_file_keeps_its_owner_and_group_where_the_system_lets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DISK.write_atomic(tmp_path / "f", b"1")
    os.chown(tmp_path / "f", 1234, 5678)
    DISK.write_atomic(tmp_path / "f", b"2")
    found = (tmp_path / "f").stat()
    assert (found.st_uid, found.st_gid) == (1234, 5678)
    real = os.chown

    def not_mine(path: Path, owner: int, group: int) -> None:
        if owner != -1:
            raise PermissionError(1, "Operation not permitted")
        real(path, owner, group)

    monkeypatch.setattr(os, "chown", not_mine)
    DISK.write_atomic(tmp_path / "f", b"3")
    found = (tmp_path / "f").stat()
    assert (found.st_uid, found.st_gid) == (os.geteuid(), 5678)


def test_what_killed_writers_left_is_removed_once_it_is_a_day_old(tmp_path: Path) -> None:
    made = {
        name: tmp_path / name
        for name in (".f.0123abcd.tmp", ".g.89abcdef.tmp", ".h.0123abcd.tmp", ".mine.tmp", "x.tmp")
    }
    for path in made.values():
        path.write_bytes(b"half")
        os.utime(path, (time.time() - 90_000,) * 2)
    os.utime(made[".h.0123abcd.tmp"], (time.time() - 80_000,) * 2)  # somebody may still be at it
    DISK.read_bytes(made["x.tmp"])
    assert len(names(tmp_path)) == 5  # looking removes nothing
    DISK.write_atomic(tmp_path / "f", b"1")
    assert names(tmp_path) == [".h.0123abcd.tmp", ".mine.tmp", "f", "x.tmp"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"):
        DISK.read_bytes(tmp_path / "pipe")
