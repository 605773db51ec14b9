"""Each key decides what is at the ring, by real keys: never what is elsewhere, not drawn, or decided already."""

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.model import ArticleStatus
from nhan.core.operations import Edge
from nhan.gui.adjudication.panel import VersionsPanel
from nhan.gui.app import Program
from nhan.gui.review.label_chooser import LabelChooser
from nhan.gui.settings import SHORTCUTS, TEXT_PX
from tests.gui.adjudication.people import AGREED, HUE, LAN, MINH, at_work, done_by, heard, huế, shown, stands, stops_of
from tests.gui.conftest import Typist, part


@pytest.fixture
def curator(program: Program, qtbot: QtBot, tmp_path: Path) -> Typist:
    """At three stops of "Huế", in the first of two articles; all have "Vinh"."""
    folder = done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")}, 2)
    return at_work(program, folder, qtbot)


def agreed_id(curator: Typist) -> str:
    return next(span.id for span in shown(curator) if span.place == AGREED)


def native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def settled(curator: Typist) -> None:
    """Everything that the last key has done is done."""
    curator.qtbot.waitUntil(lambda: not curator.window._settling)


def test_a_key_acts_on_the_span_at_the_ring_and_not_on_a_stop_elsewhere(curator: Typist) -> None:
    stops = stops_of(curator)
    first = stops.stop
    curator.window.view.set_active(agreed_id(curator))
    curator.press("Delete")
    assert stops.stop is first and stands(shown(curator)) == set()
    assert stops.state is not None and len(stops.state.open) == 3


@pytest.mark.parametrize("key", ["Return", "F4", "Alt+Return", "Ctrl+D", "Ctrl+Down", "1"])
def test_no_key_decides_a_stop_while_the_ring_is_on_another_span(curator: Typist, key: str) -> None:
    curator.window.view.set_active(agreed_id(curator))
    curator.press(key)
    state = stops_of(curator).state
    assert state is not None and len(state.open) == 3


def test_return_goes_to_the_stop_first_where_the_ring_was_dropped(curator: Typist) -> None:
    view, before = curator.window.view, stands(shown(curator))
    curator.press("Escape")
    settled(curator)
    assert view.active is None
    curator.press("Return")
    assert stands(shown(curator)) == before and view.at_proposed
    curator.press("Return")
    assert len(stands(shown(curator))) == len(before) + 1


