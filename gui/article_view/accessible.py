"""The view for screen readers: its text, caret and selection, and what becomes active said aloud.

Qt asks in UTF-16 positions and screen pixels; they are turned into offsets and viewport pixels here.
"""

from functools import cache
from typing import Any, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget

from nhan.core.text.utf16 import Positions
from nhan.gui.article_view.text_view import TextView
from nhan.gui.qt_text import stand_in


class ViewText(QAccessibleTextInterface):
    """The article as text: positions in UTF-16."""

    def __init__(self, view: TextView) -> None:
        super().__init__()
        self._view = view
        self._text = ""
        self._known = Positions("")

    def _positions(self) -> Positions:
        if self._text is not self._view.text:  # counted once for an article, and only for those who ask
            self._text = self._view.text
            self._known = Positions(self._text)
        return self._known

    def _offset(self, position: int) -> int:
        return min(self._positions().to_offset(max(0, position)), len(self._text))

    def characterCount(self) -> int:
        return self._positions().to_position(len(self._view.text))

    def text(self, start: int, end: int) -> str:
        return stand_in(self._view.text[self._offset(start) : self._offset(end) if end >= 0 else None])

    def cursorPosition(self) -> int:
        return self._positions().to_position(self._view.caret)

    def setCursorPosition(self, position: int) -> None:
        self._view.set_caret(self._offset(position))

    def selectionCount(self) -> int:
        return int(self._view.selection is not None)

    def selection(self, _index: int) -> tuple[int, int]:
        start, end = self._view.selection or (0, 0)
        return self._positions().to_position(start), self._positions().to_position(end)

    def addSelection(self, start: int, end: int) -> None:
        self._view.set_selection(self._offset(start), self._offset(end))

    def setSelection(self, _index: int, start: int, end: int) -> None:
        self.addSelection(start, end)

    def removeSelection(self, _index: int) -> None:
        self._view.set_caret(self._view.caret, reveal=False)

    def characterRect(self, offset: int) -> QRect:
        here = self._view.rect_of(self._offset(offset))
        after = self._view.rect_of(self._offset(offset + 1))
        right = after.left() if after.top() == here.top() else here.right()
        here.setWidth(max(1, right - here.left()))
        return QRect(self._view.viewport().mapToGlobal(here.topLeft()), here.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        return self._positions().to_position(self._view.grapheme_under(self._view.viewport().mapFromGlobal(point)))

    def scrollToSubstring(self, start: int, _end: int) -> None:
        self._view.reveal(self._offset(start))

    def attributes(self, _offset: int) -> tuple[str, int, int]:
        """No attributes, for the whole text."""
        return "", 0, self.characterCount()


class AccessibleView(QAccessibleWidget):
    """The view as a document with a text in it."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view, QAccessible.Role.Document)
        self._view = view
        self._text = ViewText(view)

    def text(self, t: QAccessible.Text) -> str:
        if not shiboken6.isValid(self._view):
            return ""
        if t is QAccessible.Text.Name:
            return self._view.accessibleName() or QCoreApplication.translate("ArticlePane", "Article")
        if t is QAccessible.Text.Value:
            return self._view.spoken()
        return super().text(t)

    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        return self._text if t is QAccessible.InterfaceType.TextInterface else super().interface_cast(t)


def _make(name: str, widget: QObject | None) -> QAccessibleInterface | None:
    if name != "ArticleView" or widget is None:
        return None
    view = cast(TextView, widget)
    if view.interface is None:
        view.interface = AccessibleView(view)  # Qt keeps it by pointer only: it lives as long as its view
    return view.interface


@cache
def install() -> None:
    """Make Qt ask this module about views. Once is enough."""
    QAccessible.installFactory(_make)


def text_changed(view: TextView) -> None:
    """Another article is shown."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(view, QAccessible.Event.DocumentReload))


def caret_moved(view: TextView) -> None:
    """The caret or the selection is somewhere else."""
    if not QAccessible.isActive():
        return
    positions = Positions(view.text)
    if view.selection is None:
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(view, positions.to_position(view.caret)))
    else:
        start, end = map(positions.to_position, view.selection)
        QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(view, start, end))


def announce(view: TextView) -> None:
    """Say the active span."""
    say(view, view.spoken())


def say(view: TextView, words: str) -> None:
    """Say these words, where somebody listens."""
    if QAccessible.isActive() and words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, words))
