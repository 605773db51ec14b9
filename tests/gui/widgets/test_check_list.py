"""A list to be ticked: its boxes are seen in either theme."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from nhan.gui.startup import make_application
from nhan.gui.theme import apply
from nhan.gui.widgets.check_list import CheckList


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_empty_box_stands_out_from_the_list(qtbot: QtBot, theme: str) -> None:
    apply(make_application(), theme)
    shown = CheckList()
    qtbot.addWidget(shown)
    item = QListWidgetItem("Lan", shown)
    item.setCheckState(Qt.CheckState.Unchecked)
    shown.resize(200, 60)
    shown.show()
    picture = shown.viewport().grab().toImage()
    option = QStyleOptionViewItem()
    option.initFrom(shown)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    option.rect = shown.visualItemRect(item)
    box = shown.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, shown)
    paper = shown.palette().base().color()
    differing = [
        abs(picture.pixelColor(x, y).lightness() - paper.lightness())
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    ]
    assert max(differing) > 40
    apply(make_application(), "light")
