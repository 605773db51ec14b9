"""The line of the next keys: right at each moment, with one's own keys, and gone once they are known."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.key_hints import KNOWN
from nhan.gui.settings import CERTAIN, DECISIONS, KEY_HINTS, SHORTCUTS
from tests.gui.adjudication.people import AGREED, LAN, MINH, at_work, done_by, huế
from tests.gui.conftest import Typist, make_project, settle


def keys(annotator: Typist) -> list[str]:
    QApplication.processEvents()  # the line is brought up to date once all is settled
    return [hint.key for hint in annotator.window.pane.hints.hints]


@pytest.fixture
def unsure(program: Program, annotator: Typist) -> Typist:
    """Where no suggestion counts as sure."""
    program.settings.set(CERTAIN, 0.9)
    return annotator


def test_a_newcomer_sees_what_to_press(unsure: Typist) -> None:
    annotator = unsure
    assert keys(annotator)[:4] == ["Enter", "1–4", "Delete", "Shift+→"]
    annotator.window.view.set_selection(0, 8)
    assert keys(annotator)[0] == "1–4"
    annotator.press("Escape")
    assert keys(annotator)[0] == "Tab"
    annotator.press("Tab", "Return", "Return", "Return", "Return")
    assert keys(annotator)[0] == "Ctrl+Enter"
    annotator.window.view.set_active(next(iter(annotator.window.bridge.document)).id)  # type: ignore[arg-type]
    assert "Enter" not in keys(annotator)


def test_it_says_how_many_the_bulk_key_takes_and_where_there_is_another_reading(unsure: Typist) -> None:
    annotator, window = unsure, unsure.window
    assert not {"Ctrl+↓", "F4"} & {*keys(annotator)}  # nothing is sure, and what is active can be nothing else
    window.settings.set(CERTAIN, 0.8)
    annotator.qtbot.waitUntil(lambda: len(window.view.painted.down) == 1)
    (does,) = (hint.does for hint in window.pane.hints.hints if hint.key == "Ctrl+↓")
    assert "2" in does.split()
    annotator.press("Shift+Left")  # decides on what is active, and stays
    assert "Ctrl+↓" in keys(annotator)
    (does,) = (hint.does for hint in window.pane.hints.hints if hint.key == "Ctrl+↓")
    assert "1" in does.split()
    annotator.press("Ctrl+Down")
    assert len([each for each in annotator.spans() if each[2] == "confirmed"]) == 2
    assert "F4" in keys(annotator) and "Ctrl+↓" not in keys(annotator)


def test_it_names_one_s_own_keys(annotator: Typist) -> None:
    annotator.window.settings.set(SHORTCUTS, {"accept": ["F12"]})
    assert keys(annotator)[0] == "F12"


def test_it_goes_once_the_keys_are_known(annotator: Typist, program: Program, qtbot: QtBot) -> None:
    folder = annotator.window.bridge.session.project.folder
    annotator.press("Return")
    annotator.window.close()
    assert program.settings.get(DECISIONS) == 1
    program.settings.set(DECISIONS, KNOWN - 2)
    again = Typist(program.open(folder), qtbot)
    settle(again.window, qtbot)
    assert again.window.pane.hints.isVisible()
    again.press("Return", "Return")
    assert not again.window.pane.hints.isVisible()
    assert "Shift+F1: " in again.window.status.currentMessage()


def test_it_can_be_sent_away_and_had_again(annotator: Typist) -> None:
    window = annotator.window
    window.pane.hints.close_button.click()
    assert not window.pane.hints.isVisible()
    assert window.view.hasFocus()
    window.settings.set(KEY_HINTS, True)
    assert window.pane.hints.isVisible()
    assert keys(annotator)[0] == "Enter"


def test_labels_without_keys_of_their_own_have_the_digits_that_the_chips_show(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = make_project(tmp_path / "p")
    project = Project.open(Disk(), folder)
    plain = tuple(replace(label, key="") for label in project.labels.labels)
    project.describe(labels=replace(project.labels, labels=plain))
    annotator = Typist(program.open(folder), qtbot)
    settle(annotator.window, qtbot)
    assert "1–4" in keys(annotator)


def test_the_line_is_right_as_soon_as_it_is_there_again(annotator: Typist) -> None:
    annotator.window.pane.hints.close_button.click()
    annotator.window.view.set_selection(0, 8)
    annotator.window.settings.set(KEY_HINTS, True)
    assert next(hint.key for hint in annotator.window.pane.hints.hints) == "1–4"


def test_it_names_no_key_that_ends_the_article_while_suggestions_are_on_their_way(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    annotator = Typist(program.open(make_project(tmp_path / "p", suggested=())), qtbot)
    settle(annotator.window, qtbot)
    events = annotator.window.events
    assert keys(annotator)[0] == "Ctrl+Enter"
    events.awaited.emit("a0", True)
    assert keys(annotator)[0] == "1–4"
    events.awaited.emit("a0", False)
    assert keys(annotator)[0] == "Ctrl+Enter"
    annotator.window.view.set_selection(0, 8)
    annotator.press("1", "Escape")
    events.awaited.emit("a0", True)  # again, about the rest of what has been begun
    assert keys(annotator)[0] == "Ctrl+Enter"


def test_without_an_article_there_is_no_line_to_send_away(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = program.open(make_project(tmp_path / "p", 0, ()))
    settle(window, qtbot)
    assert not window.pane.hints.hints and not window.pane.hints.close_button.isVisible()


def test_where_nothing_is_proposed_the_way_to_the_other_version_is_named(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC", 2), MINH: [AGREED], "tu-4444": [AGREED]})
    curator = at_work(program, folder, qtbot)
    view = curator.window.view
    assert view.at_proposed and view.active is None  # two had nothing there: that is drawn first
    assert {"Alt+↓", "1–4"} <= {*keys(curator)}
    does = [hint.does for hint in curator.window.pane.hints.hints]
    assert "bỏ hết" in does and "xem phương án khác" in does
    curator.press("Alt+Down")
    assert view.active is not None and "Alt+↓" in keys(curator)
