"""Edits that no disk takes: made, undone and counted in memory, and journaled in order with the first that succeeds."""

from pathlib import Path

import pytest

from nhan.core.messages import Message
from nhan.core.model import Article, Rejected
from nhan.core.operations import accept, add, reject, set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder
from tests.core.building import LABELS, TEXT, span
from tests.core.store.building import FullDisk
from tests.core.test_session import done, reopened, tree

SUGGESTED = (span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "Hoà Bình", "LOC"))
FULL = {"write", "open_append"}


@pytest.fixture
def disk() -> FullDisk:
    return FullDisk()


@pytest.fixture
def session(tmp_path: Path, disk: FullDisk) -> Session:
    project = Project.create(disk, tmp_path / "p", LABELS)
    project.add_articles([Article(name, TEXT) for name in ("a", "b")])
    return Session(project)


def labels(session: Session, article: str = "a") -> list[str]:
    return [each.label for each in session.document(article)]


def edit(session: Session, start: int, label: str, article: str = "a") -> None:
    done(session.commit(add(session.document(article), LABELS, start, start + 4, label)))


def in_memory(session: Session) -> tuple[int, set[str]]:
    found = session.journal.in_memory
    return (found.edits, set(found.articles)) if found else (0, set())


@pytest.mark.parametrize("failing", ["write", "sync", "open_append"])
@pytest.mark.parametrize("torn", [False, True])
def test_edits_go_on_in_memory_and_are_journaled_once_the_disk_takes_them(
    session: Session, disk: FullDisk, failing: str, torn: bool
) -> None:
    edit(session, 0, "ORG")
    disk.torn = torn
    disk.failing |= {failing} | ({"write"} if failing == "open_append" else set())
    edit(session, 8, "LOC")
    edit(session, 13, "PER")
    assert labels(session) == ["ORG", "LOC", "PER"] and in_memory(session) == (2, {"a"})
    assert session.journal.in_memory.reason == Message("formats.system.ENOSPC")
    done(session.undo())  # one more: what was taken back is journaled, too
    edit(session, 22, "MISC", "b")
    assert in_memory(session) == (4, {"a", "b"})
    disk.failing.clear()
    assert session.journal.again() and in_memory(session) == (0, set())
    again = reopened(session)
    assert labels(again) == ["ORG", "LOC"] and labels(again, "b") == ["MISC"]
    for left in (["ORG", "LOC"], ["ORG"], []):
        done(again.undo())
        assert labels(again) == left
    assert again.undo() == Rejected("session.nothing_to_undo")
    assert again.close() is None
    assert list(check_folder(Disk(), again.project.folder)) == []


def test_the_next_edit_takes_along_what_waits(session: Session, disk: FullDisk) -> None:
    session.offer("a", SUGGESTED)
    disk.failing |= FULL
    done(session.commit(accept(session.document("a"), LABELS, SUGGESTED[0].id)))
    assert in_memory(session) == (1, {"a"})  # the suggestions that it stands on are no edit of a person's
    disk.failing.clear()
    done(session.commit(reject(session.document("a"), SUGGESTED[1].id)))
    assert in_memory(session) == (0, set())
    expected = list(session.document("a"))
    assert list(reopened(session).document("a")) == expected


def test_no_file_gets_ahead_of_the_journal(session: Session, disk: FullDisk) -> None:
    edit(session, 0, "ORG")
    edit(session, 0, "LOC", "b")
    disk.failing |= FULL
    edit(session, 8, "LOC")
    assert session.unsaved == {"b"}
    assert session.save_all() is None
    assert not session.unsaved and session.project.touched("an1") == ["b"]
    disk.failing.clear()
    assert session.journal.again() and session.unsaved == {"a"}
    assert session.save_all() is None
    assert session.project.touched("an1") == ["a", "b"]


def test_closing_writes_what_it_can_says_what_is_lost_and_lets_go(session: Session, disk: FullDisk) -> None:
    edit(session, 0, "ORG")
    disk.failing |= {*FULL, "write_atomic"}
    edit(session, 8, "LOC")
    failure = session.close()
    assert failure is not None and (failure.key, failure.fields["count"]) == ("session.in_memory", 1)
    again = Session(Project.open(Disk(), session.project.folder))
    assert again.read_only is None and labels(again) == ["ORG"]
    assert again.close() is None


def test_closing_tries_once_more(session: Session, disk: FullDisk) -> None:
    disk.failing |= FULL
    edit(session, 0, "ORG")
    disk.failing.clear()
    assert session.close() is None
    assert labels(Session(Project.open(Disk(), session.project.folder))) == ["ORG"]


def test_a_folder_that_cannot_be_listed_does_not_stop_the_first_edit(
    tmp_path: Path, session: Session, disk: FullDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(session, 0, "ORG")
    assert session.close() is None
    second = Session(Project.open(disk, session.project.folder))

    def refuse(folder: Path) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(disk, "list", refuse)
    edit(second, 8, "LOC")
    assert in_memory(second) == (0, set()) and second.journal.session.startswith("000002-")
    monkeypatch.undo()
    assert labels(reopened(second)) == ["ORG", "LOC"]


def test_a_snapshot_has_what_is_only_in_memory(session: Session, disk: FullDisk) -> None:
    disk.failing |= FULL
    edit(session, 0, "ORG")
    snapshot = session.snapshot()
    for pack in (session.project.folder / "texts").iterdir():
        pack.unlink()
    assert [each.label for each in snapshot.document("a")] == ["ORG"]


def test_an_edit_that_is_no_text_does_not_wait(session: Session, disk: FullDisk) -> None:
    disk.failing |= FULL
    assert isinstance(session.commit(set_note(session.document("a"), "\ud800")), Rejected)
    assert in_memory(session) == (0, set())
    disk.failing.clear()
    edit(session, 0, "ORG")
    assert labels(reopened(session)) == ["ORG"]


def test_an_attempt_that_leaves_an_empty_file_takes_it_away(
    session: Session, disk: FullDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(session, 0, "ORG")
    before = tree(session.project.folder)

    def refuse(folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(disk, "sync_folder", refuse)
    disk.failing.add("write")
    for start in (8, 13, 22):
        edit(session, start, "LOC")
    assert in_memory(session) == (3, {"a"})
    assert tree(session.project.folder) == before


def test_closing_keeps_the_journal_of_what_could_not_be_saved(session: Session, disk: FullDisk) -> None:
    edit(session, 0, "ORG")
    disk.failing.add("write_atomic")
    failure = session.close()
    assert failure is not None and failure.key == "session.not_written"
    again = Session(Project.open(Disk(), session.project.folder))
    assert labels(again) == ["ORG"]
    assert again.close() is None
