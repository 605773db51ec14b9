"""A worked project, and damage done to its files."""

from pathlib import Path

from nhan.core.model import Article, ArticleState, Change, Span
from nhan.core.operations import accept, accept_rest, add, reject, relabel, set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS, TEXT, span

SUGGESTED = (span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "Hoà Bình", "LOC"), span(TEXT, "TP.HCM", "LOC"))
NAMES = ("a", "b", "c")
Picture = dict[str, tuple[tuple[Span, ...], ArticleState]]


def done(session: Session, answer: object) -> None:
    assert isinstance(answer, Change), answer
    assert isinstance(session.commit(answer), Change)


def opened(folder: Path) -> Session:
    return Session(Project.open(Disk(), folder))


def picture(session: Session) -> Picture:
    found = {name: session.document(name) for name in session.project.ids}
    return {name: (tuple(each), each.state) for name, each in found.items()}


def worked(folder: Path) -> Path:
    """Suggestions for a and b, a sealed session over both, and c untouched."""
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(name, TEXT, title=f"Bài {name}") for name in NAMES])
    run = project.new_run("test", "1")
    run.write(1, {"a": SUGGESTED, "b": SUGGESTED})
    run.finish()
    session = opened(folder)
    per, hoa_binh, hcm = SUGGESTED
    done(session, accept(session.document("a"), LABELS, per.id))
    done(session, relabel(session.document("a"), LABELS, hoa_binh.id, "ORG"))
    done(session, add(session.document("a"), LABELS, 0, 7, "ORG"))
    done(session, reject(session.document("b"), hcm.id))
    done(session, accept(session.document("b"), LABELS, hoa_binh.id))
    done(session, set_note(session.document("b"), "xem lại"))
    done(session, accept_rest(session.document("a"), LABELS))
    assert session.close() is None
    return folder


def record(folder: Path, article: str) -> Path:
    return Project.open(Disk(), folder).record_path(article, "an1")


def audit(folder: Path) -> Path:
    (found,) = (folder / "audit" / "an1").iterdir()
    return found


def flip(path: Path, at: int, bit: int = 0) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :])


def flip_line(path: Path, line: int) -> None:
    """A bit in the middle of a line, from 1."""
    lines = path.read_bytes().splitlines(keepends=True)
    flip(path, len(b"".join(lines[: line - 1])) + len(lines[line - 1]) // 2)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
