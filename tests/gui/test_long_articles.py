"""An article that takes long to read is read beside the window; until it is there, the one before stays."""

from nhan.core.model import Article, Span
from nhan.core.project import Project
from nhan.core.session import LONG
from tests.gui.conftest import Gate, Typist, quiet

LONG_TEXT = "Hà Nội và Huế. " * (LONG // 10)
PLACE = LONG_TEXT.rindex("Huế")


def add_long(annotator: Typist) -> Project:
    """An article that takes long to read comes into the project, with a suggestion at its end."""
    project = annotator.window.bridge.session.project
    start = PLACE
    project.add_articles(
        [Article("long", LONG_TEXT)], {"long": [Span(id="m1", start=start, end=start + 3, label="LOC")]}
    )
    return project


def shown_id(annotator: Typist) -> str:
    document = annotator.window.bridge.document
    return document.id if document is not None else ""


def test_a_long_article_is_read_beside_the_window_while_the_keys_act_on_what_is_seen(
    threaded: tuple[Typist, Gate],
) -> None:
    annotator, gate = threaded
    window, session = annotator.window, annotator.window.bridge.session
    add_long(annotator)
    gate.open.clear()
    assert not window.show_article("long")
    assert shown_id(annotator) == "a0" and window.bridge.opening == "long"
    left = session.document("a0").unreviewed
    annotator.press("Return")
    assert session.document("a0").unreviewed == left - 1
    gate.open.set()
    annotator.qtbot.waitUntil(lambda: shown_id(annotator) == "long", timeout=20_000)
    assert window.view.text == LONG_TEXT and not window.bridge.opening
    annotator.press("Return")
    assert session.document("long").unreviewed == 0


def test_whoever_goes_elsewhere_meanwhile_stays_there(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    add_long(annotator)
    gate.open.clear()
    annotator.window.show_article("long")
    assert annotator.window.show_article("a1")
    gate.open.set()
    quiet(annotator)
    assert shown_id(annotator) == "a1" and not annotator.window.bridge.opening


def test_undo_comes_to_its_place_in_a_long_article_once_that_is_read(threaded: tuple[Typist, Gate]) -> None:
    annotator, _ = threaded
    window, session = annotator.window, annotator.window.bridge.session
    add_long(annotator)
    window.show_article("long")
    annotator.qtbot.waitUntil(lambda: shown_id(annotator) == "long", timeout=20_000)
    annotator.press("Return")
    window.bridge.save_all()
    quiet(annotator)
    window.show_article("a1")
    session._open.pop("long")
    annotator.press("Ctrl+Z")
    assert shown_id(annotator) == "a1"
    annotator.qtbot.waitUntil(lambda: shown_id(annotator) == "long", timeout=20_000)
    assert window.view.caret == PLACE
    annotator.press("Ctrl+Z")
    assert session.document("long").unreviewed == 1


def test_a_long_article_that_cannot_be_read_is_named_and_the_shown_one_stays(threaded: tuple[Typist, Gate]) -> None:
    annotator, _ = threaded
    project = add_long(annotator)
    path = project.record_path("long", annotator.window.bridge.session.annotator)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{")
    annotator.window.show_article("long")
    annotator.qtbot.waitUntil(lambda: path.name in annotator.window.pane.notice.text.text(), timeout=20_000)
    assert shown_id(annotator) == "a0"
