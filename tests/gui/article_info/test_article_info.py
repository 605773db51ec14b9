"""An article's metadata is shown letter by letter; an address asks before a browser is opened."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from nhan.core.model import Article
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.article_info.dialog import ArticleInfoDialog
from tests.core.building import LABELS, TEXT
from tests.gui.conftest import answer_dialog, settle

META = {"nguồn": "<b>Tuổi Trẻ</b>", "url": "https://tuoitre.vn/bai-1.html", "ngày": "2026-11-28", "js": "javascript:x"}


class Browser:
    """Stands in for the system's: hears what would be opened."""

    opened: list[str]

    @classmethod
    def openUrl(cls, url: QUrl) -> bool:  # noqa: N802 - Qt's name
        cls.opened.append(url.toString())
        return True


@pytest.mark.parametrize(("answer", "opened"), [("Mở", ["https://tuoitre.vn/bai-1.html"]), ("Hủy", [])])
def test_metadata_is_shown_and_an_address_asks_first(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, opened: list[str]
) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article("a0", TEXT, "Bài <i>số</i> 0", META)])
    window = program.open(tmp_path / "p")
    settle(window, qtbot)
    lines: list[str] = []
    Browser.opened = []
    monkeypatch.setattr("nhan.gui.article_info.feature.QDesktopServices", Browser)

    def choose(box: object) -> None:
        assert isinstance(box, QMessageBox) and "https://tuoitre.vn/bai-1.html" in box.informativeText()
        next(each for each in box.buttons() if each.text() == answer).click()

    def read(dialog: object) -> None:
        assert isinstance(dialog, ArticleInfoDialog)
        lines.extend(label.text() for label in dialog.values)
        assert {label.textFormat() for label in dialog.values} == {Qt.TextFormat.PlainText}
        (button,) = dialog.buttons
        answer_dialog(QMessageBox, choose)
        button.click()
        dialog.reject()

    answer_dialog(ArticleInfoDialog, read)
    window.actions_by_id["article_info"].trigger()
    assert lines == ["Bài <i>số</i> 0", "a0", str(len(TEXT)), *META.values()]
    assert Browser.opened == opened
