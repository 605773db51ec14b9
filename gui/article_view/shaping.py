"""One piece of text shaped and broken into lines: x positions of code points, and back."""

from bisect import bisect_right
from functools import cached_property

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption

from nhan.core.text.utf16 import Positions
from nhan.gui.article_view.look import Metrics
from nhan.gui.article_view.row import Row
from nhan.gui.qt_text import stand_in, with_signs

_HANGING = " \t\u2003\u2002\u2009\u3000"  # spaces that stand beyond the end of a wrapped line


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    # Offsets run left to right on the page whatever the script; a right-to-left run stays a run inside the line.
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    return option


def _layout(text: str, font: QFont, metrics: Metrics) -> QTextLayout:
    """The one place where an article's text becomes Qt's."""
    layout = QTextLayout(stand_in(with_signs(text) if metrics.signs else text), font)
    layout.setTextOption(_option())
    return layout


def _break_lines(layout: QTextLayout, metrics: Metrics, width: int) -> list[QTextLine]:
    lines: list[QTextLine] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # One baseline for all lines: an emoji or a fallback font has another ascent, but gets no other height.
        line.setPosition(QPointF(0, len(lines) * metrics.pitch + metrics.baseline - line.ascent()))
        lines.append(line)
    layout.endLayout()
    return lines


def count_lines(text: str, font: QFont, metrics: Metrics, width: int) -> int:
    """How many lines the text takes (nothing is kept)."""
    layout = _layout(text, font, metrics)
    return max(1, len(_break_lines(layout, metrics, width)))


class Shaped:
    """A laid-out piece. Offsets here are code points from the piece's start; x and y are pixels from its corner."""

    def __init__(self, text: str, font: QFont, metrics: Metrics, width: int) -> None:
        self.length = len(text)
        self._text = text
        self.layout = _layout(text, font, metrics)
        self.layout.setCacheEnabled(True)  # else every draw shapes again
        # The lines point into the layout: both live and die with this object.
        self._lines = _break_lines(self.layout, metrics, width)
        self._positions = Positions(text)
        to_offset = self._positions.to_offset
        self.starts = [to_offset(line.textStart()) for line in self._lines] or [0]
        self.rows: dict[int, Row] = {}  # what stands on each line; thrown away line by line when spans change

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The line that shows the code point at ``offset``."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def end_of(self, line: int) -> int:
        """Where the line ends, its hanging spaces included."""
        return self.starts[line + 1] if line + 1 < len(self.starts) else self.length

    def x_of(self, line: int, offset: int) -> float:
        """Where the code point at ``offset`` begins on that line (or the line ends)."""
        if not self._lines:
            return 0.0
        found: tuple[float, int] = self._lines[line].cursorToX(self._positions.to_position(offset))  # type: ignore[assignment]
        return found[0]

    def width_of(self, line: int) -> float:
        """The line's width without the spaces hanging off its end."""
        return self._lines[line].naturalTextWidth() if self._lines else 0.0

    def offset_at(self, line: int, x: float) -> int:
        """The place between two graphemes nearest to ``x``. At a wrapped line's end, the last place still on it."""
        if not self._lines:
            return 0
        offset = self._positions.to_offset(self._lines[line].xToCursor(x))
        end = self.end_of(line)
        if line + 1 == len(self.starts):
            return offset
        visible = len(self._text[:end].rstrip(_HANGING))
        if self.starts[line] < visible < end:
            return min(offset, visible)
        if offset < end:
            return offset
        return self._positions.to_offset(self.layout.previousCursorPosition(self._positions.to_position(end)))

    def grapheme_at(self, line: int, x: float) -> int:
        """The start of the grapheme that ``x`` is on (not the nearest boundary)."""
        if not self._lines:
            return 0
        on = QTextLine.CursorPosition.CursorOnCharacter
        return min(self._positions.to_offset(self._lines[line].xToCursor(x, on)), self.length)

    @cached_property
    def weight(self) -> int:
        """About how much memory this keeps, in code points."""
        return self.length + 100
