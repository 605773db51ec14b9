"""What Qt makes of every code point."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nhan.core.importing import ImportOptions, import_files
from nhan.core.operations import set_note
from nhan.core.project import Project
from nhan.core.store.disk import Disk
from nhan.core.text.utf16 import Positions
from nhan.gui.app import Program
from nhan.gui.qt_text import stand_in, with_signs
from tests.core.building import LABELS
from tests.gui.article_view.scenes import document, point, view_of
from tests.gui.conftest import Typist, settle

NAME = "Nguyễn Thị Lan ở Vinh gặp ông Trần Văn Tám."


def test_no_code_point_moves_another(qapp: QApplication) -> None:
    """At the start, in the middle and at the end: Qt has all of the stand-in, and that is as long as the text."""
    wrong, replaced = [], set()
    for code in range(0x110000):
        text = f"{chr(code)}a{chr(code)}a{chr(code)}"
        laid_out = stand_in(text)
        if QTextLayout(laid_out).text() != laid_out or len(laid_out) != 5:
            wrong.append(hex(code))
        if laid_out != text:
            replaced.add(code)
    assert wrong == []
    assert replaced == {0xFEFF, 0xFFFE, *range(0xD800, 0xE000)}
    for text in ("\ufeff😀a", "\ud83d\ude00a", "a\ud83d😀"):
        assert len(stand_in(text)) == len(text)
        assert Positions(text).to_position(len(text)) == len(text) + text.count("😀")


@pytest.mark.parametrize("begin", ["\ufeff", "\ufffe", "\ufeff\ufeff", "dòng đầu\n\ufeff"])
def test_places_behind_it_are_right(qtbot: QtBot, begin: str) -> None:
    plain, shifted = view_of(document(NAME)), view_of(document(begin + NAME))
    qtbot.addWidget(plain)
    qtbot.addWidget(shifted)
    start = begin.rindex("\n") + 1 if "\n" in begin else 0
    across = shifted.rect_of(len(begin)).left() - shifted.rect_of(start).left()
    for offset in range(len(NAME)):
        there = shifted.rect_of(len(begin) + offset).left() - across
        assert abs(there - plain.rect_of(offset).left()) <= 1
        assert shifted.grapheme_under(point(shifted, len(begin) + offset)) == len(begin) + offset


def test_a_screen_reader_counts_alike(qtbot: QtBot) -> None:
    view = view_of(document("\ufeff" + NAME))
    qtbot.addWidget(view)
    interface = QAccessible.queryAccessibleInterface(view).textInterface()
    assert interface.characterCount() == len(interface.text(0, 1000)) == 1 + len(NAME)
    assert interface.text(0, 1000) == "\u2060" + NAME


def test_what_is_clicked_is_stored(qtbot: QtBot, tmp_path: Path, program: Program) -> None:
    """An article that begins with U+FEFF, as many do that were written on Windows."""
    file = tmp_path / "bom.txt"
    file.write_bytes(b"\xef\xbb\xbf" + f"{NAME}\r\nÔng Tám là giám đốc.".encode())
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    import_files(project, [file], ImportOptions())
    window = program.open(project.folder)
    settle(window, qtbot)
    view = window.view
    # Where the V is drawn, whatever the view says of it.
    drawn = QFontMetricsF(view.look.text_font()).horizontalAdvance(NAME[: NAME.index("Vinh")])
    start = view.rect_of(0)
    at = QPoint(start.left() + round(drawn) + 2, start.center().y())
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    annotator = Typist(window, qtbot)
    annotator.press("2")
    assert annotator.spans() == [("Vinh", "LOC", "confirmed")]
    window.bridge.save_all()
    stored = annotator.on_disk("bom")
    assert [view.text[each.start : each.end] for each in stored] == ["Vinh"]
    assert view.text.startswith("\ufeff")


def test_a_note_that_is_only_shown_stays_as_it_is(annotator: Typist) -> None:
    """Qt turns a no-break space into a space, and drops U+FEFF: that alone is no edit."""
    note = "\ufeffxem\u00a0lại\r\ncâu"
    document = annotator.window.bridge.document
    assert document is not None
    assert annotator.window.bridge.commit(set_note(document, note))
    annotator.press("Ctrl+PageDown", "Ctrl+PageUp")
    document = annotator.window.bridge.document
    assert document is not None and document.state.note == note


def test_what_is_invisible_can_be_seen_and_moves_nothing(qtbot: QtBot) -> None:
    signs = "\t\u00a0\u202f\u00ad\u200b\u200e\u2060\ufeff\u202e"
    text = "".join(f"a{sign}b " for sign in signs) + "❤\ufe0f 👩\u200d🚀 Hoa\u0300"
    shown = with_signs(text)
    assert shown == "a→b a°b a°b " + "a¦b " * 6 + "❤\ufe0f 👩\u200d🚀 Hoa\u0300"
    assert QTextLayout(shown).text() == shown and len(shown) == len(text)
    view = view_of(document(text))
    qtbot.addWidget(view)
    plain = view.viewport().grab().toImage()
    view.set_look(replace(view.look, signs=True))
    assert view.viewport().grab().toImage() != plain
    assert view.text == text
    for offset in (0, 2, 7, len(text)):
        at = point(view, offset)
        assert view.offset_under(at) == offset
