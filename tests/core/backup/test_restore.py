"""The way back: into a new folder, or into the project with what is there kept first; nothing that is not sound."""

import hashlib
import json
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from nhan.core.backup.archive import DESCRIPTION, Archive
from nhan.core.backup.backups import PACKS, Backups
from nhan.core.backup.contents import is_safe
from nhan.core.backup.restore import make_ready, put_away, restore_into, restore_to, settle, take_place
from nhan.core.messages import NhanError
from nhan.core.store.disk import Disk
from nhan.core.store.lock import try_lock
from nhan.core.validation import check_folder
from tests.core.backup.building import NOW, PEOPLE, confirmed, files, make_project, work
from tests.core.cli.running import tree

LATER = NOW + timedelta(hours=1)
ON_WINDOWS_TOO = True
DISK = Disk()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = make_project(tmp_path / "p").folder
    for person in PEOPLE:
        work(folder, person, "s0")
    return folder


@pytest.fixture
def backups(folder: Path, tmp_path: Path) -> Backups:
    return Backups(DISK, folder, tmp_path / "backups")


def test_into_a_new_folder_all_is_as_it_was(folder: Path, backups: Backups, tmp_path: Path) -> None:
    made, was = backups.make(NOW).backup, files(folder)
    work(folder, PEOPLE[0], "s1")
    restored = restore_to(DISK, made.path, tmp_path / "r")
    assert (restored.backup, restored.missing, restored.before) == (made, (), None)
    assert files(tmp_path / "r") == was
    assert not list(check_folder(DISK, tmp_path / "r"))
    assert confirmed(tmp_path / "r", PEOPLE[0]) == confirmed(tmp_path / "r", PEOPLE[1]) == ["s0"]


def test_a_file_that_stands_alone_needs_nothing_beside_it(folder: Path, backups: Backups, tmp_path: Path) -> None:
    alone = backups.write_whole(tmp_path / "alone.zip", NOW).backup
    assert (alone.articles, alone.spans) == (2, 2)
    restore_to(DISK, alone.path, tmp_path / "r")
    assert files(tmp_path / "r") == files(folder)


def test_packs_that_are_gone_are_named(folder: Path, backups: Backups, tmp_path: Path) -> None:
    made = backups.make(NOW).backup
    held = sorted((backups.folder / PACKS).iterdir())
    held[0].unlink()
    held[1].write_bytes(held[1].read_bytes()[:-9])
    restored = restore_to(DISK, made.path, tmp_path / "r")
    assert len(restored.missing) == 2
    assert {name: data for name, data in files(folder).items() if name not in restored.missing} == files(tmp_path / "r")


def test_only_into_a_new_or_empty_folder(backups: Backups, tmp_path: Path) -> None:
    made = backups.make(NOW).backup
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("r", "file"):
        with pytest.raises(NhanError) as refused:
            restore_to(DISK, made.path, tmp_path / name)
        assert refused.value.message.key == "backup.not_empty"
    assert tree(tmp_path / "r") == {"mine.txt": b"mine"}


def test_into_the_project_with_what_is_there_kept_first(folder: Path, backups: Backups, tmp_path: Path) -> None:
    made, was = backups.make(NOW).backup, files(folder)
    work(folder, PEOPLE[0], "s1")
    (folder / "texts" / "note.txt").write_text("of a later import")
    now = files(folder)
    restored = restore_into(DISK, made.path, backups, LATER)
    assert files(folder) == was | {"texts/note.txt": b"of a later import"}
    assert not list((folder / "cache").iterdir())
    assert restored.before is not None and restored.before.spans == 3
    restore_to(DISK, restored.before.path, tmp_path / "before")
    assert files(tmp_path / "before") == now
    restore_into(DISK, restored.before.path, backups, LATER + timedelta(hours=1))
    assert files(folder) == now


def test_unacknowledged_by_a_record_is_in_the_journal_and_comes_back(folder: Path, backups: Backups) -> None:
    """A program that was killed has left a live journal."""
    session = work(folder, PEOPLE[0], "s1", close=False)
    made = backups.make(NOW).backup
    session.close()
    work(folder, PEOPLE[0], "s0", article="a1")
    restore_into(DISK, made.path, backups, LATER)
    assert confirmed(folder, PEOPLE[0]) == ["s0", "s1"]
    assert confirmed(folder, PEOPLE[0], "a1") == []


def test_a_project_that_is_damaged_or_gone_can_be_restored(folder: Path, backups: Backups) -> None:
    made, was = backups.make(NOW).backup, files(folder)
    (folder / "project.json").write_bytes(b"")
    for path in (folder / "texts").iterdir():
        path.unlink()
    restore_into(DISK, made.path, backups, LATER)
    assert files(folder) == was
    folder.rename(folder.with_name("gone"))
    restore_to(DISK, Backups(DISK, folder, backups.folder.parent).list()[-1].path, folder)
    assert files(folder) == was


def test_not_while_somebody_writes(folder: Path, backups: Backups) -> None:
    made = backups.make(NOW).backup
    ready = make_ready(DISK, made.path, backups, LATER)
    for name in (*PEOPLE, ":import"):
        before = files(folder)
        with try_lock(folder, name, "Lan"), pytest.raises(NhanError) as refused:
            take_place(DISK, ready)
        assert refused.value.message.key in ("session.read_only_since", "store.import_running")
        assert files(folder) == before
    put_away(DISK, ready)
    assert not list((folder / "cache").iterdir())


