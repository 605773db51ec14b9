"""Another project in the place of this one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMenu

from nhan.gui.context import Context, Feature
from nhan.gui.menus import Submenu
from nhan.gui.questions.which_project import new_project, project_there
from nhan.gui.settings import RECENT_PROJECTS
from nhan.gui.widgets.plain import plain_button


class Projects(QObject):
    """Asks which project, and has it opened."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context

    def new(self) -> None:
        context = self._context
        if (folder := new_project(context.language.name, context.window, context.fail)) is not None:
            context.open_project(folder)

    def open(self) -> None:
        start = self._context.bridge.session.project.folder.parent
        if (folder := project_there(start, self._context.window)) is not None:
            self._context.open_project(folder)

    def fill_recent(self, menu: QMenu) -> None:
        """Put the projects that were opened lately into a menu."""
        menu.clear()
        for folder in self._context.settings.get(RECENT_PROJECTS):
            menu.addAction(plain_button(folder), partial(self._context.open_project, Path(folder)))


def attach(context: Context) -> Feature:
    projects = Projects(context)
    return Feature(
        handlers={
            "new_project": projects.new,
            "open_project": projects.open,
            "start_page": lambda: context.open_project(None),
        },
        submenu=Submenu(
            "open_project", QCoreApplication.translate("Projects", "Recent projects"), projects.fill_recent
        ),
    )
