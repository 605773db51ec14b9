"""A real file system of 8 MB, full: what was said to be saved is there, the rest follows once there is room."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nhan.core.curation.saved_copy import save_copy
from nhan.core.model import Article, Change
from nhan.core.operations import set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder
from tests.core.building import LABELS, TEXT

NAMES = [f"a{number}" for number in range(20)]
NOTE = "ghi chú " * 400


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of its own."""
    place = tmp_path / "small"
    place.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root can mount a file system")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(place: Path) -> Path:
    """Take all the room that is left."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return filler


def notes(session: Session) -> list[str]:
    return [session.document(name).state.note for name in NAMES]


def test_a_full_file_system_loses_nothing(small: Path, tmp_path: Path) -> None:
    project = Project.create(Disk(), small / "p", LABELS)
    project.add_articles([Article(name, TEXT) for name in NAMES])
    session, saved = Session(project), 0
    assert isinstance(session.commit(set_note(session.document(NAMES[0]), "đầu")), Change)
    filler = fill(small)
    for number, name in enumerate(NAMES):
        assert isinstance(session.commit(set_note(session.document(name), f"{number} {NOTE}")), Change)
        session.save_all()
        saved = saved if session.journal.in_memory else number + 1
    expected = notes(session)
    assert session.journal.in_memory is not None and session.journal.in_memory.edits == len(NAMES) - saved
    looking = Session(Project.open(Disk(), project.folder), read_only=session.journal.in_memory.message)
    assert notes(looking)[:saved] == expected[:saved]
    copy = save_copy(Disk(), tmp_path, session.snapshot(), session.begun)
    assert (copy.articles, copy.skipped) == (len(NAMES), [])
    filler.unlink()
    assert session.journal.again() and session.close() is None
    again = Session(Project.open(Disk(), project.folder))
    assert notes(again) == expected
    assert again.close() is None
    assert list(check_folder(Disk(), project.folder)) == []
    assert not list(project.folder.rglob("*.tmp"))
