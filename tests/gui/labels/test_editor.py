"""The label set worked on in the window: by real keys, counted first, and taken back by Ctrl+Z."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from nhan.core.colours import ENOUGH, PAPERS, contrast
from nhan.core.label_files import load_label_set, save_label_set
from nhan.core.labels import LabelSet, Overlap
from nhan.core.operations import accept, add, add_label
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.labels.dialog import LabelsDialog
from tests.core.building import LABELS
from tests.core.operations.test_label_set import DATE
from tests.core.operations.test_labels import after
from tests.gui.conftest import SUGGESTED, Typist
from tests.gui.labels.test_labels import back, changed, in_dialog, names, press, typist_of
from tests.gui.labels.test_labels import program as program
from tests.gui.labels.test_labels import shared as shared


def labels_of(program: Program) -> LabelSet:
    """As a restart would read them."""
    assert program.window is not None
    return Project.open(Disk(), program.window.bridge.session.project.folder).labels


def typed(dialog: LabelsDialog, words: str) -> None:
    """Written over whatever the focused field has."""
    field = dialog.focusWidget()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, words)


def test_a_label_is_added_by_keys_used_and_taken_back(program: Program, qtbot: QtBot, shared: Path) -> None:
    program.open(shared)
    typist_of(program, qtbot)

    def add_date(dialog: LabelsDialog) -> None:
        dialog.list.setFocus()
        press(dialog, Qt.Key.Key_End)
        assert dialog.name.hasFocus() and not dialog.go.isEnabled() and not dialog.merge.isEnabled()
        typed(dialog, "LOC")
        assert "LOC" in dialog.words.text() and not dialog.go.isEnabled()
        typed(dialog, "DATE")
        press(dialog, Qt.Key.Key_Return)

    changed(program, qtbot, add_date)
    assert names(program) == ["PER", "LOC", "ORG", "MISC", "DATE"]
    label = labels_of(program).labels[-1]
    assert label.title == {"vi": "DATE", "en": "DATE"} and label.key == "5"
    typist = typist_of(program, qtbot)
    typist.press("5")
    assert typist.spans()[0][1] == "DATE"
    typist.press("Ctrl+Z")
    back(program, qtbot)
    assert names(program) == ["PER", "LOC", "ORG", "MISC"]


def test_everything_that_describes_a_label_is_written_and_taken_back(
    program: Program, qtbot: QtBot, shared: Path
) -> None:
    program.open(shared)
    typist_of(program, qtbot)
    before = labels_of(program)

    def describe(dialog: LabelsDialog) -> None:
        form = dialog.form
        for field, words in (
            (form.title, "Nguoi"),
            (form.light.edit, "#112233"),
            (form.dark.edit, "#aabbcc"),
            (form.guideline, "Ten nguoi."),
            (form.examples, "ong [Nam]"),
        ):
            field.setFocus()
            typed(dialog, words)
        form.key.setFocus()
        while form.key.currentData() != "9":
            press(dialog, Qt.Key.Key_Down)
        form.parents.setFocus()
        press(dialog, Qt.Key.Key_Down, Qt.Key.Key_Space)
        assert dialog.describe.isChecked() and dialog.go.isEnabled()
        assert "Lan" in dialog.words.text() or "Minh" in dialog.words.text()  # who has spans of it
        dialog.go.setFocus()
        press(dialog, Qt.Key.Key_Space)

    changed(program, qtbot, describe)
    label = labels_of(program).labels[0]
    assert (label.name, label.title["vi"], label.color, label.color_dark) == ("PER", "Nguoi", "#112233", "#aabbcc")
    assert (label.key, label.guideline["vi"], label.examples) == ("9", "Ten nguoi.", ("ong [Nam]",))
    assert len(label.parents) == len(before.labels) - 1
    back(program, qtbot)
    assert labels_of(program) == before


def test_a_key_that_another_label_has_is_named(program: Program, qtbot: QtBot, shared: Path) -> None:
    window = program.open(shared)
    typist_of(program, qtbot)

    def take_key(dialog: LabelsDialog) -> None:
        dialog.form.key.setFocus()
        press(dialog, Qt.Key.Key_Down)
        assert dialog.form.key.currentData() == "2" and "LOC" in dialog.form.key.currentText()
        assert not dialog.go.isEnabled()

    said = in_dialog(take_key)
    window.actions_by_id["labels"].trigger()
    assert "“LOC”" in said[0]


@pytest.mark.parametrize(("theme", "colour"), [("light", "#ffff00"), ("dark", "#000033")])
def test_a_colour_that_cannot_be_read_offers_the_nearest_that_can(
    program: Program, qtbot: QtBot, shared: Path, theme: str, colour: str
) -> None:
    program.open(shared)
    typist_of(program, qtbot)

    def choose(dialog: LabelsDialog) -> None:
        field = getattr(dialog.form, theme)
        field.edit.setFocus()
        typed(dialog, colour[:-1])
        assert field.take.isHidden() and "#1d5fbf" in field.words.text()
        typed(dialog, colour)
        assert not field.take.isHidden() and "4.5 : 1." in field.words.text()
        field.take.setFocus()
        press(dialog, Qt.Key.Key_Space)
        assert field.take.isHidden() and "4.5 : 1." not in field.words.text()
        assert contrast(field.colour, PAPERS[theme]) >= ENOUGH
        dialog.go.setFocus()
        press(dialog, Qt.Key.Key_Space)

    changed(program, qtbot, choose)
    label = labels_of(program).labels[0]
    assert contrast(label.color if theme == "light" else label.color_dark, PAPERS[theme]) >= ENOUGH


def test_what_another_policy_forbids_is_counted_before_it_is_chosen(
    program: Program, qtbot: QtBot, shared: Path
) -> None:
    session = Session(Project.open(Disk(), shared), "minh-p3ra", name="Minh")
    document = session.document("a1")
    session.commit(accept(document, LABELS, SUGGESTED[2].id))
    session.commit(add(session.document("a1"), LABELS, SUGGESTED[2].start, SUGGESTED[2].start + 3, "PER"))
    session.close()
    program.open(shared)
    typist_of(program, qtbot)

    def flat(dialog: LabelsDialog) -> None:
        dialog.overlap.setFocus()
        press(dialog, Qt.Key.Key_Up)
        assert dialog.overlap.currentData() is Overlap.FLAT
        assert "Minh" in dialog.words.text() and "2" in dialog.words.text(), dialog.words.text()
        press(dialog, Qt.Key.Key_Return)

    changed(program, qtbot, flat)
    assert labels_of(program).overlap is Overlap.FLAT
    back(program, qtbot)
    assert labels_of(program).overlap is LABELS.overlap


def test_a_label_is_moved_by_keys_and_back(program: Program, qtbot: QtBot, shared: Path) -> None:
    program.open(shared)
    typist_of(program, qtbot)

    def move(dialog: LabelsDialog) -> None:
        assert not dialog.rows.up.isEnabled()
        for button in (dialog.rows.down, dialog.rows.down, dialog.rows.up):
            QTest.keyClick(button, Qt.Key.Key_Space)
        assert dialog.label == "PER" and dialog.rows.place == 1
        dialog.go.setFocus()
        press(dialog, Qt.Key.Key_Space)

    changed(program, qtbot, move)
    assert names(program) == ["LOC", "PER", "ORG", "MISC"]
    assert labels_of(program).keys == LABELS.keys
    back(program, qtbot)
    assert labels_of(program) == LABELS


def test_a_label_that_was_moved_in_the_list_alone_stands_where_it_was(
    program: Program, qtbot: QtBot, shared: Path
) -> None:
    window = program.open(shared)
    typist_of(program, qtbot)

    def think(dialog: LabelsDialog) -> None:
        QTest.keyClick(dialog.rows.down, Qt.Key.Key_Space)
        QTest.keyClick(dialog.rows.down, Qt.Key.Key_Space)
        dialog.list.setFocus()
        press(dialog, Qt.Key.Key_Down)
        shown = [dialog.list.item(row).text().split(" ")[0] for row in range(4)]
        assert shown == ["PER", "LOC", "ORG", "MISC"] and dialog.label == "MISC" and not dialog.go.isEnabled()

    in_dialog(think)
    window.actions_by_id["labels"].trigger()
    assert labels_of(program) == LABELS


def test_the_form_is_asked_once_for_each_label_that_is_chosen(
    program: Program, qtbot: QtBot, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.open(shared)
    typist_of(program, qtbot)
    asked: list[str] = []
    titles = LabelsDialog._titles

    def count(dialog: LabelsDialog) -> object:
        asked.append(dialog.label)
        return titles(dialog)

    monkeypatch.setattr(LabelsDialog, "_titles", count)

    def choose(dialog: LabelsDialog) -> None:
        asked.clear()
        dialog.list.setFocus()
        press(dialog, Qt.Key.Key_Down)
        assert asked == ["LOC"]
        press(dialog, Qt.Key.Key_End)
        assert asked == ["LOC", ""]

    in_dialog(choose)
    window.actions_by_id["labels"].trigger()


def test_a_policy_that_was_thought_of_is_given_up(program: Program, qtbot: QtBot, shared: Path) -> None:
    window = program.open(shared)
    typist_of(program, qtbot)

    def think(dialog: LabelsDialog) -> None:
        dialog.overlap.setFocus()
        press(dialog, Qt.Key.Key_Up)
        assert dialog.go.isEnabled()
        QTest.keyClick(dialog.describe, Qt.Key.Key_Space)
        dialog.list.setFocus()
        press(dialog, Qt.Key.Key_Down)
        assert dialog.overlap.currentData() is LABELS.overlap and not dialog.go.isEnabled()

    in_dialog(think)
    window.actions_by_id["labels"].trigger()
    assert labels_of(program) == LABELS


def answer(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """The system's file dialogs, which no test can press keys in, answer with this path."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path), ""))


