"""Every word belongs to the moment it was said in."""

from nhan.core.messages import Message, NhanError, table
from nhan.core.model import Source, Span
from nhan.core.review.arrivals import Arrivals
from nhan.gui.jobs import Err, Ok
from nhan.gui.settings import TAB_CANDIDATES
from nhan.gui.suggestions.arrival_marks import receipt
from nhan.gui.words import OF_THE_PROJECT
from tests.core.building import TEXT
from tests.gui.conftest import SUGGESTED, Typist


def said(annotator: Typist) -> str:
    return annotator.window.status.currentMessage()


def words(annotator: Typist, key: str) -> str:
    return annotator.window.language.say(Message(key))


def finish_reviewing(annotator: Typist) -> None:
    for _ in range(4):
        annotator.press("Return")
    assert said(annotator) == words(annotator, "window.no_stop_left")


def test_nothing_left_is_taken_back_on_the_next_article(annotator: Typist) -> None:
    finish_reviewing(annotator)
    annotator.press("Ctrl+Return")
    assert annotator.window.bridge.document.id == "a1" and not said(annotator)


def test_nothing_left_gives_way_to_what_has_come(annotator: Typist) -> None:
    finish_reviewing(annotator)
    span = Span(id="new", start=0, end=4, label="ORG", source=Source("machine", "test", "1"))
    assert annotator.window.bridge.offer("a0", [span])
    annotator.qtbot.waitUntil(lambda: said(annotator) != words(annotator, "window.no_stop_left"))
    assert said(annotator) == annotator.window.language.say(receipt(Arrivals(added=((0, 4),))))


def test_what_a_machine_adds_stands_behind_what_the_key_has_done(annotator: Typist) -> None:
    annotator.press("Tab", "Tab", "Ctrl+D")
    own = said(annotator)
    start = TEXT.index("TP.HCM")
    span = Span(id="new", start=start, end=start + 6, label="ORG", source=Source("machine", "test", "1"))
    assert annotator.window.bridge.offer("a0", [*SUGGESTED, span])
    added = annotator.window.language.say(receipt(Arrivals(added=((start, start + 6),))))
    annotator.qtbot.waitUntil(lambda: said(annotator) == f"{own} · {added}")
    assert annotator.window.view.receipt.words == said(annotator)


def test_a_refusal_is_taken_back_by_the_next_edit(annotator: Typist) -> None:
    annotator.press("F4")
    assert said(annotator) == words(annotator, "verbs.no_reading")
    annotator.press("Tab")
    assert said(annotator)
    annotator.press("Return")
    annotator.qtbot.waitUntil(lambda: not said(annotator))


def test_a_receipt_stays_until_the_next_edit(annotator: Typist) -> None:
    annotator.press("Tab", "Tab", "Ctrl+D")
    receipt = said(annotator)
    assert "LOC" in receipt and "2" in receipt
    annotator.press("Tab", "Tab")
    assert said(annotator) == receipt
    annotator.press("Return")
    annotator.qtbot.waitUntil(lambda: not said(annotator))


def test_what_was_done_to_the_project_holds_in_every_article(annotator: Typist) -> None:
    annotator.window.say(Message("window.imported", {"count": 3}))
    annotator.press("Return", "Ctrl+PageDown")
    assert said(annotator) == annotator.window.language.say(Message("window.imported", {"count": 3}))
    assert set(table("vi")) >= OF_THE_PROJECT


def test_a_failure_does_not_stand_beside_the_success_of_the_same_work(annotator: Typist) -> None:
    window, jobs = annotator.window, annotator.window.bridge.jobs

    def fail(_progress: object) -> None:
        raise NhanError("window.not_found", path="x.json")

    def ended(result: Ok[None] | Err) -> None:
        if isinstance(result, Err):
            window.fail(result.message)

    jobs.run("Nhập", fail, ended)
    assert window.pane.notice.isVisible()
    jobs.run("Xuất", lambda _: None, ended)
    assert window.pane.notice.isVisible()  # another work says nothing of it
    jobs.run("Nhập", lambda _: None, ended)
    assert not window.pane.notice.isVisible()


def test_another_failure_since_is_not_taken_back(annotator: Typist) -> None:
    window, jobs = annotator.window, annotator.window.bridge.jobs

    def ended(result: Ok[None] | Err) -> None:
        window.fail(Message("window.not_found", {"path": "x.json"}))

    jobs.run("Nhập", lambda _: None, ended)
    window.fail(Message("window.not_found", {"path": "y.json"}))
    jobs.run("Nhập", lambda _: None, lambda _: None)
    assert window.pane.notice.isVisible() and "y.json" in window.pane.notice.text.text()


def test_a_word_about_a_candidate_goes_with_it(annotator: Typist) -> None:
    annotator.window.settings.set(TAB_CANDIDATES, "capitalised")
    at_end = TEXT.index("\n")
    annotator.window.view.set_active(None)
    annotator.window.view.set_caret(at_end)
    annotator.press("Tab")
    assert said(annotator) == words(annotator, "window.candidate_run")
    annotator.press("Escape")
    assert not said(annotator)


def test_a_key_whose_action_is_off_is_answered(annotator: Typist) -> None:
    annotator.press("Escape", "Delete")
    assert said(annotator) == words(annotator, "verbs.no_span")
    annotator.press("Tab")
    finish_reviewing(annotator)
    annotator.press("Ctrl+PageDown", "Ctrl+PageUp", "Right", "Escape", "Delete")
    assert said(annotator) == words(annotator, "window.no_stop_left")
