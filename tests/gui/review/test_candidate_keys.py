"""A missing span that was labelled elsewhere is two keys; one that is none is refused for good."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.model import ArticleStatus
from nhan.gui.app import Program
from nhan.gui.settings import FOLLOW, TAB_CANDIDATES
from tests.core.building import span
from tests.gui.article_view.test_painting import on_screen
from tests.gui.conftest import Typist, make_project, settle

TEXT = "Ông Tô Sa đi Lào. Hôm nay bà Lê Lai gặp Tô Sa, rồi Tô Sa về."


def opened(qtbot: QtBot, tmp_path: Path, program: Program, kind: str) -> Typist:
    program.settings.set(TAB_CANDIDATES, kind)
    program.settings.set(FOLLOW, False)
    window = program.open(make_project(tmp_path / "p", 2, (span(TEXT, "Tô Sa", "ORG"),), TEXT))
    settle(window, qtbot)
    return Typist(window, qtbot)


def test_a_string_labelled_a_moment_ago_is_two_keys(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    annotator = opened(qtbot, tmp_path, program, "labelled")
    annotator.press("1")
    assert annotator.window.view.selection is not None
    annotator.keys = 0
    annotator.press("Return")
    assert annotator.keys == 1 and annotator.spans()[:2] == [("Tô Sa", "PER", "confirmed")] * 2
    annotator.window.show_article("a1")
    annotator.window.view.set_active(None)
    annotator.window.view.set_caret(TEXT.index("Lê Lai"))
    annotator.keys = 0
    annotator.press("Tab", "Return")
    assert (
        annotator.keys == 2
        and ("Tô Sa", "PER", "confirmed") in annotator.spans()
        and annotator.window.view.selection == (51, 56)
    )


def test_another_label_is_a_digit_and_delete_refuses_for_good(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    annotator = opened(qtbot, tmp_path, program, "both")
    annotator.press("1")
    stops = []
    while annotator.window.view.selection is not None:
        stops.append(annotator.window.view.text[slice(*annotator.window.view.selection)])
        annotator.press("Delete" if stops[-1] != "Lê Lai" else "3")
    assert stops == ["Lào", "Lê Lai", "Tô Sa", "Tô Sa"]
    assert [each for each in annotator.spans() if each[2] == "confirmed"] == [
        ("Tô Sa", "PER", "confirmed"),
        ("Lê Lai", "ORG", "confirmed"),
    ]
    annotator.window.view.set_caret(0)
    annotator.press("Tab")
    assert annotator.window.view.selection is None
    annotator.press("Ctrl+Z")
    annotator.press("Ctrl+Z")
    annotator.window.view.set_caret(0)
    annotator.press("Tab")
    assert annotator.window.view.selection is not None


def test_undone_it_is_a_candidate_again(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    annotator = opened(qtbot, tmp_path, program, "labelled")
    annotator.press("1", "Return")  # Tô Sa, and once more below
    view = annotator.window.view
    count = len(annotator.spans())
    annotator.press("Ctrl+Z")
    assert view.selection is not None and view.text[slice(*view.selection)] == "Tô Sa"
    assert len(annotator.spans()) == count - 1
    annotator.press("Return")
    assert len(annotator.spans()) == count


def test_where_tab_stops_is_seen_before_one_gets_there(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    annotator = opened(qtbot, tmp_path, program, "none")
    view = annotator.window.view
    qtbot.waitUntil(lambda: not on_screen(view).isNull())
    without = on_screen(view)
    annotator.press("F7")
    assert "thiếu cụm" in annotator.window.statusBar().currentMessage()
    QApplication.processEvents()
    marked = on_screen(view)
    assert marked != without and not view.faint
    assert [view.text[start:end] for start, end in view.candidates] == ["Lào", "Lê Lai", "Tô Sa", "Tô Sa"]
    annotator.press("F7")
    QApplication.processEvents()
    assert annotator.window.statusBar().currentMessage() == "Tab chỉ dừng ở cụm."
    assert not view.candidates


def test_while_the_first_suggestions_are_on_their_way_no_key_decides(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    """What stands there in a moment would lie across a candidate, or be taken for nothing."""
    program.settings.set(TAB_CANDIDATES, "capitalised")
    window = program.open(make_project(tmp_path / "p", 2, (), TEXT))
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    window.events.awaited.emit("a0", True)
    for key in ("Tab", "Return", "Ctrl+Return", "Ctrl+Shift+Return", "Ctrl+Shift+Return"):
        annotator.press(key)
        assert window.view.selection is None and "xin đợi" in window.statusBar().currentMessage(), key
    document = window.bridge.document
    assert document is not None and (document.id, document.state.status) == ("a0", ArticleStatus.NEW)
    window.events.awaited.emit("a0", False)
    annotator.press("Tab")
    assert window.view.selection is not None
