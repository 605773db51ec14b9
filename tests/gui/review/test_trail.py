"""One key goes back to the span just decided on."""

from tests.core.building import TEXT
from tests.gui.conftest import Typist


def test_going_back_costs_one_key(annotator: Typist) -> None:
    annotator.press("Return", "2")
    annotator.keys = 0
    annotator.press("Shift+Return")
    assert annotator.active() == "ông Nguyễn Văn A" and annotator.keys == 1
    annotator.press("1")
    assert ("ông Nguyễn Văn A", "PER", "confirmed") in annotator.spans() and annotator.active() == "Hoà Bình"


def test_each_press_goes_one_further_and_a_decision_begins_again(annotator: Typist) -> None:
    annotator.press("Return", "Return", "Shift+Return", "Shift+Return")
    assert annotator.active() == "tỉnh Bắc Ninh"
    annotator.press("Shift+Return")
    assert annotator.active() == "tỉnh Bắc Ninh" and annotator.window.status.currentMessage()
    annotator.press("2", "Shift+Return")
    assert annotator.active() == "tỉnh Bắc Ninh"


def test_what_was_rejected_is_selected_so_that_a_digit_labels_it(annotator: Typist) -> None:
    annotator.press("Delete", "Shift+Return")
    start = TEXT.index("tỉnh Bắc Ninh")
    assert annotator.window.view.selection == (start, start + len("tỉnh Bắc Ninh"))
    annotator.press("2")
    assert ("tỉnh Bắc Ninh", "LOC", "confirmed") in annotator.spans()


def test_it_goes_back_into_the_article_before(annotator: Typist) -> None:
    annotator.press("Return", "Return", "Return", "Return", "Ctrl+Return")
    assert annotator.window.bridge.document.id == "a1"
    annotator.press("Shift+Return")
    assert annotator.window.bridge.document.id == "a0" and annotator.active() == "và"
    assert annotator.window.view.hasFocus()


def test_the_keypad_s_enter_goes_back_too(annotator: Typist) -> None:
    annotator.press("Return", "Shift+Enter")
    assert annotator.active() == "tỉnh Bắc Ninh"
