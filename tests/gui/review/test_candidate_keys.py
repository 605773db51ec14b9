"""A missing span that was labelled elsewhere is two keys; one that is none is refused for good."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from nhan.gui.app import Program
from nhan.gui.settings import FOLLOW, TAB_CANDIDATES
from tests.core.building import span
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
