"""A project in which one article cannot be read: its record is damaged, under a live journal."""

import errno
import os
from pathlib import Path

from nhan.core.model import Change
from nhan.core.operations import accept_rest, add, relabel
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk, Stat
from nhan.core.store.record import Record, decode_record, encode_record
from nhan.core.store.strict import Where
from tests.core.building import LABELS, TEXT
from tests.core.crashing import die
from tests.core.test_session import make

NAME = (TEXT.index("Nguyễn Văn A"), TEXT.index("Nguyễn Văn A") + len("Nguyễn Văn A"))


class ForbiddenFolder(Disk):
    """A disk that refuses whatever is asked about one folder; None: nothing yet."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def _refuse(self, path: Path) -> None:
        if self.folder is not None and path.is_relative_to(self.folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        self._refuse(path)
        return super().read_bytes(path, start, size)

    def stat(self, path: Path) -> Stat | None:
        self._refuse(path)
        return super().stat(path)

    def list(self, folder: Path) -> list[str]:
        self._refuse(folder)
        return super().list(folder)


def done(session: Session, answer: object) -> None:
    assert isinstance(answer, Change), answer
    assert isinstance(session.commit(answer), Change)


def damaged_record(folder: Path) -> Path:
    """a0 cannot be read; a1 has an edit in the same session's journal, and a2 one in its file; both can be."""
    session = Session(make(folder))
    for article in ("a0", "a2"):
        done(session, add(session.document(article), LABELS, *NAME, "PER"))
    done(session, accept_rest(session.document("a2"), LABELS))
    session.close()
    other = session.project.record_path("a0", "an1").read_bytes()

    session = Session(Project.open(Disk(), folder))
    (span,) = session.document("a0")
    done(session, relabel(session.document("a0"), LABELS, span.id, "LOC"))
    done(session, add(session.document("a1"), LABELS, *NAME, "PER"))
    die(session)
    session.project.record_path("a0", "an1").write_bytes(b"\xff" + other)
    return folder


def replaced_record(folder: Path) -> Path:
    """The same, but the record of a0 is a sound one that came from elsewhere: without the span that was edited."""
    damaged_record(folder)
    path = Project.open(Disk(), folder).record_path("a0", "an1")
    read = decode_record(path.read_bytes()[1:], Where("record"))
    path.write_bytes(encode_record(Record(article=read.article, spans=(), state=read.state, annotator="an1")))
    return folder
