"""The view itself: the text with mouse, keys and screen readers."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.gui.article_view import accessible
from nhan.gui.article_view.mouse import Mouse
from nhan.gui.article_view.text_view import TextView
from nhan.gui.widgets.plain import plain_tip

_NOTCH = 120  # eighths of a degree: one click of a wheel that clicks


class ArticleView(TextView):
    """Shows one document and hears what is done to it."""

    menu_wanted = Signal(object, int, QPoint)  # span id | None, offset, global position
    zoom_wanted = Signal(int)  # steps of text size, up or down

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mouse = Mouse(self)
        self._turned = 0  # eighths of a degree of the wheel that make no whole step yet
        accessible.install()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        # With an input method switched on (Telex, VNI) every key still comes as a key.
        for widget in (self, self.viewport()):
            widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def show_document(self, document: Document, labels: LabelSet) -> None:
        """Show another document from its top, with nothing active. Costs a search for line breaks and one screen."""
        self._mouse.cancel()
        super().show_document(document, labels)
        accessible.text_changed(self)

    def clear(self) -> None:
        """Show nothing."""
        self._mouse.cancel()
        super().clear()

    def say(self, words: str) -> None:
        """A receipt for what was just done: beside it for some seconds, and aloud."""
        self.receipt.show(words)
        accessible.say(self, words)

    def _tell_caret(self) -> None:
        accessible.caret_moved(self)

    def _tell_active(self) -> None:
        accessible.announce(self)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.InputMethod, QEvent.Type.InputMethodQuery):
            return True  # a late commit meant for a text field, or a compositor that asks all the same
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._mouse.gesture:
            if event.key() == Qt.Key.Key_Escape:  # ends the drag, whatever Escape does otherwise
                event.accept()
            return True
        return super().event(event)

    def tip_under(self, at: QPoint) -> str:
        """What was said about the spans at a position, as a tooltip."""
        under = (self.span(each) for each in self.spans_under(at))
        said = [self.said_of(span) for span in under if span is not None and (span.note or span.question)]
        return plain_tip("\n".join(said))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_under(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.ignore()

    def focusNextPrevChild(self, _next: bool) -> bool:
        return False

    def focusInEvent(self, _event: QFocusEvent) -> None:
        self._draw_caret(self._caret.offset)

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self._draw_caret(self._caret.offset)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the actions. A drag is given up with Escape; PageUp and PageDown scroll, as everywhere."""
        key = event.key()
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) or (key == Qt.Key.Key_Escape and self._mouse.cancel()):
            event.accept()  # passed on, Tab would move the focus of a parent
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._mouse.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls; with Ctrl, the text becomes larger or smaller, as everywhere."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned = 0
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)  # towards zero: what is left over counts for the next step
        self._turned -= steps * _NOTCH
        if steps:
            self.zoom_wanted.emit(steps)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            at = event.pos()
            offset, under = self.offset_under(at), self.spans_under(at)
            chosen = self.selection
            if chosen is None or not chosen[0] <= offset <= chosen[1]:
                self.click(offset, self._active if self._active in under else next(iter(under), None))
            position = event.globalPos()
        else:
            offset = self._caret.offset
            position = self.viewport().mapToGlobal(self.rect_of(offset).bottomLeft())
        self.menu_wanted.emit(self._active, offset, position)
