"""What a window changes of the interpreter is put back with the last window, not with the first."""

import gc
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from nhan.gui.app import Program
from nhan.gui.jobs import Direct, Jobs
from nhan.gui.overridden import NEVER, SWITCH, Overridden
from tests.gui.conftest import make_project


class User:
    """Somebody who needs a setting to be another one."""


def test_the_last_who_needs_it_puts_back_what_was_there() -> None:
    values = [5]
    setting = Overridden(lambda: values[-1], values.append, lambda usual: usual * 10)
    first, second = User(), User()
    setting.end(first)  # who never began changes nothing
    for user in (first, first, second):
        setting.begin(user)
    setting.end(first)
    assert values == [5, 50]
    setting.end(second)
    setting.end(second)
    assert values == [5, 50, 5]


def test_who_goes_without_a_word_needs_it_no_longer() -> None:
    values = [5]
    setting = Overridden(lambda: values[-1], values.append, lambda usual: usual * 10)
    lost, other = User(), User()
    setting.begin(lost)
    del lost
    setting.begin(other)
    setting.end(other)
    assert values == [5, 50, 5]


def test_whole_looks_for_circles_come_back_after_one_window_has_taken_the_place_of_another(
    tmp_path: Path, program: Program
) -> None:
    usual = gc.get_threshold()
    program.open(make_project(tmp_path / "p"))
    window = program.open(make_project(tmp_path / "other"))
    assert gc.get_threshold()[2] == NEVER
    window.close()
    assert gc.get_threshold() == usual


def test_threads_take_short_turns_while_any_window_has_a_job(qapp: QApplication) -> None:
    usual = sys.getswitchinterval()
    one = Jobs(Direct())
    first = one.track("Suggesting", 0, lambda: None)
    other = Jobs(Direct())
    second = other.track("Suggesting", 0, lambda: None)
    one.end(first)
    assert sys.getswitchinterval() == SWITCH
    other.end(second)
    assert sys.getswitchinterval() == usual
