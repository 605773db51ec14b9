"""The command palette shows the commands that can be given now."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from nhan.gui.actions import ACTIONS
from nhan.gui.help.keys import KeySheet
from nhan.gui.help.palette import CommandPalette
from tests.gui.conftest import Typist, part


def test_the_palette_lists_what_can_be_done_now_in_the_order_of_the_table(annotator: Typist) -> None:
    window = annotator.window
    listed: list[str] = []

    def look() -> None:
        palette = QApplication.activeModalWidget()
        if isinstance(palette, CommandPalette):
            listed.extend(palette.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(palette.list.count()))
            palette.reject()

    QTimer.singleShot(0, look)
    window.actions_by_id["palette"].trigger()
    on = [spec.id for spec in ACTIONS if spec.id in window.actions_by_id and window.actions_by_id[spec.id].isEnabled()]
    labels = [f"label:{label.name}" for label in window.bridge.labels.labels]  # by name, instead of by digit
    assert listed == [name for name in on if name != "palette" and not name.startswith("label_")] + labels


def test_what_was_typed_whole_comes_before_what_has_its_words_somewhere(annotator: Typist) -> None:
    palette = CommandPalette(list(annotator.window.actions_by_id.values()), annotator.window)
    palette.field.setText("ai goi y")
    assert palette.list.count() > 1
    assert palette.list.item(0).data(Qt.ItemDataRole.UserRole) == "choose_suggester"
    palette.deleteLater()


def test_the_digits_are_one_row_of_the_key_sheet(annotator: Typist) -> None:
    annotator.press("Shift+F1")
    sheet = part(annotator.window, KeySheet)
    groups = [sheet.tree.topLevelItem(row) for row in range(sheet.tree.topLevelItemCount())]
    rows = [group.child(row) for group in groups if group is not None for row in range(group.childCount())]
    titles = [row.text(0) for row in rows]
    assert len(titles) == len(set(titles))
    assert "1   2   3   4   5   6   7   8   9   0" in [row.text(1) for row in rows]
    sheet.close()
