"""The mouse over the text: clicks, drags of a range and of an edge, cursor shapes. Tells the view what is meant."""

from typing import NamedTuple, assert_never

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from nhan.core.operations import Edge
from nhan.core.text.units import Unit, unit_at
from nhan.gui.article_view.hit_test import edge_to, entered, next_outer
from nhan.gui.article_view.text_view import TextView


class Pressed(NamedTuple):
    """The button is down; nothing is dragged yet."""

    at: QPoint
    offset: int


class Selecting(NamedTuple):
    """A range is being dragged from ``anchor``."""

    anchor: int


class Moving(NamedTuple):
    """An edge of the active span is being dragged; ``offset`` is where it would go."""

    span_id: str
    edge: Edge
    offset: int


Gesture = None | Pressed | Selecting | Moving
_SCROLL_EVERY = 40  # ms, while a drag is held beyond the text's upper or lower end


class Mouse(QObject):
    """One gesture at a time. Positions are the viewport's."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self.gesture: Gesture = None
        self._last = QPoint()
        self._characters = False  # Alt held: by grapheme instead of by word
        self._scroll = QTimer(self, interval=_SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_on)

    def press(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            self.cancel()
            return
        at = event.position().toPoint()
        grabbed = self._view.edge_under(at)
        offset = self._view.offset_under(at)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            anchor = self._view.caret_anchor
            self.gesture = Selecting(anchor)
            self._drag_to(at)
        elif grabbed is not None:
            span, edge = grabbed
            self.gesture = Moving(span.id, edge, span.start if edge is Edge.START else span.end)
        else:
            self.gesture = Pressed(at, offset)

    def move(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._last = at
        self._characters = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._view.viewport().setCursor(self._shape_over(at))
            return
        if isinstance(self.gesture, Pressed):
            if (at - self.gesture.at).manhattanLength() < QApplication.startDragDistance():
                return
            self.gesture = Selecting(self.gesture.offset)
        self._drag_to(at)
        beyond = not 0 <= at.y() < self._view.viewport().height()
        if beyond and self.gesture is not None:
            if not self._scroll.isActive():
                self._scroll.start()
        else:
            self._scroll.stop()

    def release(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        gesture, self.gesture = self.gesture, None
        self._scroll.stop()
        match gesture:
            case None:
                pass
            case Pressed(at=at, offset=offset):
                self._view.click(offset, next_outer(self._view.spans_under(at), self._view.active))
            case Selecting():
                if self._view.selection is not None:
                    self._view.range_dragged.emit(*self._view.selection)
            case Moving(span_id=span_id, edge=edge, offset=offset):
                span = self._view.span(span_id)
                self._view.set_preview(None)
                if span is not None and offset != (span.start if edge is Edge.START else span.end):
                    self._view.edge_dragged.emit(span_id, edge, offset)
            case _:
                assert_never(gesture)

    def double_click(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.gesture = None
        offset = self._view.grapheme_under(event.position().toPoint())
        unit, words = self._view.unit
        word = unit_at(self._view.text, offset, unit, words)
        if word is not None:
            self._view.set_selection(*word)

    def cancel(self) -> bool:
        """Give up what is being dragged. True when there was something."""
        gesture, self.gesture = self.gesture, None
        self._scroll.stop()
        if isinstance(gesture, Moving):
            self._view.set_preview(None)
        elif isinstance(gesture, Selecting):
            self._view.set_caret(gesture.anchor, reveal=False)
        return gesture is not None

    def _drag_to(self, at: QPoint) -> None:
        """Goes as far as what is in view: what lies beyond comes with scrolling."""
        view = self._view
        at = QPoint(at.x(), min(max(at.y(), 0), view.viewport().height() - 1))
        unit, words = (Unit.GRAPHEME, ()) if self._characters else view.unit
        offset = view.offset_under(at)
        if isinstance(self.gesture, Selecting):
            meant = entered(view.text, self.gesture.anchor, offset, unit, words)
            if meant is None:
                view.set_caret(self.gesture.anchor, reveal=False)
            elif offset < self.gesture.anchor:
                view.set_selection(meant[1], meant[0])
            else:
                view.set_selection(*meant)
        elif isinstance(self.gesture, Moving):
            span = view.span(self.gesture.span_id)
            if span is None:  # removed under the mouse
                self.gesture = None
                return
            place = edge_to(view.text, (span.start, span.end), self.gesture.edge, offset, unit, words)
            if place != self.gesture.offset:
                self.gesture = self.gesture._replace(offset=place)
                start, end = (place, span.end) if self.gesture.edge is Edge.START else (span.start, place)
                view.set_preview((span.id, start, end))

    def _scroll_on(self) -> None:
        height = self._view.viewport().height()
        beyond = self._last.y() - (0 if self._last.y() < 0 else height)
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + max(-60, min(60, beyond)))
        self._drag_to(self._last)

    def _shape_over(self, at: QPoint) -> Qt.CursorShape:
        if self._view.edge_under(at) is not None:
            return Qt.CursorShape.SizeHorCursor
        return Qt.CursorShape.PointingHandCursor if self._view.spans_under(at) else Qt.CursorShape.IBeamCursor
