"""What one can do here: all keys, all commands, and what this program is."""

from importlib.metadata import version

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from nhan.gui.actions import ACTIONS, BY_ID, title
from nhan.gui.context import Context, Feature
from nhan.gui.crash import open_log
from nhan.gui.help.keys import KeySheet
from nhan.gui.help.palette import CommandPalette
from nhan.gui.settings import SHORTCUTS


class Help(QObject):
    """Shows the table of actions in its ways."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._window, self._settings, self._actions = context.window, context.settings, context.actions

    def key_sheet(self) -> None:
        sheet = KeySheet(self._settings.get(SHORTCUTS), self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    def palette(self) -> None:
        there = self._actions()
        actions = [there[spec.id] for spec in ACTIONS if spec.id in there and spec.id != "palette"]
        CommandPalette([each for each in actions if each.isEnabled()], self._window).exec()

    def about(self) -> None:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(title(BY_ID["about"]))
        box.setText(f"Nhãn {version('nhan')}")
        box.setInformativeText(self.tr("Correct pre-annotated spans in Vietnamese articles. Apache-2.0."))
        box.exec()


def attach(context: Context) -> Feature:
    shown = Help(context)
    handlers = {"key_sheet": shown.key_sheet, "palette": shown.palette, "open_log": open_log, "about": shown.about}
    return Feature(handlers=handlers)
