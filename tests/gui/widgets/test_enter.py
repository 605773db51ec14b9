"""Enter opens a list's row, also where an action of the window has the key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from nhan.gui.widgets.figure_table import FigureTable
from nhan.gui.widgets.value_rows import ValueRows


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_is_the_view_s_own(qtbot: QtBot, key: Qt.Key) -> None:
    window, opened, pressed = QMainWindow(), list[object](), list[bool]()
    qtbot.addWidget(window)
    rows, table = ValueRows("a", ["x", "y"]), FigureTable("b", ["x", "y"])
    rows.opened.connect(opened.append)
    table.opened.connect(lambda *cell: opened.append(cell))
    action = QAction(window)
    action.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
    action.triggered.connect(pressed.append)
    window.addAction(action)
    for view, found in ((rows, "one"), (table, (0, 0))):
        window.setCentralWidget(view)
        window.show()
        view.setFocus()
        QTest.keyClick(view, key)
        assert not opened, "there is no row"
        rows.show_rows([("one", ["1", "2"])]) if view is rows else table.show_rows([["1", "2"]])
        QTest.keyClick(view, key)
        assert opened == [found]
        opened.clear()
        window.takeCentralWidget()
    assert not pressed
