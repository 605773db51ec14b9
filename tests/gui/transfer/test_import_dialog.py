"""Import in the window: each file's fate is seen before anything is written, and what was seen is what comes in."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog
from pytestqt.qtbot import QtBot

from nhan.core.model import SpanStatus
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.jobs import Jobs
from nhan.gui.main_window import MainWindow
from nhan.gui.settings import EXPORT_FORMATS, IMPORT_SPANS
from nhan.gui.transfer.empty_project import EmptyProject
from nhan.gui.transfer.fate_model import ENCODING, FATE, FILE, FORMAT
from nhan.gui.transfer.feature import Transfer
from nhan.gui.transfer.import_dialog import WORK, ImportDialog
from nhan.gui.transfer.unknown_labels import BECOMES, NAMED, NEW, OUT
from tests.core.building import LABELS
from tests.core.cli.running import tree
from tests.gui.conftest import Typist, answer_dialog, make_project, part, settle, window_of

NAM = {"start": 4, "end": 10, "label": "PER"}
AT_HUE = {"start": 7, "end": 16, "label": "LOC"}
TEXT = "Ông Lê Nam ở Huế."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with a text, JSON lines of which one is damaged, and a file in another encoding."""
    folder = tmp_path / "nguồn"
    (folder / "sâu").mkdir(parents=True)
    (folder / "tin.txt").write_text("Bà Mai ở Vinh.", encoding="utf-8")
    (folder / "sâu" / "cũ.txt").write_bytes("Ơ\u0309 Cu\u0309 Chi co\u0301 gio\u0301.".encode("windows-1258"))
    lines = [{"id": "n", "text": TEXT, "spans": [NAM]}, {"id": "x", "text": TEXT + " ", "spans": [NAM, AT_HUE]}]
    (folder / "hai.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines) + "{\n", encoding="utf-8")
    return folder


def asked(annotator: Typist, act: Callable[[ImportDialog], object], *paths: Path) -> None:
    """Ask for these files, and do something in the dialog before it is left."""

    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        try:
            dialog.activateWindow()
            annotator.qtbot.waitUntil(
                lambda: QApplication.activeWindow() is dialog
            )  # before it, keys are the article's
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    seen = answer_dialog(ImportDialog, answer)
    part(annotator.window, Transfer).import_these(paths)
    assert seen


def go(dialog: QDialog, *paths: Path) -> None:
    """Import these, and what is in the dialog already."""
    assert isinstance(dialog, ImportDialog)
    dialog.add(paths)
    dialog.go.click()
    if dialog.isVisible():
        dialog.reject()


def row_of(dialog: ImportDialog, name: str) -> int:
    return [each.path.name for each in dialog.model.files].index(name)


def cell(dialog: ImportDialog, name: str, column: int) -> str:
    return str(dialog.model.index(row_of(dialog, name), column).data())


def test_each_files_fate_is_shown_and_nothing_is_written(annotator: Typist, source: Path) -> None:
    folder = annotator.window.bridge.session.project.folder
    before = tree(folder)

    def look(dialog: ImportDialog) -> None:
        assert [cell(dialog, name, FATE) for name in ("tin.txt", "cũ.txt")] == [dialog.model.tr("comes in")] * 2
        assert cell(dialog, "cũ.txt", ENCODING).startswith("windows-1258")
        assert "hỏng: 1" in cell(dialog, "hai.jsonl", FATE) and "thành gợi ý: 1" in cell(dialog, "hai.jsonl", FATE)
        assert dialog.preview.good == 4
        dialog.table.setCurrentIndex(dialog.model.index(row_of(dialog, "hai.jsonl"), FILE))
        said = [dialog.reasons.item(row).text() for row in range(dialog.reasons.count())]
        assert any("spans[1]" in each for each in said) and any("dòng 3" in each for each in said)
        assert any(f"{TEXT} (PER “Lê Nam”, LOC “Nam ở Huế”)" in each for each in said)

    asked(annotator, look, source)
    assert tree(folder) == before


def test_enter_imports_the_good_ones(annotator: Typist, source: Path) -> None:
    window = annotator.window
    before = len(window.bridge.session.project)
    asked(annotator, lambda dialog: QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return), source)
    assert {"tin", "sâu/cũ", "n", "x"} <= set(window.bridge.session.project.ids)
    assert len(window.bridge.session.project) == before + 4
    assert window.bridge.session.project.article("sâu/cũ").text.startswith("Ơ\u0309 Cu\u0309 Chi")


def test_what_the_policy_forbids_comes_in_as_a_suggestion(annotator: Typist, source: Path) -> None:
    asked(annotator, lambda dialog: dialog.go.click(), source)
    document = annotator.window.bridge.session.document("x")
    assert [span.status for span in document] == [SpanStatus.CONFIRMED, SpanStatus.SUGGESTED]


def test_spans_come_in_as_suggestions_and_that_is_remembered(annotator: Typist, source: Path) -> None:
    def choose(dialog: ImportDialog) -> None:
        dialog.spans.setFocus()
        QTest.keyClick(dialog.spans, Qt.Key.Key_Down)
        dialog.go.click()

    asked(annotator, choose, source)
    assert [span.status for span in annotator.window.bridge.session.document("n")] == [SpanStatus.SUGGESTED]
    assert annotator.window.settings.get(IMPORT_SPANS) == "suggested"
    asked(annotator, lambda dialog: str(dialog.spans.currentData()) == "suggested", source)


def test_a_file_can_be_left_out_and_read_otherwise(annotator: Typist, source: Path) -> None:
    def choose(dialog: ImportDialog) -> None:
        left = dialog.model.index(row_of(dialog, "tin.txt"), FILE)
        dialog.table.setCurrentIndex(left)
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        assert cell(dialog, "tin.txt", FATE) == dialog.model.tr("left out")
        change(dialog, "cũ.txt", ENCODING, "windows-1252")
        assert cell(dialog, "cũ.txt", ENCODING).startswith("windows-1252")
        change(dialog, "hai.jsonl", FORMAT, "text")
        assert dialog.preview.good == 2
        dialog.go.click()

    asked(annotator, choose, source)
    ids = annotator.window.bridge.session.project.ids
    assert "hai" in ids and "tin" not in ids and "n" not in ids


def change(dialog: ImportDialog, name: str, column: int, value: str) -> None:
    """Choose another value in a cell's box."""
    index = dialog.model.index(row_of(dialog, name), column)
    dialog.table.setCurrentIndex(index)
    if not dialog.table.viewport().findChildren(QComboBox):  # being made the current one opens it
        dialog.table.edit(index)
    box = next(each for each in dialog.table.viewport().findChildren(QComboBox) if each.isVisible())
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_the_same_text_is_left_out_unless_it_is_wanted(annotator: Typist, source: Path) -> None:
    (source / "chép.txt").write_text("Bà Mai ở Vinh.", encoding="utf-8")

    def look(dialog: ImportDialog) -> None:
        assert dialog.preview.good == 4
        dialog.repeated.setChecked(False)
        assert dialog.preview.good == 5

    asked(annotator, look, source)


def test_the_work_of_somebody(annotator: Typist, tmp_path: Path) -> None:
    project = annotator.window.bridge.session.project
    text = project.article("a1").text
    (tmp_path / "lan.jsonl").write_text(
        json.dumps({"id": "a1", "text": text, "spans": [{"start": 8, "end": 20, "label": "LOC"}]}), encoding="utf-8"
    )

    def say_whose(dialog: ImportDialog) -> None:
        dialog.spans.setCurrentIndex(dialog.spans.findData(WORK))
        assert not dialog.go.isEnabled()
        QTest.keyClicks(dialog.maker, "Lan")
        assert dialog.go.isEnabled()
        dialog.go.click()

    asked(annotator, say_whose, tmp_path / "lan.jsonl")
    again = Project.open(Disk(), project.folder)
    (lan,) = [each for each in again.annotators if each.name == "Lan"]
    assert [span.label for span in again.load("a1", lan.id).document] == ["LOC"]


def test_a_folder_without_anything_is_said_and_the_dialog_goes_on(
    annotator: Typist, tmp_path: Path, source: Path
) -> None:
    (tmp_path / "trống").mkdir()

    def look(dialog: ImportDialog) -> None:
        assert str(tmp_path / "trống") in dialog.words.text() and not dialog.go.isEnabled()
        dialog.add([source])
        assert dialog.preview.good == 4

    asked(annotator, look, tmp_path / "trống")


def test_looking_can_be_stopped(annotator: Typist, tmp_path: Path, qtbot: QtBot) -> None:
    """With jobs that really run beside the window."""

    window = annotator.window
    (tmp_path / "lớn.jsonl").write_text('{"text": "Một bài."}\n' * 60_000, encoding="utf-8")
    with ThreadPoolExecutor(1) as executor:
        jobs = Jobs(executor, window)
        dialog = ImportDialog(window.bridge.session.project, jobs, window.settings, window.language, (), window)
        dialog.open()
        dialog.add([tmp_path / "lớn.jsonl"])
        assert dialog.stop.isVisible() and not dialog.go.isEnabled()
        dialog.stop.click()
        qtbot.waitUntil(lambda: not jobs.running)
        assert dialog.preview is None and not dialog.stop.isVisible()
        dialog.add([tmp_path / "lớn.jsonl", tmp_path])
        qtbot.waitUntil(lambda: dialog.preview is not None, timeout=60_000)
        dialog.reject()


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(QPoint(50, 50), *how), QDropEvent(QPointF(50, 50), *how)):
        QApplication.sendEvent(window.view, event)
        assert event.isAccepted()


