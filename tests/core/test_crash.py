"""The program dies at every single call of the disk, and once more while it recovers: no edit is lost or made twice."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from nhan.core.model import Article, ArticleStatus, Change
from nhan.core.operations import accept, accept_rest, add, reject, relabel, set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder
from tests.core.building import LABELS, TEXT, span
from tests.core.crashing import CrashError, CrashingDisk, die

SUGGESTED = (span(TEXT, "Nguyễn Văn A", "PER"), span(TEXT, "Hoà Bình", "LOC"), span(TEXT, "TP.HCM", "LOC"))
NAMES = ("a", "b")
Picture = dict[str, tuple[object, ...]]


def picture(session: Session) -> Picture:
    found = {name: session.document(name) for name in NAMES}
    return {name: (tuple(each), each.state) for name, each in found.items()}


def work(session: Session) -> Iterator[Callable[[], object]]:
    """Edits, undos that lead back to earlier states, saves in between, and the end."""
    a, b = (lambda: session.document("a")), (lambda: session.document("b"))
    yield lambda: session.commit(accept(a(), LABELS, SUGGESTED[0].id))
    yield lambda: session.commit(relabel(a(), LABELS, SUGGESTED[1].id, "ORG"))
    yield lambda: session.save("a")
    yield session.undo
    yield lambda: session.save("a")
    yield session.redo
    yield session.undo
    yield lambda: session.commit(add(b(), LABELS, 0, 7, "ORG"))
    yield lambda: session.commit(set_note(a(), "xem lại"))
    yield session.save_all
    yield session.undo
    yield lambda: session.commit(reject(a(), SUGGESTED[2].id))
    yield lambda: session.commit(accept_rest(a(), LABELS))
    yield session.save_all
    yield lambda: session.commit(reject(b(), next(iter(b())).id))
    yield session.close


def opened(folder: Path, disk: Disk) -> Session:
    session = Session(Project.open(disk, folder), clock=lambda: "2026-01-02T03:04:05Z")
    for name in NAMES:
        if not session.touched(name):
            session.offer(name, SUGGESTED)
    return session


def worked(folder: Path, disk: CrashingDisk) -> list[Picture]:
    """The picture of the start and after each step that came to its end."""
    session = opened(folder, disk)
    pictures = [picture(session)]
    for step in work(session):
        try:
            step()
        except CrashError:
            break
        pictures.append(picture(session))
    die(session)
    return pictures


def make_folder(folder: Path) -> Path:
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(name, TEXT) for name in NAMES])
    return project.folder


@pytest.fixture
def make(tmp_path: Path) -> Callable[[], Path]:
    numbers = count()

    return lambda: make_folder(tmp_path / str(next(numbers)))


def died(make: Callable[[], Path], when: str) -> Iterator[tuple[Path, list[Picture], list[Picture]]]:
    """Folders in which the program died at each call in turn, the pictures up to there, and those without the crash."""
    disk = CrashingDisk()
    whole = worked(make(), disk)
    assert disk.calls > 20
    for at in range(disk.calls):
        folder = make()
        yield folder, worked(folder, CrashingDisk(at, when)), whole


@pytest.mark.parametrize("when", ["before", "half", "after"])
def test_what_was_acknowledged_is_there_once_wherever_the_program_dies(make: Callable[[], Path], when: str) -> None:
    for folder, pictures, whole in died(make, when):
        assert pictures == whole[: len(pictures)]
        session = opened(folder, Disk())
        assert picture(session) in whole[len(pictures) - 1 : len(pictures) + 1]
        assert [summary.problem for summary in session.summaries()] == [None, None]
        while isinstance(session.undo(), Change):
            pass
        assert all(len(session.document(name)) == 3 for name in NAMES)
        assert all(session.document(name).state.status is ArticleStatus.NEW for name in NAMES)
        assert session.close() is None
        assert list(check_folder(Disk(), folder)) == []


@pytest.mark.parametrize(("first", "then"), [("before", "after"), ("after", "before"), ("half", "half")])
def test_what_was_acknowledged_is_there_if_the_program_dies_again_while_it_recovers(
    make: Callable[[], Path], first: str, then: str
) -> None:
    for number, (folder, pictures, whole) in enumerate(died(make, first)):
        expected = whole[len(pictures) - 1 : len(pictures) + 1]
        session = opened(folder, CrashingDisk(number % 9, then))
        assert picture(session) in expected
        noted = picture(session)
        with suppress(CrashError):
            session.commit(set_note(session.document("a"), "lần hai"))
            noted = picture(session)
            session.close()
        die(session)
        again = opened(folder, Disk())
        assert again.document("a").state.note in (noted["a"][1].note, "lần hai")  # type: ignore[attr-defined]
        for name in NAMES:
            assert tuple(again.document(name)) == noted[name][0]
        assert again.close() is None
