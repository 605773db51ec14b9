"""The window's suggester is exchanged for a better one: what the old one was at is nobody's trouble."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from nhan.gui.app import Program
from tests.gui.conftest import Desk, make_project, settle

NEWS = "Ông Nguyễn Văn A đến Hà Nội.\n" * 400


def test_what_an_exchanged_suggester_was_asked_is_asked_of_the_new_one(
    qtbot: QtBot, tmp_path: Path, program: Program
) -> None:
    window = program.open(make_project(tmp_path / "p", suggested=(), text=NEWS))
    settle(window, qtbot)
    desk = Desk(window, qtbot)
    failures: list[object] = []
    window.suggesting.failed.connect(failures.append)
    window.suggesting.want("a0")
    for _ in range(3):
        window.suggesting.exchange()  # ends the process amid its work
    qtbot.waitUntil(lambda: bool(desk.spans()), timeout=60_000)
    assert desk.spans()[0][0] == "Nguyễn Văn A"
    assert failures == []
    assert not window.pane.notice.isVisible()
