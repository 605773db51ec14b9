"""The queue counts what is to be settled, whatever file it is in; sound records are read as before and no oftener."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from nhan.core.model import Change
from nhan.core.operations import settle
from nhan.core.project import Project
from nhan.core.queue import summary_of
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.record import decode_record, encode_record
from nhan.core.store.strict import Where
from tests.core.building import LABELS
from tests.core.crashing import die
from tests.core.disputed import by_copy, by_git, elsewhere, record_of, relabelled, work
from tests.core.test_outside import folder as folder

PER, ORG = relabelled("Bắc Ninh", "PER"), relabelled("Bắc Ninh", "ORG")


class CountingDisk(Disk):
    """A disk that knows which files were read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        self.read.append(path.name)
        return super().read_bytes(path, start, size)


def opened(folder: Path) -> Session:
    return Session(Project.open(Disk(), folder))


def counts(session: Session) -> list[int]:
    """Of all articles at once, which must be what each of them says alone, and what is there when it is open."""
    found = list(session.summaries())
    assert found == [session.summary(name) for name in session.project.ids]
    assert found == [summary_of(session.document(name)) for name in session.project.ids]
    return [each.disputes for each in found]


def crash(folder: Path, mine: object, theirs: object) -> None:
    """The journal of a program that died, over a record that somebody else has replaced."""
    session, made = opened(folder), elsewhere(folder, ORG)
    assert isinstance(session.commit(PER(session.document("a0"))), Change)
    die(session)
    record = record_of(folder)
    record.parent.mkdir(parents=True)
    record.write_bytes(made)


@pytest.mark.parametrize("arrives", [by_copy, by_git, crash])
def test_disputes_are_counted_before_and_after_they_are_saved(folder: Path, arrives: Callable[..., None]) -> None:
    assert counts(opened(folder)) == [0, 0, 0]
    arrives(folder, PER, ORG)
    assert counts(opened(folder)) == [1, 0, 0]
    session = opened(folder)
    session.take_in(["a0"])
    assert session.save_all() is None
    assert [each.disputes for each in session.project.summaries("an1")] == [1, 0, 0]
    assert session.close() is None
    assert counts(opened(folder)) == [1, 0, 0]
    session = opened(folder)
    document = session.document("a0")
    assert isinstance(session.commit(settle(document, LABELS, document.disputes[0], other=True)), Change)
    assert session.summary("a0").disputes == 0 and [each.disputes for each in session.summaries()] == [0, 0, 0]
    die(session)
    assert counts(opened(folder)) == [0, 0, 0]


def test_a_span_that_git_merged_as_two_lines_is_counted(folder: Path) -> None:
    """Both moved it, each to another place: git takes over both lines, and one id is there twice."""
    work(folder, PER)
    read = decode_record(record_of(folder).read_bytes(), Where("record"))
    span = next(each for each in read.spans if each.label == "PER")
    moved = replace(span, start=span.start - 5)
    record_of(folder).write_bytes(encode_record(replace(read, spans=(moved, *read.spans))))
    assert counts(opened(folder)) == [1, 0, 0]


def test_sound_records_are_read_once_and_untouched_articles_never(folder: Path) -> None:
    for name in ("a0", "a1"):
        work(folder, PER, name)
    disk = CountingDisk()
    project = Project.open(disk, folder)
    disk.read.clear()
    assert [each.disputes for each in project.summaries("an1")] == [0, 0, 0]
    assert sorted(name for name in disk.read if name.endswith(".json")) == ["a0.json", "a1.json"]
    disk.read.clear()
    assert len(list(project.summaries("an1"))) == 3 and not [name for name in disk.read if name.endswith(".json")]


def test_what_another_program_wrote_is_counted_before_it_is_saved(folder: Path) -> None:
    """An article that is not open any more: what its file lacks may be more than it seems."""
    session, made = opened(folder), elsewhere(folder, ORG)
    assert isinstance(session.commit(PER(session.document("a0"))), Change)
    record = record_of(folder)
    record.parent.mkdir(parents=True)
    record.write_bytes(made)
    session.look()
    for name in ("a1", "a2"):
        session.document(name)
    assert counts(session) == [1, 0, 0]
    session._open.clear()  # as when many others were opened since
    assert counts(session) == [1, 0, 0]
    die(session)
