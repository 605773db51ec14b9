"""Find in all articles: rows are labelled, accepted and rejected together, in one step of undo."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nhan.gui.concordance.panel import ConcordancePanel
from tests.gui.conftest import Typist, part


def rows(annotator: Typist) -> list[tuple[str, str]]:
    """Hit and label of every row."""
    tree = part(annotator.window, ConcordancePanel).list
    items = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    return [(item.text(1), item.text(3)) for item in items]


def test_rows_over_all_articles_are_worked_on_in_one_step(annotator: Typist) -> None:
    annotator.press("Ctrl+Shift+F")
    panel = part(annotator.window, ConcordancePanel)
    QTest.keyClicks(panel.field, "hoa binh")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert rows(annotator) == 3 * [("Hoà Bình", "LOC"), ("Hòa Bình", ""), ("Hòa Bình", "")]
    panel.list.selectAll()
    QTest.keyClick(panel.list, Qt.Key.Key_3)
    assert [label for _, label in rows(annotator)] == 9 * ["ORG"]
    assert annotator.window.bridge.session.unsaved == {"a0", "a1", "a2"}
    annotator.window.view.setFocus()
    annotator.press("Ctrl+Z")
    assert [label for _, label in rows(annotator)] == 3 * ["LOC", "", ""]


def test_rows_are_accepted_and_rejected(annotator: Typist) -> None:
    annotator.press("Ctrl+Shift+F")
    panel = part(annotator.window, ConcordancePanel)
    panel.field.setText("Hoà Bình")
    panel.look()
    panel.list.selectAll()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert ("Hoà Bình", "LOC", "confirmed") in annotator.spans()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert ("Hoà Bình", "LOC", "rejected") in annotator.spans()


def test_a_bad_expression_says_why(annotator: Typist) -> None:
    annotator.press("Ctrl+Shift+F")
    panel = part(annotator.window, ConcordancePanel)
    panel.toggles.expression.setChecked(True)
    panel.field.setText("(")
    panel.look()
    assert "missing )" in panel.count.text()


def test_a_double_click_goes_there(annotator: Typist) -> None:
    annotator.press("Ctrl+Shift+F")
    panel = part(annotator.window, ConcordancePanel)
    panel.field.setText("TP.HCM")
    panel.look()
    panel.list.itemDoubleClicked.emit(panel.list.topLevelItem(2), 0)
    assert annotator.window.bridge.document.id == "a2"
    selection = annotator.window.view.selection
    assert selection is not None
    assert annotator.window.view.text[slice(*selection)] == "TP.HCM"
