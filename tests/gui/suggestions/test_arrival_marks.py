"""What a machine changes in the shown article is marked, said once, and stays as a candidate where it is withdrawn."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.model import MERGE, ArticleEdit, Change, SpanStatus
from nhan.gui.app import Program
from nhan.gui.settings import TAB_CANDIDATES
from nhan.gui.suggestions import arrival_marks
from tests.core.building import span
from tests.gui.article_view.test_painting import on_screen
from tests.gui.conftest import Typist, make_project, settle

TEXT = "Ông Tô Sa, bà Lê Lai, cô Mai Hoa và ông Tô Sa nữa; rồi Tô Sa, Lê Lai, Mai Hoa và Kon Tum."
SUGGESTED = (
    *(span(TEXT, "Tô Sa", "LOC", nth=nth) for nth in range(3)),
    span(TEXT, "Lê Lai", "PER"),
    span(TEXT, "Mai Hoa", "PER"),
)


@pytest.fixture
def annotator(qtbot: QtBot, tmp_path: Path, program: Program) -> Typist:
    window = program.open(make_project(tmp_path / "p", 2, SUGGESTED, TEXT))
    settle(window, qtbot)
    return Typist(window, qtbot)


def marked(annotator: Typist) -> list[tuple[int, int]]:
    return list(annotator.window.view.arrived)


def place(words: str, nth: int = 0) -> tuple[int, int]:
    found = span(TEXT, words, "PER", nth=nth)
    return found.start, found.end


def test_what_is_shown_first_is_no_news(annotator: Typist) -> None:
    assert marked(annotator) == [] and "Gợi ý" not in annotator.window.statusBar().currentMessage()


def test_a_change_is_marked_at_its_place_and_said_until_the_moment_is_over(
    annotator: Typist, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = on_screen(annotator.window.view)
    annotator.press("1")  # Lê Lai and Mai Hoa are next and stay; the two Tô Sa behind them are persons, too
    assert marked(annotator) == [place("Tô Sa", 1), place("Tô Sa", 2)]
    assert annotator.window.statusBar().currentMessage() == "Gợi ý: đã sửa 2."
    during = on_screen(annotator.window.view)
    assert during != before
    qtbot.waitUntil(lambda: not marked(annotator), timeout=3 * arrival_marks.SHOWN)
    QApplication.processEvents()
    assert on_screen(annotator.window.view) != during


def test_what_the_annotator_decides_on_is_no_news_any_more(annotator: Typist) -> None:
    annotator.press("1", "Return", "Return", "Return")
    assert marked(annotator) == [place("Tô Sa", 2)]


def test_another_article_has_no_marks_of_this_one(annotator: Typist) -> None:
    annotator.press("Delete")
    assert marked(annotator) == [] and annotator.window.view.faint
    annotator.press("Ctrl+PageDown")
    assert not annotator.window.view.faint
    annotator.press("Ctrl+PageUp", "1", "Ctrl+PageDown")
    assert marked(annotator) == []


def test_a_withdrawn_suggestion_stays_faintly_and_is_labelled_whole_by_one_key(annotator: Typist) -> None:
    annotator.press("Delete")
    view = annotator.window.view
    assert annotator.window.statusBar().currentMessage() == "Gợi ý: đã rút lại 2."
    assert [each[:2] for each in view.faint] == [place("Tô Sa", 1), place("Tô Sa", 2)]
    shown = on_screen(view)
    view.set_faint(())
    assert on_screen(view) != shown
    view.set_faint([(*place("Tô Sa", 1), "LOC")])
    view.set_caret(place("Tô Sa", 1)[0] + 1)
    annotator.press("1")
    assert ("Tô Sa", "PER", "confirmed") in annotator.spans()


def test_a_withdrawn_suggestion_is_a_stop_where_candidates_are(annotator: Typist) -> None:
    annotator.window.settings.set(TAB_CANDIDATES, "labelled")
    annotator.press("Delete", "Return", "Return")
    view = annotator.window.view
    assert view.selection == place("Tô Sa", 1)
    annotator.press("Delete", "Return")
    statuses = [each for each in annotator.spans() if each[0] == "Tô Sa"]
    assert statuses == [("Tô Sa", "LOC", "rejected")] * 2 + [("Tô Sa", "LOC", "confirmed")]
    assert not view.faint


def test_undo_brings_back_what_was_withdrawn_and_no_candidate_stays(annotator: Typist) -> None:
    annotator.press("Delete", "Ctrl+Z")
    assert [status for *_, status in annotator.spans()] == ["suggested"] * 5
    assert not annotator.window.view.faint


@pytest.mark.parametrize("machine", [True, False])
def test_whatever_takes_the_active_span_away_another_one_is_active(
    annotator: Typist, qtbot: QtBot, machine: bool
) -> None:
    """Another program, an edit of many articles: it need not pass by the keys."""
    document = annotator.window.bridge.document
    assert document is not None and annotator.active() == "Tô Sa"
    gone = document.at(0)
    verb = MERGE if machine else "batch"
    assert annotator.window.bridge.commit(Change(verb, (ArticleEdit("a0", (gone,)),), machine=machine))
    qtbot.waitUntil(lambda: annotator.active() == "Lê Lai")
    annotator.press("Return")
    assert ("Lê Lai", "PER", "confirmed") in annotator.spans()


def test_what_arrives_when_nothing_was_left_is_active(annotator: Typist) -> None:
    window = annotator.window
    annotator.press(*["Return"] * 5)
    assert annotator.active() is None
    assert window.bridge.offer("a0", [span(TEXT, "Kon Tum", "LOC")])
    assert annotator.active() == "Kon Tum"
    annotator.press("Return")
    assert window.bridge.document is not None and window.bridge.document.count(status=SpanStatus.CONFIRMED) == 6


def test_what_the_annotator_has_let_go_of_stays_let_go(annotator: Typist) -> None:
    annotator.press("Escape")
    assert annotator.window.bridge.offer("a0", [*SUGGESTED, span(TEXT, "Kon Tum", "LOC")])
    QApplication.processEvents()
    assert annotator.active() is None
