"""What is to be seen: puts rows, washes, ring and caret together for the lines asked for. Values in, a Frame out."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QRect

from nhan.core.document import Document, key_of
from nhan.core.model import Span
from nhan.core.operations.building import live
from nhan.core.text.units import Range
from nhan.gui.article_view.look import Density, Look
from nhan.gui.article_view.page import Page
from nhan.gui.article_view.painter import Frame, Line, Wash
from nhan.gui.article_view.row import Row
from nhan.gui.article_view.rows import build_row, extent
from nhan.gui.article_view.shaping import Shaped
from nhan.gui.article_view.styles import Styles
from nhan.gui.article_view.sureness import sureness

CARET_WIDTH = 2


class Taken(NamedTuple):
    """What the bulk keys would confirm beside what the ring shows, each sorted."""

    down: Sequence[Range] = ()  # to the next doubtful one
    copies: Sequence[Range] = ()


class Marks(NamedTuple):
    """What is marked besides spans, each sorted."""

    hits: Sequence[Range]  # of a search
    current: Range | None  # the hit that was gone to; not among the others
    arrived: Sequence[Range]  # changed by a machine just now
    faint: Sequence[Range]  # withdrawn and almost made suggestions, and other candidates
    taken: Taken


class Scene:
    """One document on one page. ``preview`` is a span whose edge is being dragged: id, start, end."""

    def __init__(self, document: Document, page: Page, styles: Styles, look: Look) -> None:
        self.document = document
        self.page = page
        self.preview: tuple[str, int, int] | None = None
        self.proposed: Sequence[Span] = ()  # not in the document, and shown
        self._styles = styles
        self._look = look
        self._grade = partial(sureness, certain=look.certain)

    def spans_in(self, start: int, end: int) -> list[Span]:
        """The spans to be shown that share text with ``[start, end)``."""
        spans = [span for span in self.document.overlapping(start, end) if live(span)]
        proposed = [span for span in self.proposed if span.start < end and start < span.end]
        if proposed:
            spans = sorted([*spans, *proposed], key=key_of)
        if self.preview is None:
            return spans
        span_id, new_start, new_end = self.preview
        spans = [span for span in spans if span.id != span_id]
        dragged = self.document.get(span_id)
        if dragged is not None and new_start < end and new_end > start:
            spans.append(replace(dragged, start=new_start, end=new_end))
        return spans

    def row(self, piece: int, line: int) -> Row:
        """What stands on a line, from the cache if nothing has changed there."""
        shaped = self.page.shaped(piece)
        row = shaped.rows.get(line)
        if row is None:
            start, end = self.page.range_of(piece, line)
            spans = self.spans_in(start, end)
            widths, grade = self._styles.tag_width, self._grade
            row = build_row(shaped, line, start, end, spans, self.page.metrics, widths, grade)
            shaped.rows[line] = row
        return row

    def forget(self, ranges: Sequence[Range]) -> None:
        """The spans in these ranges have changed: their rows are to be made again when they are next seen."""
        kept = self.page.kept()
        for start, end in ranges:
            first, last = self.page.pieces.of(start), self.page.pieces.of(end - 1)
            for piece, shaped in kept:
                if first <= piece <= last:
                    for line in self._lines_of(piece, shaped, start, end):
                        shaped.rows.pop(line, None)

    def bands(self, ranges: Sequence[Range], upper: int, lower: int) -> set[int]:
        """The tops of the lines between two page heights that share text with one of the ranges."""
        page, found = self.page, set()
        pitch = page.metrics.pitch
        first_seen, last_seen = page.at(upper), page.at(lower + pitch)  # an empty paragraph's band begins above it
        for start, end in ranges:
            first, last = max(first_seen, page.pieces.of(start)), min(last_seen, page.pieces.of(end - 1))
            for piece in range(first, last + 1):
                for line in self._lines_of(piece, page.shaped(piece), start, end):
                    top = page.band(piece, line)
                    if top < lower and top + pitch > upper:
                        found.add(top)
        return found

    def _lines_of(self, piece: int, shaped: Shaped, start: int, end: int) -> range:
        """The lines of a piece that share text with ``[start, end)``, given that the piece does."""
        base = self.page.pieces.starts[piece]
        return range(shaped.line_of(max(0, start - base)), shaped.line_of(end - 1 - base) + 1)

    def washes(self, ranges: Sequence[Range], lines: Sequence[tuple[int, int, int]], scrolled: int) -> list[Wash]:
        """The parts of sorted ranges on these lines."""
        found = []
        for piece, line, top in lines if ranges else ():
            start, end = self.page.range_of(piece, line)
            base = self.page.pieces.starts[piece]
            at = max(0, bisect_left(ranges, (start,)) - 1)
            while at < len(ranges) and ranges[at][0] < end:
                low, high = max(ranges[at][0], start), min(ranges[at][1], end)
                if low < high:
                    left, right = extent(self.page.shaped(piece), line, low - base, high - base)
                    found.append(Wash(left, right, top - scrolled, ranges[at][0] < low, high < ranges[at][1]))
                at += 1
        return found

    def caret_rect(self, offset: int) -> QRect:
        """The caret before the code point at ``offset``: page y, x from the column's edge."""
        place, metrics = self.page.place(offset), self.page.metrics
        height = metrics.chip_bottom - metrics.chip_top
        return QRect(round(place.x) - CARET_WIDTH // 2, place.y + metrics.chip_top, CARET_WIDTH, height)

    def is_near(self, offset: int, upper: int, lower: int) -> bool:
        """Whether the piece with that offset meets two page heights (nothing is shaped to find out)."""
        piece = self.page.pieces.of(offset)
        top = self.page.top(piece)
        return top < lower and top + self.page.heights[piece] > upper

    def frame(
        self,
        clip: QRect,
        left: int,
        scrolled: int,
        active: str | None,
        selection: Range | None,
        marks: Marks,
        caret: int | None,
    ) -> Frame:
        """All that is seen through ``clip`` (viewport), with page height ``scrolled`` at the viewport's top."""
        page, metrics = self.page, self.page.metrics
        upper = clip.top() + scrolled - metrics.overhang
        lower = clip.bottom() + 1 + scrolled + metrics.overhang
        lines = list(page.lines(upper, lower))
        drawn = [Line(self.row(piece, line), top - scrolled) for piece, line, top in lines]
        pieces = dict.fromkeys(piece for piece, _, _ in lines)
        near = caret is not None and self.is_near(caret, upper, lower)
        return Frame(
            left=left,
            clip=clip,
            lines=drawn,
            pieces=[(page.shaped(piece), page.top(piece) - scrolled) for piece in pieces],
            selection=self.washes([selection] if selection else [], lines, scrolled),
            marks=self.washes(marks.hits, lines, scrolled),
            current=self.washes([marks.current] if marks.current else [], lines, scrolled),
            arrived=self.washes(marks.arrived, lines, scrolled),
            faint=self.washes(marks.faint, lines, scrolled),
            down=self.washes(marks.taken.down, lines, scrolled),
            copies=self.washes(marks.taken.copies, lines, scrolled),
            active=[
                (fragment, line.top) for line in drawn for fragment in line.row.fragments if fragment.span.id == active
            ],
            caret=self.caret_rect(caret).translated(0, -scrolled) if caret is not None and near else None,
            all_tags=self._look.density is Density.COMFORTABLE,
        )
