"""Projects of two people whose labels and articles are changed for everybody."""

from pathlib import Path

from nhan.core.corpus_change import WorkedOut, delete_label_everywhere, make_ready
from nhan.core.model import Article, Change
from nhan.core.operations import (
    accept,
    rename_label,
)
from nhan.core.outcome import Outcome
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder
from tests.core.building import LABELS, TEXT, span
from tests.core.crashing import die

A, HOA, HCM = "Nguyễn Văn A", "Hoà Bình", "TP.HCM"
SUGGESTED = (span(TEXT, A, "PER"), span(TEXT, HOA, "LOC"), span(TEXT, HCM, "LOC"))
LAN, MINH = "lan-7k2q", "minh-p3ra"
NOW = "2026-01-02T03:04:05Z"


def make(folder: Path, articles: int = 3) -> Path:
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", TEXT) for n in range(articles)])
    run = project.new_run("test", "1")
    run.write(run.next_pack, {f"a{n}": SUGGESTED for n in range(articles)})
    run.finish()
    return folder


def opened(folder: Path, annotator: str = LAN, disk: Disk | None = None) -> Session:
    return Session(Project.open(disk or Disk(), folder), annotator, clock=lambda: NOW, name=annotator.partition("-")[0])


def done(outcome: Outcome) -> Change:
    assert isinstance(outcome, Change), outcome
    return outcome


def crashed(session: Session) -> Session:
    """The same work after the program has died and was started again."""
    die(session)
    return opened(session.project.folder, session.annotator)


def again(session: Session) -> Session:
    assert session.close() is None
    return opened(session.project.folder, session.annotator)


def labels_of(session: Session, article_id: str = "a0") -> dict[str, str]:
    """By words, the label of every span that nobody has rejected."""
    document = session.document(article_id)
    return {document.text[each.start : each.end]: each.label for each in document.unrejected()}


def worked(folder: Path, annotator: str) -> None:
    """Somebody accepts the first two suggestions of the first article."""
    session = opened(folder, annotator)
    for each in SUGGESTED[:2]:
        done(session.commit(accept(session.document("a0"), LABELS, each.id)))
    assert session.close() is None


def rename(session: Session, old: str, new: str) -> Session:
    done(session.commit(rename_label(session.project.labels, old, new)))
    return again(session)


def delete(session: Session, label: str) -> Change:
    found = delete_label_everywhere(session.snapshot(), label)
    match found:
        case WorkedOut():
            return done(session.commit_ready(make_ready(found, session.decision(found.change.verb))))
        case _:
            return done(session.commit(found))


def files_of(folder: Path, *parts: str) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for part in parts for path in folder.glob(f"{part}/**/*.json*")}


def sound(folder: Path) -> bool:
    return list(check_folder(Disk(), folder)) == []
