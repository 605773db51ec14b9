"""An article called otherwise: what is written, what is seen of it everywhere, and what is refused."""

import json
from pathlib import Path

import pytest

from nhan.core.model import Article, Change, ProjectEdit, Rejected, Retitled
from nhan.core.operations import accept, rename_article
from nhan.core.outcome import Outcome
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_change import changed
from nhan.core.store.project_file import read_project
from tests.core.building import LABELS, TEXT, span
from tests.core.crashing import die

PER = span(TEXT, "Nguyễn Văn A", "PER")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article(name, TEXT, f"Bài {name}") for name in ("a0", "a1")], {"a0": [PER]})
    return tmp_path / "p"


def opened(folder: Path) -> Session:
    return Session(Project.open(Disk(), folder), "lan-7k2q", name="Lan")


def renamed(session: Session, article_id: str, title: str) -> Change | Rejected:
    project = session.project
    return rename_article(project, project.titles, project.imported_title, article_id, title)


def titles(session: Session) -> set[tuple[str, ...]]:
    """What the articles are called, by everybody who says it: one answer."""
    names, snapshot = session.project.ids, session.snapshot()
    return {
        tuple(each.title for each in session.summaries()),
        tuple(session.summary(name).title for name in names),
        tuple(session.document(name).article.title for name in names),
        tuple(snapshot.document(name).article.title for name in names),
        tuple(session.project.title(name) for name in names),
        tuple(session.project.article(name).title for name in names),
    }


def written(folder: Path) -> object:
    return json.loads((folder / "project.json").read_bytes()).get("titles")


def done(outcome: Outcome) -> None:
    assert isinstance(outcome, Change), outcome


def test_an_article_is_called_otherwise_everywhere_and_undo_takes_it_back(folder: Path) -> None:
    session = opened(folder)
    done(session.commit(accept(session.document("a0"), LABELS, PER.id)))  # has a record of its own
    done(session.commit(renamed(session, "a0", "  Chuyện\t ở\u200b Huế ")))
    assert titles(session) == {("Chuyện ở Huế", "Bài a1")}
    assert session.close() is None
    assert written(folder) == {"a0": "Chuyện ở Huế"}
    session = opened(folder)
    assert titles(session) == {("Chuyện ở Huế", "Bài a1")}
    done(session.commit(renamed(session, "a1", "Khác")))
    done(session.undo())
    done(session.undo())
    assert titles(session) == {("Bài a0", "Bài a1")} and written(folder) is None
    done(session.redo())
    assert titles(session) == {("Chuyện ở Huế", "Bài a1")}
    done(session.commit(renamed(session, "a0", "")))
    assert titles(session) == {("Bài a0", "Bài a1")} and session.close() is None


def test_a_title_that_only_the_journal_has_is_there_after_a_crash(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(folder)
    change = renamed(session, "a0", "Chuyện ở Huế")

    def refuse(edit: ProjectEdit) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(session.project, "change", refuse)
        done(session.commit(change))
    assert written(folder) is None
    die(session)
    assert titles(opened(folder)) == {("Chuyện ở Huế", "Bài a1")}


def test_what_somebody_else_has_called_otherwise_meanwhile_stays(folder: Path) -> None:
    file, _ = read_project(Disk(), folder)
    lan, minh = (ProjectEdit(retitled=(Retitled("a0", "", each),)) for each in ("Lan", "Minh"))
    there = changed(file, lan)
    assert there is not None and there.titles == {"a0": "Lan"}
    assert changed(there, minh) is None and changed(there, lan) == there
    assert changed(there, lan.inverse()) == file
    beside = changed(there, ProjectEdit(retitled=(Retitled("a1", "", "Minh"),)))
    assert beside is not None and beside.titles == {"a0": "Lan", "a1": "Minh"}


def test_what_is_refused(folder: Path) -> None:
    session = opened(folder)
    assert renamed(session, "x", "Y") == Rejected("articles.unknown", {"id": "x"})
    for same in ("Bài a0", " Bài  a0", "", "\u200b"):
        assert renamed(session, "a0", same) == Rejected("verbs.already")
