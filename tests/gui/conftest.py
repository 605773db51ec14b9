"""The whole window over a real project in a folder of the test's own."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from nhan.core.model import Article, Span
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.jobs import Direct
from nhan.gui.main_window import MainWindow
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, THEME, Settings
from nhan.gui.startup import make_application
from nhan.gui.widgets.dock_title import DockTitle
from nhan.gui.widgets.value_rows import ValueRows
from tests.core.building import LABELS, TEXT, span

_looking: list[QTimer] = []  # those who wait for a dialog
T = TypeVar("T")
Q = TypeVar("Q", bound=QObject)
SUGGESTED = (
    span(TEXT, "tỉnh Bắc Ninh", "PER", confidence=0.9),
    span(TEXT, "ông Nguyễn Văn A", "PER", confidence=0.8),
    span(TEXT, "Hoà Bình", "LOC", confidence=0.4, runner_up="ORG"),
    span(TEXT, "và", "MISC"),
)


def part(window: MainWindow, kind: type[Q]) -> Q:
    """The one panel or controller of this kind that a feature has put into the window."""
    (found,) = window.findChildren(kind)
    return found


def close(window: MainWindow, dock: str, how: str) -> None:
    """Close a panel by the "x" of its title, or by its "key"."""
    widget = window.docks.by_name[dock]
    title = widget.titleBarWidget()
    assert isinstance(title, DockTitle)
    if how == "x":
        title.close_button.click()
    else:
        rows = widget.widget().findChildren(ValueRows)[0]
        rows.setFocus()
        QTest.keyClick(rows, Qt.Key.Key_Escape)


class Later(Executor):
    """Does work directly or, while it is held, once it is let go."""

    def __init__(self) -> None:
        self.held = False
        self._kept: list[Callable[[], object]] = []

    def submit(self, work: Callable[..., T], /, *args: Any, **more: Any) -> "Future[T]":
        if not self.held:
            return Direct().submit(work, *args, **more)
        self._kept.append(lambda: work(*args, **more))
        return Future()

    def let_go(self) -> None:
        self.held = False
        self.run_kept()

    def run_kept(self) -> None:
        """Do what is held so far, and hold what comes of it."""
        kept, self._kept = self._kept, []
        for work in kept:
            work()


class Typist:
    """An annotator at a window: presses keys, reads what is on the disk."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.keys = 0

    def press(self, *keys: str) -> None:
        """Press keys on the article, written as in the table of actions: "Ctrl+Shift+Left"."""
        self.press_on(self.window.view, *keys)

    def press_on(self, widget: QWidget, *keys: str) -> None:
        """Press keys on a widget."""
        for name in keys:
            self.keys += 1
            *modifiers, last = name.split("+")
            held = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                held |= {
                    "Ctrl": Qt.KeyboardModifier.ControlModifier,
                    "Shift": Qt.KeyboardModifier.ShiftModifier,
                    "Alt": Qt.KeyboardModifier.AltModifier,
                }[modifier]
            code = Qt.Key.Key_Backtab if name == "Shift+Tab" else getattr(Qt.Key, f"Key_{last}")
            QTest.keyClick(widget, code, held)

    def spans(self) -> list[tuple[str, str, str]]:
        """Text, label and status of every span of the shown article, in order."""
        document = self.window.bridge.document
        assert document is not None
        return [(document.text[s.start : s.end], s.label, s.status.value) for s in document]

    def active(self) -> str | None:
        """The text of the active span."""
        found = self.active_span()
        return self.window.view.text[found.start : found.end] if found else None

    def active_span(self) -> Span | None:
        view = self.window.view
        return view.span(view.active) if view.active else None

    def on_disk(self, article: str = "a0") -> list[Span]:
        """What another program would read of the article after this one has gone."""
        project = Project.open(Disk(), self.window.bridge.session.project.folder)
        return list(project.load(article, project.annotator).document)


def make_project(folder: Path, articles: int = 3, suggested: tuple[Span, ...] = SUGGESTED, text: str = TEXT) -> Path:
    project = Project.create(Disk(), folder, LABELS)
    project.add_articles([Article(f"a{n}", text, title=f"Bài số {n}") for n in range(articles)])
    if suggested:
        writer = project.new_run("test", "1")
        writer.write(writer.next_pack, {f"a{n}": suggested for n in range(articles)})
        writer.finish()
        writer.close()
    return folder


def window_of(folder: Path) -> MainWindow | None:
    """The window that shows the project; what another test has closed may not be deleted yet."""
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    return next((each for each in shown if each.bridge.session.project.folder == folder), None)


def answer_dialog(kind: type[QDialog], act: Callable[[QDialog], object]) -> list[QDialog]:
    """As soon as the dialog is up, within this test, act on it. Returns the list that it is put into."""
    seen: list[QDialog] = []
    looks = QTimer(interval=10)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            looks.stop()
            seen.append(dialog)
            act(dialog)

    looks.timeout.connect(look)
    looks.start(0)
    looks.setInterval(10)
    _looking.append(looks)
    return seen


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the window has the keyboard, as a person would see it."""
    window.activateWindow()
    window.view.setFocus()
    qtbot.waitUntil(lambda: window.view.hasFocus() and window.windowHandle().isExposed())


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """What one test leaves open has the keyboard in the next, and who waits for a dialog takes the next one's.
    A language that is left speaks where the next one has no words of its own."""
    yield
    while _looking:
        _looking.pop().stop()  # the dialog of another test is not its own
    application = QApplication.instance()
    left = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)] if application else []
    shown = [each.close() for each in left if each.isVisible()]
    assert not shown
    assert QCoreApplication.translate("Docks", "Articles") == "Articles"


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    """The program with settings of its own: light, and suggesting by itself is off; jobs are done at once."""
    settings = Settings(tmp_path / "settings.ini")
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    settings.set(THEME, "light")
    made = Program(make_application(), settings, executor=Direct())
    yield made
    if made.window is not None:
        made.window.close()
    made.language.remove()


@pytest.fixture
def annotator(qtbot: QtBot, tmp_path: Path, program: Program) -> Typist:
    """A window on three articles with four suggestions each."""
    window = program.open(make_project(tmp_path / "p"))
    settle(window, qtbot)
    return Typist(window, qtbot)


class Gate(Disk):
    """A disk on which reading an article waits, once it is closed."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()

    def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        if threading.current_thread() is not threading.main_thread():
            self.open.wait(30)
        return super().read_bytes(path, start, size)


@pytest.fixture
def threaded(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Typist, Gate]]:
    """A window on forty articles whose jobs run in threads, and the gate that holds them."""
    settings, gate = Settings(tmp_path / "settings.ini"), Gate()
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    settings.set(THEME, "light")
    monkeypatch.setattr("nhan.gui.app.Disk", lambda: gate)
    program = Program(make_application(), settings)
    window = program.open(make_project(tmp_path / "p", 40))
    settle(window, qtbot)
    yield Typist(window, qtbot), gate
    gate.open.set()
    if program.window is not None:
        program.window.close()
    program.language.remove()


def quiet(annotator: Typist) -> None:
    annotator.qtbot.waitUntil(lambda: not annotator.window.bridge.jobs.running, timeout=20_000)
