"""The queue: the time on articles is read beside the window, and one article is chosen."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nhan.gui.app import Program
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.settings import AUTO_SUGGEST, AUTO_TRAIN, Settings
from nhan.gui.startup import make_application
from tests.gui.conftest import Later, Typist, make_project, part, settle


def test_the_time_on_articles_is_read_again_where_reading_it_was_stopped(qtbot: QtBot, tmp_path: Path) -> None:
    settings, executor = Settings(tmp_path / "settings.ini"), Later()
    settings.set(AUTO_SUGGEST, False)
    settings.set(AUTO_TRAIN, False)
    program, folder = Program(make_application(), settings, executor=executor), make_project(tmp_path / "p")
    earlier = program.open(folder)
    settle(earlier, qtbot)
    Typist(earlier, qtbot).press("Return")
    window = program.open(folder)
    model, jobs = part(window, QueuePanel).model, window.bridge.jobs
    executor.held = True
    assert model.data(model.index(0), Qt.ItemDataRole.ToolTipRole) == ""
    (job,) = jobs.running
    job.stop()
    executor.let_go()
    assert not jobs.running and window.bridge.session.times is None
    assert "chấp nhận: 1" in model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)
    window.close()
    program.language.remove()


def test_a_key_with_ctrl_leaves_one_article_chosen(annotator: Typist) -> None:
    """Else "delete" would mean two."""
    panel = part(annotator.window, QueuePanel)
    annotator.press("Return", "Return", "Return", "Return", "Ctrl+Return")
    annotator.qtbot.waitUntil(lambda: panel.selected == ["a1"])
    annotator.press("Ctrl+PageDown")
    annotator.qtbot.waitUntil(lambda: panel.selected == ["a2"])
