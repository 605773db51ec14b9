"""The text with an active span, a caret and a selection. It never edits; it asks through signals."""

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessibleInterface
from PySide6.QtWidgets import QWidget

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, Span
from nhan.core.operations.building import live
from nhan.core.review.read_ahead import read_ahead
from nhan.core.review.stops import Filter
from nhan.core.text.units import Range, Unit
from nhan.gui.article_view.canvas import Canvas
from nhan.gui.article_view.caret import Caret, line_stepped, stepped
from nhan.gui.article_view.sureness import Sureness, sureness

_MANY = 400  # spans changed at once from which everything is drawn again


class TextView(Canvas):
    """Shows one document. All numbers in and out are offsets in code points.

    There is never both an active span and a selection: what a key acts on is always one of them.
    """

    active_changed = Signal(object)  # span id | None
    caret_moved = Signal(int)
    selection_changed = Signal(object)  # (start, end) | None
    edge_dragged = Signal(str, object, int)  # span id, Edge, offset
    range_dragged = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit: tuple[Unit, Sequence[Range]] = (Unit.SYLLABLE, ())  # what drags and double clicks snap to
        self.interface: QAccessibleInterface | None = None  # for screen readers, once one has asked
        self.stops = Filter()  # where the annotator goes from here
        self.lost: Range | None = None  # where the active span was that an edit took away, until something else is

    # What is shown

    def show_document(self, document: Document, labels: LabelSet) -> None:
        """Show another document from its top, with nothing active. Costs a search for line breaks and one screen."""
        self._show(document, labels)
        self._set_state(None, Caret())

    def clear(self) -> None:
        """Show nothing."""
        self._show(None, None)
        self._set_state(None, Caret())

    def edited(self, edit: ArticleEdit) -> None:
        """The document has had this applied: draw exactly the lines it touches."""
        if self._ready() is None or self._document is None or edit.article != self._document.id:
            return
        ranges = [(span.start, span.end) for span in chain(edit.removed, edit.added)]
        self._changed(ranges if len(ranges) <= _MANY else [(0, len(self._document.text) + 1)])
        if self._active is not None and self.span(self._active) is None:
            gone = next((span for span in edit.removed if span.id == self._active), None)
            self._set_state(None, self._caret)
            self.lost = (gone.start, gone.end) if gone is not None else None

    def set_unit(self, unit: Unit, words: Sequence[Range] = ()) -> None:
        """What drags and double clicks snap to; ``words`` are the article's segmented words."""
        self.unit = unit, words

    def read_ahead(self) -> Sequence[Range]:
        """What the annotator may have read already: machines change nothing there."""
        active = self.span(self._active) if self._active is not None else None
        if self._document is None:
            return ()
        return read_ahead(self._document, active, self._caret.offset, self.stops, self.lost)

    @property
    def active(self) -> str | None:
        return self._active

    @property
    def at_proposed(self) -> bool:
        """Whether a key would act on what is only proposed: none of the document's own."""
        if self._active is not None:
            return any(span.id == self._active for span in self._proposed)
        place = self._proposed_place if not self._proposed else None
        return place is not None and self.selection == place

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
        self._move_to(stepped(self._caret, self.text, unit, direction, extend, self.unit[1]), extend)

    def line_step(self, direction: int, extend: bool = False) -> None:
        """Move the caret to the next (1) or previous (-1) line, at the x where the first such step began."""
        scene = self._ready()
        if scene is not None:
            self._move_to(line_stepped(self._caret, scene.page, direction, extend), extend)

    def _move_to(self, caret: Caret, extend: bool) -> None:
        if extend:
            self._set_state(None if caret.selection else self._active, caret)
        else:
            self._set_state(self._entered(self._caret.offset, caret.offset), caret)
        self.reveal(caret.offset)

    def _entered(self, before: int, now: int) -> str | None:
        """What is active after a move: the innermost span entered, else the active one if it is there."""
        if self._document is None:
            return None
        left = {span.id for span in self._document.covering(before)}
        here = [span.id for span in self._document.covering(now) if live(span)]
        fresh = [each for each in here if each not in left]
        if fresh:
            return fresh[-1]
        if self._active in here:
            return self._active
        return here[-1] if here else None

    def _set_state(self, active: str | None, caret: Caret) -> None:
        """The one place where active span, caret and selection change, and tell."""
        was_active, was = self._active, self._caret
        self._active, self._caret, self.lost = active, caret, None
        if self._scene is not None and not self._due:
            ranges = [each for each in (was.selection, caret.selection) if each and was.selection != caret.selection]
            if was_active != active:
                spans = [self.span(each) for each in (was_active, active) if each is not None]
                ranges += [(span.start, span.end) for span in spans if span is not None]
            self._draw_again(ranges)
            for offset in {was.offset, caret.offset}:
                self._draw_caret(offset)
            if self.receipt.words:
                self.receipt.give_way()
        if (was.anchor, was.offset) != (caret.anchor, caret.offset):
            self._tell_caret()
        if was.offset != caret.offset:
            self.caret_moved.emit(caret.offset)
        if was.selection != caret.selection:
            self.selection_changed.emit(caret.selection)
        if was_active != active:
            self._tell_active()
            self.active_changed.emit(active)

    def _tell_caret(self) -> None:
        """The caret or the selection is somewhere else: for those who must hear before the signals."""

    def _tell_active(self) -> None:
        """Another span is active, or none."""

    def spoken(self) -> str:
        """The active span in words, for screen readers: its label, its state, its text."""
        span = self.span(self._active) if self._active is not None else None
        if span is None:
            return ""
        match sureness(span, self._look.certain):
            case Sureness.CONFIRMED:
                state = self.tr("confirmed")
            case Sureness.DOUBTFUL:
                state = self.tr("doubtful suggestion")
            case _:
                state = self.tr("suggestion")
        words = self.text[span.start : span.end]
        said = self.tr("{label}, {state}: {text}").format(label=span.label, state=state, text=words)
        return f"{said}. {self.said_of(span)}" if span.note or span.question else said

    def said_of(self, span: Span) -> str:
        """What somebody said about a span: its note, and whether that is a question."""
        return self.tr("question: {note}").format(note=span.note) if span.question else span.note

    def click(self, offset: int, span_id: str | None) -> None:
        """A click: the caret there, that span active. Nothing scrolls away under the mouse."""
        self._set_state(span_id, Caret(offset, offset))
