"""The command palette shows the commands that can be given now."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from nhan.gui.actions import ACTIONS
from nhan.gui.help.palette import CommandPalette
from tests.gui.conftest import Typist


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
