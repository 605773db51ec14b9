"""What nobody expected is told and logged, and the log has no word of any article."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl, qWarning
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from nhan.core.messages import NhanError
from nhan.gui.app import Program
from nhan.gui.crash import LARGEST, describe, log_file
from tests.gui.conftest import Typist

SECRET = "Nguyễn Văn Bảy tối mật"
NAMES = ("Quang", "Quảng", "QUANG", "QUẢNG")  # which begin as a class of Qt does


@pytest.fixture
def watched(qtbot: QtBot, annotator: Typist, program: Program) -> Iterator[Typist]:
    """A window as ``main`` makes it."""
    with qtbot.captureExceptions():
        program.watch.start()
        yield annotator
        program.watch.stop()


def log() -> str:
    return log_file().read_text(encoding="utf-8")


def lookup() -> None:
    names: dict[str, str] = {}
    names[SECRET]


def decode() -> None:
    SECRET.encode("utf-16-le").decode("utf-8")


def chained() -> None:
    try:
        decode()
    except UnicodeDecodeError as error:
        raise ValueError(f"no text: {SECRET}") from error


def key() -> None:
    raise NhanError("store.span_text", where="x", stored=SECRET, actual=SECRET)


def gone() -> None:
    Path(f"/nowhere/{SECRET}").read_bytes()


def noted() -> None:
    error = RuntimeError(SECRET)
    error.add_note(SECRET)
    raise error


@pytest.mark.parametrize(
    ("fails", "said"),
    [
        (lookup, ["KeyError", "tests/gui/test_crash.py:", " lookup"]),
        (decode, ["UnicodeDecodeError"]),
        (chained, ["UnicodeDecodeError", "ValueError", " chained"]),
        (key, ["nhan.core.messages.NhanError store.span_text"]),
        (gone, ["FileNotFoundError ENOENT", "pathlib.py:"]),
        (noted, ["RuntimeError", " noted"]),
    ],
)
def test_an_exception_in_a_slot(watched: Typist, qtbot: QtBot, fails: Callable[[], None], said: list[str]) -> None:
    window = watched.window
    QTimer.singleShot(0, fails)
    qtbot.waitUntil(window.pane.notice.isVisible)
    assert window.pane.notice.text.text() == "Có lỗi ngoài dự kiến. Việc đã lưu không mất."
    found = log()
    assert [words for words in said if words not in found] == []
    assert not any(part in found for part in (*SECRET.split(), repr(SECRET)[1:-1]))
    watched.press("Return")  # and work goes on
    assert watched.spans()[0][2] == "confirmed" and window.pane.notice.isVisible()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_exception_in_a_thread(watched: Typist, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lookup)
    thread.start()
    thread.join()
    qtbot.waitUntil(watched.window.pane.notice.isVisible)
    assert "uncaught in a thread: KeyError" in log() and SECRET not in log()


class Goes:
    def __del__(self) -> None:
        lookup()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_exception_while_an_object_goes(watched: Typist, qtbot: QtBot) -> None:
    Goes()
    qtbot.waitUntil(watched.window.pane.notice.isVisible)
    assert "while an object went: KeyError" in log() and SECRET not in log()


def test_a_warning_of_qt(watched: Typist, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(9):
        qWarning(f"QTimer::start: {SECRET}")
    qWarning(SECRET)
    for name in NAMES:
        qWarning(f"{name} tối mật")
    found = log()
    assert "WARNING Qt, default: QTimer::start\n" in found and "Qt, default: a message" in found
    assert not any(part in found for part in SECRET.split())
    assert "Qu" not in found and "QU" not in found
    assert found.count("QTimer::start") == 4  # the first, second, fourth and eighth time
    assert SECRET in capfd.readouterr().err
    assert not watched.window.pane.notice.isVisible()


def test_the_log_stays_small(watched: Typist) -> None:
    """However much comes."""
    for number in range(40):
        for place in range(60):
            watched.window.bridge.failed.emit(NhanError(f"key.{number}.{place}.{'x' * 1000}").message)
    files = sorted(path.name for path in log_file().parent.glob("nhan.log*"))
    assert files == ["nhan.log", "nhan.log.1", "nhan.log.2", "nhan.log.3"]
    assert all(path.stat().st_size <= LARGEST for path in log_file().parent.glob("nhan.log*"))


@pytest.mark.parametrize("way", ["menu", "notice"])
def test_the_log_can_be_opened(watched: Typist, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)  # no other program is started
    if way == "menu":
        watched.window.actions_by_id["open_log"].trigger()
    else:
        QTimer.singleShot(0, lookup)
        qtbot.waitUntil(watched.window.pane.notice.isVisible)
        watched.window.pane.notice.button.click()
    assert [Path(url.toLocalFile()) for url in opened] == [log_file()]
    assert log_file().is_file()


def test_without_a_place_for_the_log_it_is_told_all_the_same(qtbot: QtBot, annotator: Typist, program: Program) -> None:
    log_file().parent.parent.mkdir(parents=True, exist_ok=True)
    log_file().parent.write_text("a file in the way")
    with qtbot.captureExceptions():
        program.watch.start()
        QTimer.singleShot(0, lookup)
        qtbot.waitUntil(annotator.window.pane.notice.isVisible)
        program.watch.stop()


def test_what_is_told_is_logged_by_its_key(watched: Typist, tmp_path: Path) -> None:
    watched.window.bridge.failed.emit(NhanError("store.span_text", where="x", stored=SECRET, actual="").message)
    assert "told: store.span_text" in log() and SECRET not in log()


def test_hooks_are_put_back(program: Program) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    program.watch.start()
    assert sys.excepthook not in before
    program.watch.stop()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def test_a_crash_below_python_leaves_its_place(own_folders: Path) -> None:
    code = (
        "import faulthandler; from nhan.gui.startup import make_application; from nhan.gui.crash import CrashWatch;"
        f"make_application(); CrashWatch().start(); secret = {SECRET!r}; faulthandler._sigabrt()"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode != 0
    found = log_file().with_name("fatal.log").read_text(encoding="utf-8")
    assert "Fatal Python error: Aborted" in found and SECRET not in found


def test_an_exception_that_goes_round_in_a_circle_ends() -> None:
    one, other = ValueError(), KeyError(SECRET)
    one.__context__, other.__context__ = other, one
    assert describe(one) == "KeyError\nValueError"
