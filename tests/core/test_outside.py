"""Two programs of one name on one folder: nothing that was acknowledged is lost, whatever each does and when."""

import random
from functools import partial
from pathlib import Path

import pytest

from nhan.core.operations import set_note
from tests.core.building import TEXT, span
from tests.core.damaged import done
from tests.core.test_session import make
from tests.core.two_programs import Side, assert_all_is_there

INTERLEAVINGS = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles with suggestions."""
    project = make(tmp_path / "p")
    run = project.new_run("u", "1")
    names = [span(TEXT, each, "LOC") for each in ("Bắc Ninh", "Hoà Bình", "TP.HCM")]
    run.write(1, dict.fromkeys(project.ids, names))
    run.finish()
    return project.folder


@pytest.fixture
def sides(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Side]:
    return [Side(folder, tmp_path / name, monkeypatch) for name in ("here", "there")]


@pytest.mark.parametrize("seed", range(INTERLEAVINGS))
def test_any_interleaving_of_edits_saves_closes_and_deaths(folder: Path, sides: list[Side], seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        side, other = chance.sample(sides, 2)
        side.disk.meanwhile = partial(other.act, chance) if chance.random() < 0.5 else None
        side.act(chance)
    for side in sides:
        side.disk.meanwhile = None
    for side in chance.sample(sides, 2):
        chance.choice((side.close, side.kill))()
    assert_all_is_there(folder, sides)
    for number, side in enumerate(sides):  # whoever edits next seals what the dead have left
        done(side.opened(), set_note(side.opened().document("a2"), f"lần {number}"))
        side.close()
    assert_all_is_there(folder, sides)
    assert not list((folder / "journal").rglob("*.jsonl"))
