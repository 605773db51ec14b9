"""A label by a few of its letters."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from nhan.core.label_files import load_label_set
from nhan.core.model import Article
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.article_pane.label_bar import Chip
from nhan.gui.help.palette import CommandPalette
from nhan.gui.review.label_chooser import LabelChooser, fitting
from tests.core.building import LABELS, TEXT
from tests.gui.conftest import Typist, part, settle


def field() -> QLineEdit:
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


def choose(annotator: Typist, letters: str, enter: str = "Return") -> None:
    """Open the chooser, type, press Enter: counted as keys."""
    annotator.press("Ctrl+L")
    typed = field()
    QTest.keyClicks(typed, letters)
    annotator.keys += len(letters)
    annotator.press_on(typed, enter)


def test_a_label_by_the_chooser_costs_three_keys(annotator: Typist) -> None:
    choose(annotator, "o")
    assert annotator.keys == 3
    assert annotator.spans()[0] == ("tỉnh Bắc Ninh", "ORG", "confirmed")
    assert annotator.active() == "ông Nguyễn Văn A" and annotator.window.view.hasFocus()


def test_it_labels_what_is_selected_and_the_word_under_the_caret(annotator: Typist) -> None:
    view = annotator.window.view
    view.set_active(None)
    view.set_caret(TEXT.index("TP.HCM"))
    choose(annotator, "lo")
    assert ("TP.HCM", "LOC", "confirmed") in annotator.spans()


def test_with_control_all_the_same_are_labelled(annotator: Typist) -> None:
    annotator.press("Tab", "Tab", "Ctrl+D")
    choose(annotator, "or", "Ctrl+Return")
    assert len([each for each in annotator.spans() if each[1:] == ("ORG", "confirmed")]) == 3


def test_arrows_choose_and_escape_leaves(annotator: Typist) -> None:
    before = annotator.spans()
    annotator.press("Ctrl+L")
    chooser = part(annotator.window, LabelChooser)
    assert chooser.isVisible() and chooser.list.currentRow() == 0  # the active span is a PER
    annotator.press_on(field(), "Down", "Tab", "Up")
    assert chooser.list.currentRow() == 1
    annotator.press_on(field(), "Escape")
    assert not chooser.isVisible() and annotator.window.view.hasFocus() and annotator.spans() == before


def test_enter_does_nothing_where_no_label_fits(annotator: Typist) -> None:
    before = annotator.spans()
    choose(annotator, "zz")
    assert part(annotator.window, LabelChooser).isVisible() and annotator.spans() == before


def test_it_is_near_the_ring_and_wholly_in_the_pane(annotator: Typist) -> None:
    annotator.press("Ctrl+L")
    chooser, pane = part(annotator.window, LabelChooser), annotator.window.pane
    assert pane.rect().contains(chooser.geometry())
    span = annotator.active_span()
    assert span is not None
    ring = annotator.window.view.viewport().mapTo(pane, annotator.window.view.rect_of(span.start).center())
    assert abs(chooser.geometry().top() - ring.y()) < 60 or abs(chooser.geometry().bottom() - ring.y()) < 60


def test_no_input_method_is_between_the_keys_and_the_field(annotator: Typist) -> None:
    annotator.press("Ctrl+L")
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QApplication.sendEvent(field(), asked)
    assert not asked.value(Qt.InputMethodQuery.ImEnabled)


@pytest.mark.parametrize(
    ("query", "first"), [("m", "MISC"), ("nguoi", "Tên người"), ("ten n", "Tên người"), ("dia", "LOC"), ("q", None)]
)
def test_the_beginning_of_a_name_comes_before_that_of_a_title(query: str, first: str | None, tmp_path: Path) -> None:
    titled = {"LOC": "Địa danh", "Tên người": "Tên người", "MISC": "Khác", "ORG": "Mặt trận"}
    path = tmp_path / "labels.json"
    labels = [{"name": name, "title": {"vi": title}, "color": "#336699"} for name, title in titled.items()]
    path.write_text(json.dumps({"name": "x", "title": {"vi": "X"}, "labels": labels}), encoding="utf-8")
    found = fitting(load_label_set(path), "vi", query)
    assert (found[0].name if found else None) == first
    assert fitting(LABELS, "vi", "") == list(LABELS.labels)


def test_labels_are_in_the_palette_by_name(annotator: Typist) -> None:
    def choose_org() -> None:
        palette = QApplication.activeModalWidget()
        assert isinstance(palette, CommandPalette)
        palette.field.setText("nhãn: org")
        QTest.keyClick(palette.field, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose_org)
    annotator.press("Ctrl+P")
    assert annotator.spans()[0] == ("tỉnh Bắc Ninh", "ORG", "confirmed")


def test_a_set_without_keys_and_with_blanks_in_its_names_is_worked_with_like_any(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    path = tmp_path / "labels.json"
    names = ["Tên người", "Địa danh", *(f"Loại {number}" for number in range(3, 13))]
    labels = [{"name": name, "title": {"vi": name, "en": name}, "color": "#336699"} for name in names]
    path.write_text(json.dumps({"name": "space", "title": {"vi": "X"}, "labels": labels}), encoding="utf-8")
    project = Project.create(Disk(), tmp_path / "p", load_label_set(path))
    project.add_articles([Article("a0", TEXT)])
    window = program.open(project.folder)
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    chips = window.pane.labels.findChildren(Chip)
    assert [chip.key for chip in chips] == [*"1234567890", "", ""]
    annotator.press("Home", "2", "Right", "Right")
    choose(annotator, "loai 12")
    assert [label for _, label, _ in annotator.spans()] == ["Địa danh", "Loại 12"]
    assert '"key"' not in (project.folder / "project.json").read_text(encoding="utf-8")
