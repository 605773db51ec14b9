"""Suggesting for all articles: what goes on for it ends, by itself and with the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from nhan.core.model import Change
from nhan.core.operations import set_note
from nhan.core.ordering import BLIND, is_blind
from nhan.gui.app import Program
from nhan.gui.main_window import MainWindow
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, Settings
from nhan.gui.startup import make_application
from nhan.gui.suggestions.fetcher import SuggestionFetcher
from tests.gui.conftest import Later, make_project, part

SHORT = "Ông Nguyễn Văn A đến Hà Nội."


@pytest.fixture
def executor() -> Later:
    return Later()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, executor: Later) -> Iterator[MainWindow]:
    """A window on sixty articles that nothing has been suggested for; suggesting by itself is off."""
    settings = Settings(tmp_path / "settings.ini")
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    program = Program(make_application(), settings, executor=executor)
    yield program.open(make_project(tmp_path / "p", articles=60, suggested=(), text=SHORT))
    if program.window is not None:
        program.window.close()
    program.language.remove()


def test_the_command_given_twice_looks_for_articles_once(window: MainWindow, executor: Later) -> None:
    executor.held = True
    for _ in range(2):
        window.actions_by_id["suggest_all"].trigger()
    (looking,) = window.bridge.jobs.running
    assert not looking.stoppable  # over in a moment
    executor.let_go()
    (job,) = window.bridge.jobs.running
    assert job.progress.total == 60


def test_the_window_closes_while_articles_are_looked_for(window: MainWindow, executor: Later, qtbot: QtBot) -> None:
    """What is found then is suggested for by nobody."""
    executor.held = True
    window.actions_by_id["suggest_all"].trigger()
    QTimer.singleShot(50, executor.let_go)
    jobs = window.bridge.jobs
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not jobs.running


def test_the_window_closes_while_it_suggests_for_all(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_id["suggest_all"].trigger()
    with qtbot.waitSignal(window.closed):
        window.close()


def test_it_ends_by_itself_although_articles_are_shown_that_get_no_suggestions(
    window: MainWindow, qtbot: QtBot
) -> None:
    """One of the blind sample, and one that a person has begun meanwhile."""
    session = window.bridge.session
    session.project.describe(settings={BLIND: 0.3})
    blind = next(name for name in session.project.ids if is_blind(session.project, name))
    begun = next(name for name in session.project.ids if not is_blind(session.project, name) and name != session.shown)
    window.actions_by_id["suggest_all"].trigger()
    (job,) = window.bridge.jobs.running
    assert isinstance(session.commit(set_note(session.document(begun), "x")), Change)
    for name in (blind, begun):
        part(window, SuggestionFetcher).want(name)
    assert job.progress.done == 2
    qtbot.waitUntil(lambda: not window.bridge.jobs.running, timeout=60_000)


def test_it_can_be_stopped_and_given_again(window: MainWindow) -> None:
    for _ in range(2):
        window.actions_by_id["suggest_all"].trigger()
        (job,) = window.bridge.jobs.running
        job.stop()
        assert not window.bridge.jobs.running
