"""Two real programs of one name on one folder, without a lock in common, some of them killed: nothing is lost."""

import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from nhan.core.model import ArticleEdit
from nhan.core.operations import set_note
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder
from tests.core.damaged import done
from tests.core.two_programs import make_suggested, missing
from tests.tools.loading import ROOT

SOME, MANY = 4, 200

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows"), pytest.mark.slow]


def rival(folder: Path, state: Path, seed: int, acts: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, str(Path(__file__).with_name("rival_child.py")), str(folder), str(seed), str(acts)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "XDG_STATE_HOME": str(state), "PYTHONPATH": str(ROOT)}
    )


def run_two(folder: Path, seed: int) -> tuple[int, int]:
    """Two programs at once, two times; each may be killed on the way.

    Returns how many edits were acknowledged, and how many decisions are missing.
    """
    chance = random.Random(seed)
    folder = make_suggested(folder)
    told: list[bytes] = []
    for _ in range(2):
        children = [rival(folder, folder.with_name(f"{folder.name}-{n}"), chance.randrange(10**6), 60) for n in (0, 1)]
        for child in children:
            assert child.stdout is not None
            if chance.random() < 0.4:
                told += [child.stdout.readline() for _ in range(chance.randint(1, 20))]
                child.kill()
        for child in children:
            assert child.stdout is not None
            told += child.stdout.readlines()
            assert child.wait() in (0, -9)
            child.stdout.close()
    edits = [msgspec.json.decode(line, type=ArticleEdit) for line in told if line.endswith(b"\n")]
    lost = missing(folder, edits)
    session = Session(Project.open(Disk(), folder))  # whoever comes next seals what the dead have left
    done(session, set_note(session.document("a2"), "x"))
    assert session.close() is None
    assert not list((folder / "journal").rglob("*.jsonl"))
    assert {problem.message.key for problem in check_folder(Disk(), folder)} <= {"store.disputes"}
    return len(edits), len(lost) + len(missing(folder, edits))


@pytest.mark.parametrize("seed", range(SOME))
def test_two_programs_lose_nothing(tmp_path: Path, seed: int) -> None:
    acknowledged, lost = run_two(tmp_path / "p", seed)
    assert acknowledged > 20 and lost == 0


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_two_hundred_times(tmp_path: Path) -> None:
    found = [run_two(tmp_path / f"p{seed}", seed) for seed in range(SOME, SOME + MANY)]
    acknowledged, lost = map(sum, zip(*found, strict=True))
    print(acknowledged)
    assert acknowledged > 20 * MANY and lost == 0
