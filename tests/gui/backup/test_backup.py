"""Backups in the window: once a day by itself, when asked for, and the way back with keys and dialogs."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from nhan.core.backup.backups import Backups
from nhan.gui.app import Program
from nhan.gui.backup.feature import BackupKeeper
from nhan.gui.backup.restore_dialog import RestoreDialog
from nhan.gui.jobs import Direct
from nhan.gui.main_window import MainWindow
from nhan.gui.preferences.dialog import PreferencesDialog
from nhan.gui.preferences.folder_field import FolderField
from nhan.gui.settings import AUTO_BACKUP, AUTO_SUGGEST, AUTO_TRAIN, BACKUP_FOLDER, LANGUAGE, Settings
from nhan.gui.startup import make_application
from tests.core.store.building import FullDisk
from tests.gui.conftest import Typist, make_project, part, settle

YESTERDAY = datetime.now(UTC) - timedelta(days=1, minutes=1)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    settings = Settings(tmp_path / "settings.ini")
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    settings.set(LANGUAGE, "en")
    settings.set(BACKUP_FOLDER, str(tmp_path / "backups"))
    made = Program(make_application(), settings, executor=Direct())
    yield made
    if made.window is not None:
        made.window.close()
    made.language.remove()


@pytest.fixture
def annotator(program: Program, qtbot: QtBot, tmp_path: Path) -> Typist:
    """Has accepted one suggestion."""
    window = program.open(make_project(tmp_path / "p"))
    settle(window, qtbot)
    typist = Typist(window, qtbot)
    typist.press("Return")
    return typist


def backups(annotator: Typist) -> Backups:
    folder = annotator.window.bridge.session.project.folder
    return Backups(annotator.window.bridge.session.project.disk, folder, folder.parent / "backups")


def trigger(annotator: Typist, action: str) -> None:
    annotator.window.actions_by_id[action].trigger()


def when_asked(kind: type, act: Callable[..., object]) -> list[str]:
    """As soon as a dialog of this kind is up, act on it. Returns the list that its texts are put into."""
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            seen.append(f"{dialog.text()}\n{dialog.informativeText()}" if isinstance(dialog, QMessageBox) else "")
            act(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)
    return seen


def confirmed(annotator: Typist) -> int:
    return sum(status == "confirmed" for _, _, status in annotator.spans())


def test_backing_up_now_says_how_much_and_where(annotator: Typist) -> None:
    annotator.window.resize(3000, 900)  # the folder's name is long here
    annotator.window.bridge.save_all()
    trigger(annotator, "back_up")
    (made,) = backups(annotator).list()
    assert (made.articles, made.spans) == (1, 1)
    assert "articles: 1, spans: 1" in annotator.window.status.currentMessage()
    assert str(made.path.parent) in annotator.window.status.currentMessage()


def test_an_edit_that_is_only_in_the_journal_is_in_the_backup(annotator: Typist, tmp_path: Path) -> None:
    trigger(annotator, "back_up")
    keeper = part(annotator.window, BackupKeeper)
    keeper.restore_beside(backups(annotator).list()[0], tmp_path)
    annotator.window.pane.notice.act()  # open it
    annotator.qtbot.waitUntil(lambda: len(shown := windows()) == 1 and shown[0] is not annotator.window)
    (window,) = windows()
    settle(window, annotator.qtbot)
    assert confirmed(Typist(window, annotator.qtbot)) == 1


def windows() -> list[MainWindow]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]


def test_one_a_day_by_itself_and_only_where_something_is_new(annotator: Typist) -> None:
    daily = part(annotator.window, BackupKeeper).daily
    assert daily is not None
    daily.look()
    assert len(backups(annotator).list()) == 1
    daily.look()
    assert len(backups(annotator).list()) == 1
    for path in backups(annotator).folder.glob("*.zip"):
        path.unlink()
    backups(annotator).make(YESTERDAY)
    daily.look()
    assert len(backups(annotator).list()) == 1  # a day has passed, and nothing has changed
    annotator.press("Return")
    daily.look()
    assert len(backups(annotator).list()) == 2
    assert annotator.window.status.currentMessage() == ""


def test_not_where_it_is_switched_off_or_only_looked_at(annotator: Typist, program: Program) -> None:
    program.settings.set(AUTO_BACKUP, False)
    daily = part(annotator.window, BackupKeeper).daily
    assert daily is not None
    daily.look()
    assert backups(annotator).list() == []


def test_a_window_that_only_looks_makes_none(program: Program, qtbot: QtBot, tmp_path: Path, annotator: Typist) -> None:
    other = Program(make_application(), Settings(tmp_path / "other.ini"), "en", executor=Direct())
    window = other.open(tmp_path / "p")
    assert window.bridge.session.read_only is not None
    assert part(window, BackupKeeper).daily is None
    trigger(Typist(window, qtbot), "back_up")  # who wants one may have it
    assert len(Backups(window.bridge.session.project.disk, tmp_path / "p").list()) == 1
    window.close()
    other.language.remove()


def test_a_full_disk_is_said_once_and_blocks_nothing(annotator: Typist) -> None:
    keeper = part(annotator.window, BackupKeeper)
    keeper._disk = FullDisk("write_atomic")
    assert keeper.daily is not None
    keeper.daily.look()
    notice = annotator.window.pane.notice
    assert "No backup was made today" in notice.text.text() and "No space left" in notice.text.text()
    assert notice.isVisible()
    notice.dismiss()
    keeper.daily.look()
    assert not notice.isVisible()
    annotator.press("Return")
    assert confirmed(annotator) == 2
    assert backups(annotator).list() == []


def test_restored_into_the_project_from_the_keyboard(annotator: Typist, program: Program, qtbot: QtBot) -> None:
    first = annotator.window
    first.bridge.save_all()
    trigger(annotator, "back_up")
    annotator.press("Return", "Return")
    first.bridge.save_all()
    assert confirmed(annotator) == 3

    def choose(dialog: RestoreDialog) -> None:
        assert dialog.rows.topLevelItemCount() == 1
        dialog.here.setFocus()
        QTest.keyClick(dialog.here, Qt.Key.Key_Space)

    def agree(box: QMessageBox) -> None:
        (restore,) = [button for button in box.buttons() if button.text() == "Restore"]
        restore.setFocus()
        QTest.keyClick(restore, Qt.Key.Key_Space)

    when_asked(RestoreDialog, choose)
    asked = when_asked(QMessageBox, agree)
    trigger(annotator, "restore")
    assert "1 articles, 3 confirmed spans" in asked[0] and "1 articles, 1 confirmed spans" in asked[0]
    qtbot.waitUntil(lambda: program.window is not None and program.window is not first)
    assert program.window is not None
    settle(program.window, qtbot)
    again = Typist(program.window, qtbot)
    assert confirmed(again) == 1
    assert "was restored" in program.window.status.currentMessage()
    assert [backup.spans for backup in backups(again).list()] == [3, 1]
    again.press("Return")
    assert confirmed(again) == 2
    daily = part(program.window, BackupKeeper).daily
    assert daily is not None
    daily.look()  # what was replaced is put away
    assert not list((program.window.bridge.session.project.folder / "cache").glob("restore-*"))


def test_a_no_changes_nothing(annotator: Typist) -> None:
    annotator.window.bridge.save_all()
    trigger(annotator, "back_up")

    when_asked(RestoreDialog, lambda dialog: dialog.here.click())
    when_asked(QMessageBox, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))
    trigger(annotator, "restore")
    when_asked(RestoreDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    trigger(annotator, "restore")
    assert len(backups(annotator).list()) == 1
    assert confirmed(annotator) == 1


def test_while_somebody_else_writes_nothing_is_replaced(annotator: Typist, program: Program, qtbot: QtBot) -> None:
    from nhan.core.store.lock import try_lock

    first = annotator.window
    first.bridge.save_all()
    trigger(annotator, "back_up")
    annotator.press("Return")
    folder = first.bridge.session.project.folder
    (folder / "work" / "lan-7k2q").mkdir()
    with try_lock(folder, "lan-7k2q", "Lan") as held:
        assert held is not None
        part(first, BackupKeeper).restore_here(backups(annotator).list()[0])
        qtbot.waitUntil(lambda: program.window is not None and program.window is not first)
    assert program.window is not None
    settle(program.window, qtbot)
    assert "Lan" in program.window.pane.notice.text.text()
    assert confirmed(Typist(program.window, qtbot)) == 2
    assert program.window.isEnabled()


def test_a_damaged_backup_leaves_the_window_as_it_was(annotator: Typist) -> None:
    annotator.window.bridge.save_all()
    trigger(annotator, "back_up")
    (made,) = backups(annotator).list()
    data = bytearray(made.path.read_bytes())
    data[60] ^= 255
    made.path.write_bytes(data)
    part(annotator.window, BackupKeeper).restore_here(made)
    assert annotator.window.isEnabled()
    assert "damaged" in annotator.window.pane.notice.text.text()
    annotator.press("Return")
    assert confirmed(annotator) == 2


def test_where_there_is_none_the_dialog_says_so_and_takes_a_file(
    annotator: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotator.window.bridge.save_all()
    said: list[str] = []
    alone = backups(annotator).write_whole(tmp_path / "alone.zip", YESTERDAY).backup
    (tmp_path / "none.zip").write_bytes(b"no zip")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    def look(dialog: RestoreDialog) -> None:
        said.append(dialog.word.text())
        assert not dialog.elsewhere.isEnabled() and not dialog.here.isEnabled()
        dialog.take_file(tmp_path / "none.zip")
        said.append(dialog.word.text())
        dialog.take_file(alone.path)
        assert dialog.backup == alone
        dialog.elsewhere.click()

    when_asked(RestoreDialog, look)
    trigger(annotator, "restore")
    assert said[0] == "There is no backup of this project yet."
    assert "none.zip" in said[1] and "no backup of Nhãn" in said[1]
    (restored,) = tmp_path.glob("p-2*")
    assert (restored / "project.json").exists()
    assert str(restored) in annotator.window.pane.notice.text.text()


def test_the_folder_is_a_preference(program: Program, qtbot: QtBot, tmp_path: Path, annotator: Typist) -> None:
    dialog = PreferencesDialog(program.settings, program.identity, annotator.window)
    field = dialog.findChild(FolderField)
    assert field is not None and field.line.text() == str(tmp_path / "backups")
    for typed, kept in (
        ("relative", str(tmp_path / "backups")),
        (str(tmp_path / "b2"), str(tmp_path / "b2")),
        ("", ""),
    ):
        field.line.setText(typed)
        field.line.editingFinished.emit()
        assert program.settings.get(BACKUP_FOLDER) == field.line.text() == kept
    program.settings.set(BACKUP_FOLDER, str(tmp_path / "p" / "inside"))
    trigger(annotator, "back_up")
    assert "cannot lie in the project" in annotator.window.pane.notice.text.text()
    dialog.deleteLater()
