"""Qt's own buttons, dialogs and menus in Vietnamese, as Qt shows them once the translation is installed."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import nhan.resources

I18N = Path(nhan.resources.__file__).parent / "i18n"
SOURCE, COMPILED = I18N / "qtbase_vi.ts", I18N / "qtbase_vi.qm"


@pytest.fixture
def vietnamese(qapp: QApplication) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(COMPILED))
    assert QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def buttons(widget: QWidget) -> set[str]:
    return {button.text().replace("&", "") for button in widget.findChildren(QPushButton)}


def test_the_compiled_file_is_fresh_and_its_accelerators_are_sound(tmp_path: Path) -> None:
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    made = tmp_path / "qtbase_vi.qm"
    subprocess.run([lrelease, "-silent", "-fail-on-invalid", SOURCE, "-qm", made], check=True)
    assert made.read_bytes() == COMPILED.read_bytes(), "run pyside6-lrelease resources/i18n/qtbase_vi.ts"


def test_message_boxes(vietnamese: None, qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No | QMessageBox.StandardButton.Cancel
    )
    box.setDetailedText("…")
    assert buttons(box) == {"Có", "Không", "Hủy", "Xem chi tiết..."}


def test_button_boxes_have_no_english_button(vietnamese: None, qtbot: QtBot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button not in (QDialogButtonBox.StandardButton.NoButton, QDialogButtonBox.StandardButton.FirstButton):
            box.addButton(button)
    texts = buttons(box)
    assert {"Lưu", "Hủy", "Không lưu", "Áp dụng", "Về mặc định", "Trợ giúp", "Thử lại", "Có cho tất cả"} <= texts
    assert not texts & {
        "Save",
        "Cancel",
        "Discard",
        "Apply",
        "Help",
        "Retry",
        "Close",
        "Open",
        "Reset",
        "Abort",
        "Ignore",
    }


def test_the_file_dialog(vietnamese: None, qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    labels = {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}
    assert {"Tìm trong:", "Tên tệp:", "Loại tệp:"} <= labels
    assert {"Lưu", "Hủy"} <= buttons(dialog)
    assert dialog.windowTitle() == "Lưu thành"


def test_the_colour_dialog(vietnamese: None, qtbot: QtBot) -> None:
    dialog = QColorDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    assert "Màu cơ bản" in {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}


def test_the_menu_of_a_text_field(vietnamese: None, qtbot: QtBot) -> None:
    field = QLineEdit("Hà Nội")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    texts = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    menu.deleteLater()
    assert texts == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xóa", "Chọn tất cả"]


def test_key_names_are_what_keyboards_show(vietnamese: None) -> None:
    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence("Ctrl+Return").toString(native) == "Ctrl+Enter"
    assert QKeySequence("Shift+Right").toString(native) == "Shift+→"
    assert QKeySequence("Ctrl+S").toString(native) == "Ctrl+S"
