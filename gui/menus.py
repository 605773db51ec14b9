"""The menus and the toolbar, filled from the table of actions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMenu, QMenuBar, QToolBar, QToolButton

from nhan.gui.actions import BY_ID, MENUS, menu_title


class Submenu(msgspec.Struct, frozen=True):
    """A menu below the action ``after``, filled each time it is opened."""

    after: str
    title: str
    fill: Callable[[QMenu], None]


def fill_menus(
    bar: QMenuBar,
    actions: Mapping[str, QAction],
    docks: Sequence[QDockWidget],
    submenus: Iterable[Submenu],
) -> None:
    """Fill the menu bar: a separator between the table's groups; the view menu begins with the docks."""
    menus = {name: bar.addMenu(menu_title(name)) for name in MENUS}
    after = {submenu.after: submenu for submenu in submenus}
    groups: dict[str, int] = {}
    for name, action in actions.items():
        spec = BY_ID[name]
        if not spec.menu:
            continue
        if groups.setdefault(spec.menu, spec.group) != spec.group:
            menus[spec.menu].addSeparator()
            groups[spec.menu] = spec.group
        menus[spec.menu].addAction(action)
        if name in after:
            submenu = menus[spec.menu].addMenu(after[name].title)
            submenu.aboutToShow.connect(partial(after[name].fill, submenu))
    first = menus["view"].actions()[0]
    for dock in docks:
        menus["view"].insertAction(first, dock.toggleViewAction())
    menus["view"].insertSeparator(first)


def toolbar(actions: Mapping[str, QAction]) -> QToolBar:
    """The actions that the table wants in the toolbar, as icons: what they say and their keys are in the tooltips."""
    bar = QToolBar(QCoreApplication.translate("MainWindow", "Tools"))
    bar.setIconSize(QSize(18, 18))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    bar.addActions([action for name, action in actions.items() if BY_ID[name].toolbar])
    for button in bar.findChildren(QToolButton):
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click must not take the focus from the article
    return bar
