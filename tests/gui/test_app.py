"""One project takes the place of another only when it is ready."""

import signal
import zlib
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from nhan.core.messages import NhanError
from nhan.core.model import Change
from nhan.core.operations import accept
from nhan.core.people.person import Person, write_person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.lock import try_lock
from nhan.gui import app, startup
from nhan.gui.app import Program
from nhan.gui.main_window import MainWindow
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, LANGUAGE, LAST_PROJECT, Settings
from nhan.gui.startup import make_application
from tests.core.building import LABELS
from tests.core.crashing import die
from tests.gui.conftest import SUGGESTED, Typist, make_project, settle


def newer(folder: Path) -> Path:
    """A project with a journal that a later version of the program has written."""
    session = Session(Project.open(Disk(), make_project(folder)))
    outcome = session.commit(accept(session.document("a0"), LABELS, SUGGESTED[0].id))
    assert isinstance(outcome, Change)
    die(session)
    make_newer(folder)
    return folder


def make_newer(folder: Path) -> None:
    (journal,) = (folder / "journal" / "an1").iterdir()
    heading = b'{"format":"nhan/journal","version":2,"session":"000001-abcdef","segment":1}'
    journal.write_bytes(b'{"crc32": "%08x", "journal": %s}\n' % (zlib.crc32(heading), heading))


def test_what_cannot_be_opened_leaves_the_open_window_at_work(
    qtbot: QtBot, tmp_path: Path, annotator: Typist, program: Program
) -> None:
    window, other = annotator.window, newer(tmp_path / "newer")
    for unreadable in (other, tmp_path / "nowhere", tmp_path):
        window.pane.notice.dismiss()
        window.project_wanted.emit(unreadable)
        assert program.window is window and window.isVisible()
        assert window.pane.notice.isVisible() and window.pane.notice.text.text()
    assert program.settings.get(LAST_PROJECT) == str(window.bridge.session.project.folder)
    lock = try_lock(other, "an1")
    assert lock is not None  # let go
    lock.release()
    annotator.press("Return")
    assert window.bridge.session.read_only is None
    assert [each for each in annotator.spans() if each[2] == "confirmed"]


def test_a_project_that_is_ready_takes_the_place(qtbot: QtBot, tmp_path: Path, annotator: Typist) -> None:
    first = annotator.window
    folder = first.bridge.session.project.folder
    annotator.press("Return")
    with qtbot.waitSignal(first.closed):
        first.project_wanted.emit(make_project(tmp_path / "other"))
    assert try_lock(folder, "an1") is not None
    assert not (folder / "journal" / "an1").exists() or not list((folder / "journal" / "an1").iterdir())


@pytest.mark.parametrize("way", ["same", "link"])
def test_the_open_project_can_be_opened_again(
    qtbot: QtBot, tmp_path: Path, annotator: Typist, program: Program, way: str
) -> None:
    """By another name, too: its lock is the window's own."""
    folder = annotator.window.bridge.session.project.folder
    if way == "link":
        link = tmp_path / "link"
        link.symlink_to(folder, target_is_directory=True)
        folder = link
    annotator.press("Return")
    before = annotator.spans()
    window = program.open(folder)
    settle(window, qtbot)
    again = Typist(window, qtbot)
    assert window.bridge.session.read_only is None
    assert again.spans() == before
    again.press("Return")
    assert again.spans() != before


def test_the_open_project_stays_open_where_it_cannot_be_opened_again(annotator: Typist, program: Program) -> None:
    window = annotator.window
    annotator.press("Return")
    folder = window.bridge.session.project.folder
    file = folder / "project.json"
    data = file.read_bytes()
    file.write_bytes(b"{")
    window.project_wanted.emit(folder)
    assert program.window is window and "project.json" in window.pane.notice.text.text()
    program.settings.set(LANGUAGE, "en")  # another window, on the same project
    window.rebuild_wanted.emit()
    assert program.window is window and window.isVisible()
    file.write_bytes(data)
    annotator.press("Return")
    assert len([each for each in annotator.spans() if each[2] == "confirmed"]) == 2


def test_a_window_that_cannot_be_made_leaves_the_open_one(
    tmp_path: Path, annotator: Typist, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(MainWindow):
        def __init__(self, *_: object) -> None:
            raise NhanError("window.not_found", path="x")

    other = make_project(tmp_path / "other")
    with monkeypatch.context() as patched:
        patched.setattr(app, "MainWindow", Broken)
        with pytest.raises(NhanError):
            program.open(other)
    assert program.window is annotator.window and annotator.window.isVisible()
    lock = try_lock(other, "an1")
    assert lock is not None
    lock.release()


@pytest.mark.parametrize("again", ["project_wanted", "rebuild_wanted"])
@pytest.mark.parametrize("problem", [NhanError("window.not_found", path="x"), OSError(28, "full"), ZeroDivisionError()])
def test_the_program_ends_where_the_window_is_closed_and_no_other_can_be_made(
    annotator: Typist,
    program: Program,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    again: str,
    problem: Exception,
) -> None:
    """On the same project, whose lock the next window needs."""

    class Broken(MainWindow):
        def __init__(self, *_: object) -> None:
            raise problem

    folder = annotator.window.bridge.session.project.folder
    monkeypatch.setattr(app, "MainWindow", Broken)
    ask = annotator.window.rebuild_wanted.emit
    if again == "project_wanted":
        ask = partial(annotator.window.project_wanted.emit, folder)
    QTimer.singleShot(0, ask)
    late = QTimer(singleShot=True, interval=5000)
    late.timeout.connect(lambda: program.application.exit(7))
    late.start()
    with qtbot.captureExceptions() as unexpected:
        assert program.application.exec() == 1
    late.stop()
    assert program.window is None
    if isinstance(problem, ZeroDivisionError):
        assert [kind for kind, *_ in unexpected] == [ZeroDivisionError]
    else:
        assert not unexpected and len(capsys.readouterr().err.splitlines()) == 1
    lock = try_lock(folder, "an1")
    assert lock is not None
    lock.release()


def test_ctrl_c_in_the_terminal_closes_the_window_as_its_button_does(tmp_path: Path, qtbot: QtBot) -> None:
    folder, before = make_project(tmp_path / "p"), signal.getsignal(signal.SIGINT)
    settings = Settings()
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    write_person(Disk(), Person(id="an1", name="Lan"))  # else the program would ask for a name first
    QTimer.singleShot(0, lambda: signal.raise_signal(signal.SIGINT))
    late = QTimer(singleShot=True, interval=10_000)
    late.timeout.connect(lambda: make_application().exit(7))
    late.start()
    assert startup.main(["open", str(folder)]) == 0
    late.stop()
    signal.signal(signal.SIGINT, before)
    lock = try_lock(folder, "an1")
    assert lock is not None
    lock.release()