def test_what_is_dropped_on_the_window_is_imported(annotator: Typist, source: Path, qtbot: QtBot) -> None:
    seen = answer_dialog(ImportDialog, go)
    drop(annotator.window, source / "tin.txt", source / "sâu")
    qtbot.waitUntil(lambda: "tin" in annotator.window.bridge.session.project)
    assert seen and "cũ" in annotator.window.bridge.session.project


def test_a_project_that_is_dropped_is_opened(annotator: Typist, tmp_path: Path, qtbot: QtBot) -> None:
    other = make_project(tmp_path / "other")
    drop(annotator.window, other)
    qtbot.waitUntil(lambda: window_of(other) is not None)
    window_of(other).close()


def test_an_empty_project_says_what_to_do(program: Program, tmp_path: Path, source: Path, qtbot: QtBot) -> None:
    Project.create(Disk(), tmp_path / "p", LABELS)
    window = program.open(tmp_path / "p")
    settle(window, qtbot)
    empty = part(window, EmptyProject)
    assert empty.isVisible() and empty.size() == window.view.size()
    window.resize(1024, 700)
    QApplication.processEvents()
    assert empty.size() == window.view.size()
    answer_dialog(ImportDialog, lambda dialog: go(dialog, source / "tin.txt"))
    empty.bring_in.click()
    qtbot.waitUntil(lambda: window.bridge.document is not None)
    assert not empty.isVisible()


