"""A window on a disk that can be made to refuse."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.gui.app import Program
from tests.core.store.building import FullDisk
from tests.gui.conftest import Typist, make_project, settle

FULL = {"write", "open_append", "write_atomic"}


def window_on(disk: FullDisk, program: Program, folder: Path, qtbot: QtBot, patch: pytest.MonkeyPatch) -> Typist:
    """An annotator at a window on three articles with four suggestions each, whose project is on this disk."""
    patch.setattr("nhan.gui.app.Disk", lambda: disk)
    window = program.open(make_project(folder))
    settle(window, qtbot)
    return Typist(window, qtbot)
