"""Another project in the place of this one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog, QMenu

from nhan.core.label_files import load_label_set
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.context import Context, Feature
from nhan.gui.menus import Submenu
from nhan.gui.projects.new_project import NewProjectDialog
from nhan.gui.settings import RECENT_PROJECTS
from nhan.gui.widgets.plain import plain_button


class Projects(QObject):
    """Asks which project, and has it opened."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context

    def new(self) -> None:
        dialog = NewProjectDialog(self._context.language.name, self._context.window)
        while dialog.exec():
            try:
                Project.create(Disk(), dialog.folder, load_label_set(dialog.labels), dialog.folder.name)
            except (NhanError, OSError) as error:
                self._context.fail(error)  # and the dialog comes again, with what was typed
            else:
                self._context.open_project(dialog.folder)
                return

    def open(self) -> None:
        start = str(self._context.bridge.session.project.folder.parent)
        chosen = QFileDialog.getExistingDirectory(self._context.window, self.tr("Open a project folder"), start)
        if chosen:
            self._context.open_project(Path(chosen))

    def fill_recent(self, menu: QMenu) -> None:
        """Put the projects that were opened lately into a menu."""
        menu.clear()
        for folder in self._context.settings.get(RECENT_PROJECTS):
            menu.addAction(plain_button(folder), partial(self._context.open_project, Path(folder)))


def attach(context: Context) -> Feature:
    projects = Projects(context)
    return Feature(
        handlers={"new_project": projects.new, "open_project": projects.open},
        submenu=Submenu(
            "open_project", QCoreApplication.translate("Projects", "Recent projects"), projects.fill_recent
        ),
    )
