"""A model's say in which version is drawn first: asked beside the window, and not where the user wants none."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.adjudication.disagreements import Disagreement
from nhan.core.adjudication.model_opinion import Likelihoods, ModelOpinion
from nhan.core.project import Project
from nhan.core.store.project_file import Role
from nhan.gui.adjudication import starting as module
from nhan.gui.app import Program
from nhan.gui.settings import AUTO_SUGGEST
from tests.gui.adjudication.people import HUE, LAN, MINH, at_work, done_by, huế, shown, stands, stops_of
from tests.gui.adjudication.test_starting import answer
from tests.gui.conftest import Later


@pytest.mark.slow
def test_the_likelier_version_is_drawn_first(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = partial(ModelOpinion, patience=120)  # on a busy machine a child takes its time to start
    monkeypatch.setattr(module, "ModelOpinion", patient)
    folder = done_by(tmp_path / "p", {LAN: huế("ORG"), MINH: huế("LOC")}, articles=2)
    program.settings.set(AUTO_SUGGEST, True)
    curator = at_work(program, folder, qtbot)
    stops = stops_of(curator)
    qtbot.waitUntil(lambda: stops.stop is not None, timeout=150_000)
    for article in ("a0", "a1"):  # the next article has been asked about before it is shown
        for start in HUE:
            assert stops.draft.versions[0].places == ((start, start + 3, "LOC"),)
            document = shown(curator)
            assert document.id == article
            curator.press("Return")
        assert {(start, start + 3, "LOC") for start in HUE} < stands(document)
    curator.window.close()


def test_who_wants_no_suggestions_is_asked_nothing(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("ORG"), MINH: huế("LOC")})
    curator = at_work(program, folder, qtbot)
    assert stops_of(curator).stop is not None and stops_of(curator)._opinion is None


class Listed(ModelOpinion):
    """Those that were made, which are asked nothing."""

    made: ClassVar[list[ModelOpinion]] = []

    def __init__(self, project: Project, annotator: str) -> None:
        super().__init__(project, annotator, patience=0)
        self.made.append(self)

    def of(self, article: str, text: str, stops: Iterable[Disagreement]) -> Likelihoods:
        return {}


@pytest.fixture
def made(program: Program, monkeypatch: pytest.MonkeyPatch) -> list[ModelOpinion]:
    monkeypatch.setattr(module, "ModelOpinion", Listed)
    monkeypatch.setattr(Listed, "made", [])
    program.settings.set(AUTO_SUGGEST, True)
    return Listed.made


@pytest.mark.parametrize("when", ["reading", "taken"])
def test_no_child_outlives_the_window(
    program: Program, qtbot: QtBot, tmp_path: Path, made: list[ModelOpinion], when: str
) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("ORG"), MINH: huế("LOC")})
    program._executor = later = Later()
    later.held = when == "reading"
    window = at_work(program, folder, qtbot).window
    window.events.closing.connect(later.let_go)  # the work is read while the window closes
    window.close()
    assert [opinion.is_closed for opinion in made] == [True]


@pytest.mark.parametrize("at", ["reading", "read"])
def test_nobody_is_asked_to_adjudicate_while_the_window_closes(
    program: Program, qtbot: QtBot, tmp_path: Path, made: list[ModelOpinion], monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    asked = list[str]()
    monkeypatch.setattr(module, "confirm", lambda question, *_: asked.append(question))
    folder = done_by(tmp_path / "p", {LAN: huế("ORG"), MINH: huế("LOC")})
    program._executor = later = Later()
    window = at_work(program, folder, qtbot, Role.ANNOTATOR).window
    later.held = at == "reading"
    window.actions_by_id["adjudicate"].trigger()
    window.events.closing.connect(later.let_go)  # the work is read while the window closes
    window.close()
    QApplication.processEvents()
    assert asked == [] and [opinion.is_closed for opinion in made] == [True]


def test_no_child_is_left_where_nobody_adjudicates(
    program: Program, qtbot: QtBot, tmp_path: Path, made: list[ModelOpinion]
) -> None:
    curator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC")}), qtbot, Role.ANNOTATOR)
    curator.window.actions_by_id["adjudicate"].trigger()
    assert [opinion.is_closed for opinion in made] == [True]  # nothing to compare
    curator = at_work(program, done_by(tmp_path / "q", {LAN: huế("LOC"), MINH: huế("ORG")}), qtbot, Role.ANNOTATOR)
    seen = answer(yes=False)
    curator.window.actions_by_id["adjudicate"].trigger()
    qtbot.waitUntil(lambda: len(seen) == 1)
    qtbot.waitUntil(lambda: made[-1].is_closed)
    assert len(made) == 2