def test_a_set_is_imported_and_taken_back(
    program: Program, qtbot: QtBot, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bộ.json"
    save_label_set(file, after(add_label(LABELS, DATE)), tmp_path / "p")
    answer(monkeypatch, file)
    program.open(shared)
    typist_of(program, qtbot)

    def take(dialog: LabelsDialog) -> None:
        QTest.keyClick(dialog.take, Qt.Key.Key_Space)
        assert "DATE" in dialog.words.text()
        dialog.go.setFocus()
        press(dialog, Qt.Key.Key_Space)

    changed(program, qtbot, take)
    assert names(program) == ["PER", "LOC", "ORG", "MISC", "DATE"]
    back(program, qtbot)
    assert labels_of(program) == LABELS


def test_a_set_is_exported_and_a_wrong_file_is_named(
    program: Program, qtbot: QtBot, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bộ.json"
    answer(monkeypatch, file)
    window = program.open(shared)
    typist_of(program, qtbot)
    in_dialog(lambda dialog: QTest.keyClick(dialog.save, Qt.Key.Key_Space))
    window.actions_by_id["labels"].trigger()
    assert load_label_set(file) == LABELS
    file.write_text("{", encoding="utf-8")
    said = in_dialog(lambda dialog: QTest.keyClick(dialog.take, Qt.Key.Key_Space))
    window.actions_by_id["labels"].trigger()
    assert "bộ.json" in said[0] and labels_of(program) == LABELS


def test_examples_stand_below_the_guideline(program: Program, qtbot: QtBot, shared: Path) -> None:
    window = program.open(shared)
    panel = window.docks.by_name["guideline"].widget()
    panel.show_label(DATE)  # type: ignore[attr-defined]
    assert "ngày [2 tháng 9]" in panel.text.toPlainText()  # type: ignore[attr-defined]
    assert isinstance(typist_of(program, qtbot), Typist)
