"""A report of a problem: what is copied, and that no word of the project is in it."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog

from nhan.gui.help.report_dialog import ReportDialog
from tests.gui.conftest import Typist, answer_dialog


def test_what_is_copied_names_the_program_and_nothing_of_the_project(annotator: Typist) -> None:
    seen: list[str] = []

    def copy(dialog: QDialog) -> None:
        assert isinstance(dialog, ReportDialog)
        dialog.copy.click()
        seen.append(dialog.text.toPlainText())
        assert dialog.page is None  # the project names no page for reports
        dialog.reject()

    answer_dialog(ReportDialog, copy)
    annotator.window.actions_by_id["report_problem"].trigger()
    (text,) = seen
    assert QGuiApplication.clipboard().text() == text
    assert all(f"\n{name}: " in text for name in ("Python", "Qt", "screens", "settings"))
    session = annotator.window.bridge.session
    document = annotator.window.bridge.document
    assert document is not None
    words = [word for word in document.text.split() if len(word) > 4 and not word.isascii()]
    assert words and not any(word in text for word in words)
    assert str(session.project.folder) not in text and session.project.name not in text.split()


def test_the_page_is_opened_when_there_is_one(annotator: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = ReportDialog("nhan: 1", "https://nhan.example/loi", annotator.window)
    assert dialog.page is not None
    dialog.page.click()
    assert [url.toString() for url in opened] == ["https://nhan.example/loi"]
    dialog.deleteLater()
