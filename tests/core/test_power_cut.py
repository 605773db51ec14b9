"""The power goes at any moment, and takes whatever was not fsynced, or some of it: no acknowledged edit with it."""

import os
import random
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import msgspec
import pytest

from nhan.core.store.disk import Disk
from tests.core.power_cut import watched
from tests.core.test_crash import Picture, make_folder, opened, picture, work

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="descriptors are looked up in /proc"),
    pytest.mark.slow,
]
BY_CHANCE = 3  # states of each moment, beside the one with only what is safe


class Cut(msgspec.Struct):
    """One state after a power cut. ``expected``: what may be there; ``found``: what is."""

    folder: Path
    expected: list[Picture]
    found: Picture
    acknowledged: int


def cuts(folder: Path, by_chance: int = BY_CHANCE, seed: int = 2026) -> Iterator[Cut]:
    """Work in a new project in ``folder``, and every state that a power cut may leave of it at any moment."""
    folder.mkdir(exist_ok=True)
    project = make_folder(folder / "work")
    session = opened(project, Disk())
    pictures = [picture(session)]
    with watched(project) as watch:
        for step in work(session):
            step()
            pictures.append(picture(session))
            watch.acknowledged += 1
            watch.look()
    numbers, chance = count(), random.Random(seed)
    for moment in watch.moments:
        for dice in (None, *[chance] * by_chance):
            place = folder / str(next(numbers))
            moment.write(place, dice)
            expected = pictures[moment.acknowledged : moment.acknowledged + 2]
            again = opened(place, Disk())
            yield Cut(place, expected, picture(again), moment.acknowledged)
            again.close()


def test_no_acknowledged_edit_goes_with_the_power(tmp_path: Path) -> None:
    states = 0
    for cut in cuts(tmp_path):
        assert cut.found in cut.expected, (cut.folder, cut.acknowledged)
        states += 1
    assert states > 200


@pytest.mark.parametrize("left_out", ["fsync", "fdatasync"])
def test_it_would_be_seen_if_one_were_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left_out: str) -> None:
    """Of files or of the journal: the simulation has teeth."""

    def sync(number: int, data_only: bool = False) -> None:
        if data_only is not (left_out == "fdatasync"):
            os.fsync(number)

    monkeypatch.setattr("nhan.core.store.disk._sync", sync)
    assert any(cut.found not in cut.expected for cut in cuts(tmp_path))
