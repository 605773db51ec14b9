"""Backups are made of what people made, whole, outside the project, and let go by the policy."""

import zipfile
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from nhan.core.backup.archive import Archive
from nhan.core.backup.backups import BACKUP, PACKS, PERIOD, Backups, default_folder
from nhan.core.backup.restore import restore_to
from nhan.core.messages import NhanError
from nhan.core.model import Change
from nhan.core.operations import reject, relabel, set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk, Stat
from nhan.core.store.journals import TAKEN
from nhan.core.store.lock import try_lock
from tests.core.backup.building import NOW, PEOPLE, files, make_project, work
from tests.core.building import LABELS
from tests.core.store.building import FullDisk

HOUR = timedelta(hours=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = make_project(tmp_path / "p")
    for person in PEOPLE:
        work(project.folder, person, "s0")
    return project.folder


@pytest.fixture
def backups(folder: Path, tmp_path: Path) -> Backups:
    return Backups(Disk(), folder, tmp_path / "backups")


def test_a_backup_says_what_is_in_it_and_writes_nothing_into_the_project(folder: Path, backups: Backups) -> None:
    before = files(folder)
    made = backups.make(NOW).backup
    assert (made.project, made.folder, made.made_at) == ("Dự án", str(folder), NOW)
    assert (made.articles, made.spans) == (2, 2)
    assert backups.list() == [made]
    assert files(folder) == before
    with Archive(made.path) as archive:
        held = {*archive.described.files, *archive.described.packs}
    assert held == before.keys()


def test_backups_lie_in_the_folder_of_the_users_data(folder: Path) -> None:
    first, second = Backups(Disk(), folder), Backups(Disk(), folder.with_name("q"))
    assert first.folder.parent == second.folder.parent == default_folder()
    assert first.folder != second.folder
    assert first.folder == Backups(Disk(), folder / ".." / folder.name).folder


def test_never_inside_the_project(folder: Path) -> None:
    with pytest.raises(NhanError) as refused:
        Backups(Disk(), folder, folder / "backups").make(NOW)
    assert refused.value.message.key == "backup.inside"
    assert not (folder / "backups").exists()


def test_one_is_due_once_a_day_and_made_only_of_something_new(folder: Path, backups: Backups) -> None:
    assert backups.is_due(NOW)
    assert backups.make_if_new(NOW)
    assert not backups.is_due(NOW + PERIOD - HOUR)
    assert backups.is_due(NOW + PERIOD)
    assert backups.make_if_new(NOW + PERIOD) is None
    work(folder, PEOPLE[0], "s1")
    report = backups.make_if_new(NOW + PERIOD)
    assert report and report.backup.spans == 3
    assert len(backups.list()) == 2


def test_nothing_is_made_of_nobodys_work(tmp_path: Path) -> None:
    project = make_project(tmp_path / "q")
    assert Backups(Disk(), project.folder, tmp_path / "backups").make_if_new(NOW) is None


def test_the_same_work_makes_the_same_archive(backups: Backups, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        backups.write_whole(tmp_path / name, NOW)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_packs_are_held_once(folder: Path, backups: Backups) -> None:
    backups.make(NOW)
    held = {path.name: path.stat().st_mtime_ns for path in (backups.folder / PACKS).iterdir()}
    assert len(held) == 3  # texts, suggestions, and what describes the run
    backups.make(NOW + HOUR)
    assert {path.name: path.stat().st_mtime_ns for path in (backups.folder / PACKS).iterdir()} == held
    with zipfile.ZipFile(backups.list()[0].path) as archive:
        assert not [name for name in archive.namelist() if name.startswith(("texts", "pre"))]


def test_old_ones_are_let_go_with_the_packs_that_only_they_stand_on(folder: Path, backups: Backups) -> None:
    backups.make(NOW)
    (run,) = (folder / "pre").iterdir()
    run.rename(folder.parent / "taken away")
    for days in (100, 110, 500, 501):
        backups.make(NOW + timedelta(days=days))
    assert [backup.made_at - NOW for backup in backups.list()] == [timedelta(days=501), timedelta(days=500)]
    assert len(list((backups.folder / PACKS).iterdir())) == 1


def test_half_a_backup_is_none(backups: Backups) -> None:
    whole = backups.make(NOW).backup
    data = whole.path.read_bytes()
    for size in range(0, len(data), 7):
        whole.path.write_bytes(data[:size])
        assert backups.list() == [], size
    whole.path.write_bytes(data)
    assert backups.list() == [whole]


def test_a_backup_that_fails_leaves_none_and_nothing_half(folder: Path, tmp_path: Path) -> None:
    class FillingUp(Disk):
        def write_atomic_parts(self, path: Path, parts: Iterable[bytes]) -> Stat:
            def until_full() -> Iterable[bytes]:
                yield next(iter(parts))
                raise OSError(28, "No space left on device")

            return super().write_atomic_parts(path, until_full() if path.suffix == ".zip" else parts)

    for disk in (FillingUp(), FullDisk("write_atomic")):
        backups = Backups(disk, folder, tmp_path / "backups")
        with pytest.raises(OSError, match="No space left"):
            backups.make(NOW)
        assert backups.list() == []
        assert not list(backups.folder.glob("*.zip")) and not list(backups.folder.glob(".*"))


def test_two_programs_do_not_make_backups_of_one_project_at_once(folder: Path, backups: Backups) -> None:
    with try_lock(folder, BACKUP), pytest.raises(NhanError) as refused:
        backups.make(NOW)
    assert refused.value.message.key == "backup.running"
    assert backups.make(NOW)


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(folder: Path, backups: Backups) -> None:
    class Failing(Disk):
        def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
            if PEOPLE[0] in path.parts and "work" in path.parts:
                raise OSError(5, "Input/output error")
            return super().read_bytes(path, start, size)

    report = Backups(Failing(), folder, backups.folder.parent).make(NOW)
    assert [message.key for message in report.left_out] == ["store.unreadable"]
    assert report.backup.articles == 1


def test_damaged_work_is_kept_as_it_is(folder: Path, backups: Backups, tmp_path: Path) -> None:
    (record,) = (folder / "work" / PEOPLE[0]).rglob("*.json")
    record.write_bytes(b"\x00damaged")
    (folder / "project.json").write_bytes(b"{")
    made = backups.make(NOW).backup
    assert (made.project, made.articles) == (folder.name, 1)
    restore_to(Disk(), made.path, tmp_path / "r")
    assert files(tmp_path / "r") == files(folder)


def test_what_is_said_of_a_journal_that_stays_is_kept_with_it(folder: Path, backups: Backups) -> None:
    work(folder, PEOPLE[0], "s1", close=False)
    (journal,) = (folder / "journal" / PEOPLE[0]).iterdir()
    said = journal.with_suffix(TAKEN)
    said.write_bytes(b'{"a0": 1}')
    with Archive(backups.make(NOW).backup.path) as archive:
        assert {
            said.relative_to(folder).as_posix(),
            journal.relative_to(folder).as_posix(),
        } <= archive.described.files.keys()


def test_links_are_not_followed(folder: Path, backups: Backups, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "x.json").write_bytes(b"{}")
    (folder / "work" / "other").symlink_to(secret)
    (folder / "work" / PEOPLE[0] / "x.json").symlink_to(secret / "x.json")
    with Archive(backups.make(NOW).backup.path) as archive:
        names = archive.described.files.keys()
    assert not [name for name in names if Path(name).name == "x.json" or "other" in Path(name).parts]


class Busy(Disk):
    """Something happens in the project at the ``at``-th look at one of its files."""

    def __init__(self, at: int, happens: Callable[[], object]) -> None:
        self.at, self.happens = at, happens

    def _look(self) -> None:
        self.at -= 1
        if self.at == -1:
            self.happens()

    def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        self._look()
        return super().read_bytes(path, start, size)

    def list(self, folder: Path) -> list[str]:
        self._look()
        return super().list(folder)


def save(session: Session) -> None:
    assert session.save_all() is None


def edit_and_save(session: Session) -> None:
    assert session.commit(set_note(session.document("a0"), "sau"))
    for change in (relabel(session.document("a0"), LABELS, "s1", "LOC"), reject(session.document("a0"), "s0")):
        assert isinstance(session.commit(change), Change)
    save(session)


def close(session: Session) -> None:
    assert session.close() is None


def edit_and_close(session: Session) -> None:
    edit_and_save(session)
    close(session)


def edit_in_another_session(session: Session) -> None:
    close(session)
    edit_and_close(Session(Project.open(Disk(), session.project.folder), session.annotator))


@pytest.mark.parametrize("happens", [save, edit_and_save, close, edit_and_close, edit_in_another_session])
def test_a_backup_is_one_state_though_the_project_is_written_meanwhile(
    tmp_path: Path, happens: Callable[[Session], object]
) -> None:
    """Whenever it happens: what was there at the beginning is in the backup, or what came of it; and all of it fits."""
    at = 0
    while True:
        folder = make_project(tmp_path / f"p{at}").folder
        work(folder, PEOPLE[0], "s0")
        session = work(folder, PEOPLE[0], "s1", close=False)
        disk = Busy(at, partial(happens, session))
        made = Backups(disk, folder, tmp_path / "backups").make(NOW).backup
        session.close()
        if disk.at >= 0:
            assert at > 10
            return
        restore_to(Disk(), made.path, tmp_path / f"r{at}")
        restored = Session(Project.open(Disk(), tmp_path / f"r{at}"), PEOPLE[0])
        document = restored.document("a0")
        assert [span.start for span in document if span.decision] == [0, 14], at
        assert document.state.note in ("", "sau")
        assert restored.close() is None
        at += 1
