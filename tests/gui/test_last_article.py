"""Where somebody goes on in a project."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.people.person import Person
from nhan.gui.app import Program
from nhan.gui.identity import Identity
from tests.gui.conftest import Typist, make_project, settle


def left_at(program: Program, qtbot: QtBot, folder: Path, who: str, article: str = "") -> str:
    """Where this person begins; then they go to the article and close the project."""
    program.identity = Identity(Person(id=f"{who}-aaaa", name=who))
    window = program.open(folder)
    settle(window, qtbot)
    document = window.bridge.document
    assert document is not None
    if article:
        window.show_article(article)
    window.close()
    return document.id


def test_everybody_goes_on_where_they_were(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    folder = make_project(tmp_path / "p")
    assert left_at(program, qtbot, folder, "lan", "a2") == "a0"
    assert left_at(program, qtbot, folder, "minh", "a1") == "a0"
    assert left_at(program, qtbot, folder, "lan") == "a2"
    assert left_at(program, qtbot, folder, "minh") == "a1"


def test_a_project_is_its_folder_however_it_is_named(
    qtbot: QtBot, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("one", "other"):
        make_project(tmp_path / place / "p")
    monkeypatch.chdir(tmp_path / "one")
    assert left_at(program, qtbot, Path("p"), "lan", "a2") == "a0"
    assert left_at(program, qtbot, tmp_path / "one" / "p", "lan") == "a2"
    monkeypatch.chdir(tmp_path / "other")
    assert left_at(program, qtbot, Path("p"), "lan") == "a0"


def test_the_place_stays_while_somebody_looks_at_the_work_of_others(annotator: Typist, program: Program) -> None:
    window = annotator.window
    window.show_article("a1")
    window.close()
    looking = program.open(window.bridge.session.project.folder, "an9")
    assert looking.bridge.document is not None and looking.bridge.document.id == "a1"
