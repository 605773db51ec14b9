"""The correcting keys on a real window: what each does, and how many a mistake of the suggester costs."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.messages import Message
from nhan.core.model import ArticleStatus
from nhan.gui.app import Program
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.settings import TAB_CANDIDATES
from nhan.gui.span_list.panel import SpanPanel
from tests.core.building import TEXT, span
from tests.gui.conftest import SUGGESTED, Typist, make_project, part, settle


def test_the_first_suggestion_is_active_at_once(annotator: Typist) -> None:
    assert annotator.active() == "tỉnh Bắc Ninh"


def test_a_correct_span_costs_one_key(annotator: Typist) -> None:
    annotator.press("Return")
    assert annotator.spans()[0] == ("tỉnh Bắc Ninh", "PER", "confirmed")
    assert annotator.active() == "ông Nguyễn Văn A" and annotator.keys == 1


def test_a_wrong_label_costs_one_key(annotator: Typist) -> None:
    annotator.press("2")
    assert annotator.spans()[0] == ("tỉnh Bắc Ninh", "LOC", "confirmed")
    assert annotator.active() == "ông Nguyễn Văn A" and annotator.keys == 1


def test_a_wrong_edge_costs_one_key_a_unit(annotator: Typist) -> None:
    annotator.press("Tab")
    annotator.keys = 0
    annotator.press("Ctrl+Shift+Right")
    assert ("Nguyễn Văn A", "PER", "confirmed") in annotator.spans() and annotator.keys == 1
    annotator.press("Shift+Left")
    assert ("Nguyễn Văn", "PER", "confirmed") in annotator.spans()
    annotator.press("Shift+Right", "Ctrl+Shift+Left")
    assert ("ông Nguyễn Văn A", "PER", "confirmed") in annotator.spans()


def test_edges_move_by_one_character_with_alt(annotator: Typist) -> None:
    annotator.press("Alt+Shift+Left")
    assert annotator.spans()[0][0] == "tỉnh Bắc Nin"
    annotator.press("Ctrl+Alt+Shift+Right")
    assert annotator.spans()[0][0] == "ỉnh Bắc Nin"


def test_a_spurious_span_costs_one_key(annotator: Typist) -> None:
    annotator.press("Delete")
    assert annotator.spans()[0] == ("tỉnh Bắc Ninh", "PER", "rejected")
    assert annotator.active() == "ông Nguyễn Văn A" and annotator.keys == 1


def test_two_pieces_cost_one_key(annotator: Typist) -> None:
    annotator.window.view.set_active(None)
    start = TEXT.index("Hoà")
    annotator.window.view.set_active(next(s.id for s in annotator.window.bridge.document if s.start == start))
    annotator.keys = 0
    annotator.press("Ctrl+K")  # the caret is at its start: nothing to split there
    assert ("Hoà Bình", "LOC", "suggested") in annotator.spans()
    annotator.press("Right", "Ctrl+K")
    assert ("Hoà", "LOC", "confirmed") in annotator.spans() and ("Bình", "LOC", "confirmed") in annotator.spans()
    annotator.window.view.set_active(next(s.id for s in annotator.window.bridge.document if s.start == start))
    annotator.keys = 0
    annotator.press("Ctrl+J")
    assert ("Hoà Bình", "LOC", "confirmed") in annotator.spans() and annotator.keys == 1


def test_what_was_not_trimmed_costs_one_key(annotator: Typist) -> None:
    start = TEXT.index("“ông")
    annotator.window.view.set_selection(start, TEXT.index("”, ở") + 2)
    annotator.press("1")
    annotator.keys = 0
    annotator.press("Ctrl+T")
    assert annotator.active() == "ông Nguyễn Văn A" and annotator.keys == 1


def test_a_missing_span_costs_two_keys_where_it_is_a_candidate(annotator: Typist) -> None:
    annotator.window.settings.set(TAB_CANDIDATES, "capitalised")
    annotator.window.view.set_active(None)
    annotator.window.view.set_caret(TEXT.index("\n"))
    annotator.keys = 0
    annotator.press("Tab", "2")
    assert ("TP.HCM", "LOC", "confirmed") in annotator.spans() and annotator.keys == 2


def test_a_missing_span_elsewhere_is_selected_and_labelled(annotator: Typist) -> None:
    annotator.window.view.set_active(None)
    annotator.window.view.set_caret(TEXT.index("Công an"))
    annotator.press("Shift+Right", "Shift+Right", "3")
    assert ("Công an", "ORG", "confirmed") in annotator.spans() and annotator.keys == 3


def test_all_copies_cost_one_key_more(annotator: Typist) -> None:
    annotator.press("Tab", "Tab")
    annotator.keys = 0
    annotator.press("Ctrl+D", "Return")
    proposed = [each for each in annotator.spans() if each[1:] == ("LOC", "suggested")]
    assert [text for text, _, _ in proposed] == ["Hòa Bình", "Hòa Bình"] and annotator.keys == 2
    annotator.press("Ctrl+Z", "Ctrl+Z")
    assert [each[0] for each in annotator.spans() if each[1:] == ("LOC", "suggested")] == ["Hoà Bình"]


def test_the_next_reading_is_one_key_and_they_come_round(annotator: Typist) -> None:
    annotator.press("Tab", "Tab", "F4")
    assert ("Hoà Bình", "ORG", "confirmed") in annotator.spans() and annotator.active() == "Hoà Bình"
    annotator.press("F4")
    assert ("Hoà Bình", "LOC", "confirmed") in annotator.spans()
    annotator.press("F4", "Return")
    assert ("Hoà Bình", "ORG", "confirmed") in annotator.spans() and annotator.active() == "và"


def test_done_is_refused_while_something_is_unreviewed_and_shows_it(annotator: Typist) -> None:
    annotator.press("Return", "Ctrl+Return")
    assert annotator.window.bridge.document.state.status is ArticleStatus.IN_PROGRESS
    assert annotator.active() == "ông Nguyễn Văn A"
    assert "3" in annotator.window.statusBar().currentMessage()


def test_the_bulk_key_accepts_the_rest_and_says_so_in_the_record(annotator: Typist) -> None:
    annotator.press("Return", "Ctrl+Shift+Return")
    assert annotator.window.bridge.document.id == "a1"
    annotator.window.bridge.save_all()
    verbs = [span.decision.verb for span in annotator.on_disk() if span.decision]
    assert verbs == ["accept", "accept_rest", "accept_rest", "accept_rest"]


def test_undo_goes_back_into_another_article_and_shows_it_first(annotator: Typist) -> None:
    annotator.press("Return", "Ctrl+PageDown")
    assert annotator.window.bridge.document.id == "a1"
    annotator.press("Ctrl+Z")
    assert annotator.window.bridge.document.id == "a0" and annotator.spans()[0][2] == "confirmed"
    annotator.press("Ctrl+Z")
    assert annotator.spans()[0][2] == "suggested" and annotator.active() == "tỉnh Bắc Ninh"
    annotator.press("Ctrl+Y")
    assert annotator.spans()[0][2] == "confirmed"


def test_letters_and_backspace_do_nothing_to_the_article(annotator: Typist) -> None:
    before = annotator.spans()
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        annotator.press(letter)
    annotator.press("Backspace", "BracketLeft", "BracketRight", "Space")
    assert annotator.spans() == before


@pytest.mark.parametrize(("scan_code", "letter"), [(11, "â"), (10, "ă"), (12, "ê")])
def test_digits_work_by_their_place_where_the_layout_has_letters_there(
    annotator: Typist, scan_code: int, letter: str
) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(letter.upper()), none, scan_code, 0, 0, letter)
        QApplication.sendEvent(annotator.window.view, event)
    expected = {10: "PER", 11: "LOC", 12: "ORG"}[scan_code]
    assert annotator.spans()[0] == ("tỉnh Bắc Ninh", expected, "confirmed")


def test_the_keypad_s_enter_accepts_too(annotator: Typist) -> None:
    annotator.press("Enter")
    assert annotator.spans()[0][2] == "confirmed"


def test_propose_in_the_corpus_asks_with_a_count_first(annotator: Typist) -> None:
    annotator.press("Tab", "Tab", "Ctrl+Shift+D")
    assert "6" in annotator.window.pane.notice.text.text()  # two in each article; the first is a suggestion already
    assert len([each for each in annotator.spans() if each[1:] == ("LOC", "suggested")]) == 1
    annotator.press("Ctrl+Shift+D")
    assert len([each for each in annotator.spans() if each[1:] == ("LOC", "suggested")]) == 3
    assert "6" in annotator.window.status.currentMessage() and "3" in annotator.window.status.currentMessage()
    annotator.press("Ctrl+Z")
    assert len([each for each in annotator.spans() if each[1:] == ("LOC", "suggested")]) == 1


def test_a_question_over_the_corpus_falls_when_one_goes_elsewhere(annotator: Typist) -> None:
    notice = annotator.window.pane.notice
    annotator.press("Tab", "Tab", "Ctrl+Shift+D")
    assert notice.asks
    annotator.press("Escape")
    assert not notice.isVisible()
    annotator.window.view.set_active(annotator.window.bridge.document.at(0).id)
    annotator.press("Ctrl+Shift+D", "Return")  # tỉnh Bắc Ninh, which stands nowhere else without a span
    before = annotator.spans()
    annotator.window.view.set_caret(TEXT.index("TP.HCM"))
    annotator.press("2")
    annotator.window.view.set_active(next(s.id for s in annotator.window.bridge.document if s.label == "LOC"))
    annotator.press("Ctrl+Shift+D")
    asked = notice.text.text()
    annotator.press("Ctrl+PageDown")
    assert asked and not notice.isVisible()
    annotator.press("Ctrl+PageUp")
    assert [each for each in annotator.spans() if each[2] == "suggested"] == [b for b in before if b[2] == "suggested"]


def test_the_same_question_again_is_the_yes_and_another_one_is_asked(annotator: Typist) -> None:
    notice = annotator.window.pane.notice
    annotator.press("Tab", "Tab", "Ctrl+Shift+D")
    first = notice.text.text()
    annotator.window.view.set_caret(TEXT.index("TP.HCM"))
    annotator.press("3", "Ctrl+Shift+D")
    assert notice.asks and notice.text.text() != first
    assert [each[0] for each in annotator.spans() if each[1:] == ("LOC", "suggested")] == ["Hoà Bình"]
    assert not [each for each in annotator.spans() if each[1:] == ("ORG", "suggested")]


def test_tab_can_follow_the_filter_of_the_span_list(annotator: Typist) -> None:
    part(annotator.window, SpanPanel).label.setCurrentText("LOC")
    assert part(annotator.window, SpanPanel).model.rowCount() == 1
    part(annotator.window, SpanPanel).lead.setChecked(True)
    annotator.press("Tab")
    assert annotator.active() == "Hoà Bình"


def test_the_queue_tells_how_long_an_article_took_and_what_was_done(annotator: Typist) -> None:
    annotator.press("Return", "2")
    model = part(annotator.window, QueuePanel).model
    shown = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert "chấp nhận: 1" in shown
    assert "đổi nhãn: 1" in shown


def test_keys_typed_into_the_find_bar_stay_there(annotator: Typist) -> None:
    before = annotator.spans()
    annotator.press("Ctrl+F")
    field = annotator.window.pane.find_bar.field
    QTest.keyClicks(field, "hoa binh 12")
    assert field.text() == "hoa binh 12"
    field.setText("hoa binh")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert annotator.window.view.selection is not None
    assert annotator.window.pane.find_bar.count.text() == "1/3"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not annotator.window.pane.find_bar.isVisible()
    assert annotator.window.view.hasFocus()
    assert annotator.spans() == before


BULK = "Ctrl+Down Ctrl+Alt+Return Alt+Return Ctrl+2 Ctrl+Delete Ctrl+D"
DECIDING = f"Return 2 Delete F4 Ctrl+J Shift+Left {BULK}".split()


def scrolled_away(program: Program, qtbot: QtBot, folder: Path) -> Typist:
    """At a long article whose first suggestion is active, and out of sight."""
    lines = "\n".join("Dòng dài thêm." for _ in range(200))
    first = span(TEXT, "Bắc Ninh", "LOC", confidence=0.99, readings=((8, 21, "LOC"),))
    spans = (first, *(replace(each, confidence=0.99) for each in SUGGESTED[1:]))
    annotator = Typist(program.open(make_project(folder, 1, spans, f"{TEXT}\n{lines}\n{TEXT}")), qtbot)
    settle(annotator.window, qtbot)
    bar = annotator.window.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    return annotator


@pytest.mark.parametrize("key", DECIDING)
def test_no_key_decides_on_what_is_out_of_sight(program: Program, qtbot: QtBot, tmp_path: Path, key: str) -> None:
    annotator = scrolled_away(program, qtbot, tmp_path / "p")
    view, before, ring = annotator.window.view, annotator.spans(), annotator.active_span()
    assert ring is not None and not view.is_in_view(ring.start)
    annotator.press(key)
    assert annotator.spans() == before and annotator.active_span() == ring and view.is_in_view(ring.start)
    assert view.receipt.words == annotator.window.language.say(Message("window.not_seen"))
    annotator.press(key)
    assert annotator.spans() != before


def test_no_digit_labels_a_word_that_is_out_of_sight(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    annotator = scrolled_away(program, qtbot, tmp_path / "p")
    view, before = annotator.window.view, annotator.spans()
    view.set_active(None)
    view.set_caret(0, reveal=False)
    annotator.press("2")
    assert annotator.spans() == before and view.is_in_view(0)
    annotator.press("2")
    assert len(annotator.spans()) == len(before) + 1


def test_who_is_refused_twice_hears_of_the_key_that_accepts_all_the_rest(annotator: Typist) -> None:
    window = annotator.window
    fields = {"count": 4}
    annotator.press("Ctrl+Return")
    assert window.view.receipt.words == window.language.say(Message("verbs.unreviewed", fields))
    annotator.press("Ctrl+Return")
    assert window.view.receipt.words == window.language.say(Message("window.finish_bulk", fields))
    annotator.press("Tab", "Ctrl+Return")  # elsewhere meanwhile: where the first one is comes first
    assert window.view.receipt.words == window.language.say(Message("verbs.unreviewed", fields))
