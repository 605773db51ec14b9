"""``main(argv)``: the only place that builds things and hands them to each other."""

import argparse
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from nhan.core.importing import ImportOptions, import_files
from nhan.core.label_files import DEFAULT, load_label_set
from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui import theme
from nhan.gui.i18n import Language
from nhan.gui.jobs import Jobs
from nhan.gui.main_window import MainWindow
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import Settings

THREADS = 4  # jobs that may run side by side; others wait


class Program(QObject):
    """Holds the window; another project, language or theme means another window."""

    def __init__(
        self, application: QApplication, settings: Settings, language: str = "", executor: Executor | None = None
    ) -> None:
        super().__init__()
        self._executor = executor or ThreadPoolExecutor(THREADS, "job")
        self.application, self.settings = application, settings
        self._said_language = language  # on the command line; stronger than the setting, for this run
        self.language = Language(language or settings.get("language"))
        self.language.install()
        self.window: MainWindow | None = None
        self._replacing = False
        application.setQuitOnLastWindowClosed(False)
        self.restyle()

    def open(self, folder: Path) -> MainWindow:
        """Open a project in the place of the one that is open. NhanError leaves that one as it is."""
        project = Project.open(Disk(), folder)
        self._close()
        session = Session(project)
        bridge = SessionBridge(session, Jobs(self._executor))
        window = MainWindow(bridge, self.settings, self.language)
        bridge.setParent(window)
        bridge.jobs.setParent(window)
        window.project_wanted.connect(self._open_instead)
        window.rebuild_wanted.connect(self._rebuild)
        window.closed.connect(self._closed)
        self.window = window
        self.settings.set("last_project", str(folder.resolve()))
        self.settings.remember("recent_projects", str(folder.resolve()))
        window.show()
        window.open_first()
        if session.read_only is not None:
            window.pane.notice.say(self.language.say(session.read_only))
        return window

    def _open_instead(self, folder: Path) -> None:
        try:
            self.open(folder)
        except (NhanError, OSError) as error:
            assert self.window is not None
            words = self.language.say(error.message) if isinstance(error, NhanError) else str(error)
            self.window.pane.notice.say(words)

    def restyle(self) -> None:
        """Take over the theme from the settings."""
        theme.apply(self.application, self.settings.get("theme"))

    def _rebuild(self) -> None:
        """The same project in another language or theme, at the same place."""
        assert self.window is not None
        folder = self.window.bridge.session.project.folder
        view = self.window.view
        active, caret = view.active, view.caret
        self._close()
        self.language.remove()
        self.language = Language(self._said_language or self.settings.get("language"))
        self.language.install()
        view = self.open(folder).view
        if active is not None and view.span(active) is not None:
            view.set_active(active)
        elif active is None and caret:
            view.set_caret(caret)

    def _closed(self) -> None:
        """The program ends with its window, unless another takes its place."""
        self.window = None
        if not self._replacing:
            self.application.quit()

    def _close(self) -> None:
        if self.window is not None:
            self._replacing = True
            self.window.close()
            self._replacing = False


def main(argv: Sequence[str]) -> int:
    """Open the window on what ``argv`` names. Returns the exit code."""
    given = arguments().parse_args(argv)
    application, settings = make_application(), Settings()
    program = Program(application, settings, given.lang)
    try:
        program.open(folder_for([Path(path) for path in given.paths], settings))
        signal.signal(signal.SIGINT, lambda *_: application.quit())
        return int(application.exec())
    except NhanError as error:
        print(program.language.say(error.message), file=sys.stderr)
        return 1
    finally:
        program.language.remove()


def make_application() -> QApplication:
    """The one QApplication, with a font that shows Vietnamese well where there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["nhan"])
    application.setApplicationName("nhan")
    application.setApplicationDisplayName("Nhãn")
    QGuiApplication.setDesktopFileName("nhan")
    font = QFont(application.font())
    font.setFamilies(["Noto Sans", "Segoe UI", "SF Pro Text", *font.families()])
    application.setFont(font)
    return application


def arguments() -> argparse.ArgumentParser:
    """What the window and its tour are started with."""
    parser = argparse.ArgumentParser(prog="nhan", add_help=False)
    parser.add_argument("command", nargs="?", choices=["open"])
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--lang", choices=["vi", "en"], default="")
    parser.add_argument("--tour", metavar="OUT", default="")
    parser.add_argument("--project", metavar="DIR", default="")
    return parser


def folder_for(paths: Sequence[Path], settings: Settings) -> Path:
    """The project to open: the folder named, a new one of the text files named, the last one, or the sample."""
    for path in paths:
        if not path.exists():
            raise NhanError("window.not_found", path=str(path))
    if len(paths) == 1 and paths[0].is_dir():
        return paths[0]
    if paths:
        return _project_of(list(paths), paths[0].stem)
    last = settings.get("last_project")
    if last and (Path(last) / "project.json").exists():
        return Path(last)
    return sample_project()


def sample_project(folder: Path | None = None) -> Path:
    """A copy of the bundled sample articles as a project of the user's own."""
    folder = folder or _data() / "sample"
    if not (folder / "project.json").exists():
        with resources.as_file(resources.files("nhan.resources") / "samples") as samples:
            _fill(folder, sorted(samples.glob("*.txt")))
    return folder


def _project_of(files: list[Path], name: str) -> Path:
    """A new project with these files, beside those made before."""
    folder = _data() / "opened" / name
    number = 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{name}-{number}")
    return _fill(folder, files)


def _fill(folder: Path, files: list[Path]) -> Path:
    project = Project.create(Disk(), folder, load_label_set(DEFAULT), folder.name)
    import_files(project, files, ImportOptions())
    return folder


def _data() -> Path:
    return Path(platformdirs.user_data_dir("nhan", appauthor=False))
