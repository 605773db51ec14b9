"""The window of one of the people of a project whose articles are given out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.gui.app import Program
from nhan.gui.identity import Identity
from nhan.gui.jobs import Direct
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, THEME, Settings
from nhan.gui.startup import make_application
from tests.core.curation.apart import given_to_two
from tests.gui.conftest import Typist, settle

Sit = Callable[..., Typist]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return given_to_two(tmp_path / "p")


@pytest.fixture
def sit(qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[Sit]:
    """Opens the window of a person (id), at their own work or another's."""
    made: list[Program] = []

    def opened(person: str, looking_at: str = "") -> Typist:
        settings = Settings(tmp_path / f"{person}.ini")
        settings.set(AUTO_SUGGEST, False)
        settings.set(AUTO_TRAIN, False)
        settings.set(THEME, "light")
        program = Program(make_application(), settings, executor=Direct(), identity=Identity(None, person))
        made.append(program)
        window = program.open(folder, looking_at)
        settle(window, qtbot)
        return Typist(window, qtbot)

    yield opened
    for program in made:
        if program.window is not None:
            program.window.close()
        program.language.remove()
