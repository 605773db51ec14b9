"""A note or a question on the active span: written with a key, seen at the span, found again, undone."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from nhan.core.model import Span
from nhan.core.operations import suggest
from nhan.gui.note.panel import NotePanel
from nhan.gui.questions.comment import CommentDialog
from nhan.gui.span_list.panel import SpanPanel
from tests.core.building import LABELS
from tests.gui.conftest import Typist, answer_dialog, part, settle


def ask(annotator: Typist, words: str, question: bool = True) -> None:
    """Press F2, type, tick, save."""

    def write(dialog: object) -> None:
        assert isinstance(dialog, CommentDialog)
        QTest.keyClicks(dialog.field, words)
        if dialog.question.isChecked() is not question:
            dialog.question.click()
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)

    seen = answer_dialog(CommentDialog, write)
    annotator.press("F2")
    assert len(seen) == 1
    settle(annotator.window, annotator.qtbot)


def active(annotator: Typist) -> Span:
    found = annotator.window.view.span(annotator.window.view.active or "")
    assert found is not None
    return found


def test_a_question_is_kept_on_the_disk_and_taken_back(annotator: Typist) -> None:
    annotator.press("Tab")
    before = active(annotator)
    ask(annotator, "Tinh nao?")
    assert (active(annotator).id, active(annotator).note, active(annotator).asks) == (before.id, "Tinh nao?", True)
    annotator.window.bridge.session.save_all()
    assert [span.note for span in annotator.on_disk() if span.asks] == ["Tinh nao?"]
    annotator.press("Ctrl+Z")
    assert active(annotator) == before
    annotator.press("Ctrl+Y")
    ask(annotator, "Ro roi", question=False)
    assert (active(annotator).note, active(annotator).question) == ("Ro roi", False)


def test_the_decision_and_the_question_stand_beside_each_other(annotator: Typist) -> None:
    annotator.press("Tab")
    name = active(annotator).id
    ask(annotator, "Ten?")
    annotator.press("Return")
    document = annotator.window.bridge.document
    assert document is not None
    found = document.get(name)
    assert found is not None and (found.status.value, found.asks) == ("confirmed", True)


def test_without_an_active_span_the_key_is_for_the_article(annotator: Typist) -> None:
    annotator.press("Escape", "F2")
    assert part(annotator.window, NotePanel).field.hasFocus()


def test_it_is_seen_at_the_span_in_the_list_and_by_tab(annotator: Typist) -> None:
    view, panel = annotator.window.view, part(annotator.window, SpanPanel)
    annotator.press("Tab", "Tab")
    name = active(annotator).id
    plain = view.viewport().grab().toImage()
    ask(annotator, "<b>Ai?</b>")
    assert view.viewport().grab().toImage() != plain
    at = view.rect_of(active(annotator).start).center() + QPoint(4, 0)
    assert "&lt;b&gt;Ai?&lt;/b&gt;" in view.tip_under(at)
    assert "<b>Ai?</b>" in view.spoken()
    panel.state.setCurrentIndex(panel.state.findText("có câu hỏi"))
    assert panel.model.rowCount() == 1
    assert panel.model.data(panel.model.index(0, 0)).startswith("? ")  # the state's column shows its icon alone
    panel.lead.setChecked(True)
    view.set_active(None)
    view.set_caret(0)
    annotator.press("Tab")
    assert view.active == name


def test_what_was_typed_is_about_the_suggestion_that_has_come_meanwhile(annotator: Typist) -> None:
    """A machine exchanges the suggestion while somebody writes."""
    annotator.press("Tab")
    old = active(annotator)
    bridge = annotator.window.bridge

    def write(dialog: object) -> None:
        assert isinstance(dialog, CommentDialog) and bridge.document is not None
        better = Span(id="better", start=old.start, end=old.end, label="LOC", source=old.source)
        bridge.offer_change("a0", suggest(bridge.document, LABELS, [better]))
        QTest.keyClicks(dialog.field, "Ai")
        dialog.accept()

    answer_dialog(CommentDialog, write)
    annotator.press("F2")
    assert (active(annotator).id, active(annotator).note) == ("better", "Ai")


def test_a_dialog_that_is_left_changes_nothing(annotator: Typist, tmp_path: Path) -> None:
    annotator.press("Tab")
    before = active(annotator)

    def leave(dialog: object) -> None:
        assert isinstance(dialog, CommentDialog)
        QTest.keyClicks(dialog.field, "x")
        QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)

    answer_dialog(CommentDialog, leave)
    annotator.press("F2")
    assert active(annotator) == before and not list((tmp_path / "p" / "journal").rglob("*.jsonl"))


def test_escape_asks_before_it_throws_away_what_was_written(annotator: Typist) -> None:
    def write(dialog: object) -> None:
        assert isinstance(dialog, CommentDialog)
        assert "Ctrl+" in dialog.save.text()
        QTest.keyClicks(dialog.field, "Tinh nao?")
        asked = answer_dialog(QMessageBox, lambda box: QTest.keyClick(box, Qt.Key.Key_Escape))
        QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
        assert len(asked) == 1 and dialog.isVisible() and dialog.field.toPlainText() == "Tinh nao?"
        dialog.field.clear()
        QTest.keyClick(dialog.field, Qt.Key.Key_Escape)  # of nothing it does not ask
        assert not dialog.isVisible()

    annotator.press("Tab")
    seen = answer_dialog(CommentDialog, write)
    annotator.press("F2")
    assert len(seen) == 1
