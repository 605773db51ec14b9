"""The menus and the toolbar, filled from the table of actions."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QToolBar

from nhan.gui import theme
from nhan.gui.actions import ACTIONS, MENUS, menu_title
from nhan.gui.commands import Commands


def fill_menus(
    window: QMainWindow, actions: Mapping[str, QAction], docks: Mapping[str, QDockWidget], commands: Commands
) -> None:
    """The menu bar: a separator between the table's groups; the view menu begins with the docks."""
    menus = {name: window.menuBar().addMenu(menu_title(name)) for name in MENUS}
    groups: dict[str, int] = {}
    for spec in ACTIONS:
        if not spec.menu:
            continue
        if groups.setdefault(spec.menu, spec.group) != spec.group:
            menus[spec.menu].addSeparator()
            groups[spec.menu] = spec.group
        menus[spec.menu].addAction(actions[spec.id])
        if spec.id == "open_project":
            recent = menus["project"].addMenu(QCoreApplication.translate("MainWindow", "Recent projects"))
            recent.aboutToShow.connect(partial(commands.fill_recent, recent))
    first = menus["view"].actions()[0]
    for dock in docks.values():
        menus["view"].insertAction(first, dock.toggleViewAction())
    menus["view"].insertSeparator(first)


def add_toolbar(window: QMainWindow, actions: Mapping[str, QAction], look: str) -> None:
    """The actions that the table wants in the toolbar, in the theme ``look``."""
    bar = QToolBar(QCoreApplication.translate("MainWindow", "Tools"), window)
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setStyleSheet(theme.toolbar_sheet(look))
    bar.setIconSize(QSize(18, 18))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    for spec in ACTIONS:
        if spec.toolbar:
            bar.addAction(actions[spec.id])
    window.addToolBar(bar)
