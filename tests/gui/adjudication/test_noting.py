"""A note on a place that is open, by the key that writes notes on spans: never on what lies beneath it, never lost."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nhan.core.document import Document
from nhan.core.model import Span
from nhan.core.operations import suggest
from nhan.gui.app import Program
from nhan.gui.questions.comment import CommentDialog
from tests.core.building import LABELS, MACHINE
from tests.gui.adjudication.people import HUE, LAN, MINH, at_work, done_by, huế, shown, stands, stops_of
from tests.gui.conftest import Typist, answer_dialog, settle


@pytest.fixture
def curator(program: Program, qtbot: QtBot, tmp_path: Path) -> Typist:
    return at_work(program, done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("ORG")}), qtbot)


def ask(curator: Typist, words: str) -> None:
    def write(dialog: object) -> None:
        assert isinstance(dialog, CommentDialog)
        QTest.keyClicks(dialog.field, words)
        dialog.accept()

    assert len(answer_dialog(CommentDialog, write)) == 0
    curator.press("F2")
    settle(curator.window, curator.qtbot)


def notes(document: Document) -> list[tuple[int, str]]:
    return [(span.start, span.note) for span in document if span.note]


def drawn_note(curator: Typist) -> str:
    active = stops_of(curator).draft.active
    return active.note if active is not None else ""


def test_a_note_on_an_open_place_is_kept_and_stays_with_what_is_decided(curator: Typist) -> None:
    ask(curator, "Tinh nao?")
    assert notes(shown(curator)) == [(HUE[0], "Tinh nao?")] and drawn_note(curator) == "Tinh nao?"
    assert stops_of(curator).draft.is_here, "the ring has not moved"
    curator.press("Ctrl+Z")
    assert not notes(shown(curator)) and not drawn_note(curator)
    curator.press("Ctrl+Y", "Tab")
    assert not drawn_note(curator)
    curator.press("Shift+Tab")
    assert drawn_note(curator) == "Tinh nao?"
    before = stands(shown(curator))
    curator.press("F4")
    assert len(stands(shown(curator))) == len(before) + 1 and notes(shown(curator)) == [(HUE[0], "Tinh nao?")]


def test_a_note_is_about_the_place_shown_and_not_about_a_suggestion_next_to_it(curator: Typist) -> None:
    curator.press("Tab")
    bridge = curator.window.bridge
    machine = Span(id="m", start=HUE[2], end=HUE[2] + 3, label="LOC", source=MACHINE)
    assert bridge.offer_change("a0", suggest(shown(curator), LABELS, [machine]))
    ask(curator, "x")
    assert notes(shown(curator)) == [(HUE[1], "x")]


def test_a_note_where_nothing_is_drawn_is_about_the_words(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    folder = done_by(tmp_path / "p", {LAN: huế("LOC"), MINH: huế("LOC", HUE[1]), "ba-4444": huế("LOC", HUE[1])})
    curator = at_work(program, folder, qtbot)
    assert stops_of(curator).draft.active is None
    ask(curator, "sao?")
    assert notes(shown(curator)) == [(HUE[0], "sao?")]
