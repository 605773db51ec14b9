"""The main job from end to end: through ``main``'s window with real keys to the JSON on the disk."""

from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from nhan.core.cli import main as nhan
from nhan.core.model import ArticleStatus, SpanStatus
from nhan.core.people.person import Person, write_person
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.note.panel import NotePanel
from nhan.gui.settings import AUTO_SUGGEST, LANGUAGE, Settings, settings_file
from nhan.gui.startup import main, make_application
from tests.core.building import TEXT
from tests.gui.conftest import Typist, make_project, part, settle, window_of


def test_the_main_job_through_main(qtbot: QtBot, tmp_path: Path) -> None:
    """Accept, relabel, move an edge, add, reject, done; the window is closed; the JSON says so."""
    folder = make_project(tmp_path / "p")
    Settings(settings_file()).set(AUTO_SUGGEST, False)

    def annotator() -> None:
        window = window_of(folder)
        assert window is not None
        try:
            settle(window, qtbot)
            annotator = Typist(window, qtbot)
            annotator.press("2", "Ctrl+Shift+Right", "Tab", "Return", "Delete")
            window.view.set_caret(TEXT.index("TP.HCM"))
            annotator.press("2", "Ctrl+Return")
            assert window.bridge.document is not None and window.bridge.document.id == "a1"
        finally:
            window.close()

    make_application()
    write_person(Disk(), Person(id="an1", name="An"))
    QTimer.singleShot(0, annotator)
    assert main(["open", str(folder)]) == 0
    document = Project.open(Disk(), folder).load("a0", "an1").document
    assert [(document.text[s.start : s.end], s.label, s.status) for s in document] == [
        ("tỉnh Bắc Ninh", "LOC", SpanStatus.CONFIRMED),
        ("Nguyễn Văn A", "PER", SpanStatus.CONFIRMED),
        ("Hoà Bình", "LOC", SpanStatus.CONFIRMED),
        ("TP.HCM", "LOC", SpanStatus.CONFIRMED),
        ("và", "MISC", SpanStatus.REJECTED),
    ]
    assert document.state.status is ArticleStatus.DONE and not document.state.bulk
    assert nhan(["check", str(folder)]) == 0


def test_opening_and_looking_writes_nothing(annotator: Typist) -> None:
    folder = annotator.window.bridge.session.project.folder
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    annotator.press("Tab", "Right", "Down", "Ctrl+PageDown", "Ctrl+PageUp", "Escape")
    annotator.window.pane.open_find()
    annotator.window.close()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_suggestions_come_in_while_one_looks(qtbot: QtBot, tmp_path: Path) -> None:
    program = Program(make_application(), Settings(tmp_path / "settings.ini"))
    window = program.open(make_project(tmp_path / "p", suggested=()))
    with qtbot.waitSignal(window.bridge.changed, timeout=60_000):
        assert window.status.working.text()
    document = window.bridge.document
    assert document is not None and document.unreviewed
    assert window.view.active is not None
    window.close()
    program.language.remove()


def test_a_note_is_kept(annotator: Typist) -> None:
    annotator.press("Shift+F2")
    part(annotator.window, NotePanel).field.setPlainText("xem lại câu đầu")
    part(annotator.window, NotePanel).flush()
    folder = annotator.window.bridge.session.project.folder
    annotator.window.close()
    assert Project.open(Disk(), folder).load("a0", "an1").document.state.note == "xem lại câu đầu"


def test_another_language_takes_over_the_whole_window(annotator: Typist, program: Program) -> None:
    assert annotator.window.docks.by_name["queue"].windowTitle() == "Bài"
    annotator.press("Return", "Tab")
    active = annotator.window.view.active
    annotator.window.settings.set(LANGUAGE, "en")
    annotator.qtbot.waitUntil(lambda: program.window is not None and program.window is not annotator.window)
    assert program.window is not None
    assert program.window.docks.by_name["queue"].windowTitle() == "Articles"
    assert active is not None and program.window.view.active == active


def test_a_second_window_on_the_project_only_looks(annotator: Typist, tmp_path: Path) -> None:
    other = Program(make_application(), Settings(tmp_path / "other.ini"))
    window = other.open(annotator.window.bridge.session.project.folder)
    assert window.pane.notice.isVisible() and "chỉ xem" in window.pane.notice.text.text()
    assert window.windowTitle() == f"{annotator.window.windowTitle()} · chỉ xem"
    second = Typist(window, annotator.qtbot)
    settle(window, annotator.qtbot)
    second.press("Return")
    assert second.spans()[0][2] == "suggested"
    window.close()
    other.language.remove()
