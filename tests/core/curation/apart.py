"""A project whose articles are given to Lan and Minh, both to do all of them; Hoa is given nothing, Tâm adjudicates."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from nhan.core.curation.dealing import Dealer
from nhan.core.model import Article, Change
from nhan.core.operations import accept, finish, relabel
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from tests.core.building import LABELS, TEXT, span

LAN, MINH, HOA, TAM = "lan-2222", "minh-3333", "hoa-4444", "tam-5555"
NAMES = {LAN: "Lan", MINH: "Minh", HOA: "Hoa", TAM: "Tâm"}
SUGGESTED = (span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "Hoà Bình", "LOC"))


STEP = 30  # seconds from one edit to the next
_edits = count()


def clock() -> str:
    """The time of the next edit. The real one may not have gone on since the last."""
    return (datetime(2026, 1, 2, tzinfo=UTC) + timedelta(seconds=STEP * next(_edits))).isoformat()


def at_work(folder: Path, person: str, disk: Disk | None = None) -> Session:
    return Session(Project.open(disk or Disk(), folder), person, clock=clock, name=NAMES[person])


def do(folder: Path, person: str, *articles: str, label: str = "", done: bool = True) -> None:
    """The person accepts all of these articles, the first span with this label."""
    session = at_work(folder, person)
    for article in articles:
        for place, each in enumerate(SUGGESTED):
            answer = accept(session.document(article), LABELS, each.id)
            if label and not place:
                answer = relabel(session.document(article), LABELS, each.id, label)
            assert isinstance(session.commit(answer), Change)
        if done:
            assert isinstance(session.commit(finish(session.document(article))), Change)
    assert session.close() is None


def given_to_two(folder: Path, articles: int = 4) -> Path:
    """Lan is done with the first three of four, Minh with the first, and has begun the second; they differ."""
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", TEXT, title=f"Bài {n}") for n in range(articles)])
    run = project.new_run("test", "1")
    run.write(run.next_pack, {f"a{n}": SUGGESTED for n in range(articles)})
    run.finish()
    run.close()
    do(folder, LAN, "a0", "a1", "a2")
    do(folder, MINH, "a0", label="ORG")
    do(folder, MINH, "a1", label="ORG", done=False)
    do(folder, HOA, "a3")
    project = Project.open(Disk(), folder)
    project.welcome(TAM, NAMES[TAM], Role.ADJUDICATOR)
    session = at_work(folder, LAN)
    assert isinstance(session.commit(Dealer(session.project).deal((LAN, MINH), articles).change), Change)
    assert session.close() is None
    return folder
