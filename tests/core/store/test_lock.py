"""The lock: one writer per project and annotator, between processes, with nothing written into the project."""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nhan.core.store.lock import IMPORT, lock_owner, try_lock

HOLD = """
import sys; from pathlib import Path; from nhan.core.store.lock import try_lock
lock = try_lock(Path(sys.argv[1]), "an1"); print("held" if lock else "refused", flush=True); sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "state"))
    return tmp_path / "state"


def test_one_holds_it_the_other_is_refused_until_it_is_let_go(tmp_path: Path) -> None:
    project = tmp_path / "p"
    project.mkdir()
    lock = try_lock(project, "an1")
    assert lock is not None
    assert try_lock(project, "an1") is None
    assert try_lock(tmp_path / "x" / ".." / "p", "an1") is None
    others = [try_lock(project, "an2"), try_lock(project, IMPORT), try_lock(tmp_path / "q", "an1")]
    assert all(others)
    lock.release()
    lock.release()
    with try_lock(project, "an1") or pytest.fail("still locked"):
        assert try_lock(project, "an1") is None
    assert try_lock(project, "an1") is not None
    assert list(project.iterdir()) == []


def test_who_is_refused_can_say_who_holds_it(tmp_path: Path, state: Path) -> None:
    lock = try_lock(tmp_path / "p", "an1", "Nguyễn Thị Lan")
    assert lock is not None
    owner = lock_owner(tmp_path / "p", "an1")
    assert owner is not None
    assert (owner.name, owner.machine, owner.process) == ("Nguyễn Thị Lan", platform.node(), os.getpid())
    assert abs(datetime.now(UTC) - owner.since) < timedelta(minutes=1)
    (file,) = state.rglob("*.json")
    file.write_bytes(b'{"name": 7}')
    assert lock_owner(tmp_path / "p", "an1") is None
    lock.release()
    assert not list(state.rglob("*.json"))


def test_another_process_holds_it_until_it_dies(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "p")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "held"
        assert try_lock(tmp_path / "p", "an1") is None
        other.kill()
    assert try_lock(tmp_path / "p", "an1") is not None


def test_where_no_lock_can_be_had_work_goes_on(tmp_path: Path, state: Path) -> None:
    state.write_text("a file where the folder should be")
    lock = try_lock(tmp_path / "p", "an1")
    assert lock is not None
    lock.release()
