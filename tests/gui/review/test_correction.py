"""The correcting keys on a real window: what each does, and how many a mistake of the suggester costs."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nhan.core.model import ArticleStatus
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.settings import TAB_CANDIDATES
from nhan.gui.span_list.panel import SpanPanel
from tests.core.building import TEXT
from tests.gui.conftest import SuggestServer, part


def test_the_first_suggestion_is_active_at_once(desk: SuggestServer) -> None:
    assert desk.active() == "tỉnh Bắc Ninh"


def test_a_correct_span_costs_one_key(desk: SuggestServer) -> None:
    desk.press("Return")
    assert desk.spans()[0] == ("tỉnh Bắc Ninh", "PER", "confirmed")
    assert desk.active() == "ông Nguyễn Văn A" and desk.keys == 1


def test_a_wrong_label_costs_one_key(desk: SuggestServer) -> None:
    desk.press("2")
    assert desk.spans()[0] == ("tỉnh Bắc Ninh", "LOC", "confirmed")
    assert desk.active() == "ông Nguyễn Văn A" and desk.keys == 1


def test_a_wrong_edge_costs_one_key_a_unit(desk: SuggestServer) -> None:
    desk.press("Tab")
    desk.keys = 0
    desk.press("Ctrl+Shift+Right")
    assert ("Nguyễn Văn A", "PER", "confirmed") in desk.spans() and desk.keys == 1
    desk.press("Shift+Left")
    assert ("Nguyễn Văn", "PER", "confirmed") in desk.spans()
    desk.press("Shift+Right", "Ctrl+Shift+Left")
    assert ("ông Nguyễn Văn A", "PER", "confirmed") in desk.spans()


def test_edges_move_by_one_character_with_alt(desk: SuggestServer) -> None:
    desk.press("Alt+Shift+Left")
    assert desk.spans()[0][0] == "tỉnh Bắc Nin"
    desk.press("Ctrl+Alt+Shift+Right")
    assert desk.spans()[0][0] == "ỉnh Bắc Nin"


def test_a_spurious_span_costs_one_key(desk: SuggestServer) -> None:
    desk.press("Delete")
    assert desk.spans()[0] == ("tỉnh Bắc Ninh", "PER", "rejected")
    assert desk.active() == "ông Nguyễn Văn A" and desk.keys == 1


def test_two_pieces_cost_one_key(desk: SuggestServer) -> None:
    desk.window.view.set_active(None)
    start = TEXT.index("Hoà")
    desk.window.view.set_active(next(s.id for s in desk.window.bridge.document if s.start == start))
    desk.keys = 0
    desk.press("Ctrl+K")  # the caret is at its start: nothing to split there
    assert ("Hoà Bình", "LOC", "suggested") in desk.spans()
    desk.press("Right", "Ctrl+K")
    assert ("Hoà", "LOC", "confirmed") in desk.spans() and ("Bình", "LOC", "confirmed") in desk.spans()
    desk.window.view.set_active(next(s.id for s in desk.window.bridge.document if s.start == start))
    desk.keys = 0
    desk.press("Ctrl+J")
    assert ("Hoà Bình", "LOC", "confirmed") in desk.spans() and desk.keys == 1


def test_what_was_not_trimmed_costs_one_key(desk: SuggestServer) -> None:
    start = TEXT.index("“ông")
    desk.window.view.set_selection(start, TEXT.index("”, ở") + 2)
    desk.press("1")
    desk.keys = 0
    desk.press("Ctrl+T")
    assert desk.active() == "ông Nguyễn Văn A" and desk.keys == 1


def test_a_missing_span_costs_two_keys_where_it_is_a_candidate(desk: SuggestServer) -> None:
    desk.window.settings.set(TAB_CANDIDATES, "capitalised")
    desk.window.view.set_active(None)
    desk.window.view.set_caret(TEXT.index("\n"))
    desk.keys = 0
    desk.press("Tab", "2")
    assert ("TP.HCM", "LOC", "confirmed") in desk.spans() and desk.keys == 2


def test_a_missing_span_elsewhere_is_selected_and_labelled(desk: SuggestServer) -> None:
    desk.window.view.set_active(None)
    desk.window.view.set_caret(TEXT.index("Công an"))
    desk.press("Shift+Right", "Shift+Right", "3")
    assert ("Công an", "ORG", "confirmed") in desk.spans() and desk.keys == 3


def test_all_copies_cost_one_key_more(desk: SuggestServer) -> None:
    desk.press("Tab", "Tab")
    desk.keys = 0
    desk.press("Return", "Ctrl+D")
    proposed = [each for each in desk.spans() if each[1:] == ("LOC", "suggested")]
    assert [text for text, _, _ in proposed] == ["Hòa Bình", "Hòa Bình"] and desk.keys == 2
    desk.press("Ctrl+Z")
    assert not [each for each in desk.spans() if each[1:] == ("LOC", "suggested")]


def test_the_runner_up_is_one_key(desk: SuggestServer) -> None:
    desk.press("Tab", "Tab", "F4")
    assert ("Hoà Bình", "ORG", "confirmed") in desk.spans()


def test_done_is_refused_while_something_is_unreviewed_and_shows_it(desk: SuggestServer) -> None:
    desk.press("Return", "Ctrl+Return")
    assert desk.window.bridge.document.state.status is ArticleStatus.IN_PROGRESS
    assert desk.active() == "ông Nguyễn Văn A"
    assert "3" in desk.window.statusBar().currentMessage()


def test_the_bulk_key_accepts_the_rest_and_says_so_in_the_record(desk: SuggestServer) -> None:
    desk.press("Return", "Ctrl+Shift+Return")
    assert desk.window.bridge.document.id == "a1"
    desk.window.bridge.save_all()
    verbs = [span.decision.verb for span in desk.on_disk() if span.decision]
    assert verbs == ["accept", "accept_rest", "accept_rest", "accept_rest"]


def test_undo_goes_back_into_another_article_and_shows_it_first(desk: SuggestServer) -> None:
    desk.press("Return", "Ctrl+PageDown")
    assert desk.window.bridge.document.id == "a1"
    desk.press("Ctrl+Z")
    assert desk.window.bridge.document.id == "a0" and desk.spans()[0][2] == "confirmed"
    desk.press("Ctrl+Z")
    assert desk.spans()[0][2] == "suggested" and desk.active() == "tỉnh Bắc Ninh"
    desk.press("Ctrl+Y")
    assert desk.spans()[0][2] == "confirmed"


def test_letters_and_backspace_do_nothing_to_the_article(desk: SuggestServer) -> None:
    before = desk.spans()
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        desk.press(letter)
    desk.press("Backspace", "BracketLeft", "BracketRight", "Space")
    assert desk.spans() == before


@pytest.mark.parametrize(("scan_code", "letter"), [(11, "â"), (10, "ă"), (12, "ê")])
def test_digits_work_by_their_place_where_the_layout_has_letters_there(
    desk: SuggestServer, scan_code: int, letter: str
) -> None:
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(letter.upper()), none, scan_code, 0, 0, letter)
        QApplication.sendEvent(desk.window.view, event)
    expected = {10: "PER", 11: "LOC", 12: "ORG"}[scan_code]
    assert desk.spans()[0] == ("tỉnh Bắc Ninh", expected, "confirmed")


def test_the_keypad_s_enter_accepts_too(desk: SuggestServer) -> None:
    desk.press("Enter")
    assert desk.spans()[0][2] == "confirmed"


def test_propose_in_the_corpus_asks_with_a_count_first(desk: SuggestServer) -> None:
    desk.press("Tab", "Tab", "Return", "Ctrl+Shift+D")
    assert (
        "6" in desk.window.pane.notice.text.text()
    )  # two in this article, ... in the others the first is a suggestion
    assert not [each for each in desk.spans() if each[1:] == ("LOC", "suggested")]
    desk.press("Ctrl+Shift+D")
    assert len([each for each in desk.spans() if each[1:] == ("LOC", "suggested")]) == 2
    desk.press("Ctrl+Z")
    assert not [each for each in desk.spans() if each[1:] == ("LOC", "suggested")]


def test_a_question_over_the_corpus_falls_when_one_goes_elsewhere(desk: SuggestServer) -> None:
    notice = desk.window.pane.notice
    desk.press("Tab", "Tab", "Return", "Ctrl+Shift+D")
    assert notice.asks
    desk.press("Escape")
    assert not notice.isVisible()
    desk.window.view.set_active(desk.window.bridge.document.at(0).id)
    desk.press("Return", "Ctrl+Shift+D")  # tỉnh Bắc Ninh, which stands nowhere else without a span
    before = desk.spans()
    desk.window.view.set_caret(TEXT.index("TP.HCM"))
    desk.press("2")
    desk.window.view.set_active(next(s.id for s in desk.window.bridge.document if s.label == "LOC"))
    desk.press("Ctrl+Shift+D")
    asked = notice.text.text()
    desk.press("Ctrl+PageDown")
    assert asked and not notice.isVisible()
    desk.press("Ctrl+PageUp")
    assert [each for each in desk.spans() if each[2] == "suggested"] == [b for b in before if b[2] == "suggested"]


def test_the_same_question_again_is_the_yes_and_another_one_is_asked(desk: SuggestServer) -> None:
    notice = desk.window.pane.notice
    desk.press("Tab", "Tab", "Return", "Ctrl+Shift+D")
    first = notice.text.text()
    desk.window.view.set_caret(TEXT.index("TP.HCM"))
    desk.press("3", "Ctrl+Shift+D")
    assert notice.asks and notice.text.text() != first
    assert not [each for each in desk.spans() if each[1:] in (("LOC", "suggested"), ("ORG", "suggested"))]


def test_tab_can_follow_the_filter_of_the_span_list(desk: SuggestServer) -> None:
    part(desk.window, SpanPanel).label.setCurrentText("LOC")
    assert part(desk.window, SpanPanel).model.rowCount() == 1
    part(desk.window, SpanPanel).lead.setChecked(True)
    desk.press("Tab")
    assert desk.active() == "Hoà Bình"


def test_the_queue_tells_how_long_an_article_took_and_what_was_done(desk: SuggestServer) -> None:
    desk.press("Return", "2")
    model = part(desk.window, QueuePanel).model
    shown = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    assert "chấp nhận: 1" in shown
    assert "đổi nhãn: 1" in shown


def test_keys_typed_into_the_find_bar_stay_there(desk: SuggestServer) -> None:
    before = desk.spans()
    desk.press("Ctrl+F")
    field = desk.window.pane.find_bar.field
    QTest.keyClicks(field, "hoa binh 12")
    assert field.text() == "hoa binh 12"
    field.setText("hoa binh")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.window.view.selection is not None
    assert desk.window.pane.find_bar.count.text() == "1/3"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not desk.window.pane.find_bar.isVisible()
    assert desk.window.view.hasFocus()
    assert desk.spans() == before
