"""``nhan --tour OUT``: does the main job by itself with real key events, and leaves pictures and the labeled JSON."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from nhan.core.exporting import Export, ExportOptions
from nhan.core.label_files import load_label_set
from nhan.core.labels import Overlap
from nhan.core.messages import NhanError
from nhan.core.model import Article, ArticleStatus
from nhan.core.operations.building import live
from nhan.core.project import Project
from nhan.core.review.stops import Candidates, Filter, next_stop
from nhan.core.sample import sample_project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program, arguments, make_application
from nhan.gui.jobs import Direct
from nhan.gui.main_window import MainWindow
from nhan.gui.settings import AUTO_SUGGEST, THEME, Settings

MOMENT = 500  # ms in which an article that is no longer awaited is asked for again, by another model
PATIENCE = 60_000  # ms for the first suggestions: a child process has to start
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def main(argv: Sequence[str]) -> int:
    """Take the tour that ``argv`` names. Returns the exit code."""
    given = arguments().parse_args(argv)
    out = Path(given.tour)
    # The annotator's own settings are left alone.
    program = Program(make_application(), Settings(out / "settings.ini"), given.lang, Direct())
    try:
        _take(program, out, Path(given.project) if given.project else None)
    except NhanError as error:
        print(program.language.say(error.message), file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{out}: {error.strerror or error}", file=sys.stderr)
        return 1
    finally:
        program.language.remove()
    return 0


def _take(program: Program, out: Path, project: Path | None) -> None:
    """Over a copy of ``project`` (None: the sample), in both themes."""
    out.mkdir(parents=True, exist_ok=True)
    folder = out / "project"
    if folder.exists():
        shutil.rmtree(folder)
    if project is not None:
        shutil.copytree(project, folder)
    else:
        sample_project(folder)
    for theme in ("light", "dark"):
        program.settings.set(THEME, theme)
        _go(Tour(program.open(folder), out, theme), Tour.take)
        program.settings.set(AUTO_SUGGEST, False)
        _go(Tour(program.open(_crossing_project(out / "crossing")), out, f"{theme}-crossing"), Tour.cross)
        program.settings.set(AUTO_SUGGEST, True)


def _go(tour: "Tour", steps: Callable[["Tour"], None]) -> None:
    """Do the steps; the window is closed, whatever happens in it."""
    try:
        steps(tour)
    finally:
        tour.window.close()
        QApplication.processEvents()


def _crossing_project(folder: Path) -> Path:
    """A project of one line in which spans may cross."""
    if folder.exists():
        shutil.rmtree(folder)
    labels = load_label_set("vlsp2018")
    project = Project.create(Disk(), folder, replace(labels, overlap=Overlap.FREE))
    project.add_articles([Article("crossing", "Trường Đại học Sư phạm Thái Nguyên mở cửa.", "Cụm lồng và cụm chéo")])
    return folder


class Tour:
    """One round: every step presses keys on the article and takes a picture."""

    def __init__(self, window: MainWindow, out: Path, theme: str) -> None:
        self.window, self.out, self.theme = window, out, theme
        self.number = 0

    def take(self) -> None:
        """All steps, in the order an annotator would learn them."""
        window = self.window
        window.resize(1280, 800)
        window.docks.show("queue")  # which a window on a small screen leaves out at first
        self._wait_for_suggestions()
        for name, step in self._steps():
            step()
            self.picture(name)
        document = window.bridge.document
        assert document is not None
        window.events.leaving.emit()
        window.bridge.save_all()
        self._export()

    def _steps(self) -> list[tuple[str, Callable[[], None]]]:
        return [
            ("suggestions", lambda: None),
            ("accept", lambda: self.press(Key.Key_Return)),
            ("relabel", lambda: self.press(Key.Key_3)),
            ("edge", lambda: self.press(Key.Key_Left, SHIFT) if self._long() else self.press(Key.Key_Right, SHIFT)),
            ("next", lambda: self.press(Key.Key_Tab)),
            ("add", self._add),
            ("same", lambda: self.press(Key.Key_D, CONTROL)),
            ("reject", self._reject),
            ("undo", lambda: self.press(Key.Key_Z, CONTROL)),
            ("nested", self._nest),
            ("find", self._find),
            ("concordance", self._concordance),
            ("keys", lambda: self._dialog("key_sheet")),
            ("palette", lambda: self._dialog("palette")),
            ("shortcuts", lambda: self._dialog("shortcuts")),
            ("preferences", lambda: self._dialog("preferences")),
            ("compact", lambda: self.window.actions_by_id["compact"].trigger()),
            ("comfortable", lambda: self.window.actions_by_id["compact"].trigger()),
            ("done", self._finish),
        ]

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.view, key, modifiers)
        self._settle()

    def cross(self) -> None:
        """Label stretches that lie in one another and that cross, as a label set may allow."""
        window = self.window
        window.resize(900, 420)
        window.activateWindow()
        window.view.setFocus()
        self._settle()
        text = window.view.text
        for words, digit in (("Trường Đại học Sư phạm Thái Nguyên", Key.Key_3), ("Sư phạm Thái Nguyên", Key.Key_4)):
            self._label(text, words, digit)
        self._label(text, "Thái Nguyên mở cửa", Key.Key_1)
        self._label(text, "Thái Nguyên", Key.Key_2)
        self.picture("spans")

    def _label(self, text: str, words: str, digit: Key) -> None:
        start = text.index(words)
        self.window.view.set_active(None)
        self.window.view.set_selection(start, start + len(words))
        self.press(digit)

    def _long(self) -> bool:
        """Whether the active span has a second syllable to give back."""
        view = self.window.view
        span = view.span(view.active) if view.active else None
        return span is not None and " " in view.text[span.start : span.end]

    def _add(self) -> None:
        """Select two words that have no label, as the arrows would, and give them one."""
        window, document = self.window, self.window.bridge.document
        assert document is not None
        stop = next_stop(document, (0, 0), Filter(candidates=Candidates.CAPITALISED, below=-1.0))
        if stop is None:
            self.press(Key.Key_Escape)
            self.press(Key.Key_Right)
        else:
            window.view.set_active(None)
            window.view.set_caret(stop.start)
            words = document.text[stop.start : stop.end].split()
            for _ in words:
                self.press(Key.Key_Right, SHIFT)
        self.press(Key.Key_1)

    def _reject(self) -> None:
        self.press(Key.Key_Tab)
        self.press(Key.Key_Delete)

    def _find(self) -> None:
        document = self.window.bridge.document
        assert document is not None
        self.press(Key.Key_F, CONTROL)
        self._type(self.window.pane.find_bar.field, document.text.split()[0])
        self.picture("find-open")
        QTest.keyClick(self.window.pane.find_bar.field, Key.Key_Escape)

    def _type(self, field: QWidget, words: str) -> None:
        for letter in words:  # QTest.keyClicks knows ASCII only
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def _nest(self) -> None:
        """Label the last two words inside a longer span."""
        document, view = self.window.bridge.document, self.window.view
        assert document is not None
        for span in document:
            words = document.text[span.start : span.end].split(" ")
            if len(words) > 3 and live(span):
                view.set_active(span.id)
                self.press(Key.Key_Return)
                view.set_active(None)
                view.set_selection(span.end - len(" ".join(words[-2:])), span.end)
                self.press(Key.Key_1 if span.label == "LOC" else Key.Key_2)
                return

    def _concordance(self) -> None:
        self.press(Key.Key_F, CONTROL | SHIFT)
        field = QApplication.focusWidget()
        assert field is not None
        self._type(field, "hung yen")
        QTest.keyClick(field, Key.Key_Return)
        self.picture("concordance-open")
        QTest.keyClick(field, Key.Key_Escape)

    def _dialog(self, action: str) -> None:
        """Open a dialog, take its picture, close it."""

        def look() -> None:
            dialog = QApplication.activeModalWidget() or self._dialog_shown()
            assert dialog is not None
            self.number += 1
            dialog.grab().save(str(self.out / f"{self.theme}-{self.number:02d}-dialog-{action}.png"))
            dialog.close()

        QTimer.singleShot(0, look)
        self.window.actions_by_id[action].trigger()
        self._settle()
        self.window.activateWindow()
        self.window.view.setFocus()
        self._settle()

    def _dialog_shown(self) -> QWidget | None:
        return next((each for each in self.window.findChildren(QDialog) if each.isVisible()), None)

    def _finish(self) -> None:
        """Review what is left with Enter, then Ctrl+Enter."""
        document = self.window.bridge.document
        assert document is not None
        self.press(Key.Key_Escape)
        for _ in range(4 * len(document)):
            if not document.unreviewed:
                break
            if self.window.view.active is None:
                self.press(Key.Key_Tab)
            before, active = document.unreviewed, self.window.view.active
            self.press(Key.Key_Return)
            if document.unreviewed == before and self.window.view.active == active:
                self.press(Key.Key_Delete)  # it crosses what was confirmed
        self.picture("reviewed")
        self.press(Key.Key_Return, CONTROL)
        assert document.state.status is ArticleStatus.DONE

    # -- waiting, looking -----------------------------------------------------------------------------------------

    def _wait_for_suggestions(self) -> None:
        document = self.window.bridge.document
        if document is None:
            raise NhanError("window.tour_empty")
        loop = QEventLoop()
        self.window.bridge.changed.connect(lambda _: loop.quit() if document.unreviewed else None)
        awaited = True

        def hear(name: str, on_their_way: bool) -> None:
            nonlocal awaited
            if name == document.id:
                awaited = on_their_way
                QTimer.singleShot(MOMENT, lambda: loop.quit() if not awaited else None)

        self.window.events.awaited.connect(hear)
        if not document.unreviewed:
            QTimer.singleShot(PATIENCE, loop.quit)
            loop.exec()
        if not document.unreviewed:
            raise NhanError("window.tour_no_suggestions", article=document.id)
        self._settle()

    def _settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def picture(self, name: str) -> None:
        self._settle()
        self.number += 1
        self.window.grab().save(str(self.out / f"{self.theme}-{self.number:02d}-{name}.png"))

    def _export(self) -> None:
        Export(self.window.bridge.session.snapshot(), ExportOptions(suggested=True)).to_file(
            Disk(), self.out / "labeled.jsonl"
        )
