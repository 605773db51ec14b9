"""What a path opens: a project by its folder or its file, a text as a project of its own."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nhan.core.messages import NhanError
from nhan.gui.app import Program
from nhan.gui.icons import window_icon
from nhan.gui.settings import LAST_PROJECT
from nhan.gui.startup import folder_for, open_first
from tests.gui.conftest import make_project, settle


@pytest.mark.parametrize("named", ["p", "p/project.json"])
def test_a_project_opens_by_its_folder_or_its_file(tmp_path: Path, program: Program, named: str, qtbot: QtBot) -> None:
    folder = make_project(tmp_path / "p")
    open_first(program, [tmp_path / named])
    window = program.window
    assert window is not None and window.bridge.session.project.folder.samefile(folder)
    assert program.settings.get(LAST_PROJECT) == str(folder.resolve())


def test_a_text_is_imported_and_shown(tmp_path: Path, program: Program, qtbot: QtBot, own_folders: Path) -> None:
    (tmp_path / "bài.txt").write_text("Ông Nguyễn Văn A đến Hà Nội.\n", encoding="utf-8")
    open_first(program, [tmp_path / "bài.txt"])
    window = program.window
    assert window is not None and window.bridge.document is not None
    assert window.bridge.document.text == "Ông Nguyễn Văn A đến Hà Nội.\n"
    settle(window, qtbot)


def test_another_program_s_project_json_is_refused_in_a_sentence(tmp_path: Path, program: Program) -> None:
    (tmp_path / "project.json").write_text('{"name": "web", "targets": {}}', encoding="utf-8")
    with pytest.raises(NhanError) as caught:
        open_first(program, [tmp_path / "project.json"])
    assert "project.json" in str(caught.value) and program.window is None


def test_a_file_that_is_called_so_is_no_project_beside_others(tmp_path: Path, program: Program) -> None:
    for name in ("project.json", "bài.txt"):
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    assert folder_for([tmp_path / "project.json"], program.settings) == tmp_path


def test_the_program_has_an_icon(qtbot: QtBot) -> None:
    picture = window_icon().pixmap(64, 64).toImage()
    assert {picture.pixelColor(32, 8).name(), picture.pixelColor(12, 26).name()} == {"#20504a", "#f2c14e"}