def test_ctrl_i_asks_which_files(annotator: Typist, source: Path) -> None:
    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        go(dialog, source / "tin.txt")

    seen = answer_dialog(ImportDialog, look)
    annotator.press("Ctrl+I")
    assert seen and "tin" in annotator.window.bridge.session.project


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A file of doccano with two labels that the project does not have."""
    path = tmp_path / "admin.jsonl"
    labels = (("NGƯỜI", 4, 10), ("NƠI", 13, 16))
    rows = [
        {"id": name, "text": f"{TEXT} {name}", "label": [[s, e, label]]} for label, s, e in labels for name in label
    ]
    path.write_text("".join(json.dumps(each) + "\n" for each in rows[:1] + rows[-1:]), encoding="utf-8")
    return path


def choose_label(dialog: ImportDialog, label: str, value: str) -> None:
    """Say what becomes of a label, in its box."""
    table, model = dialog.unknown.table, dialog.unknown.model
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    index = model.index(names.index(label), BECOMES)
    table.setCurrentIndex(index)
    if not any(each.isVisible() for each in table.viewport().findChildren(QComboBox)):
        table.edit(index)
    box = next(each for each in table.viewport().findChildren(QComboBox) if each.isVisible())
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_labels_that_the_project_does_not_have_are_called_otherwise(annotator: Typist, foreign: Path) -> None:
    def name(dialog: ImportDialog) -> None:
        assert dialog.unknown.isVisible() and dialog.preview.good == 0 and not dialog.go.isEnabled()
        choose_label(dialog, "NGƯỜI", f"{NAMED}PER")
        assert dialog.preview.good == 1 and dialog.unknown.isVisible()
        choose_label(dialog, "NƠI", f"{NAMED}LOC")
        assert dialog.preview.good == 2
        dialog.go.click()

    before = list(annotator.window.bridge.session.project.ids)
    asked(annotator, name, foreign)
    session = annotator.window.bridge.session
    come = [name for name in session.project.ids if name not in before]
    assert [span.label for name in come for span in session.document(name)] == ["PER", "LOC"]
    asked(annotator, lambda dialog: dialog.reject(), foreign)
    folder = str(annotator.window.bridge.session.project.folder)
    assert annotator.window.settings.get(EXPORT_FORMATS) == {folder: "doccano"}  # which an export proposes


def test_labels_that_the_project_does_not_have_are_added(
    annotator: Typist, program: Program, foreign: Path, qtbot: QtBot
) -> None:
    folder = annotator.window.bridge.session.project.folder
    annotator.press("Return")
    looked = tree(folder)

    def add(dialog: ImportDialog) -> None:
        assert dialog.reasons.count() == 2
        QTest.mouseClick(dialog.unknown.add_all, Qt.MouseButton.LeftButton)
        said = [dialog.reasons.item(row).text() for row in range(dialog.reasons.count())]
        assert not any("dự án không có nhãn" in each for each in said) and any(
            "NGƯỜI “Lê Nam”" in each for each in said
        )
        assert dialog.preview.good == 2 and tree(folder) == looked
        choose_label(dialog, "NƠI", f"{NAMED}LOC")
        dialog.go.click()

    asked(annotator, add, foreign)
    qtbot.waitUntil(lambda: program.window is not annotator.window)
    session = program.window.bridge.session
    assert [label.name for label in session.project.labels.labels] == [each.name for each in LABELS.labels] + ["NGƯỜI"]
    assert [span.label for name in session.project.ids[-2:] for span in session.document(name)] == ["NGƯỜI", "LOC"]
    undone = session.peek_undo()
    assert undone is not None and undone.verb == "accept"  # not the labels, which the imported spans bear


def test_an_article_with_a_label_that_stays_out_does_not_come_in(annotator: Typist, foreign: Path) -> None:
    def name(dialog: ImportDialog) -> None:
        choose_label(dialog, "NƠI", NEW)
        choose_label(dialog, "NƠI", OUT)
        assert dialog.preview.good == 0 and "nhãn" in cell(dialog, "admin.jsonl", FATE)

    asked(annotator, name, foreign)