def test_a_restore_that_breaks_off_can_be_done_again(folder: Path, backups: Backups) -> None:
    """At every one of its moves, the project dies; the state before is in a backup, and the one wanted comes back."""

    class Dying(Disk):
        left = 0

        def rename(self, old: Path, new: Path) -> None:
            if not self.left:
                raise OSError(5, "Input/output error")
            self.left -= 1
            super().rename(old, new)

    made, was = backups.make(NOW).backup, files(folder)
    work(folder, PEOPLE[0], "s1")
    now, when = files(folder), LATER
    for moves in range(20):
        disk = Dying()
        disk.left = moves
        when += timedelta(minutes=1)
        try:
            before = restore_into(disk, made.path, backups, when).before
        except OSError:
            before = backups.list()[0]
            again = when + timedelta(seconds=1)
            restore_into(DISK, made.path, backups, again)
            assert files(folder) == was
        assert before is not None
        restore_into(DISK, before.path, backups, when + timedelta(seconds=2))
        assert files(folder) == now, moves
        if disk.left:
            assert moves > 5
            return
    raise AssertionError


def test_what_somebody_writes_in_the_last_moment_is_kept(folder: Path, backups: Backups, tmp_path: Path) -> None:
    made = backups.make(NOW).backup
    ready = make_ready(DISK, made.path, backups, LATER)
    work(folder, PEOPLE[0], "s1")
    take_place(DISK, ready)
    assert confirmed(folder, PEOPLE[0]) == ["s0"]
    settle(DISK, backups, LATER)
    assert [backup.spans for backup in backups.list()] == [3, 2, 2]
    restore_to(DISK, backups.list()[0].path, tmp_path / "r")
    assert confirmed(tmp_path / "r", PEOPLE[0]) == ["s0", "s1"]
    assert not list((folder / "cache").iterdir())


def damaged_copies(path: Path) -> list[bytes]:
    data = path.read_bytes()
    step = max(1, len(data) // 60)
    return [data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :] for at in range(0, len(data), step)]


def test_a_flipped_bit_restores_all_or_is_named_and_nothing_is_touched(
    folder: Path, backups: Backups, tmp_path: Path
) -> None:
    made = backups.make(NOW).backup
    was, copy = files(folder), tmp_path / "copy.zip"
    refused: list[NhanError] = []
    for number, data in enumerate(damaged_copies(made.path)):
        copy.write_bytes(data)
        try:
            restore_into(DISK, copy, backups, LATER + timedelta(minutes=number))
        except NhanError as error:
            refused.append(error)
        assert files(folder) == was
        assert not list((folder / "cache").iterdir())
    assert len(refused) > 40
    assert all(error.message.fields["file"].startswith("copy.zip") for error in refused)


def rewritten(source: Path, target: Path, entry: zipfile.ZipInfo, data: bytes) -> Path:
    """The archive with one file more that its description knows of."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            described = old.read(name)
            if name == DESCRIPTION:
                told = json.loads(described)
                told["files"][entry.filename] = hashlib.sha256(data).hexdigest()
                described = json.dumps(told).encode()
            new.writestr(name, described)
        new.writestr(entry, data)
    return target


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "work/../../evil.json",
        "/work/evil.json",
        "work//evil.json",
        "work/a\\..\\..\\evil.json",
        "C:/work/evil.json",
        "work/a:stream",
        ".git/hooks/post-checkout",
        "work/.git/config",
        "cache/x",
        "evil.json",
        "work",
    ],
)
def test_nothing_is_written_outside_or_beside_what_a_project_has(backups: Backups, tmp_path: Path, name: str) -> None:
    evil = rewritten(backups.make(NOW).backup.path, tmp_path / "evil.zip", zipfile.ZipInfo(name), b"evil")
    assert not is_safe(name)
    with pytest.raises(NhanError) as refused:
        restore_to(DISK, evil, tmp_path / "deep" / "r")
    assert refused.value.message.key == "backup.name"
    assert not (tmp_path / "deep").exists()


def test_a_file_that_was_exchanged_is_damage_though_the_archive_is_whole(backups: Backups, tmp_path: Path) -> None:
    made = backups.make(NOW).backup
    with zipfile.ZipFile(made.path) as old, zipfile.ZipFile(tmp_path / "x.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b" " if name == "project.json" else b""))
    with pytest.raises(NhanError) as refused:
        restore_to(DISK, tmp_path / "x.zip", tmp_path / "r")
    assert refused.value.message.key == "backup.damaged"
    assert not (tmp_path / "r" / "project.json").exists()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_no_links_pipes_and_devices(backups: Backups, tmp_path: Path, kind: int) -> None:
    entry = zipfile.ZipInfo("work/an1/aa/x.json")
    entry.create_system, entry.external_attr = 3, (kind | 0o777) << 16
    evil = rewritten(backups.make(NOW).backup.path, tmp_path / "evil.zip", entry, b"/etc/passwd")
    with pytest.raises(NhanError) as refused:
        restore_to(DISK, evil, tmp_path / "r")
    assert refused.value.message.key == "backup.name"


def test_a_bomb_is_refused_by_its_size(backups: Backups, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nhan.core.backup.archive.LARGEST", 100_000)
    evil = rewritten(
        backups.make(NOW).backup.path, tmp_path / "evil.zip", zipfile.ZipInfo("work/an1/aa/x.json"), b"0" * 200_000
    )
    with pytest.raises(NhanError) as refused:
        restore_to(DISK, evil, tmp_path / "r")
    assert refused.value.message.key == "backup.name"


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"{}", b"PK\x05\x06" + bytes(18)], ids=["empty", "cut", "json", "no files"]
)
def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(NhanError) as refused:
        Archive(tmp_path / "x.zip")
    assert refused.value.message.key == "backup.none"
    with pytest.raises(NhanError) as unreadable:
        Archive(tmp_path / "none.zip")
    assert unreadable.value.message.key == "store.unreadable"
