"""Every call of the disk fails, once or for good, whole or half done: nothing that was said to be saved is lost, and
what is said is true at each moment."""

from itertools import count
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.core.failing import ERRORS, NONE, Fault
from tests.gui.failing_session import make, play

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("half", [False, True], ids=["whole", "half"])
def test_whichever_call_fails_nothing_is_lost(qtbot: QtBot, tmp_path: Path, for_good: bool, half: bool) -> None:
    numbers = count()
    whole = play(make(tmp_path / str(next(numbers))), NONE)
    assert (whole.lost, whole.untrue, whole.failed) == ([], [], 0) and whole.calls > 60
    failed = 0
    for at in range(whole.calls):
        told = play(make(tmp_path / str(next(numbers))), Fault(at, ERRORS[at % len(ERRORS)], for_good, half))
        assert (told.lost, told.untrue, told.unsaid) == ([], [], [])
        failed += told.failed > 0
    assert failed > whole.calls // 2
