"""A disk that refuses: work goes on in the window, what is said is true, a copy is saved, closing asks and ends."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from nhan.core.curation.work_import import import_work
from nhan.core.importing import ImportOptions
from nhan.core.model import Change
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.lock import try_lock
from nhan.core.store.project_file import Annotator
from nhan.gui.app import Program
from nhan.gui.saving import Saving, SavingState
from nhan.gui.unsaved.feature import Unsaved
from nhan.gui.unsaved.question import UnsavedQuestion
from tests.core.store.building import FullDisk
from tests.gui.conftest import Typist, answer_dialog, make_project, part, settle
from tests.gui.failing import FULL, window_on


@pytest.fixture
def disk() -> FullDisk:
    return FullDisk()


@pytest.fixture
def annotator(
    disk: FullDisk, program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Typist:
    return window_on(disk, program, tmp_path / "p", qtbot, monkeypatch)


@pytest.fixture(autouse=True)
def sound_again(disk: FullDisk, annotator: Typist) -> Iterator[None]:
    """So that the window can be closed at the end without a question."""
    yield
    disk.failing.clear()


def status(annotator: Typist) -> str:
    return annotator.window.status.saving.text()


def confirmed(session: Session, article: str = "a0") -> int:
    return sum(each.status.value == "confirmed" for each in session.document(article))


def after(annotator: Typist, article: str = "a0") -> int:
    """How many confirmed spans another program finds once this one is gone."""
    session = Session(Project.open(Disk(), annotator.window.bridge.session.project.folder))
    assert session.read_only is None
    found = confirmed(session, article)
    session.close()
    return found


def words_of(dialog: QDialog) -> str:
    assert isinstance(dialog, QMessageBox)
    return dialog.text()


def click(name: str) -> Callable[[QDialog], object]:
    return lambda box: QTest.mouseClick(getattr(box, name), Qt.MouseButton.LeftButton)


def test_work_goes_on_and_the_status_is_true_at_each_moment(disk: FullDisk, annotator: Typist) -> None:
    window = annotator.window
    annotator.press("Return")
    assert status(annotator) == "Đã lưu" and not window.pane.banner.isVisible()
    disk.failing |= FULL
    annotator.press("Return")
    assert "1" in status(annotator) and window.bridge.saving is Saving.IN_MEMORY
    assert window.pane.banner.isVisible() and "hết chỗ" in window.pane.banner.text.text()
    annotator.press("Return", "Ctrl+Z")
    assert "3" in status(annotator)
    assert [each[2] for each in annotator.spans()] == ["confirmed", "confirmed", "suggested", "suggested"]
    window.show_article("a1")  # its file cannot be written, either: it is not tried before the journal
    window.show_article("a0")
    assert "3" in status(annotator) and window.pane.banner.isVisible()
    disk.failing.clear()
    part(window, SavingState)._again.timeout.emit()
    assert status(annotator) in ("Đã lưu", "Đang lưu…") and not window.pane.banner.isVisible()
    annotator.qtbot.waitUntil(lambda: not window.bridge.session.unsaved)
    window.close()
    assert after(annotator) == 2


def test_it_is_tried_again_by_itself(disk: FullDisk, annotator: Typist) -> None:
    disk.failing |= FULL
    annotator.press("Return")
    part(annotator.window, SavingState)._again.setInterval(10)
    disk.failing.clear()
    annotator.qtbot.waitUntil(lambda: annotator.window.bridge.saving is Saving.SAVED)


def test_the_banner_cannot_be_dismissed_and_comes_through_others(disk: FullDisk, annotator: Typist) -> None:
    window = annotator.window
    disk.failing |= FULL
    annotator.press("Return")
    window.pane.notice.say("something else")
    assert window.pane.banner.isVisible() and not window.pane.banner.close_button.isVisible()


def test_a_copy_elsewhere_is_taken_back_by_import(
    disk: FullDisk, annotator: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, elsewhere = annotator.window, tmp_path / "usb"
    elsewhere.mkdir()
    annotator.press("Return")
    disk.failing |= FULL
    annotator.press("Return", "Return")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(elsewhere))
    window.pane.banner.button.click()
    assert window.pane.banner.isVisible()  # its cause is still there
    (file,) = elsewhere.iterdir()
    shown = window.bridge.session.document("a0")
    expected = list(shown), shown.state
    answer_dialog(UnsavedQuestion, click("lose"))
    window.close()
    assert after(annotator) == 1
    project = Project.open(Disk(), window.bridge.session.project.folder)
    report = import_work(project, [file], Annotator("an1"), ImportOptions(replace=True))
    assert (report.articles, report.unsaved) == (1, None)
    session = Session(project)
    document = session.document("a0")
    assert (list(document), document.state) == expected
    assert isinstance(session.undo(), Change) and confirmed(session) == 1  # the import is a step
    assert isinstance(session.redo(), Change)
    session.close()
    again = import_work(project, [file], Annotator("an1"), ImportOptions(replace=True))
    assert (again.articles, again.same) == (0, 1)


def test_a_copy_may_not_go_into_the_project(disk: FullDisk, annotator: Typist) -> None:
    annotator.press("Return")
    folder = annotator.window.bridge.session.project.folder
    part(annotator.window, Unsaved).copy_to(folder / "work")
    assert annotator.window.pane.notice.isVisible() and not list((folder / "work").glob("*.jsonl"))


def test_closing_asks_and_staying_stays(disk: FullDisk, annotator: Typist, program: Program) -> None:
    disk.failing |= FULL
    annotator.press("Return")
    for way in (click("stay"), lambda box: QTest.keyClick(box, Qt.Key.Key_Escape)):
        asked = answer_dialog(UnsavedQuestion, way)
        annotator.window.close()
        assert len(asked) == 1 and program.window is annotator.window and annotator.window.isVisible()
    assert "1" in words_of(asked[0]) and "hết chỗ" in words_of(asked[0])
    settle(annotator.window, annotator.qtbot)
    annotator.press("Return")
    assert "2" in status(annotator)


def test_closing_all_the_same_ends_and_lets_go(disk: FullDisk, annotator: Typist, program: Program) -> None:
    annotator.press("Return")
    disk.failing |= FULL
    annotator.press("Return")
    asked = answer_dialog(UnsavedQuestion, click("lose"))
    closed = QSignalSpy(annotator.window.closed)
    annotator.window.close()
    assert (len(asked), closed.count(), program.window) == (1, 1, None)
    disk.failing.clear()
    assert after(annotator) == 1


def test_closing_with_a_copy_ends(
    disk: FullDisk, annotator: Typist, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "usb"
    elsewhere.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(elsewhere))
    disk.failing |= FULL
    annotator.press("Return")
    answer_dialog(UnsavedQuestion, click("copy"))
    annotator.window.close()
    assert program.window is None and len(list(elsewhere.iterdir())) == 1


def test_a_copy_that_fails_asks_again(
    disk: FullDisk, annotator: Typist, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "nowhere"))
    disk.failing |= FULL
    annotator.press("Return")
    asked: list[list[QDialog]] = []

    def copy(box: QDialog) -> None:
        asked.append(answer_dialog(UnsavedQuestion, click("stay")))
        click("copy")(box)

    answer_dialog(UnsavedQuestion, copy)
    annotator.window.close()
    assert len(asked[0]) == 1 and program.window is annotator.window
    assert annotator.window.pane.notice.isVisible()  # why there is no copy


@pytest.mark.parametrize("again", ["project", "other", "language"])
def test_another_window_is_no_way_around_the_question(
    disk: FullDisk, annotator: Typist, program: Program, tmp_path: Path, again: str
) -> None:
    window, folder = annotator.window, annotator.window.bridge.session.project.folder
    other = make_project(tmp_path / "other")
    disk.failing |= FULL
    annotator.press("Return")
    asked = answer_dialog(UnsavedQuestion, click("stay"))
    if again == "language":
        window.rebuild_wanted.emit()
    else:
        window.project_wanted.emit(folder if again == "project" else other)
    assert len(asked) == 1 and program.window is window and window.isVisible()
    assert "1" in status(annotator)
    lock = try_lock(other, "an1")
    assert lock is not None
    lock.release()


def test_a_failure_at_the_end_is_said_before_the_window_goes(disk: FullDisk, annotator: Typist) -> None:
    annotator.press("Return")
    disk.failing.add("write_atomic")
    said = answer_dialog(QMessageBox, lambda box: QTest.keyClick(box, Qt.Key.Key_Return))
    annotator.window.close()
    assert len(said) == 1 and "nhật ký" in words_of(said[0])
    disk.failing.clear()
    assert after(annotator) == 1


def test_a_file_that_cannot_be_written_is_said_once_and_taken_back(disk: FullDisk, annotator: Typist) -> None:
    window, failed = annotator.window, QSignalSpy(annotator.window.bridge.failed)
    disk.failing.add("write_atomic")
    annotator.press("Return")
    for _ in range(3):
        window.bridge.save_all()
    assert failed.count() == 1 and window.pane.notice.isVisible()
    assert status(annotator) == "Đã lưu"  # it is in the journal
    disk.failing.clear()
    window.bridge.save_all()
    assert not window.pane.notice.isVisible() and not window.bridge.session.unsaved
