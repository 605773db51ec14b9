"""Find in the article and in the corpus: what a query has to match, and the hit that was gone to."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from nhan.core.text.search import Matching
from nhan.gui.app import Program
from nhan.gui.article_view.look import DARK, LIGHT
from nhan.gui.concordance.panel import ConcordancePanel
from nhan.gui.settings import TEXT_PX
from nhan.gui.widgets.matching_toggles import MatchingToggles
from tests.gui.conftest import Typist, part

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(toggle: QToolButton) -> None:
    QTest.keyClick(toggle, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    ("name", "query", "loose", "strict"),
    [("case", "hoà bình", 3, 0), ("words", "ô", 2, 0), ("accents", "Hoa Binh", 3, 0), ("expression", "H.[aà] B", 0, 3)],
)
def test_each_toggle_of_the_find_bar_counts_at_once(
    annotator: Typist, name: str, query: str, loose: int, strict: int
) -> None:
    annotator.press("Ctrl+F")
    bar = annotator.window.pane.find_bar
    bar.field.clear()
    bar.field.insert(query)  # QTest types ASCII alone
    counted = [int(bar.count.text().split()[0])]
    toggle = getattr(bar.toggles, name)
    for _ in range(2):
        press(toggle)
        counted.append(int(bar.count.text().split()[0]))
    assert counted == [loose, strict, loose]


def test_what_has_to_match_is_remembered(annotator: Typist, program: Program) -> None:
    annotator.press("Ctrl+F")
    toggles = annotator.window.pane.find_bar.toggles
    for each in (toggles.case, toggles.words, toggles.accents, toggles.expression):
        press(each)
    window = program.open(annotator.window.bridge.session.project.folder)
    left = window.pane.find_bar.toggles
    assert left is not toggles and left.matching == Matching(case=True, words=True, accents=True)
    window.actions_by_id["find_corpus"].trigger()
    assert part(window, ConcordancePanel).toggles.matching == left.matching
    press(left.words)
    assert not program.open(window.bridge.session.project.folder).pane.find_bar.toggles.words.isChecked()


def test_an_expression_needs_no_accents_toggle(annotator: Typist) -> None:
    toggles = annotator.window.pane.find_bar.toggles
    press(toggles.expression)
    assert not toggles.accents.isEnabled() and toggles.words.isEnabled()


def test_the_corpus_is_found_in_by_the_same_toggles(annotator: Typist) -> None:
    annotator.press("Ctrl+Shift+F")
    panel = part(annotator.window, ConcordancePanel)
    assert isinstance(panel.toggles, MatchingToggles)
    panel.field.insert("hoà bình")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.list.topLevelItemCount() == 9
    press(panel.toggles.case)
    assert panel.list.topLevelItemCount() == 0  # the hits of another question are not to be worked on
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.list.topLevelItemCount() == 0
    press(panel.toggles.case)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.list.topLevelItemCount() == 9


def amount(image: QImage, colour: str) -> int:
    """How many pixels have exactly this colour."""
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width()))


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_current_hit_is_marked_unlike_the_others(annotator: Typist, palette: object) -> None:
    assert palette in (LIGHT, DARK)
    if palette is DARK:
        annotator.press("F10")
    window = annotator.window
    annotator.press("Ctrl+F")
    bar = window.pane.find_bar
    bar.field.clear()
    QTest.keyClicks(bar.field, "hoa binh")
    view, colours = window.view, window.view.look.palette

    def seen() -> tuple[int, int]:
        image = view.viewport().grab().toImage()
        return amount(image, colours.mark), amount(image, colours.current)

    all_alike, none = seen()
    assert all_alike > 100 and none == 0
    places = []
    for _ in range(4):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        others, one = seen()
        assert 100 < one < others < all_alike
        places.append(view.selection)
        assert view._current == view.selection and view.selection not in view._marks
    assert places[0] == places[3] and len(set(places)) == 3
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert seen() == (0, 0)


def turn(annotator: Typist, eighths: int, keys: Qt.KeyboardModifier = CONTROL) -> None:
    viewport = annotator.window.view.viewport()
    at = QPointF(viewport.rect().center())
    event = QWheelEvent(
        at,
        QPointF(viewport.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, eighths),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_the_wheel_with_control_changes_the_text_s_size(annotator: Typist) -> None:
    settings, view = annotator.window.settings, annotator.window.view
    before = settings.get(TEXT_PX)
    turn(annotator, 120)
    assert settings.get(TEXT_PX) == view.look.text_px == before + 1
    for _ in range(4):
        turn(annotator, -60)  # a wheel that does not click
    assert settings.get(TEXT_PX) == view.look.text_px == before - 1
    turn(annotator, 100_000)
    assert settings.get(TEXT_PX) == TEXT_PX.high
    turn(annotator, -120, Qt.KeyboardModifier.NoModifier)
    assert settings.get(TEXT_PX) == TEXT_PX.high
