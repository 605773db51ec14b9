"""The closed list of modules that the program becomes as a child process."""

import subprocess
import sys
from pathlib import Path

import pytest

from nhan.core.doubts.protocol import DOUBTING
from nhan.core.retraining.protocol import TRAINING
from nhan.core.servers import SERVERS, is_child
from nhan.core.simulation.protocol import SIMULATING
from nhan.core.suggest.protocol import SUGGESTING, Known, Ready
from nhan.core.workers.channel import encode
from nhan.core.workers.command_line import CHILD


def test_every_channel_has_its_server_in_the_list() -> None:
    assert {SUGGESTING.server, TRAINING.server, SIMULATING.server, DOUBTING.server} == set(SERVERS)


@pytest.mark.parametrize("argv", [[], [CHILD], [CHILD, "os"], [CHILD, SERVERS[0], "x"], [SERVERS[0]], ["open", CHILD]])
def test_other_arguments_make_no_child(argv: list[str]) -> None:
    assert not is_child(argv)
    assert is_child([CHILD, SERVERS[0]])


def test_the_command_becomes_the_child(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nhan.gui", CHILD, SUGGESTING.server]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write(encode(Ready("rules")))
        child.stdin.flush()
        assert isinstance(SUGGESTING.read_answer(child.stdout), Known)
        child.stdin.close()  # as when the parent goes
        assert child.wait() == 0
