"""A random walk over the whole window and several articles: window, journal and disk agree at every step."""

import random
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.labels import Overlap
from nhan.gui.app import Program
from tests.gui.walking import Walk


def walk(walk: Walk, changes: int, seldom: int) -> None:
    """Walk until so much has changed, then undo it all; the costly looks come every ``seldom`` steps."""

    def look() -> None:
        walk.check()
        if walk.steps % seldom == 0:
            walk.check_disk()
            walk.check_picture()

    while walk.changes < changes:
        walk.step(walk.any_step())
        look()
    walk.check_disk()
    walk.undo_all(look)
    walk.check_disk()
    walk.check_picture()


@pytest.mark.parametrize("overlap", Overlap)
def test_a_walk_leaves_window_journal_and_disk_in_agreement(
    qtbot: QtBot, tmp_path: Path, program: Program, overlap: Overlap
) -> None:
    walk(Walk(program, qtbot, tmp_path / "p", overlap, seed=3), changes=60, seldom=25)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_walk_of_twenty_thousand_verbs(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print("seed", seed)
    walk(Walk(program, qtbot, tmp_path / "p", Overlap.NESTED, seed), changes=20_000, seldom=500)
