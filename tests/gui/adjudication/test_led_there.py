"""A list leads to words where people differ: that stop is looked at there, as it was shown before."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from nhan.core.model import Span, SpanStatus
from nhan.gui.agreement.panel import AgreementPanel
from nhan.gui.app import Program
from tests.gui.adjudication.people import HUE, LAN, MINH, at_work, done_by, huế, shown, stands, stops_of
from tests.gui.conftest import part, settle


def test_a_place_of_the_agreement_list_is_the_stop_that_keys_decide(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")}, 2)
    curator = at_work(program, folder, qtbot)
    curator.window.actions_by_id["agreement"].trigger()
    panel = part(curator.window, AgreementPanel)
    panel.gone_to.emit("a1", HUE[1], HUE[1] + 3)
    settle(curator.window, qtbot)
    stops = stops_of(curator)
    assert stops.stop is not None and shown(curator).id == "a1"
    assert stops.stop.start == HUE[1] and curator.window.view.at_proposed
    curator.press("Return")
    assert {start for start, _, _ in stands(shown(curator))} == {HUE[1], 27}


def test_the_order_of_the_versions_is_the_same_when_one_comes_back(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")})
    curator = at_work(program, folder, qtbot)
    stops = stops_of(curator)
    first = stops.draft.versions[0]
    other = LAN if first.voters == (MINH,) else MINH
    for number in range(40):  # what was decided elsewhere meanwhile speaks for the other
        label = "LOC" if other == LAN else "ORG"
        votes = {LAN: other == LAN, MINH: other == MINH}
        status = SpanStatus.CONFIRMED
        stops._trust.add([Span(id=f"x{number}", start=0, end=1, label=label, status=status, votes=votes)])
    curator.press("Tab")
    assert stops.draft.versions[0].voters == (other,), "it counts for what was not shown yet"
    curator.press("Shift+Tab")
    assert stops.draft.versions[0] == first
