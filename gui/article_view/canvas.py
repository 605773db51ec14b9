"""The drawing half of the view: lays an article out, scrolls and paints it, and knows what is at which pixel."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Span
from nhan.core.operations import Edge
from nhan.core.operations.building import live
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range
from nhan.gui.article_view import painter
from nhan.gui.article_view.caret import Caret
from nhan.gui.article_view.hit_test import edge_under, spans_under
from nhan.gui.article_view.look import Look, measure
from nhan.gui.article_view.page import Page
from nhan.gui.article_view.pieces import Pieces
from nhan.gui.article_view.receipt import Receipt, Spot
from nhan.gui.article_view.scene import Marks, Scene, Taken
from nhan.gui.article_view.scrolling import Scrolling
from nhan.gui.article_view.styles import Styles
from nhan.gui.widgets.flat_scroll_bar import FlatScrollBar

_SIDE = 34  # least pixels left and right of the column
_STEADY = 0.4  # of the viewport's height: where the active span is kept


class Canvas(QAbstractScrollArea):
    """Shows a document with an active span, a caret, marks. Positions are the viewport's, offsets are code points."""

    seen_changed = Signal()  # another stretch of the text is wholly in view, and painted
    taken_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look()
        self._labels: LabelSet | None = None
        self._styles: Styles | None = None
        self._document: Document | None = None
        self._pieces: Pieces | None = None
        self._scene: Scene | None = None
        self._left = 0
        self._due = False  # to be laid out again before anything is asked or painted
        self._active: str | None = None
        self._caret = Caret()
        self._marks: list[Range] = []
        self._current: Range | None = None  # the hit that was gone to
        self.arrived: Sequence[Range] = ()  # changed by a machine just now
        self._taken = Taken()
        self.painted = Taken()  # as that was when it was last painted: what somebody may have seen
        self._painted_range: Range = (0, 0)
        self._proposed: Sequence[Span] = ()  # shown as if they were in the document
        self._proposed_place: Range | None = None  # what they are about
        self.faint: Sequence[Labelled] = ()  # withdrawn and almost made suggestions: candidates
        self.candidates: Sequence[Range] = ()  # candidates of every kind that are in view
        self._dotted: Sequence[Range] = ()  # both, in order
        self._bar = FlatScrollBar(self._look.palette.paper, self._look.palette.ink)
        self.setVerticalScrollBar(self._bar)
        # A scroll bar that comes and goes would wrap the text again each time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._scrolling = Scrolling(self)
        self.receipt = Receipt(self, self._where)

    # What is shown

    @property
    def look(self) -> Look:
        return self._look

    @property
    def text(self) -> str:
        return self._document.text if self._document is not None else ""

    def span(self, span_id: str) -> Span | None:
        """The span if it is there and to be seen."""
        found = next((each for each in self._proposed if each.id == span_id), None)
        if found is None and self._document is not None:
            found = self._document.get(span_id)
        return found if found is not None and live(found) else None

    def set_look(self, look: Look) -> None:
        """Other colours, sizes or density; the top line stays at the top."""
        if look == self._look:
            return
        top = self._top_offset()
        if self._scene is not None and look.certain != self._look.certain:
            self._scene.forget([(0, len(self.text) + 1)])
        self._look = look
        self.receipt.set_look(look)
        self._bar.set_colours(look.palette.paper, look.palette.ink)
        if self._labels is not None:
            self._styles = Styles(self._labels, look)
        self._lay_out(top)

    def set_marks(self, ranges: Sequence[Range], current: Range | None = None) -> None:
        """Mark search hits: sorted, not overlapping. ``current``, one of them, is marked in another way."""
        self._marks, self._current = [each for each in ranges if each != current], current
        self.viewport().update()

    def set_arrived(self, ranges: Sequence[Range]) -> None:
        """Mark what a machine has just changed: sorted."""
        was, self.arrived = self.arrived, ranges
        self._draw_again([*was, *ranges])

    @property
    def taken(self) -> Taken:
        """What is marked as taken by the bulk keys."""
        return self._taken

    def set_taken(self, taken: Taken) -> None:
        """Mark what the bulk keys would confirm."""
        if taken != self._taken:
            was, self._taken = self._taken, taken
            self._draw_again(sorted({*was.down} ^ {*taken.down} | {*was.copies} ^ {*taken.copies}))
            self.taken_changed.emit()

    def set_faint(self, places: Sequence[Labelled]) -> None:
        """Show where suggestions were withdrawn, or almost made: sorted."""
        was, self.faint = self.faint, places
        self._set_dotted()
        self._draw_again([place[:2] for place in (*was, *places)])

    def set_candidates(self, places: Sequence[Range]) -> None:
        """Show where Tab stops besides spans, of what is in view: sorted."""
        if self.candidates != places:
            was, self.candidates = self.candidates, places
            self._set_dotted()
            self._draw_again(sorted({*was} ^ {*places}))

    def _set_dotted(self) -> None:
        self._dotted = sorted({*(place[:2] for place in self.faint), *self.candidates})

    def set_proposed(self, spans: Sequence[Span], place: Range | None = None) -> None:
        """Show spans that are not in the document, as if they were: until another one is shown. They can be active.
        ``place``: the words that they are about, to be selected where there is no span."""
        was, self._proposed, self._proposed_place = self._proposed, spans, place
        if self._scene is not None:
            self._scene.proposed = spans
        if [*was] != [*spans]:
            self._changed([(span.start, span.end) for span in (*was, *spans)])

    def set_preview(self, preview: tuple[str, int, int] | None) -> None:
        """Show a span with other edges for now: id, start, end."""
        scene = self._ready()
        if scene is None or scene.preview == preview:
            return
        both = [each for each in (scene.preview, preview) if each is not None]
        ranges = [(start, end) for _, start, end in both]
        ranges += [(span.start, span.end) for each in both if (span := self.span(each[0])) is not None]
        scene.preview = preview
        self._changed(ranges)

    def _show(self, document: Document | None, labels: LabelSet | None) -> None:
        if labels is not None and (labels != self._labels or self._styles is None):
            self._labels, self._styles = labels, Styles(labels, self._look)
        if document is None:
            self._pieces = None
        elif self._document is None or self._document.text is not document.text:
            self._pieces = Pieces(document.text)
        self._document = document
        self._marks, self._current = [], None
        self.arrived = self.faint = self.candidates = self._dotted = ()
        self._taken = self.painted = Taken()
        self._proposed, self._proposed_place = (), None
        self.receipt.drop()
        self._scene = None
        self._lay_out()

    # What is where

    def spans_under(self, at: QPoint) -> list[str]:
        """Ids of the spans at a position, the innermost first."""
        found = self._line_under(at)
        if found is None or self._scene is None:
            return []
        piece, line, y = found
        row = self._scene.row(piece, line)
        return spans_under(row, at.x() - self._left, y < self._scene.page.metrics.chip_top - 1)

    def edge_under(self, at: QPoint) -> tuple[Span, Edge] | None:
        """The active span and its edge at a position."""
        found = self._line_under(at)
        if found is None or self._scene is None or self._active is None:
            return None
        piece, line, _ = found
        parts = (each for each in self._scene.row(piece, line).fragments if each.span.id == self._active)
        fragment = next(parts, None)
        edge = edge_under(fragment, at.x() - self._left)
        return (fragment.span, edge) if fragment is not None and edge is not None else None

    def offset_under(self, at: QPoint) -> int:
        """The caret offset nearest to a position."""
        scene = self._ready()
        if scene is None:
            return 0
        piece, line = scene.page.line_at(at.y() + self._scrolling.y)
        return scene.page.offset_at(piece, line, at.x() - self._left)

    def grapheme_under(self, at: QPoint) -> int:
        """The start of the grapheme at a position."""
        scene = self._ready()
        if scene is None:
            return 0
        piece, line = scene.page.line_at(at.y() + self._scrolling.y)
        return scene.page.pieces.starts[piece] + scene.page.shaped(piece).grapheme_at(line, at.x() - self._left)

    def rect_of(self, offset: int) -> QRect:
        """The caret before the code point at ``offset``; may be outside the viewport."""
        scene = self._ready()
        return scene.caret_rect(offset).translated(self._left, -self._scrolling.y) if scene is not None else QRect()

    def is_in_view(self, offset: int) -> bool:
        """Whether somebody sees what stands at ``offset``."""
        return self.viewport().rect().intersects(self.rect_of(offset))

    @property
    def seen(self) -> Range:
        """What is wholly in view, by lines."""
        scene, y, height = self._ready(), self._scrolling.y, self.viewport().height()
        if scene is None:
            return 0, 0
        page, pitch = scene.page, scene.page.metrics.pitch
        whole = [
            (piece, line)
            for piece, line, top in page.lines(y, y + height)
            if y <= top + page.metrics.tag_top and top + pitch <= y + height
        ]
        return (page.range_of(*whole[0])[0], page.range_of(*whole[-1])[1]) if whole else (0, 0)

    def _where(self) -> Spot | None:
        """Where the annotator is: at the active span, else at the caret; None where that is not in view."""
        scene, y, height = self._ready(), self._scrolling.y, self.viewport().height()
        if scene is None:
            return None
        active = self.span(self._active) if self._active is not None else None
        offset = active.start if active is not None else self._caret.offset
        if not scene.is_near(offset, y, y + height):
            return None
        metrics, caret = scene.page.metrics, scene.caret_rect(offset)
        end = scene.caret_rect(active.end) if active is not None else caret
        right = end.right() if end.top() == caret.top() else scene.page.width
        above = metrics.chip_top - metrics.tag_top + 2
        at = caret.adjusted(0, -above, right - caret.right(), 0).translated(self._left, 0)
        if not y <= at.center().y() < y + height:
            return None
        letters, room = scene.page.gap_above(offset)
        return Spot(at, self._left, self._left + scene.page.width, self.viewport().width(), letters, room)

    def _line_under(self, at: QPoint) -> tuple[int, int, int] | None:
        """Piece, line and the height within its band; None beyond the text."""
        scene = self._ready()
        y = at.y() + self._scrolling.y
        if scene is None or not 0 <= y < scene.page.height:
            return None
        piece, line = scene.page.line_at(y)
        within = y - scene.page.band(piece, line)
        return (piece, line, within) if 0 <= within < scene.page.metrics.pitch else None

    # Layout and scrolling

    def reveal(self, offset: int, steady: bool = False) -> None:
        """Bring a place into view; ``steady``: always to the same height, otherwise only if it is not well in view."""
        scene = self._ready()
        if scene is None:
            return
        place, pitch, height = scene.page.place(offset), scene.page.metrics.pitch, self.viewport().height()
        y, room = self._scrolling.y, min(pitch, self.viewport().height() // 4)
        target = place.y + round(pitch / 2 - _STEADY * height)  # rounded apart: halves go to the even number
        if not steady:
            if y + room <= place.y and place.y + pitch + room <= y + height:
                return
            if abs(target - y) <= height:
                target = place.y - room if place.y < y + room else place.y + pitch + room - height
        self._scrolling.scroll_to(target, place.piece)

    def _ready(self) -> Scene | None:
        """The scene, laid out for the size the view has now."""
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
            self._scrolling.set_page(None)
            return
        width = self.viewport().width()
        column = max(80, min(self._look.column_px, width - 2 * _SIDE))
        self._left = max(0, (width - column) // 2)
        metrics, font = measure(self._look), self._look.text_font()
        preview = self._scene.preview if self._scene is not None else None
        page = self._scene.page if self._scene is not None else None
        if page is None or page.width != column or page.metrics != metrics or page.font != font:
            page = Page(self._pieces, font, metrics, column)
        self._scene = Scene(self._document, page, self._styles, self._look)
        self._scene.proposed = self._proposed
        self._scene.preview = preview
        y = page.place(top[0]).y + min(top[1], metrics.pitch - 1) if top is not None else 0
        self._scrolling.set_page(page, y)
        if not self.receipt.box.isEmpty():  # what it was about stands elsewhere now
            self.receipt.drop()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        # Many of these can come before the next frame: the text is laid out once, when it is painted.
        self._due = True
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        if not self._due:
            self._scrolling.bar_moved()

    # Painting

    def _changed(self, ranges: Sequence[Range]) -> None:
        """Spans in these ranges are other ones now: make their rows again and draw those lines."""
        if self._scene is not None and ranges:
            self._scene.forget(ranges)
            self._draw_again(ranges)

    def _draw_again(self, ranges: Sequence[Range]) -> None:
        scene = self._scene
        if scene is None or self._due or not ranges:
            return
        y, height, width = self._scrolling.y, self.viewport().height(), self.viewport().width()
        over, pitch = scene.page.metrics.overhang, scene.page.metrics.pitch
        for top in scene.bands(ranges, y - over, y + height + over):
            self.viewport().update(QRect(0, top - y - over, width, pitch + 2 * over))

    def _draw_caret(self, offset: int) -> None:
        if self._scene is None or self._due:
            return
        y = self._scrolling.y
        if self._scene.is_near(offset, y, y + self.viewport().height()):
            self.viewport().update(self.rect_of(offset))

    def _shown_caret(self) -> int | None:
        """The caret is hidden without the focus, and where it would only make the active span's ring thicker."""
        active = self.span(self._active) if self._active is not None else None
        at_edge = active is not None and self._caret.offset in (active.start, active.end)
        return self._caret.offset if self.hasFocus() and not at_edge else None

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._ready()
        caret = self._shown_caret()
        with QPainter(self.viewport()) as brush:  # an exception must not leave it open: Qt would crash later
            if scene is None or self._styles is None:
                brush.fillRect(event.rect(), QColor(self._look.palette.paper))
                return
            y, selection = self._scrolling.y, self._caret.selection
            for rect in event.region():  # type: ignore[attr-defined]
                brush.save()
                brush.setClipRect(rect)
                marks = Marks(self._marks, self._current, self.arrived, self._dotted, self._taken)
                frame = scene.frame(rect, self._left, y, self._active, selection, marks, caret)
                painter.paint(brush, frame, self._styles, scene.page.metrics)
                self.receipt.paint(brush, rect)
                brush.restore()
        self.painted = self._taken
        if (seen := self.seen) != self._painted_range:
            self._painted_range = seen
            self.seen_changed.emit()
