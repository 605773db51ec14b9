"""Which project: a new one, or one that is there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from nhan.core.label_files import load_label_set
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.questions.new_project import NewProjectDialog


def new_project(language: str, parent: QWidget, fail: Callable[[NhanError | OSError], None]) -> Path | None:
    """Ask, and make it. Returns its folder, None where the question was left. What goes wrong is said, and the dialog
    comes again with what was typed."""
    dialog = NewProjectDialog(language, parent)
    while dialog.exec():
        try:
            Project.create(Disk(), dialog.folder, load_label_set(dialog.labels), dialog.folder.name)
        except (NhanError, OSError) as error:
            fail(error)
        else:
            return dialog.folder
    return None


def project_there(start: Path, parent: QWidget) -> Path | None:
    """Ask for the folder of a project."""
    words = QCoreApplication.translate("Projects", "Open a project folder")
    chosen = QFileDialog.getExistingDirectory(parent, words, str(start))
    return Path(chosen) if chosen else None
