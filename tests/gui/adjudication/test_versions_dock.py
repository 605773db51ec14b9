"""What the panel says of the stop: which it is, and keys only while they decide it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.gui.adjudication.panel import VersionsPanel
from nhan.gui.app import Program
from nhan.gui.key_hints import ActsOn, KeyHints
from tests.gui.adjudication.people import AGREED, HUE, LAN, MINH, at_work, done_by, huế, shown, stops_of
from tests.gui.conftest import Typist, part


@pytest.fixture
def curator(program: Program, qtbot: QtBot, tmp_path: Path) -> Typist:
    return at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")}), qtbot)


def settled(curator: Typist) -> None:
    """Everything that the last key has done is done."""
    curator.qtbot.waitUntil(lambda: not curator.window._settling)


def vinh(curator: Typist) -> str:
    return next(span.id for span in shown(curator) if span.place == AGREED)


def headline(curator: Typist) -> str:
    return part(curator.window, VersionsPanel).headline.text()


def names_a_key(curator: Typist) -> bool:
    panel = part(curator.window, VersionsPanel)
    return "Enter" in panel.lines[0].text() or bool(panel.keys.text())


def test_the_place_is_counted_among_those_that_are_left(curator: Typist) -> None:
    said = [headline(curator)]
    for key in ("Tab", "Return"):
        curator.press(key)
        said.append(headline(curator))
    assert said == [
        "Chỗ 1 trong 3 chỗ còn lại, đã quyết định 0",
        "Chỗ 2 trong 3 chỗ còn lại, đã quyết định 0",
        "Chỗ 2 trong 2 chỗ còn lại, đã quyết định 1",
    ]
    curator.press("Return", "Return")
    assert headline(curator) == "Bài này không còn chỗ nào phải phân xử"


def test_no_key_is_named_while_it_would_act_on_something_else(curator: Typist) -> None:
    assert names_a_key(curator)
    curator.window.view.set_active(vinh(curator))
    settled(curator)
    assert not names_a_key(curator)
    curator.press("Tab")
    assert names_a_key(curator)
    curator.press("Escape")
    settled(curator)
    assert not names_a_key(curator)
    curator.press("Return")
    assert names_a_key(curator)


def test_words_that_are_selected_are_not_the_version_that_is_drawn_there(curator: Typist) -> None:
    view = curator.window.view
    view.set_active(None)
    view.set_selection(HUE[0], HUE[0] + 3)
    assert not view.at_proposed and not names_a_key(curator)
    assert part(curator.window, KeyHints)._moment is ActsOn.SELECTION


def test_a_redo_that_leaves_nothing_active_comes_back_to_the_stop(curator: Typist) -> None:
    curator.window.view.set_active(vinh(curator))
    curator.press("Delete", "Ctrl+Z")
    settled(curator)
    assert curator.window.view.active == vinh(curator) and not names_a_key(curator)
    curator.press("Ctrl+Y")
    settled(curator)
    assert stops_of(curator).draft.is_here and names_a_key(curator)
