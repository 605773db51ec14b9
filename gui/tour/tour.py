"""The window as the tour has it: its keys are pressed, and pictures of it are taken in both themes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from nhan.core.document import Document
from nhan.core.suggestion import Labelled
from nhan.gui.actions import BY_ID
from nhan.gui.app import Program
from nhan.gui.main_window import MainWindow
from nhan.gui.settings import THEME
from nhan.gui.tour.failing_disk import FailingDisk
from nhan.gui.widgets.notice import Notice

THEMES = ("light", "dark")
SIZE = QSize(1280, 800)
PATIENCE = 20_000  # ms for a dialog to come up, or for the window to be as it should
LOOK = 10  # ms between two looks at whether it is


class Tour:
    """Goes through one window after the other. ``project``: what the main job is done on, None = the sample."""

    def __init__(self, program: Program, disk: FailingDisk, out: Path, project: Path | None = None) -> None:
        """``disk``: what the program has its projects on."""
        self.program, self.disk, self.out, self.project = program, disk, out, project
        self.right: list[Labelled] = []  # the spans that the shown article is to have
        self.pictures: list[str] = []  # names of those that were taken

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def document(self) -> Document:
        document = self.window.bridge.document
        assert document is not None
        return document

    # -- opening and closing --------------------------------------------------------------------------------------

    def folder(self, name: str) -> Path:
        """Where a project of the tour's own goes; there is none yet."""
        return self.out / "projects" / name

    def open(self, folder: Path, article: str = "", looking_at: str = "", size: QSize = SIZE) -> MainWindow:
        """A window on a project: see ``Program.open``. ``article`` is shown, "" = the one that comes first."""
        window = self.program.open(folder, looking_at)
        window.resize(size)
        if size == SIZE and "queue" in window.docks.by_name:
            window.docks.show("queue")  # which a window on a small screen leaves out at first
        if article:
            window.show_article(article)
        self.back_to_the_article()
        return window

    def close(self) -> None:
        if self.program.window is not None:
            self.program.window.close()
        self.settle()

    # -- keys -----------------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys on the article, written as in the table of actions: "Ctrl+Shift+Left"."""
        for key in keys:
            press(self.window.view, key)
            self.settle()

    def do(self, *actions: str) -> None:
        """Press, on the article, the first key that the table gives each of these actions."""
        self.press(*(BY_ID[action].keys[0] for action in actions))

    def press_in_focus(self, *keys: str) -> None:
        """Press keys on whatever has the keyboard."""
        for key in keys:
            press(QApplication.focusWidget() or self.window.view, key)
            self.settle()

    def type_into_focus(self, words: str) -> None:
        """Type into whatever has the keyboard."""
        field = QApplication.focusWidget()
        assert field is not None
        type_into(field, words)
        self.settle()

    def back_to_the_article(self) -> None:
        self.window.activateWindow()
        self.window.view.setFocus()
        self.settle()

    # -- waiting --------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Let events go on until something is so. TimeoutError: it is not after ``PATIENCE``."""
        clock = QElapsedTimer()
        clock.start()
        while not is_so():
            if clock.elapsed() > PATIENCE:
                raise TimeoutError(f"the tour has waited for {PATIENCE} ms")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, LOOK)
        self.settle()

    # -- pictures -------------------------------------------------------------------------------------------------

    def take(self, name: str, shown: Callable[["Tour"], QWidget] | None = None) -> None:
        """A picture of the window, or of what ``shown`` finds, in each theme."""
        for theme in THEMES:
            self.program.settings.set(THEME, theme)
            self.settle()
            self._save(shown(self) if shown is not None else self.window, f"{theme}-{name}")
        self.pictures.append(name)

    def take_dialog(
        self, name: str, ask: Callable[[], object], fill: Callable[[QWidget], object] = lambda _: None
    ) -> None:
        """A picture, in each theme, of the dialog that comes up because of ``ask``, once ``fill`` has filled it."""
        for theme in THEMES:
            self.program.settings.set(THEME, theme)
            self.settle()

            def look(shown: QDialog, theme: str = theme) -> None:
                fill(shown)
                self.settle()
                self._save(shown, f"{theme}-{name}")
                shown.reject()

            self.answer(ask, look)
        self.pictures.append(name)

    def answer(self, ask: Callable[[], object], act: Callable[[QDialog], object]) -> None:
        """Have a dialog come up, and act on it. TimeoutError: none does."""
        seen: list[QDialog] = []

        def look() -> None:
            shown = _dialog_on_top()
            if shown is not None and not seen:
                seen.append(shown)
                act(shown)

        looks = QTimer(interval=LOOK)
        looks.timeout.connect(look)
        looks.start()
        ask()
        self.wait_until(lambda: bool(seen))
        looks.stop()
        if self.program.window is not None:
            self.back_to_the_article()

    def notices(self) -> list[Notice]:
        """The bars that say something."""
        return [each for each in self.window.findChildren(Notice) if each.isVisible()]

    def _save(self, shown: QWidget, name: str) -> None:
        shown.grab().save(str(self.out / f"{name}.png"))


def _dialog_on_top() -> QDialog | None:
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        return modal
    there = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    return next(there, None)


def press(widget: QWidget, key: str) -> None:
    """Press a key on a widget, written as in the table of actions."""
    pressed = QKeySequence(key)[0]  # type: ignore[index]  # which the stubs do not know
    QTest.keyClick(widget, pressed.key(), pressed.keyboardModifiers())


def type_into(field: QWidget, words: str) -> None:
    """Type letters, as the keyboard of a Vietnamese would."""
    for letter in words:  # QTest.keyClicks knows ASCII only
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
