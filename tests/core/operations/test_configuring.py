"""A setting of the project is changed by a verb: journaled, undone, made again after a crash, or refused as stale."""

from pathlib import Path

import pytest

from nhan.core.model import Article, Change, ProjectEdit, Rejected, SettingEdit
from nhan.core.operations import configure
from nhan.core.ordering import BLIND, ORDER
from nhan.core.people.others_work import OTHERS_WORK
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_change import changed
from nhan.core.store.project_file import read_project
from tests.core.building import LABELS
from tests.core.crashing import die


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article("a0", "Ở Huế.")])
    project.describe(settings={ORDER: "random"})
    return tmp_path / "p"


def opened(folder: Path) -> Session:
    return Session(Project.open(Disk(), folder), "lan-2222", name="Lan")


def settings(folder: Path) -> dict[str, object]:
    return read_project(Disk(), folder)[0].settings


def test_it_is_journaled_and_undone_in_the_next_session(folder: Path) -> None:
    session = opened(folder)
    change = configure(session.project.settings, {OTHERS_WORK: "always", BLIND: 0.5, ORDER: "random"})
    assert isinstance(change, Change) and isinstance(session.commit(change), Change)
    now = {ORDER: "random", OTHERS_WORK: "always", BLIND: 0.5}
    assert session.project.settings == settings(folder) == now
    assert configure(session.project.settings, now) == Rejected("verbs.already")
    assert session.close() is None
    session = opened(folder)
    assert isinstance(session.undo(), Change) and session.project.settings == settings(folder) == {ORDER: "random"}
    assert isinstance(session.redo(), Change) and settings(folder) == now
    assert session.close() is None


def test_what_only_the_journal_has_is_there_after_a_crash(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(folder)

    def refuse(edit: ProjectEdit) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(session.project, "change", refuse)
        assert isinstance(session.commit(configure(session.project.settings, {OTHERS_WORK: "always"})), Change)
    assert OTHERS_WORK not in settings(folder)
    die(session)
    session = opened(folder)
    assert session.project.settings[OTHERS_WORK] == settings(folder)[OTHERS_WORK] == "always"
    assert session.close() is None


def test_what_somebody_else_has_set_meanwhile_stays(folder: Path) -> None:
    session = opened(folder)
    change = configure(session.project.settings, {ORDER: "file"})
    Project.open(Disk(), folder).describe(settings={ORDER: "doubtful", BLIND: 0.25})
    assert session.commit(change) == Rejected("session.stale") and settings(folder)[ORDER] == "doubtful"
    assert session.close() is None
    file, _ = read_project(Disk(), folder)
    edit = ProjectEdit(settings=(SettingEdit(ORDER, "doubtful", None),))
    there = changed(file, edit)
    assert there is not None and there.settings == {BLIND: 0.25} and changed(there, edit) == there
    assert changed(there, edit.inverse()) == file
