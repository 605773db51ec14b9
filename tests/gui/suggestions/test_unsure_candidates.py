"""Where the suggester was unsure stands faintly in the article, and Tab stops there, if the annotator wants it."""

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.ordering import BLIND
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.suggest.suggester_choice import FOLLOWERS
from nhan.gui.app import Program
from nhan.gui.settings import AUTO_SUGGEST, FOLLOW, TAB_CANDIDATES
from nhan.gui.suggestions.fetcher import SuggestionFetcher
from tests.core.building import span
from tests.core.suggest.test_builtin import DOUBTFUL
from tests.gui.conftest import Typist, make_project, part, settle

SUGGESTED = (span(DOUBTFUL, "Trịnh Hữu Đạt", "PER"), span(DOUBTFUL, "Quảng Ngãi", "LOC"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_project(tmp_path / "p", 2, SUGGESTED, DOUBTFUL)


def opened(qtbot: QtBot, program: Program, folder: Path) -> Typist:
    program.settings.set(FOLLOW, False)
    window = program.open(folder)
    settle(window, qtbot)
    assert part(window, SuggestionFetcher).name in FOLLOWERS
    return Typist(window, qtbot)


def faint(annotator: Typist) -> list[str]:
    view = annotator.window.view
    return [view.text[start:end] for start, end, _ in view.faint]


def test_tab_stops_there_and_one_key_labels_it(qtbot: QtBot, program: Program, folder: Path) -> None:
    program.settings.set(TAB_CANDIDATES, "unsure")
    annotator = opened(qtbot, program, folder)
    qtbot.waitUntil(lambda: faint(annotator) == ["Ban Kỷ luật VFF"], timeout=60_000)
    annotator.keys = 0
    annotator.press("Return", "Return", "Return")
    assert annotator.spans()[-1] == ("Ban Kỷ luật VFF", "ORG", "confirmed") and faint(annotator) == []


def test_it_comes_and_goes_with_the_setting(qtbot: QtBot, program: Program, folder: Path) -> None:
    annotator = opened(qtbot, program, folder)
    assert faint(annotator) == []
    annotator.press("F7")
    qtbot.waitUntil(lambda: faint(annotator) == ["Ban Kỷ luật VFF"], timeout=60_000)
    annotator.press("F7")
    assert faint(annotator) == []


def test_another_article_is_asked_about_itself_and_a_refused_place_does_not_return(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    program.settings.set(TAB_CANDIDATES, "unsure")
    annotator = opened(qtbot, program, folder)
    qtbot.waitUntil(lambda: bool(faint(annotator)), timeout=60_000)
    annotator.press("Return", "Return", "Delete")
    assert faint(annotator) == []
    annotator.press("Ctrl+PageDown")
    qtbot.waitUntil(lambda: bool(faint(annotator)), timeout=60_000)
    annotator.press("Ctrl+PageUp")
    answered: list[Future[Any]] = []
    client = part(annotator.window, SuggestionFetcher)
    client.candidates("a0", DOUBTFUL).add_done_callback(answered.append)  # the window's own question came before it
    qtbot.waitUntil(lambda: bool(answered), timeout=60_000)
    QApplication.processEvents()  # what the answers before it have put into the queue
    assert faint(annotator) == []


def test_where_machines_are_to_keep_silent_nobody_is_asked(qtbot: QtBot, program: Program, folder: Path) -> None:
    project = Project.open(Disk(), folder)
    project.describe(settings={BLIND: 1.0})
    program.settings.set(TAB_CANDIDATES, "unsure")
    program.settings.set(AUTO_SUGGEST, False)
    annotator = opened(qtbot, program, folder)
    answered: list[Future[Any]] = []
    client = part(annotator.window, SuggestionFetcher)
    client.candidates("a0", DOUBTFUL).add_done_callback(answered.append)
    qtbot.waitUntil(lambda: bool(answered), timeout=60_000)
    QApplication.processEvents()
    assert faint(annotator) == [] and answered[0].result()
