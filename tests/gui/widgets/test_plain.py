"""No text of a project is read as HTML, nor an ampersand in one as a key."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtGui import Qt, QTextDocumentFragment
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nhan.core.labels import Label
from nhan.core.model import Article, Span
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.article_pane.label_bar import Chip
from nhan.gui.queue.panel import QueuePanel
from nhan.gui.widgets.plain import plain_button, plain_tip
from tests.core.building import LABELS, TEXT
from tests.gui.conftest import Typist, part, settle

EVIL = "<img src='file:///tmp/seen.png'> R&D"


def shown(tip: str) -> str:
    """What Qt shows of a tooltip."""
    return QTextDocumentFragment.fromHtml(tip).toPlainText() if Qt.mightBeRichText(tip) else tip


def test_a_tip_shows_every_letter() -> None:
    for text in (EVIL, "R&D", "1 < 2", "&lt;b&gt;", "hai\ndòng <b>đậm</b>", "Người"):
        assert shown(plain_tip(text)) == text
    assert "<img" not in plain_tip(EVIL)
    assert plain_tip("Người") == "Người"


def test_an_ampersand_is_no_key(qapp: QApplication) -> None:
    assert not QPushButton("R&D").shortcut().isEmpty()
    assert QPushButton(plain_button("R&D")).shortcut().isEmpty()


def test_nothing_of_a_project_is_html_in_the_window(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    evil = Label(name="R&D", title={"vi": EVIL, "en": EVIL}, color="#336699", key="5", guideline={"vi": EVIL})
    project = Project.create(Disk(), tmp_path / "&lt;b&gt;", replace(LABELS, labels=(*LABELS.labels, evil)), EVIL)
    project.add_articles(
        [Article("a0", TEXT, title=EVIL)], {"a0": [Span(id="s", start=0, end=3, label="R&D", runner_up="R&D")]}
    )
    window = program.open(tmp_path / "&lt;b&gt;")
    settle(window, qtbot)
    Typist(window, qtbot).press("Tab", "5", "Ctrl+Z")
    chip = next(each for each in window.findChildren(Chip) if each.label.name == "R&D")
    assert shown(chip.toolTip()) == f"5 · {EVIL}"
    assert shown(window.status.saving.toolTip()) == str(window.bridge.session.project.record_path("a0", "an1"))
    for widget in window.findChildren(QWidget):
        assert "<img" not in widget.toolTip()
        if isinstance(widget, QLabel):
            assert widget.textFormat() is Qt.TextFormat.PlainText or not set("<&") & set(widget.text())
        if isinstance(widget, QAbstractButton):
            assert widget.shortcut().isEmpty() or "D" not in widget.shortcut().toString()
    queue = part(window, QueuePanel).model
    assert "<" not in str(queue.index(0).data(Qt.ItemDataRole.ToolTipRole)).replace("<qt>", "").replace("<br>", "")