def test_redoing_the_last_decision_leaves_the_stop(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC", 2), MINH: huế("ORG", 2)})
    curator = at_work(program, folder, qtbot)
    curator.press("Return")
    assert shown(curator).state.status is ArticleStatus.DONE
    curator.press("Ctrl+Z")
    settled(curator)
    assert stops_of(curator).stop is not None and curator.window.view.at_proposed
    curator.press("Ctrl+Y")
    settled(curator)
    decided = stands(shown(curator))
    assert stops_of(curator).stop is None
    curator.press("Tab", "Return", "Return")
    assert shown(curator).state.status is ArticleStatus.DONE and stands(shown(curator)) == decided


@pytest.mark.parametrize("key", ["Ctrl+Return", "Ctrl+Shift+Return"])
def test_no_article_is_done_while_something_is_open(curator: Typist, key: str) -> None:
    curator.press("Tab", key)
    assert shown(curator).id == "a0" and shown(curator).state.status is not ArticleStatus.DONE


@pytest.mark.parametrize("key", ["Ctrl+Down", "Ctrl+Alt+Return"])
def test_the_bulk_keys_take_what_is_drawn(curator: Typist, key: str) -> None:
    place = stops_of(curator).draft.places[0]
    curator.press(key)
    state = stops_of(curator).state
    assert place in stands(shown(curator)) and state is not None and len(state.open) == 2


def test_a_chip_decides_the_label_of_the_stop(curator: Typist) -> None:
    curator.window.pane.labels.chosen.emit("MISC")
    assert stands(shown(curator)) == {(2, 5, "MISC"), AGREED}


@pytest.mark.parametrize("chosen", ["key", "chip"])
def test_no_label_decides_a_stop_that_is_out_of_sight(curator: Typist, chosen: str) -> None:
    """It is gone to first, and the next press decides."""
    window, stop = curator.window, stops_of(curator).stop
    assert stop is not None
    window.resize(420, 200)
    window.settings.set(TEXT_PX, 26)
    bar = window.view.verticalScrollBar()
    curator.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    assert not window.view.is_in_view(stop.start) and stops_of(curator).draft.is_here
    for decided in (False, True):
        if chosen == "key":
            curator.press("3")
        else:
            window.pane.labels.chosen.emit("ORG")
        assert window.view.is_in_view(stop.start) or decided
        assert ((stop.start, stop.end, "ORG") in stands(shown(curator))) is decided


def test_the_chooser_decides_the_label_of_the_stop(curator: Typist) -> None:
    curator.press("Ctrl+L")
    chooser = part(curator.window, LabelChooser)
    chooser.field.setText("MISC")
    curator.press_on(chooser.field, "Return")
    assert stands(shown(curator)) == {(2, 5, "MISC"), AGREED}


def test_a_digit_labels_the_words_of_a_stop_of_which_nothing_is_drawn(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC", 2), MINH: [AGREED]})
    curator = at_work(program, folder, qtbot)
    stops = stops_of(curator)
    while stops.draft.places:
        curator.press("Alt+Down")
    digit = next(key for key in "1234567890" if (label := curator.window.bridge.labels.with_key(key)) is not None)
    label = curator.window.bridge.labels.with_key(digit)
    curator.press(digit)
    assert label is not None and stands(shown(curator)) == {(2, 5, label.name), AGREED} and stops.stop is None


@pytest.mark.parametrize("key", ["Ctrl+1", "Ctrl+Delete", "Ctrl+Shift+Delete", "Alt+Shift+Return"])
def test_keys_for_many_spans_say_that_the_stop_comes_first(curator: Typist, key: str) -> None:
    words = heard(curator.window)
    before = curator.spans()
    curator.press(key)
    assert words == ["window.adjudicate_first"] and curator.spans() == before
    assert not curator.window.pane.notice.isVisible()


def test_a_dragged_edge_changes_what_is_drawn(curator: Typist) -> None:
    stops, view = stops_of(curator), curator.window.view
    before = curator.spans()
    assert view.active is not None
    view.edge_dragged.emit(view.active, Edge.START, 0)
    assert [place[:2] for place in stops.draft.places] == [(0, 5)] and curator.spans() == before


def test_what_is_not_to_be_read_is_drawn_before_a_key_takes_it(curator: Typist) -> None:
    stops, dock = stops_of(curator), curator.window.docks.by_name["adjudication"]
    curator.qtbot.waitUntil(lambda: not part(curator.window, VersionsPanel).visibleRegion().isEmpty())
    second = stops.draft.versions[1].places[0]
    curator.press("F4")
    assert second in stands(shown(curator))
    dock.hide()
    second = stops.draft.versions[1].places[0]
    curator.press("F4")
    assert second not in stands(shown(curator)) and stops.draft.places == [second]
    curator.press("F4")
    assert second in stands(shown(curator))


def test_the_panel_names_the_keys_that_there_are(curator: Typist) -> None:
    panel = part(curator.window, VersionsPanel)
    accept, both, none = map(native, ("Return", "Alt+Return", "Del"))
    assert panel.lines[0].text().endswith(accept) and panel.lines[1].text().endswith("F4")
    assert both in panel.keys.text() and none in panel.keys.text()
    assert "Ctrl+D" in panel.keys.text() and "Ctrl+Shift+D" in panel.keys.text()
    curator.window.settings.set(SHORTCUTS, {"next_reading": ["F12"]})
    curator.press("Tab")
    assert "F12" in panel.lines[1].text()


def test_where_one_has_nothing_it_is_said_once_with_its_keys(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    """And both is no choice there."""
    curator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: [AGREED]}), qtbot)
    panel, draft = part(curator.window, VersionsPanel), stops_of(curator).draft
    drawn, none, both, same = map(native, ("Return", "Del", "Alt+Return", "Ctrl+D"))
    seen = set[bool]()
    for _ in range(2):
        (nothing,) = (line.text() for line in panel.lines if "không có gì" in line.text())
        assert nothing.endswith(f", {none}") or (draft.at == 0 and nothing.endswith(none))
        assert (drawn in nothing) is (draft.places == [])
        words = panel.keys.text()
        assert same in words and not any(each in words for each in (none, both, "không có gì"))
        seen.add(draft.places == [])
        curator.press("Alt+Down")
    assert seen == {False, True}


def test_the_line_of_keys_is_for_what_is_drawn_and_also_where_that_is_nothing(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    curator = at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: [AGREED]}), qtbot)
    hints, draft = curator.window.pane.hints, stops_of(curator).draft
    said: dict[bool, list[str]] = {}
    for _ in range(2):
        QApplication.processEvents()
        said[draft.places == []] = [hint.key for hint in hints.hints]
        curator.press("Alt+Down")
    assert said[True][:3] == ["Enter", "Alt+↓", "1–4"]
    assert said[False][:2] == ["Enter", "Alt+↓"] and {"Ctrl+D", "Delete"} <= {*said[False]}


def test_trust_counts_each_decision_once(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")})
    curator = at_work(program, folder, qtbot)
    curator.press(*["Return"] * len(HUE))
    had = stops_of(curator)._trust._either
    # Each person's own and the gold's: three decided places under two labels, and the one that all have.
    assert sum(had.values()) == sum(
        had_it + (span.place in stands(shown(curator)))
        for span in shown(curator)
        for had_it in (span.votes or {}).values()
    )


@pytest.mark.parametrize("key", ["Ctrl+Return", "Ctrl+Shift+Return"])
def test_the_chooser_relabels_nothing_of_what_is_only_drawn(curator: Typist, key: str) -> None:
    draft = stops_of(curator).draft
    label = draft.places[0][2]
    curator.press("Return")
    while draft.places[0][2] != label:  # the same words with the same label, of which one is decided now
        curator.press("Alt+Down")
    before = curator.spans()
    curator.press("Ctrl+L")
    chooser = part(curator.window, LabelChooser)
    chooser.field.setText("MISC")
    curator.press_on(chooser.field, key)
    assert curator.spans() == before and not curator.window.pane.notice.isVisible()
