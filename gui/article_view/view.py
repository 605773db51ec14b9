"""The view itself: a scroll area that shows an article, says what is under the mouse, and never edits."""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, Span
from nhan.core.operations import Edge
from nhan.core.text.units import Range, Unit
from nhan.gui.article_view import accessible, painter
from nhan.gui.article_view.caret import Caret, stepped
from nhan.gui.article_view.hit_test import edge_under, spans_under
from nhan.gui.article_view.look import Look, measure
from nhan.gui.article_view.mouse import Mouse
from nhan.gui.article_view.page import Page
from nhan.gui.article_view.pieces import Pieces
from nhan.gui.article_view.rows import shown
from nhan.gui.article_view.scene import Scene
from nhan.gui.article_view.scrolling import Scrolling
from nhan.gui.article_view.styles import Styles

_SIDE = 34  # least pixels left and right of the column
_STEADY = 0.4  # of the viewport's height: where the active span is kept
_MANY = 400  # spans changed at once from which everything is drawn again


class ArticleView(QAbstractScrollArea):
    """Shows one document. All numbers in and out are offsets in code points; edits are only asked for, by signals.

    There is never both an active span and a selection: what a key acts on is always one of them.
    """

    active_changed = Signal(object)  # span id | None
    caret_moved = Signal(int)
    selection_changed = Signal(object)  # (start, end) | None
    edge_dragged = Signal(str, object, int)  # span id, Edge, offset
    range_dragged = Signal(int, int)
    menu_wanted = Signal(object, int, QPoint)  # span id | None, offset, global position

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._labels: LabelSet | None = None
        self._styles: Styles | None = None
        self._document: Document | None = None
        self._pieces: Pieces | None = None
        self._scene: Scene | None = None
        self._left = 0
        self._due = False  # laid out again before anything is asked or painted
        self._active: str | None = None
        self._caret = Caret()
        self._marks: list[Range] = []
        self._candidates: list[Range] = []
        self.unit: tuple[Unit, Sequence[Range]] = (Unit.SYLLABLE, ())  # what drags and double clicks snap to
        self._mouse = Mouse(self)
        self._scrolling = Scrolling(self.verticalScrollBar(), self.viewport(), self._moved)
        self._set_up()

    def _set_up(self) -> None:
        accessible.install()
        # A scroll bar that comes and goes would wrap the text anew each time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        viewport = self.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setMouseTracking(True)
        viewport.setCursor(Qt.CursorShape.IBeamCursor)
        # With an input method switched on (Telex, VNI) every key still comes as a key.
        for widget in (self, viewport):
            widget.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    # What is shown

    def show_document(self, document: Document, labels: LabelSet) -> None:
        """Show another document from its top, with nothing active. Costs a search for line breaks and one screen."""
        self._mouse.cancel()
        if labels != self._labels or self._styles is None:
            self._labels, self._styles = labels, Styles(labels, self._look)
        if self._document is None or self._document.text is not document.text:
            self._pieces = Pieces(document.text)
        self._document = document
        self._marks, self._candidates = [], []
        self._scene = None
        self._set_state(None, Caret())
        self._lay_out()
        accessible.text_changed(self)

    def clear(self) -> None:
        """Show nothing."""
        self._mouse.cancel()
        self._set_state(None, Caret())
        self._document = self._pieces = self._scene = None
        self._marks, self._candidates = [], []
        self._scrolling.set_page(None)

    def edited(self, edit: ArticleEdit) -> None:
        """The document has had this applied: draw exactly the lines it touches."""
        scene = self._ready()
        if scene is None or self._document is None or edit.article != self._document.id:
            return
        ranges = [(span.start, span.end) for span in chain(edit.removed, edit.added)]
        if len(ranges) > _MANY:
            ranges = [(0, len(self._document.text) + 1)]
        if ranges:
            scene.forget(ranges)
            self._draw_again(ranges)
        if self._active is not None and self.span(self._active) is None:
            self._set_state(None, self._caret)

    def set_look(self, look: Look) -> None:
        """Other colours, sizes or density; the top line stays at the top."""
        if look == self._look:
            return
        self._look = look
        if self._labels is not None:
            self._styles = Styles(self._labels, look)
        self._lay_out(self._top_offset())

    @property
    def look(self) -> Look:
        return self._look

    @property
    def text(self) -> str:
        return self._document.text if self._document is not None else ""

    def span(self, span_id: str) -> Span | None:
        """The span if it is there and to be seen."""
        found = self._document.get(span_id) if self._document is not None else None
        return found if found is not None and shown(found) else None

    def set_marks(self, ranges: Sequence[Range]) -> None:
        """Mark search hits: sorted, not overlapping."""
        self._marks = list(ranges)
        self.viewport().update()

    def set_candidates(self, ranges: Sequence[Range]) -> None:
        """Underline candidates for missing spans quietly: sorted, not overlapping."""
        self._candidates = list(ranges)
        self.viewport().update()

    def set_unit(self, unit: Unit, words: Sequence[Range] = ()) -> None:
        """What drags and double clicks snap to; ``words`` are the article's segmented words."""
        self.unit = unit, words

    def set_preview(self, preview: tuple[str, int, int] | None) -> None:
        """Show a span with other edges for now: id, start, end."""
        scene = self._ready()
        if scene is None or scene.preview == preview:
            return
        both = [each for each in (scene.preview, preview) if each is not None]
        ranges = [(start, end) for _, start, end in both]
        ranges += [(span.start, span.end) for each in both if (span := self.span(each[0])) is not None]
        scene.preview = preview
        scene.forget(ranges)
        self._draw_again(ranges)

    # Active span, caret, selection

    @property
    def active(self) -> str | None:
        return self._active

    @property
    def caret(self) -> int:
        return self._caret.offset

    @property
    def caret_anchor(self) -> int:
        """Where an extended selection begins."""
        return self._caret.anchor

    @property
    def selection(self) -> Range | None:
        return self._caret.selection

    def set_active(self, span_id: str | None, reveal: bool = True) -> None:
        """Make a span active (None: none); the caret goes to its start unless it is inside already.

        ``reveal`` brings the span to a steady height, so that the eyes can stay where they are.
        """
        span = self.span(span_id) if span_id is not None else None
        caret = self._caret
        if span is not None:
            inside = span.start <= caret.offset < span.end
            offset = caret.offset if inside else span.start
            caret = Caret(offset, offset)
        self._set_state(span.id if span is not None else None, caret)
        if span is not None and reveal:
            self.reveal(span.start, steady=True)

    def set_caret(self, offset: int, reveal: bool = True) -> None:
        """Put the caret at ``offset`` and drop the selection; the active span stays if it is there."""
        offset = max(0, min(offset, len(self.text)))
        active = self.span(self._active) if self._active is not None else None
        stays = active is not None and active.start <= offset <= active.end
        self._set_state(self._active if stays else None, Caret(offset, offset))
        if reveal:
            self.reveal(offset)

    def set_selection(self, start: int, end: int) -> None:
        """Select; the caret is at ``end`` (which may be before ``start``). Nothing is active then."""
        size = len(self.text)
        caret = Caret(max(0, min(start, size)), max(0, min(end, size)))
        self._set_state(None if caret.selection else self._active, caret)

    def step(self, unit: Unit, direction: int, extend: bool = False) -> None:
        """Move the caret by a unit, forward (1) or back (-1). A span that is entered becomes active."""
        words = self.unit[1]
        self._move_to(stepped(self._caret, self.text, unit, direction, extend, words), extend)

    def line_step(self, direction: int, extend: bool = False) -> None:
        """Move the caret to the next (1) or previous (-1) line, at the x where the first such step began."""
        scene = self._ready()
        if scene is None:
            return
        page = scene.page
        place = page.place(self._caret.offset)
        wish = place.x if self._caret.wish is None else self._caret.wish
        piece, line = place.piece, place.line + direction
        if line < 0:
            piece -= 1
            line = len(page.shaped(piece)) - 1 if piece >= 0 else 0
        elif line >= len(page.shaped(piece)):
            piece, line = piece + 1, 0
        if 0 <= piece < len(page.pieces):
            offset = page.offset_at(piece, line, wish)
            self._move_to(Caret(self._caret.anchor if extend else offset, offset, wish), extend)

    def _move_to(self, caret: Caret, extend: bool) -> None:
        if extend:
            self._set_state(None if caret.selection else self._active, caret)
        else:
            self._set_state(self._entered(self._caret.offset, caret.offset), caret)
        self.reveal(caret.offset)

    def _entered(self, before: int, now: int) -> str | None:
        """What is active after a move: the innermost span entered, else the active one if it goes on, else innermost."""
        if self._document is None:
            return None
        left = {span.id for span in self._document.covering(before)}
        here = [span.id for span in self._document.covering(now) if shown(span)]
        fresh = [each for each in here if each not in left]
        if fresh:
            return fresh[-1]
        if self._active in here:
            return self._active
        return here[-1] if here else None

    def _set_state(self, active: str | None, caret: Caret) -> None:
        """The one place where active span, caret and selection change, and tell."""
        was_active, was_caret = self._active, self._caret
        self._active, self._caret = active, caret
        scene = self._scene
        if scene is not None and not self._due:
            ranges = [(span.start, span.end) for each in {was_active, active} if each and (span := self.span(each))]
            if was_active == active:
                ranges = []
            if was_caret.selection != caret.selection:
                ranges += [chosen for chosen in (was_caret.selection, caret.selection) if chosen]
            self._draw_again(ranges)
            if was_caret.offset != caret.offset:
                self._draw_caret(was_caret.offset)
                self._draw_caret(caret.offset)
        if was_caret.offset != caret.offset:
            accessible.caret_moved(self)
            self.caret_moved.emit(caret.offset)
        if was_caret.selection != caret.selection:
            self.selection_changed.emit(caret.selection)
        if was_active != active:
            accessible.announce(self)
            self.active_changed.emit(active)

    # The mouse (see mouse.py): questions in viewport positions

    def click(self, offset: int, span_id: str | None) -> None:
        """A click: the caret there, that span active. Nothing scrolls away under the mouse."""
        self._set_state(span_id, Caret(offset, offset))

    def spans_under(self, at: QPoint) -> list[str]:
        """Ids of the spans under a viewport position, the innermost first."""
        found = self._line_under(at)
        if found is None or self._scene is None:
            return []
        piece, line, y = found
        row = self._scene.row(piece, line)
        return spans_under(row, at.x() - self._left, y < self._scene.page.metrics.chip_top - 1)

    def edge_under(self, at: QPoint) -> tuple[Span, Edge] | None:
        """The active span and its edge under a viewport position."""
        found = self._line_under(at)
        if found is None or self._scene is None or self._active is None:
            return None
        piece, line, _ = found
        parts = (each for each in self._scene.row(piece, line).fragments if each.span.id == self._active)
        fragment = next(parts, None)
        edge = edge_under(fragment, at.x() - self._left)
        return (fragment.span, edge) if fragment is not None and edge is not None else None

    def offset_under(self, at: QPoint) -> int:
        """The caret offset nearest to a viewport position."""
        scene = self._ready()
        if scene is None:
            return 0
        piece, line = scene.page.line_at(at.y() + self._scrolling.y)
        return scene.page.offset_at(piece, line, at.x() - self._left)

    def grapheme_under(self, at: QPoint) -> int:
        """The start of the grapheme under a viewport position."""
        scene = self._ready()
        if scene is None:
            return 0
        piece, line = scene.page.line_at(at.y() + self._scrolling.y)
        return scene.page.pieces.starts[piece] + scene.page.shaped(piece).grapheme_at(line, at.x() - self._left)

    def rect_of(self, offset: int) -> QRect:
        """The caret before the code point at ``offset``, in the viewport."""
        scene = self._ready()
        return scene.caret_rect(offset).translated(self._left, -self._scrolling.y) if scene is not None else QRect()

    def _line_under(self, at: QPoint) -> tuple[int, int, int] | None:
        """Piece, line and the height within its band; None beyond the text."""
        scene = self._ready()
        y = at.y() + self._scrolling.y
        if scene is None or y >= scene.page.height:
            return None
        piece, line = scene.page.line_at(y)
        within = y - scene.page.band(piece, line)
        return (piece, line, within) if 0 <= within < scene.page.metrics.pitch else None

    # Layout, scrolling, painting

    def reveal(self, offset: int, steady: bool = False) -> None:
        """Bring a place into view; ``steady``: always to the same height, otherwise only if it is not well in view."""
        scene = self._ready()
        if scene is None:
            return
        place, pitch, height = scene.page.place(offset), scene.page.metrics.pitch, self.viewport().height()
        y, room = self._scrolling.y, min(pitch, self.viewport().height() // 4)
        target = round(place.y + pitch / 2 - _STEADY * height)
        if not steady:
            if y + room <= place.y and place.y + pitch + room <= y + height:
                return
            if abs(target - y) <= height:
                target = place.y - room if place.y < y + room else place.y + pitch + room - height
        self._scrolling.scroll_to(target, place.piece)

    def _ready(self) -> Scene | None:
        if self._due:
            self._lay_out(self._top_offset())
        return self._scene

    def _top_offset(self) -> tuple[int, int] | None:
        """The first code point of the top line, and how far its band is scrolled out."""
        if self._scene is None:
            return None
        page, y = self._scene.page, self._scrolling.y
        piece, line = page.line_at(y)
        return page.range_of(piece, line)[0], y - page.band(piece, line)

    def _lay_out(self, top: tuple[int, int] | None = None) -> None:
        self._due = False
        if self._document is None or self._pieces is None or self._styles is None:
            self.viewport().update()
            return
        width = self.viewport().width()
        column = max(80, min(self._look.column_px, width - 2 * _SIDE))
        self._left = max(0, (width - column) // 2)
        metrics = measure(self._look)
        page = Page(self._pieces, self._look.text_font(), metrics, column)
        self._scene = Scene(self._document, page, self._styles, self._look)
        y = page.place(top[0]).y + min(top[1], metrics.pitch - 1) if top is not None else 0
        self._scrolling.set_page(page, y)

    def _moved(self) -> None:
        """The text has moved under a mouse that stands still: what it shows there may be something else now."""

    def _draw_again(self, ranges: Sequence[Range]) -> None:
        scene = self._scene
        if scene is None or not ranges:
            return
        y, height, width = self._scrolling.y, self.viewport().height(), self.viewport().width()
        over, pitch = scene.page.metrics.overhang, scene.page.metrics.pitch
        for top in scene.bands(ranges, y - over, y + height + over):
            self.viewport().update(QRect(0, top - y - over, width, pitch + 2 * over))

    def _draw_caret(self, offset: int) -> None:
        scene, y = self._scene, self._scrolling.y
        if scene is not None and scene.is_near(offset, y, y + self.viewport().height()):
            self.viewport().update(self.rect_of(offset))

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._ready()
        with QPainter(self.viewport()) as brush:  # an exception must not leave it open: Qt would crash later
            if scene is None or self._styles is None:
                brush.fillRect(event.rect(), QColor(self._look.palette.paper))
                return
            for rect in event.region():  # type: ignore[attr-defined]
                brush.save()
                brush.setClipRect(rect)
                frame = scene.frame(
                    rect,
                    self._left,
                    self._scrolling.y,
                    self._active,
                    self._caret.selection,
                    self._marks,
                    self._candidates,
                    self._shown_caret(),
                )
                painter.paint(brush, frame, self._styles, scene.page.metrics)
                brush.restore()

    def _shown_caret(self) -> int | None:
        """The caret is hidden without the focus, and where the active span's ring would only be made thicker by it."""
        active = self.span(self._active) if self._active is not None else None
        at_edge = active is not None and self._caret.offset in (active.start, active.end)
        return self._caret.offset if self.hasFocus() and not at_edge else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Many of these can come before the next frame: the text is laid out once, when it is painted.
        self._due = True
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._due:
            self._scrolling.bar_moved()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._draw_caret(self._caret.offset)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._draw_caret(self._caret.offset)

    # Events

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.InputMethod, QEvent.Type.InputMethodQuery):
            return True  # a late commit meant for a text field, or a compositor that asks all the same
        if event.type() is QEvent.Type.ShortcutOverride and self._mouse.gesture is not None:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        event.ignore()

    def focusNextPrevChild(self, next: bool) -> bool:
        return False

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
