"""A new project that cannot be made: the dialog comes again with what was typed."""

from pathlib import Path

from PySide6.QtWidgets import QDialog

from nhan.gui.projects.feature import Projects
from nhan.gui.questions.new_project import NewProjectDialog
from tests.gui.conftest import Typist, answer_dialog, part


def test_what_was_typed_is_not_thrown_away(annotator: Typist, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file in its place", encoding="utf-8")
    folders: list[Path] = []

    def first(dialog: QDialog) -> None:
        assert isinstance(dialog, NewProjectDialog)
        dialog._folder.setText(str(taken))
        answer_dialog(NewProjectDialog, second)
        dialog.accept()

    def second(dialog: QDialog) -> None:
        assert isinstance(dialog, NewProjectDialog)
        folders.append(dialog.folder)
        dialog.reject()

    answer_dialog(NewProjectDialog, first)
    part(annotator.window, Projects).new()
    assert folders == [taken] and annotator.window.pane.notice.isVisible()
