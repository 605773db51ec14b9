"""Fifty times kill -9 in a stream of edits: every acknowledged edit is there afterwards, and can be undone."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from nhan.core.model import Article, Change
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import LABELS

KILLS = 50
WORDS = 60_000


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_no_acknowledged_edit_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", "chữ. " * WORDS) for n in range(3)])
    chance = random.Random(2026)
    acknowledged: list[int] = []
    for _ in range(KILLS):
        first = acknowledged[-1] + 2 if acknowledged else 0  # + 2: an edit may be on disk whose word was not read
        acknowledged += edit_and_kill(folder, first, edits=chance.randint(1, 40))
    session = Session(Project.open(Disk(), folder))
    kept = {span.start // 5 for n in range(3) for span in session.document(f"a{n}")}
    assert set(acknowledged) <= kept
    assert len(kept) <= len(acknowledged) + KILLS  # at most one unacknowledged edit for each death
    for _ in range(len(kept)):
        assert isinstance(session.undo(), Change)
    assert not any(len(session.document(f"a{n}")) for n in range(3))
    session.close()


def edit_and_kill(folder: Path, first: int, edits: int) -> list[int]:
    """Let a child edit; kill it once it has acknowledged so many. Returns everything it managed to acknowledge."""
    command = [sys.executable, str(Path(__file__).with_name("editing_child.py")), str(folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(edits)]
        child.send_signal(signal.SIGKILL)
        lines += child.stdout.readlines()
    return [int(line) for line in lines if line.endswith("\n")]
