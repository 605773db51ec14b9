"""A missing span that was labelled elsewhere is two keys; one that is none is refused for good."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from nhan.gui.app import Program
from nhan.gui.settings import FOLLOW, TAB_CANDIDATES
from tests.core.building import span
from tests.gui.conftest import SuggestServer, make_project, settle

TEXT = "Ông Tô Sa đi Lào. Hôm nay bà Lê Lai gặp Tô Sa, rồi Tô Sa về."


def opened(qtbot: QtBot, tmp_path: Path, program: Program, kind: str) -> SuggestServer:
    program.settings.set(TAB_CANDIDATES, kind)
    program.settings.set(FOLLOW, False)
    window = program.open(make_project(tmp_path / "p", 2, (span(TEXT, "Tô Sa", "ORG"),), TEXT))
    settle(window, qtbot)
    return SuggestServer(window, qtbot)


def test_a_string_labelled_a_moment_ago_is_two_keys(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    desk = opened(qtbot, tmp_path, program, "labelled")
    desk.press("1")
    assert desk.window.view.selection is not None
    desk.keys = 0
    desk.press("Return")
    assert desk.keys == 1 and desk.spans()[:2] == [("Tô Sa", "PER", "confirmed")] * 2
    desk.window.show_article("a1")
    desk.window.view.set_active(None)
    desk.window.view.set_caret(TEXT.index("Lê Lai"))
    desk.keys = 0
    desk.press("Tab", "Return")
    assert desk.keys == 2 and ("Tô Sa", "PER", "confirmed") in desk.spans() and desk.window.view.selection == (51, 56)


def test_another_label_is_a_digit_and_delete_refuses_for_good(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    desk = opened(qtbot, tmp_path, program, "both")
    desk.press("1")
    stops = []
    while desk.window.view.selection is not None:
        stops.append(desk.window.view.text[slice(*desk.window.view.selection)])
        desk.press("Delete" if stops[-1] != "Lê Lai" else "3")
    assert stops == ["Lào", "Lê Lai", "Tô Sa", "Tô Sa"]
    assert [each for each in desk.spans() if each[2] == "confirmed"] == [
        ("Tô Sa", "PER", "confirmed"),
        ("Lê Lai", "ORG", "confirmed"),
    ]
    desk.window.view.set_caret(0)
    desk.press("Tab")
    assert desk.window.view.selection is None
    desk.press("Ctrl+Z")
    desk.press("Ctrl+Z")
    desk.window.view.set_caret(0)
    desk.press("Tab")
    assert desk.window.view.selection is not None
