"""``main(argv)``: what the window is started with, and what it opens first."""

import os
import signal
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from nhan.core.cli.window import window_arguments
from nhan.core.messages import NhanError
from nhan.core.people.person import system_name
from nhan.core.people.whose import VARIABLE
from nhan.core.sample import project_of
from nhan.core.store.layout import PROJECT
from nhan.gui.app import Program
from nhan.gui.icons import window_icon
from nhan.gui.identity import Identity
from nhan.gui.questions.name_dialog import NameDialog
from nhan.gui.sentences import sentence
from nhan.gui.settings import LAST_PROJECT, RECENT_PROJECTS, Settings


def main(argv: Sequence[str]) -> int:
    """Open the window on what ``argv`` names. Returns the exit code."""
    given = window_arguments(argv)
    if isinstance(given, int):
        return given
    application, settings = make_application(), Settings()
    identity = Identity.of_user(given.annotator or os.environ.get(VARIABLE, ""))
    program = Program(application, settings, given.lang, identity=identity)
    program.watch.start()
    try:
        refuse_missing(given.paths)
        if identity.is_new:
            dialog = NameDialog(system_name())
            dialog.exec()
            identity.introduce(dialog.name)
        open_first(program, [Path(path) for path in given.paths])
        signal.signal(signal.SIGINT, lambda *_: application.quit())
        return int(application.exec())
    except (NhanError, OSError) as error:
        print(program.language.say(sentence(error)), file=sys.stderr)
        return 1
    finally:
        program.language.remove()
        program.watch.stop()


def open_first(program: Program, paths: Sequence[Path]) -> None:
    """Open what is named. Where nothing is: the last project, or the start page, which says why it cannot be opened;
    for a new user the first steps."""
    settings = program.settings
    try:
        folder = folder_for(paths, settings)
        if folder is None and not settings.get(RECENT_PROJECTS):
            program.begin_first_steps()
        elif folder is None:
            program.show_start()
        else:
            program.open(folder)
    except (NhanError, OSError) as error:
        if paths:
            raise
        program.show_start(sentence(error))


def make_application() -> QApplication:
    """The one QApplication, with a font that shows Vietnamese well where there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["nhan"])
    application.setApplicationName("nhan")
    application.setApplicationDisplayName("Nhãn")
    QGuiApplication.setDesktopFileName("nhan")
    application.setWindowIcon(window_icon())
    font = QFont(application.font())
    font.setFamilies(["Noto Sans", "Segoe UI", "SF Pro Text", *font.families()])
    application.setFont(font)
    return application


def refuse_missing(paths: Iterable[str | Path]) -> None:
    """NhanError naming the first path that leads nowhere."""
    for path in paths:
        if not Path(path).exists():
            raise NhanError("window.not_found", path=str(path))


def folder_for(paths: Sequence[Path], settings: Settings) -> Path | None:
    """The project to open: the folder named, or that of the project.json named, one of the text files named, else the
    last one; None = none."""
    refuse_missing(paths)
    if len(paths) == 1 and paths[0].is_dir():
        return paths[0]
    if len(paths) == 1 and paths[0].name == PROJECT:
        return paths[0].parent
    if paths:
        return project_of(paths, paths[0].stem)
    last = settings.get(LAST_PROJECT)
    return Path(last) if last else None
