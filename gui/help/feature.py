"""What one can do here: all keys, all commands, and what this program is."""

from functools import partial
from importlib.metadata import version

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QLabel, QMessageBox

from nhan.core.bug_report import address, report
from nhan.gui.actions import ACTIONS, BY_ID, title
from nhan.gui.context import Context, Feature
from nhan.gui.crash import open_log
from nhan.gui.help.keys import KeySheet
from nhan.gui.help.manual import first_page
from nhan.gui.help.palette import CommandPalette
from nhan.gui.help.report_dialog import ReportDialog, of_the_window
from nhan.gui.questions.asked import asked
from nhan.gui.settings import SHORTCUTS
from nhan.gui.widgets.plain import plain_button

_ABOUT = 320  # pixels
_NOT_LISTED = ("palette", "label_")  # the palette itself, and the digits: all labels are listed by their names


class Help(QObject):
    """Shows the table of actions in its ways."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._window, self._settings, self._actions = context.window, context.settings, context.actions
        self._bridge, self._events, self._language = context.bridge, context.events, context.language

    def manual(self) -> None:
        """The pages that lie beside the program, in the browser; the keys where there are none, or it shows none."""
        page = first_page(self._language.name)
        if page is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(page))):
            self.key_sheet()

    def key_sheet(self) -> None:
        sheet = KeySheet(self._settings.get(SHORTCUTS), self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.show()

    def palette(self) -> None:
        there = self._actions()
        actions = [there[spec.id] for spec in ACTIONS if spec.id in there and not spec.id.startswith(_NOT_LISTED)]
        enabled = [each for each in actions if each.isEnabled()]
        asked(CommandPalette([*enabled, *self._labels()], self._window))

    def _labels(self) -> list[QAction]:
        """A command for each label: what its key does, whether it has one or not."""
        actions = []
        for label in self._bridge.labels.labels if self._bridge.document is not None else ():
            words = label.titled(self._language.name)
            action = QAction(plain_button(self.tr("Label: {label}").format(label=words)))
            action.setObjectName(f"label:{label.name}")
            action.triggered.connect(partial(self._events.label_wanted.emit, label.name))
            actions.append(action)
        return actions

    def report_problem(self) -> None:
        asked(ReportDialog(report(of_the_window(self._window)), address("Issues"), self._window))

    def about(self) -> None:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(title(BY_ID["about"]))
        box.setText(f"Nhãn {version('nhan')}")
        box.setInformativeText(self.tr("Correct pre-annotated spans in Vietnamese articles. Apache-2.0."))
        words = box.findChild(QLabel, "qt_msgbox_informativelabel")
        if words is not None:  # a box is as wide as its title otherwise, which is one word here
            words.setMinimumWidth(_ABOUT)
        asked(box)


def attach(context: Context) -> Feature:
    shown = Help(context)
    handlers = {
        "manual": shown.manual,
        "key_sheet": shown.key_sheet,
        "palette": shown.palette,
        "report_problem": shown.report_problem,
        "open_log": open_log,
        "about": shown.about,
    }
    return Feature(handlers=handlers)
