"""A model's say in which version is drawn first: asked beside the window, and not where the user wants none."""

from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.adjudication.model_opinion import ModelOpinion
from nhan.gui.adjudication import stops as module
from nhan.gui.app import Program
from nhan.gui.settings import AUTO_SUGGEST
from tests.gui.adjudication.people import HUE, LAN, MINH, at_work, done_by, huế, shown, stands, stops_of


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
