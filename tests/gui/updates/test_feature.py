"""A newer version is asked for by the action, and by itself only where somebody has switched that on; never more than
once a day."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from nhan.core.updates import LIMIT_S, VARIABLE
from nhan.gui.icons import icon
from nhan.gui.settings import LOOK_FOR_UPDATES, UPDATES_ADDRESS, UPDATES_LOOKED
from nhan.gui.updates.feature import AGAIN, DAY, Updates
from tests.core.announcing import Announcer, announcing, dripping_server
from tests.gui.conftest import Gate, Typist, part


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, annotator: Typist) -> Iterator[Announcer]:
    monkeypatch.delenv(VARIABLE, raising=False)
    with announcing() as started:
        annotator.window.settings.set(UPDATES_ADDRESS, started.address)
        yield started


def notice(annotator: Typist) -> str:
    shown = annotator.window.pane.notice
    return shown.text.text() if shown.isVisible() else ""


def shows(annotator: Typist, picture: str) -> bool:
    return annotator.window.pane.notice.picture.pixmap().toImage() == icon(picture).pixmap(18, 18).toImage()


def wait_for_the_answer(annotator: Typist, server: Announcer, times: int) -> None:
    """Until the server was asked so many times, and the window knows the last answer."""
    annotator.qtbot.waitUntil(lambda: len(server.asked) == times)
    annotator.qtbot.waitUntil(lambda: not annotator.window.bridge.jobs.running)


def test_the_action_says_what_there_is_and_opens_the_page_only_when_asked(
    annotator: Typist, server: Announcer, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    server.answer = {"version": "99", "page": "https://nhan.example/v99"}
    annotator.window.actions_by_id["look_for_update"].trigger()
    annotator.qtbot.waitUntil(lambda: "99" in notice(annotator))
    assert not opened and shows(annotator, "done")
    annotator.window.pane.notice.button.click()
    assert [url.toString() for url in opened] == ["https://nhan.example/v99"]
    server.answer = {"version": "0.0.1"}
    annotator.window.actions_by_id["look_for_update"].trigger()
    annotator.qtbot.waitUntil(lambda: "mới nhất" in notice(annotator))
    assert shows(annotator, "done")


def test_that_it_cannot_be_asked_is_a_sentence(annotator: Typist, server: Announcer) -> None:
    server.status = 500
    annotator.window.actions_by_id["look_for_update"].trigger()
    annotator.qtbot.waitUntil(lambda: "HTTP 500" in notice(annotator))
    assert shows(annotator, "problem")


def test_by_itself_it_asks_once_a_day_and_only_where_that_is_wanted(annotator: Typist, server: Announcer) -> None:
    settings, updates = annotator.window.settings, part(annotator.window, Updates)
    assert not settings.get(LOOK_FOR_UPDATES)
    updates.look_if_wanted()
    assert not annotator.window.bridge.jobs.running and not server.asked
    settings.set(LOOK_FOR_UPDATES, True)
    server.answer = {"version": "99"}
    updates.look_if_wanted()
    annotator.qtbot.waitUntil(lambda: "99" in notice(annotator))
    updates.look_if_wanted()
    assert not annotator.window.bridge.jobs.running and len(server.asked) == 1
    for looked in (time.time() - DAY - 1, time.time() + 3 * DAY):  # yesterday, and by a clock that was wrong
        settings.set(UPDATES_LOOKED, looked)
        before = len(server.asked)
        updates.look_if_wanted()
        wait_for_the_answer(annotator, server, before + 1)


def test_by_itself_it_says_nothing_but_a_newer_version(annotator: Typist, server: Announcer) -> None:
    settings, updates = annotator.window.settings, part(annotator.window, Updates)
    settings.set(LOOK_FOR_UPDATES, True)
    for status, answer in ((200, {"version": "0.0.1"}), (500, {}), (200, {"version": "?"})):
        server.status, server.answer = status, answer
        settings.set(UPDATES_LOOKED, 0.0)
        before = len(server.asked)
        updates.look_if_wanted()
        wait_for_the_answer(annotator, server, before + 1)
        assert not notice(annotator)


def test_closing_waits_for_no_server(threaded: tuple[Typist, Gate], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    window = threaded[0].window
    with dripping_server() as address:
        window.settings.set(UPDATES_ADDRESS, address)
        window.actions_by_id["look_for_update"].trigger()
        assert window.bridge.jobs.running
        began = time.monotonic()
        window.close()
        assert time.monotonic() - began < LIMIT_S / 2 and not window.bridge.jobs.running


def test_a_window_that_stays_open_asks_again_another_day(annotator: Typist, server: Announcer) -> None:
    settings, updates = annotator.window.settings, part(annotator.window, Updates)
    settings.set(LOOK_FOR_UPDATES, True)
    server.answer = {"version": "99"}
    updates.timer.setInterval(0)
    wait_for_the_answer(annotator, server, 1)
    assert updates.timer.isActive() and updates.timer.interval() == AGAIN
    settings.set(UPDATES_LOOKED, time.time() - DAY - 1)
    updates.timer.setInterval(0)
    wait_for_the_answer(annotator, server, 2)
