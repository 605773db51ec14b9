"""The learning panel: works in a narrow dock and by keyboard alone, and says everything in words."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QProgressBar, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from nhan.core.metrics.progress import ArticleResult, Judged
from nhan.core.model import Source
from nhan.core.retraining.outlook import (
    Behind,
    Collecting,
    FirstModelAfter,
    InTraining,
    OnDemand,
    Outlook,
    OwnModelAfter,
    ReadingOnly,
    UpToDate,
)
from nhan.core.retraining.policy import LastTraining
from nhan.gui.i18n import Language
from nhan.gui.learning.panel import LearningPanel
from nhan.gui.learning.score_table import ScoreTable
from nhan.gui.widgets.line_chart import LineChart

NARROW = 280  # pixels


def result(number: int) -> ArticleResult:
    """Two of ten persons had to be added, and each place's label was wrong."""
    judged = (
        Judged(Source("machine", "rules", "2"), "PER", 8, 8),
        Judged(Source("machine", f"learned{number % 2}", "x"), "ORG", 4, 1),
    )
    corrections = {"PER": {"insert": 2}, "LOC": {"relabel": 4}}
    return ArticleResult(f"a{number}", "", {"PER": 10, "LOC": 4}, corrections, judged)


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[LearningPanel]:
    english = Language("en")
    english.install()
    made = LearningPanel()
    qtbot.addWidget(made)
    made.resize(NARROW, 600)
    made.show()
    made.activateWindow()
    yield made
    english.remove()


def test_before_the_first_article_a_sentence_stands_where_the_curve_will_be(panel: LearningPanel) -> None:
    assert "No article is done yet" in panel.plot.accessibleDescription()
    assert not panel.label.isVisible()
    assert not panel.table.isVisible()


def test_it_needs_no_more_room_than_a_narrow_dock_has(panel: LearningPanel, qtbot: QtBot) -> None:
    panel.show_results([result(number) for number in range(150)])
    panel.show_model(LastTraining(150, 12_345, "2026-11-24T07:03:00.000Z", 12.34))
    panel.show_training(True, 14, 150)
    inside = panel.widget()
    qtbot.waitUntil(lambda: inside.minimumSizeHint().width() <= NARROW)  # once the hidden button is laid out
    qtbot.waitUntil(lambda: inside.width() <= NARROW)
    for name in ("model_line", "bar", "stop", "label", "plot", "suggester", "table", "threshold"):
        widget: QWidget = getattr(panel, name)
        assert widget.isVisible()
        assert widget.geometry().right() < inside.width()


def test_the_last_training_is_said_in_one_sentence(panel: LearningPanel) -> None:
    panel.show_model(LastTraining(24, 1380, "2026-11-24T07:03:00+00:00", 1.26))
    words = panel.model_line.text()
    assert all(part in words for part in ("24 articles", "1,380 spans", "1.3 s"))
    panel.show_model(LastTraining(24, 1380, ""))
    assert panel.model_line.text() == "Trained on 24 articles, 1,380 spans."


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (ReadingOnly(), "Read only: nothing is learned here."),
        (InTraining(), ""),
        (Collecting(), "Looking at the articles…"),
        (OnDemand(), "Learns only when it is asked to."),
        (OwnModelAfter(7), "The model comes from another project; after 7 more articles this one gets its own."),
        (FirstModelAfter(1), "Learns after 1 more article."),
        (Behind(1, 0), "1 article is new since then."),
        (Behind(0, 4), "4 articles have changed since then."),
        (Behind(2, 3), "2 articles are new since then. 3 articles have changed since then."),
        (UpToDate(), "It knows all that is done."),
    ],
)
def test_what_comes_next_is_said_in_words(panel: LearningPanel, outlook: Outlook, words: str) -> None:
    panel.show_problem("The disk is full.")
    assert (panel.next_line.text(), panel.next_line.isVisible()) == ("The disk is full.", True)
    panel.show_outlook(outlook)
    assert (panel.next_line.text(), panel.next_line.isVisible()) == (words, bool(words))


