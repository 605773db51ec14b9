"""Keys and input methods: the view lets keys go on to the actions, and holds what would disturb."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QInputMethodQueryEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nhan.core.text.units import Unit
from nhan.gui.article_view import ArticleView
from tests.gui.article_view.scenes import LABELS, TEXT, document, span, view_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

NAME = span(TEXT, "Nguyễn Văn A", "PER", name="name")
INNER = span(TEXT, "Văn A", "PER", name="inner")


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = view_of(document(TEXT, [NAME, INNER]))
    qtbot.addWidget(made)
    return made


class Window(QWidget):
    """A parent that sees which keys come through."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []
        self.view, self.field = ArticleView(), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.view)
        layout.addWidget(self.field)
        self.view.show_document(document(), LABELS)

    def keyPressEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        self.keys.append(event.key())  # type: ignore[attr-defined]


def test_tab_stays_and_other_keys_go_on(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.view.setFocus()
    QApplication.processEvents()
    for key in (
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_1,
        Qt.Key.Key_Return,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_A,
    ):
        QTest.keyClick(window.view, key)
    assert window.view.hasFocus()
    assert window.keys == [Qt.Key.Key_1, Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_A]


def test_tab_can_be_a_shortcut(qtbot: QtBot) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.view.setFocus()
    QApplication.processEvents()
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Tab), window)
    with qtbot.waitSignal(shortcut.activated, timeout=1000):
        QTest.keyClick(window.view, Qt.Key.Key_Tab)


def test_what_an_input_method_sends_changes_nothing(view: ArticleView) -> None:
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    event = QInputMethodEvent()
    event.setCommitString("ư")
    before = view.grab().toImage()
    for target in (view, view.viewport()):
        QApplication.sendEvent(target, event)
        QApplication.sendEvent(target, QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled))
    assert view.text == TEXT
    assert view.grab().toImage() == before


def test_steps_enter_and_leave_spans(view: ArticleView) -> None:
    view.set_caret(TEXT.index("Ông"))
    view.step(Unit.SYLLABLE, 1)
    assert (view.active, view.caret) == ("name", NAME.start)
    view.step(Unit.SYLLABLE, 1)
    assert (view.active, view.caret) == ("inner", INNER.start)
    view.step(Unit.SYLLABLE, 1)
    assert view.active == "inner"
    view.step(Unit.SYLLABLE, 1)
    assert view.active is None
    view.step(Unit.SYLLABLE, -1)
    assert view.active == "inner"


def test_a_selection_and_an_active_span_exclude_each_other(view: ArticleView) -> None:
    view.set_active("name")
    view.step(Unit.SYLLABLE, 1, extend=True)
    assert view.active is None
    assert view.selection == (NAME.start, NAME.start + len("Nguyễn"))
    view.set_active("inner")
    assert view.selection is None


def test_lines_keep_the_x_they_began_with(view: ArticleView) -> None:
    view.set_caret(TEXT.index("Chính"))
    wanted = view.rect_of(view.caret).center().x()
    seen = []
    for _ in range(3):
        view.line_step(1)
        seen.append(view.rect_of(view.caret).center().x())
    for _ in range(3):
        view.line_step(-1)
    assert abs(view.rect_of(view.caret).center().x() - wanted) < 8
    assert min(seen) < wanted - 100  # the empty line between was crossed, not kept to
    assert view.caret == TEXT.index("Chính")


def test_line_steps_stop_at_the_ends(view: ArticleView) -> None:
    view.set_caret(2)
    view.line_step(-1)
    assert view.caret == 2
    for _ in range(40):
        view.line_step(1)
    assert view.caret == len(TEXT)


@pytest.mark.parametrize("way", [1, -1])
def test_a_line_step_at_the_end_of_the_text_drops_the_selection_as_well(view: ArticleView, way: int) -> None:
    view.show_document(document("An ở Huế", [span("An ở Huế", "An ở Huế", "LOC", name="all")]), LABELS)
    view.set_selection(3, 5)
    view.line_step(way)
    assert (view.caret, view.selection) == (5, None)
    assert view.active == "all"


def test_line_step_extends(view: ArticleView) -> None:
    view.set_caret(0)
    view.line_step(1, extend=True)
    assert view.selection is not None
    assert view.selection[0] == 0


def test_the_caret_in_an_active_span_stays_for_a_split(view: ArticleView) -> None:
    view.set_caret(NAME.start + 7)
    view.set_active("name")
    assert view.caret == NAME.start + 7
    view.set_active(None)
    view.set_caret(0)
    view.set_active("name")
    assert view.caret == NAME.start


def test_offsets_outside_the_text_are_brought_inside(view: ArticleView) -> None:
    view.set_caret(10**9)
    assert view.caret == len(TEXT)
    view.set_selection(-5, 10**9)
    assert view.selection == (0, len(TEXT))
