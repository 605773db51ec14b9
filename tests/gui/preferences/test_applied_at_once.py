"""What is chosen in the preferences holds at once, in the window that is open."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QWidget

from nhan.gui.article_pane.label_bar import Chip
from nhan.gui.colours import apart_colours
from nhan.gui.preferences.dialog import PreferencesDialog
from nhan.gui.settings import LABEL_COLOURS, SUGGESTER, TEXT_FONT, TEXT_WIDTH
from nhan.gui.suggestions.fetcher import SuggestionFetcher
from tests.gui.conftest import Typist, answer_dialog, part


def choose(annotator: Typist, name: str, act: Callable[[QWidget], object]) -> None:
    """Change the field of a setting in the dialog, and close that by a key."""

    def change(dialog: QWidget) -> None:
        field = dialog.findChild(QWidget, name)
        assert field is not None
        act(field)
        QApplication.processEvents()  # a chosen row is told of a turn later
        dialog.close()

    seen = answer_dialog(PreferencesDialog, change)
    annotator.window.actions_by_id["preferences"].trigger()
    assert len(seen) == 1


def take(value: str) -> Callable[[QWidget], object]:
    """Choose this value of a box."""

    def act(field: QWidget) -> None:
        assert isinstance(field, QComboBox)
        row = field.findData(value)
        assert row >= 0, value
        field.setCurrentIndex(row)
        field.activated.emit(row)

    return act


def test_the_article_gets_another_font(annotator: Typist) -> None:
    families = QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese)
    assert families
    choose(annotator, TEXT_FONT.name, take(families[-1]))
    view = annotator.window.view
    assert view.look.family == families[-1] == view.look.text_font().family()
    choose(annotator, TEXT_FONT.name, take(""))
    assert view.look.family == ""


def test_a_font_that_is_gone_is_still_named(annotator: Typist) -> None:
    annotator.window.settings.set(TEXT_FONT, "Không Còn Nữa")
    choose(annotator, TEXT_FONT.name, take("Không Còn Nữa"))
    assert annotator.window.view.viewport().grab().height() > 0


def test_the_text_gets_another_width(annotator: Typist) -> None:
    def narrow(field: QWidget) -> None:
        assert isinstance(field, QSpinBox)
        field.setValue(TEXT_WIDTH.low)

    choose(annotator, TEXT_WIDTH.name, narrow)
    scene = annotator.window.view._ready()
    assert scene is not None and scene.page.width == TEXT_WIDTH.low


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_labels_get_colours_for_colour_blind_eyes_in_text_and_chips(annotator: Typist, theme: str) -> None:
    if theme == "dark":
        annotator.press("F10")
    window = annotator.window
    QApplication.processEvents()  # the palette comes a turn later
    before = window.view.viewport().grab().toImage(), window.pane.labels.grab().toImage()
    choose(annotator, LABEL_COLOURS.name, take("apart"))
    after = window.view.viewport().grab().toImage(), window.pane.labels.grab().toImage()
    assert before[0] != after[0] and before[1] != after[1]
    palette = window.view.look.palette
    for place, chip in enumerate(window.pane.labels.findChildren(Chip)):
        assert chip._colours["full"].name() == apart_colours(place, palette.paper, palette.ink).full
    choose(annotator, LABEL_COLOURS.name, take("set"))
    assert window.pane.labels.grab().toImage() == before[1]


def test_another_suggester_suggests_from_then_on(annotator: Typist) -> None:
    fetcher = part(annotator.window, SuggestionFetcher)
    assert fetcher.name == "starter"
    choose(annotator, SUGGESTER.name, take("rules"))
    assert fetcher.name == "rules"
    choose(annotator, SUGGESTER.name, take("learned"))
    assert fetcher.name == "starter"  # nothing has been learned yet
    annotator.window.settings.set(SUGGESTER, "gone")
    assert fetcher.name == "starter"
