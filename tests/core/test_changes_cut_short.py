"""A change for everybody on a disk that refuses, in a program that dies: whole or not there."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from nhan.core.labels import LabelSet
from nhan.core.model import Change
from nhan.core.operations import (
    accept,
    delete_articles,
    rename_label,
    restore_articles,
)
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk, Stat
from tests.core.building import LABELS
from tests.core.changed_projects import (
    LAN,
    MINH,
    SUGGESTED,
    A,
    again,
    crashed,
    delete,
    done,
    labels_of,
    make,
    opened,
    rename,
    sound,
    worked,
)
from tests.core.crashing import CrashError, CrashingDisk, die


class NoProjectFile(Disk):
    """project.json cannot be replaced."""

    refuses = True

    def write_atomic(self, path: Path, data: bytes) -> Stat:
        if self.refuses and path.name == "project.json":
            raise OSError(28, "full")
        return super().write_atomic(path, data)


def test_a_change_that_project_json_lacks_is_made_later(tmp_path: Path) -> None:
    folder, disk = make(tmp_path / "p"), NoProjectFile()
    worked(folder, LAN)  # who is listed now
    lan = opened(folder, disk=disk)
    done(lan.commit(rename_label(LABELS, "PER", "NGƯỜI")))
    assert lan.project_changes.failure is not None and lan.close() == lan.project_changes.failure
    assert Project.open(Disk(), folder).labels == LABELS
    looking = opened(folder, disk=disk)
    assert looking.project_changes.failure is not None and looking.project.labels == LABELS
    looking.close()
    lan = opened(folder)
    assert lan.project_changes.failure is None and labels_of(lan)[A] == "NGƯỜI"
    disk.refuses = False
    lan = again(lan)
    rename(opened(folder, MINH), "NGƯỜI", "PER").close()
    assert labels_of(again(lan))[A] == "PER"  # it was made once: what others did since stays
    assert sound(folder)


@pytest.mark.parametrize("end", [again, crashed])
def test_several_changes_that_project_json_lacks_are_made_in_order(
    tmp_path: Path, end: Callable[[Session], Session]
) -> None:
    folder, disk = make(tmp_path / "p"), NoProjectFile()
    worked(folder, LAN)
    lan = opened(folder, disk=disk)
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a0"])))
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a1"])))
    done(lan.undo())
    assert list(Project.open(Disk(), folder).ids) == ["a0", "a1", "a2"]
    disk.refuses = False
    assert list(end(lan).project.ids) == ["a1", "a2"]
    assert list(Project.open(Disk(), folder).deleted) == ["a0"]


def test_what_was_made_is_not_made_again_after_a_crash(tmp_path: Path) -> None:
    folder = make(tmp_path / "p")
    lan = opened(folder)
    done(lan.commit(rename_label(LABELS, "PER", "NGƯỜI")))
    done(lan.commit(delete_articles(lan.project, lan.project.deleted, ["a0"])))
    die(lan)  # it dies with its journal open
    minh = rename(opened(folder, MINH), "NGƯỜI", "PER")
    done(minh.commit(restore_articles(minh.project.deleted, ["a0"])))
    minh.close()
    lan = opened(folder)
    assert lan.project.labels.labels[0].name == "PER" and list(lan.project.ids) == ["a0", "a1", "a2"]


def on_its_disk_again(session: Session) -> Session:
    assert session.close() is None
    return opened(session.project.folder, disk=session.project.disk)


def steps(session: Session) -> Iterator[Session]:
    """One step after the other, as the window makes them: a new session after each change of labels."""
    done(session.commit(accept(session.document("a0"), session.project.labels, SUGGESTED[0].id)))
    yield session
    done(session.commit(rename_label(session.project.labels, "PER", "NGƯỜI")))
    yield session
    session = on_its_disk_again(session)
    delete(session, "LOC")
    yield session
    session = on_its_disk_again(session)
    done(session.undo())
    yield session
    session = on_its_disk_again(session)
    done(session.redo())
    yield session
    done(session.commit(delete_articles(session.project, session.project.deleted, ["a2"])))
    yield session
    done(session.undo())
    yield session
    session.close()
    yield session


Picture = tuple[LabelSet, tuple[str, ...], dict[str, dict[str, str]]]


def picture(folder: Path, annotator: str = LAN) -> Picture:
    session = Session(Project.open(Disk(), folder), annotator, name="lan")
    try:
        found = {name: labels_of(session, name) for name in session.project.ids}
        return session.project.labels, tuple(session.project.ids), found
    finally:
        die(session)


def run(folder: Path, disk: CrashingDisk) -> int:
    """How many steps came to their end."""
    session, made = opened(folder, disk=disk), 0
    with suppress(CrashError):
        for session in steps(session):  # noqa: B020, B007 - the one that is open is let go
            made += 1
    die(session)
    return made


@pytest.mark.parametrize("when", ["before", "half", "after"])
def test_wherever_the_program_dies_the_change_is_whole_or_not_there(tmp_path: Path, when: str) -> None:
    folder = make(tmp_path / "whole", 3)
    whole = [picture(folder)]
    session = opened(folder)
    for session in steps(session):  # noqa: B020
        die(session)
        whole.append(picture(folder))
    counted = CrashingDisk()
    assert run(make(tmp_path / "counted", 3), counted) == len(whole) - 1
    assert counted.calls > 30
    for at in range(counted.calls):
        folder = make(tmp_path / f"{at}", 3)
        made = run(folder, CrashingDisk(at, when))
        assert picture(folder) in whole[made : made + 2], (at, made)
        assert picture(folder) == picture(folder)  # opening once more changes nothing more
        session = opened(folder)
        while isinstance(session.undo(), Change):
            session = again(session)
        session.close()
        assert picture(folder) == whole[0] and sound(folder)
