"""The names of tabs, seen whole."""

from PySide6.QtWidgets import QStyle, QStyleOptionTab, QWidget
from pytestqt.qtbot import QtBot

from nhan.gui import theme
from nhan.gui.app import Program
from nhan.gui.widgets.tabs import Tabs


def test_a_name_has_room_down_to_the_dot_below(qtbot: QtBot, program: Program) -> None:
    theme.apply(program.application, "light")
    tabs = Tabs()
    qtbot.addWidget(tabs)
    for name in ("Các số đo", "Độ đồng thuận", "Từng cặp"):
        tabs.addTab(QWidget(), name)
    tabs.show()
    bar = tabs.tabBar()
    for place in range(tabs.count()):
        option = QStyleOptionTab()
        bar.initStyleOption(option, place)
        room = bar.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, bar)
        assert room.height() >= bar.fontMetrics().height()
