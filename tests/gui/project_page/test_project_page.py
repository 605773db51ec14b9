"""The project's page in the window: the plots of what was done, and the same as a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from nhan.core.report.plots import Bar
from nhan.gui.project_page.dialog import ProjectPage
from nhan.gui.widgets.bar_plot import BarPlot
from tests.gui.conftest import Gate, Typist, answer_dialog, quiet


def look(annotator: Typist, act: Callable[[ProjectPage], object]) -> None:
    """Open the page, act on it once it is up, and close it."""
    failures: list[BaseException] = []

    def in_dialog(dialog: QDialog) -> None:
        assert isinstance(dialog, ProjectPage)
        try:
            act(dialog)
        except BaseException as error:
            failures.append(error)
        finally:
            dialog.reject()

    seen = answer_dialog(ProjectPage, in_dialog)
    annotator.window.actions_by_id["project_page"].trigger()
    if failures:
        raise failures[0]
    assert len(seen) == 1 and not seen[0].isVisible()


def words_of(page: ProjectPage) -> dict[str, dict[str, str]]:
    """By plot, what each row says."""
    return {plot.accessibleName(): {bar.name: bar.words for bar in plot.bars} for plot in page.findChildren(BarPlot)}


def test_the_plots_say_what_was_done(annotator: Typist) -> None:
    annotator.press("Return", "Return", "Delete", "Return", "Ctrl+Return")
    found: list[dict[str, dict[str, str]]] = []
    look(annotator, lambda page: found.append(words_of(page)))
    (plots,) = found
    assert len(plots) == 9
    assert plots["Tiến độ"]["xong"].startswith("1 (33") and plots["Tiến độ"]["cần làm"].startswith("2 (67")
    assert plots["Số cụm theo nhãn"] == {"PER": "2", "MISC": "1"}
    assert plots["Bộ gợi ý đúng bao nhiêu"] == {"another.program": "75 % (3 trên 4)"}


def test_the_page_is_saved_in_the_window_s_language(
    annotator: Typist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "trang.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    look(annotator, lambda page: QTest.keyClick(page.save, Qt.Key.Key_Space))
    assert '<html lang="vi">' in out.read_text(encoding="utf-8")
    said: list[str] = []
    out.unlink()
    out.mkdir()

    def save(page: ProjectPage) -> None:
        QTest.keyClick(page.save, Qt.Key.Key_Space)
        said.append(page.words.text())

    look(annotator, save)
    assert "trang.html" in said[0] and list(out.iterdir()) == []


def test_it_counts_beside_the_window(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    quiet(annotator)
    gate.open.clear()

    def wait(page: ProjectPage) -> None:
        assert not page.save.isEnabled() and page.words.text()
        gate.open.set()
        annotator.qtbot.waitUntil(page.save.isEnabled, timeout=20_000)
        assert words_of(page)["Tiến độ"]["cần làm"].startswith("40 ")

    look(annotator, wait)
    quiet(annotator)


def test_closing_the_page_ends_the_counting(threaded: tuple[Typist, Gate]) -> None:
    annotator, gate = threaded
    quiet(annotator)
    gate.open.clear()
    look(annotator, lambda page: None)
    gate.open.set()
    quiet(annotator)
    assert not annotator.window.pane.notice.isVisible()


def test_bars_are_as_long_as_their_values(qtbot: QtBot) -> None:
    plot = BarPlot("x", [Bar("a", 1.0, "10"), Bar("b", 0.5, "5"), Bar("c", 0.0, "0")])
    qtbot.addWidget(plot)
    plot.resize(400, plot.sizeHint().height())
    image = plot.grab().toImage()
    fill = QColor(plot.palette().link().color()).rgb()
    pitch = image.height() // 3
    lengths = []
    for row in range(3):
        y = row * pitch + pitch // 2
        lengths.append(sum(image.pixel(x, y) == fill for x in range(image.width())))
    assert lengths[0] > 200 and abs(lengths[1] - lengths[0] / 2) <= 2 and lengths[2] <= 1
    assert plot.accessibleDescription() == "a: 10; b: 5; c: 0"


def test_markup_in_names_stays_text(annotator: Typist) -> None:
    formats: set[Qt.TextFormat] = set()
    look(annotator, lambda page: formats.update(each.textFormat() for each in page.findChildren(QLabel)))
    assert formats == {Qt.TextFormat.PlainText}
