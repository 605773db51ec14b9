"""The table of settings: what a file may hold, what the preferences are made of, and what a change costs."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from nhan.gui.app import Program
from nhan.gui.identity import Identity
from nhan.gui.learning.controller import Learning
from nhan.gui.preferences.dialog import PreferencesDialog
from nhan.gui.preferences.folder_field import FolderField
from nhan.gui.settings import (
    CERTAIN,
    LAST_ARTICLES,
    LINE_SPACING,
    RECENT_PROJECTS,
    SETTINGS,
    SHORTCUTS,
    TEXT_PX,
    THEME,
    Settings,
)
from nhan.gui.startup import make_application
from tests.gui.conftest import Typist, make_project, part, settle

# What somebody, or a disk, may have left in the file.
DAMAGED = [
    b"shortcuts=3",
    b'shortcuts="{\\"accept\\": 5, \\"merge\\": [7]}"',
    b'last_articles="{\\"x\\": 3}"',
    b"recent_projects=1, 2",
    b"recent_projects=[1]",
    b'last_project="\\0"',
    b'last_project="\\"\\\\u0000\\""',
    b"text_px=Infinity\nline_spacing=NaN\ncertain=1e999",
    b"text_px=1000000\ntab_below=-1",
    b"theme=pink\nlanguage=tlh\ndensity=[]",
    b"language=" + b"[" * 100_000,
    b"window_state=@ByteArray(nonsense)\nwindow_geometry=3",
    b"text_px=@Variant(\\0\\0\\0\\x7f)\ntheme=@Invalid()",
    b"[General\n=\n\xff\xfe\x00\x80%%%",
    bytes(range(256)) * 40,
]


@pytest.mark.qt_log_ignore("QVariant::load: unknown user type", extend=True)
@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_does_not_keep_the_window_from_opening(qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "nhan.ini"
    path.write_bytes(b"[General]\nauto_suggest=false\nauto_train=false\n" + content + b"\n")
    settings = Settings(path)
    for setting in SETTINGS:
        value = settings.get(setting)
        assert setting.read(value) == value, setting.name
    project = make_project(tmp_path / "p")
    program = Program(make_application(), settings)
    window = program.open(project)
    settle(window, qtbot)
    annotator = Typist(window, qtbot)
    annotator.press("Return")
    assert annotator.spans()[0][2] == "confirmed"
    window.close()
    program.language.remove()


def test_what_may_not_be_is_not_written(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "nhan.ini")
    with pytest.raises(ValueError, match="text_px"):
        settings.set(TEXT_PX, 9)
    for setting, value in ((LINE_SPACING, 2.1), (CERTAIN, float("nan"))):
        with pytest.raises(ValueError, match=setting.name):
            settings.set(setting, value)
    assert TEXT_PX.nearest(1000) == TEXT_PX.high and TEXT_PX.nearest(0) == TEXT_PX.low
    settings.remember(RECENT_PROJECTS, "a")
    settings.remember(RECENT_PROJECTS, "b")
    settings.remember(RECENT_PROJECTS, "a")
    settings.set(SHORTCUTS, {"accept": ["F11"]})
    settings.set(LAST_ARTICLES, {"p": "a0"})
    again = Settings(tmp_path / "nhan.ini")
    assert again.get(RECENT_PROJECTS) == ["a", "b"]
    assert (again.get(SHORTCUTS), again.get(LAST_ARTICLES)) == ({"accept": ["F11"]}, {"p": "a0"})


def test_the_preferences_are_made_from_the_table(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "nhan.ini")
    dialog = PreferencesDialog(settings, Identity())
    titled = [setting for setting in SETTINGS if setting.title]
    assert len(titled) == 20
    for setting in titled:
        field = dialog.findChild(QWidget, setting.name)
        before = settings.get(setting)
        match field:
            case QCheckBox():
                field.click()
            case QComboBox():
                field.activated.emit((field.currentIndex() + 1) % field.count())
            case QSpinBox() | QDoubleSpinBox():
                field.stepUp()
            case FolderField():
                field.line.setText(str(tmp_path))
                field.line.editingFinished.emit()
            case _:
                pytest.fail(setting.name)
        QApplication.processEvents()
        assert settings.get(setting) != before, setting.name
    dialog.deleteLater()


def test_another_theme_keeps_the_window_with_redo_and_caret(annotator: Typist, program: Program) -> None:
    window = annotator.window
    annotator.press("Return", "2", "Ctrl+Z")
    undone, caret, active = annotator.spans(), window.view.caret, window.view.active
    image = window.actions_by_id["undo"].icon().pixmap(16, 16).toImage()
    paper = window.palette().window().color()
    annotator.press("F10")
    QApplication.processEvents()
    assert program.window is window and window.isVisible()
    assert program.settings.get(THEME) == "dark" and window.actions_by_id["dark"].isChecked()
    assert (window.view.caret, window.view.active) == (caret, active)
    assert window.palette().window().color().lightness() < 100 < paper.lightness()
    assert window.actions_by_id["undo"].icon().pixmap(16, 16).toImage() != image
    annotator.press("Ctrl+Y")
    assert annotator.spans() != undone
    assert annotator.spans()[1][1:] == ("LOC", "confirmed")
    annotator.press("F10")
    QApplication.processEvents()
    assert window.palette().window().color() == paper
    assert window.actions_by_id["undo"].icon().pixmap(16, 16).toImage() == image


def test_another_theme_reaches_every_corner(annotator: Typist) -> None:
    """The window in the dark by a key looks as one that was built in the dark."""
    window = annotator.window
    annotator.press("Ctrl+F")
    window.fail(OSError("a problem"))
    window.view.setFocus()
    annotator.press("F10")
    size = window.size()
    QApplication.processEvents()
    changed = window.grab().toImage()
    folder, settings = window.bridge.session.project.folder, window.settings
    window.close()
    program = Program(make_application(), settings)
    built = program.open(folder)
    built.resize(size)
    settle(built, annotator.qtbot)
    Typist(built, annotator.qtbot).press("Ctrl+F")
    built.fail(OSError("a problem"))
    built.view.setFocus()
    QApplication.processEvents()
    QApplication.processEvents()
    same = changed == built.grab().toImage()
    if not same:
        changed.save(str(folder.parent / "changed.png"))
        built.grab().save(str(folder.parent / "built.png"))
    built.close()
    program.language.remove()
    assert same, f"pictures in {folder.parent}"


def test_a_training_goes_on_through_another_theme_and_text_size(annotator: Typist, program: Program) -> None:
    window, learning = annotator.window, part(annotator.window, Learning)
    models: list[object] = []
    learning.trained.connect(models.append)
    annotator.press("Ctrl+Shift+Return", "Ctrl+Shift+Return", "Ctrl+Shift+Return")
    learning.train_now()
    annotator.qtbot.waitUntil(lambda: learning.training, timeout=60_000)
    annotator.press("F10", "Ctrl+Plus")
    QApplication.processEvents()
    assert learning.training and program.window is window
    annotator.qtbot.waitUntil(lambda: not learning.training, timeout=60_000)
    assert len(models) == 1
