"""Find in all articles: rows are labelled, accepted and rejected together, in one step of undo."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nhan.gui.concordance.panel import ConcordancePanel
from tests.gui.conftest import SuggestServer, part


def rows(desk: SuggestServer) -> list[tuple[str, str]]:
    """Hit and label of every row."""
    tree = part(desk.window, ConcordancePanel).list
    items = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    return [(item.text(1), item.text(3)) for item in items]


def test_rows_over_all_articles_are_worked_on_in_one_step(desk: SuggestServer) -> None:
    desk.press("Ctrl+Shift+F")
    panel = part(desk.window, ConcordancePanel)
    QTest.keyClicks(panel.field, "hoa binh")
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    assert rows(desk) == 3 * [("Hoà Bình", "LOC"), ("Hòa Bình", ""), ("Hòa Bình", "")]
    panel.list.selectAll()
    QTest.keyClick(panel.list, Qt.Key.Key_3)
    assert [label for _, label in rows(desk)] == 9 * ["ORG"]
    assert desk.window.bridge.session.unsaved == {"a0", "a1", "a2"}
    desk.window.view.setFocus()
    desk.press("Ctrl+Z")
    assert [label for _, label in rows(desk)] == 3 * ["LOC", "", ""]


def test_rows_are_accepted_and_rejected(desk: SuggestServer) -> None:
    desk.press("Ctrl+Shift+F")
    panel = part(desk.window, ConcordancePanel)
    panel.field.setText("Hoà Bình")
    panel.look()
    panel.list.selectAll()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert ("Hoà Bình", "LOC", "confirmed") in desk.spans()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert ("Hoà Bình", "LOC", "rejected") in desk.spans()


def test_a_bad_expression_says_why(desk: SuggestServer) -> None:
    desk.press("Ctrl+Shift+F")
    panel = part(desk.window, ConcordancePanel)
    panel.expression.setChecked(True)
    panel.field.setText("(")
    panel.look()
    assert "missing )" in panel.count.text()


def test_a_double_click_goes_there(desk: SuggestServer) -> None:
    desk.press("Ctrl+Shift+F")
    panel = part(desk.window, ConcordancePanel)
    panel.field.setText("TP.HCM")
    panel.look()
    panel.list.itemDoubleClicked.emit(panel.list.topLevelItem(2), 0)
    assert desk.window.bridge.document.id == "a2"
    selection = desk.window.view.selection
    assert selection is not None
    assert desk.window.view.text[slice(*selection)] == "TP.HCM"
