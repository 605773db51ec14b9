"""An article renamed in the window: by keys, seen at once in the list and above the text, undone by Ctrl+Z."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.queue.renaming import TitleDialog
from tests.gui.conftest import Typist, answer_dialog, part, settle

Button = QDialogButtonBox.StandardButton


def rename(annotator: Typist, title: str, leave: Button = Button.Ok) -> str:
    """Type another title over the one that is there, which is returned."""
    before: list[str] = []

    def type_title(dialog: object) -> None:
        assert isinstance(dialog, TitleDialog)
        before.append(dialog.field.text())
        QTest.keyClick(dialog.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(dialog.field, Qt.Key.Key_Delete)
        QTest.keyClicks(dialog.field, title)
        QTest.mouseClick(dialog.buttons.button(leave), Qt.MouseButton.LeftButton)

    answer_dialog(TitleDialog, type_title)
    annotator.window.actions_by_id["rename_article"].trigger()
    settle(annotator.window, annotator.qtbot)
    return before[0]


def titles(annotator: Typist) -> tuple[str, str, str]:
    """Of the shown article: above the text, in the list, on the disk."""
    window, panel = annotator.window, part(annotator.window, QueuePanel)
    document = window.bridge.document
    assert document is not None
    row = panel.model.row_of(document.id)
    assert row is not None
    project = Project.open(Disk(), window.bridge.session.project.folder)
    return window.pane.title.text(), str(panel.model.index(row).data()), project.title(document.id)


def test_the_shown_article_gets_another_title_and_its_own_again(annotator: Typist) -> None:
    annotator.press("Return")
    assert rename(annotator, "Khac") == "Bài số 0"
    assert titles(annotator) == ("Khac",) * 3
    assert annotator.window.focusWidget() is annotator.window.view
    annotator.press("Ctrl+Z")
    assert titles(annotator) == ("Bài số 0",) * 3
    annotator.press("Ctrl+Y")
    assert titles(annotator) == ("Khac",) * 3
    assert rename(annotator, "") == "Khac"
    assert titles(annotator) == ("Bài số 0",) * 3


@pytest.mark.parametrize(("title", "leave"), [("Khac", Button.Cancel), ("", Button.Ok)])
def test_what_is_left_or_no_other_title_changes_nothing(annotator: Typist, title: str, leave: Button) -> None:
    rename(annotator, title, leave)
    assert titles(annotator) == ("Bài số 0",) * 3 and annotator.window.bridge.session.peek_undo() is None


def test_the_selected_article_is_renamed_and_not_the_shown_one(annotator: Typist) -> None:
    panel = part(annotator.window, QueuePanel)
    panel.list.selectRow(2)
    assert rename(annotator, "Khac") == "Bài số 2"
    assert titles(annotator)[0] == "Bài số 0"
    assert annotator.window.bridge.session.project.title("a2") == "Khac"
