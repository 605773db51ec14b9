"""What is typed into the note is never thrown away, whatever the disk does."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nhan.core.model import Rejected
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.gui.app import Program
from nhan.gui.note.panel import NotePanel
from tests.core.store.building import FullDisk
from tests.gui.conftest import Typist, part
from tests.gui.failing import FULL, window_on


def typed(annotator: Typist, words: str) -> NotePanel:
    annotator.window.actions_by_id["note"].trigger()
    panel = part(annotator.window, NotePanel)
    QTest.keyClicks(panel.field, words)
    return panel


def test_a_note_typed_while_the_disk_refuses_is_there_and_is_written_later(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk()
    annotator = window_on(disk, program, tmp_path / "p", qtbot, monkeypatch)
    disk.failing |= FULL
    panel = typed(annotator, "xem lai")
    annotator.window.show_article("a1")
    assert panel.field.toPlainText() == ""
    annotator.window.show_article("a0")
    assert panel.field.toPlainText() == "xem lai"
    disk.failing.clear()
    annotator.window.close()
    session = Session(Project.open(Disk(), tmp_path / "p"))
    assert session.document("a0").state.note == "xem lai"
    session.close()


def test_a_note_that_is_refused_is_kept_for_its_article_and_tried_again(
    annotator: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = annotator.window.bridge.session
    commit = session.commit
    monkeypatch.setattr(session, "commit", lambda change: Rejected("session.stale"))
    panel = typed(annotator, "xem lai")
    annotator.window.show_article("a1")
    assert panel.field.toPlainText() == ""
    monkeypatch.setattr(session, "commit", commit)
    annotator.window.show_article("a0")
    assert panel.field.toPlainText() == "xem lai"
    annotator.window.show_article("a1")
    annotator.window.show_article("a0")
    assert panel.field.toPlainText() == "xem lai" == annotator.window.bridge.document.state.note
