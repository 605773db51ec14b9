"""The page: where every code point of the article stands. Pieces are shaped when they are looked at, and some kept."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from nhan.gui.article_view.heights import Heights
from nhan.gui.article_view.look import Metrics
from nhan.gui.article_view.pieces import Pieces
from nhan.gui.article_view.shaping import Shaped, count_lines

MARGIN_TOP, MARGIN_BOTTOM = 26, 28  # pixels; a receipt on the first line stands in the upper one
_KEPT = 100_000  # code points of shaped text kept, about 8 MB
_SAMPLE = 1000  # code points measured to estimate the rest


class Place(NamedTuple):
    """A point of the page in pixels: x from the column's edge, y the top of the line's band, and which line it is."""

    piece: int
    line: int
    x: float
    y: int


class Page:
    """One article laid out in a column ``width`` pixels wide. Heights not looked at yet are estimates."""

    def __init__(self, pieces: Pieces, font: QFont, metrics: Metrics, width: int) -> None:
        self.pieces = pieces
        self.metrics = metrics
        self.width = width
        self.font = font
        self._kept: OrderedDict[int, Shaped] = OrderedDict()
        self._weight = 0
        self._exact = bytearray(len(pieces))
        self.heights = Heights(self._estimate())

    def _estimate(self) -> list[int]:
        pitch, blank, gap = self.metrics.pitch, self.metrics.blank, self.metrics.gap
        sample = self.pieces.text[:_SAMPLE]
        char = QFontMetricsF(self.font).horizontalAdvance(sample) / len(sample) if sample else 0.0
        per_line = max(1.0, self.width / (char or self.metrics.char) - 3)
        pairs = zip(self.pieces.starts, self.pieces.ends, strict=True)
        return [(int((end - start - 1) / per_line) + 1) * pitch + gap if end > start else blank for start, end in pairs]

    @property
    def height(self) -> int:
        return MARGIN_TOP + self.heights.total + MARGIN_BOTTOM

    def top(self, piece: int) -> int:
        return MARGIN_TOP + self.heights.top(piece)

    def at(self, y: int) -> int:
        """The piece at page height ``y``."""
        return self.heights.at(y - MARGIN_TOP)

    def is_blank(self, piece: int) -> bool:
        return self.pieces.starts[piece] == self.pieces.ends[piece]

    def band(self, piece: int, line: int) -> int:
        """The top of a line's band. An empty paragraph is lower than a line: its band ends where it ends."""
        metrics = self.metrics
        return self.top(piece) + (metrics.blank - metrics.pitch if self.is_blank(piece) else line * metrics.pitch)

    def is_exact(self, piece: int) -> bool:
        return bool(self._exact[piece])

    def shaped(self, piece: int) -> Shaped:
        """The piece, laid out; its height is exact from now on."""
        found = self._kept.get(piece)
        if found is not None:
            self._kept.move_to_end(piece)
            return found
        found = Shaped(self.pieces.text_of(piece), self.font, self.metrics, self.width)
        self._kept[piece] = found
        self._weight += found.weight
        while self._weight > _KEPT and len(self._kept) > 1:
            self._weight -= self._kept.popitem(last=False)[1].weight
        self._settle(piece, len(found))
        return found

    def kept(self) -> list[tuple[int, Shaped]]:
        """The pieces that are laid out now."""
        return list(self._kept.items())

    def measure_next(self) -> bool:
        """Make one more estimated height exact. False when there is none left."""
        piece = self._exact.find(0)
        if piece < 0:
            return False
        self._settle(piece, count_lines(self.pieces.text_of(piece), self.font, self.metrics, self.width))
        return True

    def _settle(self, piece: int, lines: int) -> None:
        if self._exact[piece]:
            return
        self._exact[piece] = 1
        gap = 0 if piece in self.pieces.cut else self.metrics.gap
        height = self.metrics.blank if self.is_blank(piece) else lines * self.metrics.pitch + gap
        if height != self.heights[piece]:
            self.heights.set(piece, height)

    def place(self, offset: int) -> Place:
        """Where the caret before the code point at ``offset`` stands."""
        piece = self.pieces.of(offset)
        shaped = self.shaped(piece)
        local = min(offset - self.pieces.starts[piece], shaped.length)
        line = shaped.line_of(local)
        return Place(piece, line, shaped.x_of(line, local), self.band(piece, line))

    def gap_above(self, offset: int) -> tuple[int, int]:
        """Where the letters of the line before that of ``offset`` begin, and how many pixels above them have none. On
        the first line, and after a blank one, it is that line's own tag that they begin with."""
        metrics, band = self.metrics, self.place(offset).y
        piece, line = self.line_at(band - 1) if band > MARGIN_TOP else (-1, 0)
        if piece < 0 or self.is_blank(piece):
            return band + metrics.tag_top - 2, MARGIN_TOP if piece < 0 else self.metrics.blank + 2 * metrics.under
        below = metrics.pitch - metrics.chip_bottom
        return self.band(piece, line) + metrics.chip_top - 1, metrics.chip_top + below - 1

    def line_at(self, y: int) -> tuple[int, int]:
        """The piece and its line at page height ``y``."""
        piece = self.at(y)
        line = (y - self.top(piece)) // self.metrics.pitch
        return piece, min(max(0, line), len(self.shaped(piece)) - 1)

    def offset_at(self, piece: int, line: int, x: float) -> int:
        """The caret offset nearest to ``x`` on that line."""
        return self.pieces.starts[piece] + self.shaped(piece).offset_at(line, x)

    def range_of(self, piece: int, line: int) -> tuple[int, int]:
        """The code points on that line; on a piece's last line, with the line break after it."""
        shaped = self.shaped(piece)
        start, end = self.pieces.region(piece)
        return start + shaped.starts[line], start + shaped.end_of(line) if line + 1 < len(shaped) else end

    def lines(self, upper: int, lower: int) -> Iterator[tuple[int, int, int]]:
        """Piece, line and band of the lines that meet ``[upper, lower)`` of the page."""
        pitch = self.metrics.pitch
        piece = self.at(upper)
        top = self.top(piece)
        # The band of an empty paragraph begins above it.
        while piece < len(self.pieces) and top < lower + pitch - self.metrics.blank:
            count = len(self.shaped(piece))
            shift = self.metrics.blank - pitch if self.is_blank(piece) else 0
            first = min(max(0, (upper - top) // pitch), count - 1)
            for line in range(first, count):
                if top + line * pitch + shift >= lower:
                    break
                yield piece, line, top + line * pitch + shift
            top += self.heights[piece]
            piece += 1