def test_the_curve_and_the_table_follow_what_is_chosen(panel: LearningPanel) -> None:
    panel.show_results([result(number) for number in range(4)])
    assert "all: 0.43 at 1, 0.43 at 4" in panel.plot.accessibleDescription()
    panel.label.setCurrentIndex(panel.label.findData("PER"))
    assert "all: 0.20 at 1, 0.20 at 4" in panel.plot.accessibleDescription()
    assert row(panel, 0) == ["all", "75 %", "64 %", "69 %", "56"]
    panel.suggester.setCurrentIndex(panel.suggester.findData("rules"))
    assert row(panel, 0) == ["all", "100 %", "57 %", "73 %", "56"]
    assert row(panel, 2) == ["PER", "100 %", "80 %", "89 %", "40"]
    panel.show_results([result(number) for number in range(5)])
    assert (panel.label.currentData(), panel.suggester.currentData()) == ("PER", "rules")


def row(panel: LearningPanel, number: int) -> list[str]:
    return [panel.table.scores.item(number, column).text() for column in range(5)]


def test_what_nobody_sees_is_worked_out_when_it_is_seen(panel: LearningPanel) -> None:
    panel.hide()
    panel.show_results([result(0)])
    assert panel.progress.articles == 0
    panel.show()
    assert panel.progress.articles == 1


def test_every_control_is_reached_by_tab_and_has_a_name(panel: LearningPanel, qtbot: QtBot) -> None:
    panel.show_results([result(0)])
    qtbot.waitUntil(lambda: QApplication.activeWindow() is panel)
    panel.train.setFocus()
    reached: list[QWidget] = []
    while (focus := QApplication.focusWidget()) not in reached and focus is not None:
        reached.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert reached == [panel.train, panel.label, panel.plot, panel.suggester, panel.table, panel.threshold]
    named = [
        each for kind in (QComboBox, QSlider, LineChart, ScoreTable, QProgressBar) for each in panel.findChildren(kind)
    ]
    assert len(named) == 6
    assert all(each.accessibleName() for each in named)
    assert all(each.accessibleName() or each.text() for each in panel.findChildren(QPushButton))


def test_the_keyboard_stays_where_the_training_is_begun_and_ended(panel: LearningPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: QApplication.activeWindow() is panel)
    panel.train.setFocus()
    with qtbot.waitSignal(panel.train_wanted):
        QTest.keyClick(panel.train, Qt.Key.Key_Space)
    panel.show_training(True, 0, 3)
    assert panel.stop.hasFocus()
    with qtbot.waitSignal(panel.stop_wanted):
        QTest.keyClick(panel.stop, Qt.Key.Key_Space)
    panel.show_training(False, 0, 0)
    assert panel.train.hasFocus()


def said(told: list[float], value: float) -> bool:
    return told[-1:] == [value]


def test_the_threshold_goes_by_keys_and_says_its_value(panel: LearningPanel, qtbot: QtBot) -> None:
    told: list[float] = []
    panel.set_threshold(0.9)
    panel.threshold_changed.connect(told.append)
    keys: list[tuple[Qt.Key, int]] = [
        (Qt.Key.Key_Left, 89),
        (Qt.Key.Key_PageDown, 79),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 100),
    ]
    for key, percent in keys:
        QTest.keyClick(panel.threshold, key)
        qtbot.waitUntil(partial(said, told, percent / 100))
        assert f"{percent} %" in panel.threshold.accessibleName()
        assert panel.threshold_words.text() == panel.threshold.accessibleName()
    del told[:]
    panel.set_threshold(0.5)  # as the setting says: nobody has to be told
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(panel.threshold, key)
    qtbot.waitUntil(partial(said, told, 0.48))
    assert told == [0.48]
