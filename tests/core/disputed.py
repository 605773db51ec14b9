"""One span that two people label differently, and each of the ways in which the other one's work arrives."""

import shutil
from collections.abc import Callable
from pathlib import Path

from nhan.core.document import Document
from nhan.core.model import Change, Rejected
from nhan.core.operations import relabel
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, TEXT
from tests.core.cloning import clone, commit, git, merge_clone

Act = Callable[[Document], Change | Rejected]


def relabelled(words: str, label: str) -> Act:
    """Label the first span over these words."""

    def act(document: Document) -> Change | Rejected:
        found = next(span for span in document if TEXT[span.start : span.end] == words)
        return relabel(document, LABELS, found.id, label)

    return act


def work(folder: Path, act: Act, article: str = "a0") -> None:
    """Somebody opens the project, edits an article and closes it."""
    session = Session(Project.open(Disk(), folder))
    outcome = session.commit(act(session.document(article)))
    assert isinstance(outcome, Change), outcome
    assert session.close() is None


def record_of(folder: Path, article: str = "a0") -> Path:
    project = Project.open(Disk(), folder)
    return project.record_path(article, project.annotator)


def elsewhere(folder: Path, act: Act, article: str = "a0") -> bytes:
    """The record as somebody else's program writes it, who does not see what is done here meanwhile."""
    there = folder.with_name("elsewhere")
    shutil.copytree(folder, there, ignore=shutil.ignore_patterns("journal"))
    work(there, act, article)
    made = record_of(there, article).read_bytes()
    shutil.rmtree(there)
    return made


def by_copy(folder: Path, mine: Act, *theirs: Act, article: str = "a0") -> None:
    """A sync program finds the record changed in several places, and keeps all."""
    made = [elsewhere(folder, act, article) for act in theirs]
    work(folder, mine, article)
    record = record_of(folder, article)
    for day, each in enumerate(made, 1):
        record.with_name(f"{record.stem} (conflicted copy 2026-01-0{day}){record.suffix}").write_bytes(each)


def by_git(folder: Path, mine: Act, theirs: Act, article: str = "a0") -> None:
    """Git merges two clones, and leaves its marks in the record."""
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    other = clone(folder, folder.with_name("clone"))
    for place, act in ((folder, mine), (other, theirs)):
        work(place, act, article)
        commit(place)
    assert merge_clone(folder, other) == [str(record_of(folder, article).relative_to(folder))]
