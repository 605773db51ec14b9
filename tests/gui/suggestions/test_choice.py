"""Who suggests in a project: chosen in the dialog with real keys, tried against a real server, kept for each person."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from nhan.core.suggest.suggester_choice import SuggesterChoice
from nhan.gui.app import Program
from nhan.gui.main_window import MainWindow
from nhan.gui.settings import AUTO_TRAIN, SUGGESTERS, Settings
from nhan.gui.startup import make_application
from nhan.gui.suggestions.chooser import SuggesterDialog
from nhan.gui.widgets.notice import Notice
from tests.gui.conftest import answer_dialog, make_project

Server = Callable[[str], str]
Opened = Callable[[Path, Settings], MainWindow]
TEXT = "Chị Lan Anh về Hà Nội rồi vào Huế."


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Opens a program of its own on a new project."""
    programs: list[Program] = []

    def open_window(folder: Path, settings: Settings) -> MainWindow:
        settings.set(AUTO_TRAIN, False)
        programs.append(Program(make_application(), settings))
        return programs[-1].open(make_project(folder, articles=2, suggested=(), text=TEXT))

    yield open_window
    for each in programs:
        each.language.remove()


def choose(dialog: SuggesterDialog, name: str, address: str) -> None:
    dialog.name.setCurrentIndex(dialog.name.findData(name))
    dialog.address.clear()
    QTest.keyClicks(dialog.address, address)


def labelled(window: MainWindow) -> list[tuple[str, str, str]]:
    document = window.bridge.document
    return [(document.text[s.start : s.end], s.label, s.source.name) for s in document] if document else []


def test_a_language_model_s_server_is_tried_chosen_and_suggests(
    qtbot: QtBot,
    tmp_path: Path,
    suggestion_server: Server,
    opened: Opened,
) -> None:
    settings = Settings(tmp_path / "settings.ini")
    window = opened(tmp_path / "p", settings)
    address = suggestion_server("well")
    tried: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, SuggesterDialog)
        choose(dialog, "chat", address)
        assert not dialog.agree.isVisible() and dialog.ok.isEnabled()  # it stays on this machine
        QTest.keyClick(dialog.attempt, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: dialog.attempt.isEnabled() and dialog.outcome.isVisible(), timeout=30_000)
        tried.append(dialog.outcome.text())
        QTest.keyClick(dialog.ok, Qt.Key.Key_Return)

    answer_dialog(SuggesterDialog, act)
    window.actions_by_id["choose_suggester"].trigger()
    assert "Lan Anh (PER)" in tried[0]
    qtbot.waitUntil(lambda: ("Huế", "LOC", "chat") in labelled(window), timeout=30_000)
    assert ("Lan Anh", "PER", "chat") in labelled(window)
    kept = Settings(tmp_path / "settings.ini").get(SUGGESTERS)
    assert kept == {str((tmp_path / "p").resolve()): SuggesterChoice("chat", "", address)}
    window.close()
    again = opened(tmp_path / "q", settings)
    qtbot.waitUntil(lambda: bool(labelled(again)), timeout=30_000)
    assert {source for *_, source in labelled(again)} == {"starter"}, "another project is another choice"
    again.close()


def test_nothing_goes_to_another_machine_that_nobody_agreed_to(qtbot: QtBot, tmp_path: Path, opened: Opened) -> None:
    window = opened(tmp_path / "p", Settings(tmp_path / "settings.ini"))
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, SuggesterDialog)
        choose(dialog, "recommender", "https://ner.example")
        said.append(dialog.privacy.text())
        assert dialog.agree.isVisible() and not dialog.ok.isEnabled() and not dialog.attempt.isEnabled()
        QTest.keyClick(dialog.agree, Qt.Key.Key_Space)
        assert dialog.ok.isEnabled()
        QTest.keyClicks(dialog.address, ".invalid")  # which is another one
        assert not dialog.agree.isChecked() and not dialog.ok.isEnabled()
        choose(dialog, "chat", "ner.example")  # no address at all
        assert not dialog.ok.isEnabled()
        said.append(dialog.privacy.text())
        dialog.reject()

    answer_dialog(SuggesterDialog, act)
    window.actions_by_id["choose_suggester"].trigger()
    assert "ner.example" in said[0] and "http://" in said[1]
    assert window.settings.get(SUGGESTERS) == {}
    window.close()


def test_a_server_that_fails_is_said_and_the_window_goes_on(
    qtbot: QtBot,
    tmp_path: Path,
    suggestion_server: Server,
    opened: Opened,
) -> None:
    settings = Settings(tmp_path / "settings.ini")
    chosen = SuggesterChoice("chat", "", suggestion_server("dies"))
    settings.set(SUGGESTERS, {str((tmp_path / "p").resolve()): chosen})
    window = opened(tmp_path / "p", settings)
    host = chosen.address.removeprefix("http://")
    notices = window.findChildren(Notice)
    qtbot.waitUntil(lambda: any(host in each.text.text() for each in notices), timeout=30_000)
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_Home)
    QTest.keyClick(window.view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(labelled(window)) == 1)
    window.close()
