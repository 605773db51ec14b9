"""All the same by one key: on what the ring shows, one step of undo, a receipt with the count."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.model import SpanStatus
from nhan.gui.app import Program
from tests.core.building import span
from tests.gui.conftest import Typist, make_project, settle

TEXT = "Lâm Vinh Hải đến. Lâm Vinh Hải nói. Ông Lâm Vinh Hải về Huế. Lâm Vinh Hải cười."
NAME = "Lâm Vinh Hải"


@pytest.fixture
def annotator(qtbot: QtBot, tmp_path: Path, program: Program) -> Typist:
    """Three articles with one name four times, suggested as LOC three times and once as ORG, and Huế."""
    suggested = tuple(span(TEXT, NAME, "LOC", nth=nth) for nth in range(3))
    suggested += (span(TEXT, "Huế", "PER"), span(TEXT, NAME, "ORG", nth=3))
    window = program.open(make_project(tmp_path / "p", suggested=suggested, text=TEXT))
    settle(window, qtbot)
    return Typist(window, qtbot)


def named(annotator: Typist) -> list[tuple[str, str]]:
    return [(label, status) for text, label, status in annotator.spans() if text == NAME]


def said(annotator: Typist) -> str:
    return annotator.window.status.currentMessage()


def test_accepting_all_the_same_costs_one_key(annotator: Typist) -> None:
    annotator.press("Alt+Return")
    assert annotator.keys == 1
    assert named(annotator) == [*(3 * [("LOC", "confirmed")]), ("ORG", "suggested")]
    assert annotator.active() == "Huế" and "3" in said(annotator) and NAME in said(annotator)
    annotator.press("Ctrl+Z")
    assert named(annotator) == [*(3 * [("LOC", "suggested")]), ("ORG", "suggested")]
    active = annotator.active_span()
    assert active is not None and active.start == 0


def test_relabelling_all_the_same_costs_one_key(annotator: Typist) -> None:
    annotator.press("Ctrl+1")
    assert annotator.keys == 1 and named(annotator) == 4 * [("PER", "confirmed")]
    assert annotator.active() == "Huế" and "4" in said(annotator) and "PER" in said(annotator)
    annotator.press("Shift+Return", "Ctrl+4")  # confirmed ones follow one of them
    assert named(annotator) == 4 * [("MISC", "confirmed")]
    annotator.press("Ctrl+Z", "Ctrl+Z")
    assert [status for _, status in named(annotator)] == 4 * ["suggested"]


def test_rejecting_all_the_same_costs_one_key_and_undo_returns_to_it(annotator: Typist) -> None:
    annotator.press("Tab", "Ctrl+Delete")
    assert named(annotator) == [*(3 * [("LOC", "rejected")]), ("ORG", "suggested")]
    assert annotator.active() == "Huế" and "3" in said(annotator)
    annotator.press("Ctrl+Z")
    active = annotator.active_span()
    assert active is not None and active.start == TEXT.index(NAME, 1) and active.status is SpanStatus.SUGGESTED
    assert "3" in said(annotator) and NAME in said(annotator)


def test_from_a_confirmed_span_confirmed_ones_go_too(annotator: Typist) -> None:
    annotator.press("Alt+Return", "Shift+Return", "Ctrl+Delete")
    assert named(annotator) == [*(3 * [("LOC", "rejected")]), ("ORG", "suggested")]


def test_it_acts_on_the_ring_and_not_on_the_decision_before(annotator: Typist) -> None:
    annotator.press("Return", "Tab", "Tab")
    assert annotator.active() == "Huế"
    annotator.press("Alt+Return")
    assert named(annotator)[1:] == [("LOC", "suggested"), ("LOC", "suggested"), ("ORG", "suggested")]
    assert "Huế" in said(annotator)


def test_with_nothing_active_it_acts_on_what_was_decided_last_and_names_it(annotator: Typist) -> None:
    annotator.press("Ctrl+1", "Return")
    assert annotator.active() is None
    annotator.press("Ctrl+Delete")
    assert ("Huế", "PER", "rejected") in annotator.spans() and "Huế" in said(annotator)
    annotator.window.view.set_caret(TEXT.index("nói"))
    annotator.press("Ctrl+Delete")  # one has moved: there is nothing it could mean
    assert named(annotator) == 4 * [("PER", "confirmed")]


def test_over_the_corpus_after_the_question_in_one_step_with_a_receipt(annotator: Typist) -> None:
    notice = annotator.window.pane.notice
    annotator.press("Alt+Shift+Return")
    assert notice.asks and "9" in notice.text.text() and NAME in notice.text.text()
    assert named(annotator)[0] == ("LOC", "suggested")
    annotator.press("Alt+Shift+Return")
    assert named(annotator) == [*(3 * [("LOC", "confirmed")]), ("ORG", "suggested")]
    assert "9" in said(annotator) and "3" in said(annotator)
    annotator.press("Ctrl+PageDown")
    assert named(annotator) == [*(3 * [("LOC", "confirmed")]), ("ORG", "suggested")]
    annotator.press("Ctrl+PageUp", "Ctrl+Z")
    assert [status for _, status in named(annotator)] == 4 * ["suggested"]


def test_another_label_over_the_corpus_by_the_chooser(annotator: Typist) -> None:
    notice = annotator.window.pane.notice
    for _ in range(2):
        annotator.press("Ctrl+L")
        chooser = QApplication.focusWidget()
        assert chooser is not None and chooser is not annotator.window.view
        annotator.qtbot.keyClicks(chooser, "or")
        annotator.press_on(chooser, "Ctrl+Shift+Return")
    assert not notice.isVisible() and named(annotator) == 4 * [("ORG", "confirmed")]
    assert "12" in said(annotator)


def test_the_corpus_is_rejected_with_what_is_confirmed_where_the_ring_is_on_such_a_span(annotator: Typist) -> None:
    annotator.press("Ctrl+1", "Shift+Return", "Ctrl+Shift+Delete")
    assert "4" in annotator.window.pane.notice.text.text() and "đã xác nhận" in annotator.window.pane.notice.text.text()
    annotator.press("Ctrl+Shift+Delete")
    assert named(annotator) == 4 * [("PER", "rejected")]
    annotator.press("Ctrl+PageDown")
    assert [status for _, status in named(annotator)] == 4 * ["suggested"]  # they are labelled otherwise
