"""Damaged work in the window, with real keys: what is said, what is marked, and what is there after a yes or a no."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.model import ArticleStatus
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.validation import check_folder
from nhan.gui.app import Program
from nhan.gui.main_window import MainWindow
from nhan.gui.queue.model import SUMMARY
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.recovery.dialog import RecoveryDialog
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, Settings
from nhan.gui.startup import make_application
from tests.core.damage.building import flip, flip_line, opened, picture, record, tree, worked
from tests.core.damaged import replaced_record
from tests.gui.conftest import Later, Typist, part, settle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return worked(tmp_path / "p")


def shown_in(program: Program, folder: Path, qtbot: QtBot) -> Typist:
    window = program.open(folder)
    settle(window, qtbot)
    return Typist(window, qtbot)


def dialog_of(window: MainWindow, qtbot: QtBot) -> RecoveryDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RecoveryDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RecoveryDialog)
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.windowHandle().isExposed())
    return dialog


def choose(window: MainWindow, row: int) -> None:
    """A click on a row of the queue."""
    window.docks.by_name["queue"].show()
    rows = part(window, QueuePanel).list
    assert rows.isVisible()
    place = rows.visualRect(rows.model().index(row, 0)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def problems(window: MainWindow) -> list[bool]:
    model = part(window, QueuePanel).model
    return [model.data(model.index(row), SUMMARY).problem is not None for row in range(model.rowCount())]


def damage(folder: Path, article: str) -> None:
    """A bit that the queue does not notice."""
    path = record(folder, article)
    flip(path, path.read_bytes().index("Hoà".encode()))


def test_a_clicked_article_that_is_damaged_is_rebuilt_with_enter(folder: Path, program: Program, qtbot: QtBot) -> None:
    before = picture(opened(folder))
    annotator = shown_in(program, folder, qtbot)
    window = annotator.window
    choose(window, 2)
    damage(folder, "a")
    choose(window, 0)
    dialog = dialog_of(window, qtbot)
    assert problems(window) == [True, False, False]
    assert window.bridge.document.id == "c"
    assert "“Bài a”" in window.pane.notice.text.text() and "“Bài c”" in window.pane.notice.text.text()
    assert "work/an1/" in dialog.findings.toPlainText() and "4 thao tác" in dialog.findings.toPlainText()
    harmed = record(folder, "a").read_bytes()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.bridge.document is not None and window.bridge.document.id == "a")
    assert problems(window) == [False, False, False] and not window.pane.notice.isVisible()
    rebuilt = annotator.window.bridge.document
    assert rebuilt is not None and (tuple(rebuilt), rebuilt.state) == before["a"]
    (copy,) = [path for path in folder.glob("quarantine/an1/*") if "reason" not in path.name]
    assert copy.read_bytes() == harmed
    settle(window, qtbot)
    annotator.press("Ctrl+Z")
    window.close()
    assert list(check_folder(Disk(), folder)) == []
    assert picture(opened(folder))["a"] != before["a"]  # it is undone as ever


def test_escape_leaves_everything_as_it_is_and_one_can_go_past_it(folder: Path, program: Program, qtbot: QtBot) -> None:
    damage(folder, "b")
    harmed = tree(folder)
    window = program.open(folder)
    QTest.keyClick(dialog_of(window, qtbot).focusWidget(), Qt.Key.Key_Escape)
    assert window.bridge.document.id == "c"
    settle(window, qtbot)
    choose(window, 0)
    window.actions_by_id["next_article"].trigger()
    QTest.keyClick(dialog_of(window, qtbot).focusWidget(), Qt.Key.Key_Escape)
    assert tree(folder) == harmed and problems(window) == [False, True, False]
    assert window.bridge.document.id == "a" and window.pane.notice.isVisible()
    window.actions_by_id["next_article"].trigger()
    assert window.bridge.document.id == "c"
    assert window.order.next_to_do("a") == "c"


def test_what_cannot_be_rebuilt_is_said_and_not_offered(folder: Path, program: Program, qtbot: QtBot) -> None:
    annotator = shown_in(program, folder, qtbot)
    choose(annotator.window, 2)
    for path in (folder / "audit" / "an1").iterdir():
        path.unlink()
    record(folder, "a").write_bytes(b"")
    harmed = tree(folder)
    choose(annotator.window, 0)
    dialog = dialog_of(annotator.window, qtbot)
    assert len(dialog.buttons.buttons()) == 1 and "“a”" in dialog.findings.toPlainText()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert tree(folder) == harmed and annotator.window.bridge.document.id == "c"


def test_a_missing_record_is_never_opened_as_if_it_were_untouched(folder: Path, program: Program, qtbot: QtBot) -> None:
    before = picture(opened(folder))
    record(folder, "a").unlink()
    record(folder, "b").unlink()
    window = program.open(folder)
    dialog = dialog_of(window, qtbot)  # one of them was shown before the journals were read
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    settle(window, qtbot)
    assert problems(window) == [True, True, False]
    choose(window, 2)
    choose(window, 0)
    QTest.keyClick(dialog_of(window, qtbot).focusWidget(), Qt.Key.Key_Escape)
    assert window.bridge.document.id == "c"
    window.actions_by_id["recover"].trigger()
    dialog = dialog_of(window, qtbot)
    assert "2" in dialog.agree.text()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: problems(window) == [False, False, False])
    window.close()
    assert picture(opened(folder)) == before


def test_what_was_begun_in_the_place_of_a_missing_record_goes_into_it(
    folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """Somebody is quicker than the comparison of the journals."""
    before = picture(opened(folder))
    record(folder, "b").unlink()
    settings, executor = Settings(tmp_path / "settings.ini"), Later()
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    program = Program(make_application(), settings, executor=executor)
    window = program.open(folder)
    executor.held = True
    annotator = Typist(window, qtbot)
    settle(window, qtbot)
    assert window.bridge.document is not None and window.bridge.document.id == "b"
    qtbot.waitUntil(lambda: bool(window.bridge.jobs.running))
    window.view.set_selection(0, 7)
    annotator.press("3")
    assert len(window.bridge.document) == 4 and window.bridge.session.unsaved == {"b"}
    executor.let_go()
    QTest.keyClick(dialog_of(window, qtbot).focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.bridge.document.state.note != "")
    window.close()
    program.language.remove()
    (new,) = [each for each in picture(opened(folder))["b"][0] if (each.start, each.end) == (0, 7)]
    assert new.label == "ORG"
    assert [each for each in picture(opened(folder))["b"][0] if each != new] == list(before["b"][0])


def test_edits_behind_a_damaged_line_are_offered_when_the_project_is_opened(
    folder: Path, program: Program, qtbot: QtBot
) -> None:
    """As an earlier version left them; into the article that is shown, too."""
    before = picture(opened(folder))
    (sealed,) = (folder / "audit" / "an1").iterdir()
    lines = sealed.read_bytes().splitlines(keepends=True)
    live = folder / "journal" / "an1" / sealed.name
    sealed.rename(live)
    live.write_bytes(b"".join(lines[:3]))
    for article in ("a", "b"):
        record(folder, article).unlink()
    session = opened(folder)
    session.project.restore(session.document("a"), "an1", "")
    session.close()
    live.rename(sealed)
    sealed.write_bytes(b"".join(lines))
    flip_line(sealed, 4)
    window = shown_in(program, folder, qtbot).window
    qtbot.waitUntil(lambda: window.pane.notice.asks)
    assert window.bridge.document is not None
    assert window.bridge.document.id == "a" and len(window.bridge.document) == 3
    window.pane.notice.button.click()
    QTest.keyClick(dialog_of(window, qtbot).focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.bridge.document.state.status is ArticleStatus.DONE)
    window.close()
    after = picture(opened(folder))
    assert after["b"] == before["b"] and after["a"][1] == before["a"][1]
    assert len(after["a"][0]) == 3  # the span that was added in the damaged line


def test_a_damaged_live_journal_is_said(folder: Path, program: Program, qtbot: QtBot) -> None:
    (sealed,) = (folder / "audit" / "an1").iterdir()
    live = folder / "journal" / "an1" / sealed.name
    sealed.rename(live)
    flip_line(live, 3)
    window = shown_in(program, folder, qtbot).window
    assert f"journal/an1/{live.name}, dòng 3" in window.pane.notice.text.text()
    qtbot.waitUntil(lambda: window.pane.notice.asks)
    assert f"journal/an1/{live.name}, dòng 3" in window.pane.notice.text.text()


def test_no_text_of_a_file_is_read_as_markup(folder: Path, program: Program, qtbot: QtBot) -> None:
    window = shown_in(program, folder, qtbot).window
    evil = "<img src='file:///etc/passwd'><b>x</b>"
    dialog = RecoveryDialog(evil, [evil], evil, window)
    dialog.open()
    assert dialog.findings.toPlainText() == evil
    assert dialog.question.textFormat() is Qt.TextFormat.PlainText
    dialog.close()


def test_the_work_of_others_is_left_to_them(folder: Path, program: Program, qtbot: QtBot) -> None:
    window = program.open(folder, looking_at="an1")
    settle(window, qtbot)
    window.close()
    other = Project.open(Disk(), folder)
    other.welcome("lan-7k2q", "Lan")
    damage(folder, "a")
    program.identity.wanted = "lan-7k2q"
    window = program.open(folder, looking_at="an1")
    settle(window, qtbot)
    window.show_article("a")
    QApplication.processEvents()
    assert QApplication.activeModalWidget() is None


def test_no_rebuilding_is_offered_of_what_a_newer_version_wrote(tmp_path: Path, program: Program, qtbot: QtBot) -> None:
    path = record(replaced_record(tmp_path / "q"), "a0")
    path.write_bytes(path.read_bytes().replace(b'"version": 2', b'"version": 9'))
    window = program.open(tmp_path / "q")
    settle(window, qtbot)
    QApplication.processEvents()
    assert "a0" in window.pane.notice.text.text() and not window.pane.notice.asks
    window.show_article("a0")
    assert QApplication.activeModalWidget() is None
