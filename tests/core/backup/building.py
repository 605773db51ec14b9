"""A project that people work on, and what is to be found of it again."""

from datetime import UTC, datetime
from pathlib import Path

from nhan.core.model import Article, Span
from nhan.core.operations import accept
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, MACHINE
from tests.core.cli.running import tree

TEXT = "Lê Lợi ở Huế, Lê Lai ở Vinh."
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
PEOPLE = ("lan-7k2q", "nam-2222")


def make_project(folder: Path, articles: int = 2, disk: Disk | None = None) -> Project:
    """Each article has two suggestions, s0 and s1."""
    project = Project.create(disk or Disk(), folder, LABELS, "Dự án")
    project.add_articles([Article(f"a{number}", TEXT, f"Bài {number}") for number in range(articles)])
    spans = [Span(id=f"s{at}", start=at * 14, end=at * 14 + 6, label="PER", source=MACHINE) for at in range(2)]
    run = project.new_run("u", "1")
    run.write(1, dict.fromkeys(project.ids, spans))
    run.finish()
    return project


def work(folder: Path, annotator: str, *spans: str, article: str = "a0", close: bool = True) -> Session:
    """Someone accepts spans, and closes the project."""
    session = Session(Project.open(Disk(), folder), annotator)
    for each in spans:
        assert session.commit(accept(session.document(article), LABELS, each))
    if close:
        assert session.close() is None
    return session


def confirmed(folder: Path, annotator: str, article: str = "a0") -> list[str]:
    """The spans that someone has accepted, as opening the project finds them."""
    session = Session(Project.open(Disk(), folder), annotator)
    found = [span.id for span in session.document(article) if span.decision is not None]
    session.close()
    return found


def files(folder: Path) -> dict[str, bytes | None]:
    """Every file of a project but what can be made again."""
    return {name: data for name, data in tree(folder).items() if not name.startswith((".git", "cache")) and data}
