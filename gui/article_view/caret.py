"""The caret with its selection: where a step takes it. Frozen values and pure functions."""

from collections.abc import Sequence
from typing import NamedTuple

from nhan.core.text.units import Range, Unit, next_end, next_start, previous_end, previous_start, unit_at
from nhan.gui.article_view.page import Page


class Caret(NamedTuple):
    """Offsets in code points; what is between ``anchor`` and ``offset`` is selected. ``wish``: the x of line steps."""

    anchor: int = 0
    offset: int = 0
    wish: float | None = None

    @property
    def selection(self) -> Range | None:
        if self.anchor == self.offset:
            return None
        return min(self.anchor, self.offset), max(self.anchor, self.offset)


def stepped(caret: Caret, text: str, unit: Unit, direction: int, extend: bool, words: Sequence[Range] = ()) -> Caret:
    """The caret one unit further (``direction`` 1) or back (-1)."""
    if extend:
        return _extended(caret, text, unit, direction, words)
    chosen = caret.selection
    if chosen is not None:  # as everywhere: the selection falls together at the side one goes to
        offset = chosen[0] if direction < 0 else chosen[1]
        return Caret(offset, offset)
    move = next_start if direction > 0 else previous_start
    offset = move(text, caret.offset, unit, words)
    return Caret(offset, offset)


def _extended(caret: Caret, text: str, unit: Unit, direction: int, words: Sequence[Range]) -> Caret:
    """Whole units: the anchor first goes to its unit's far edge, so that the word under the caret is taken whole."""
    anchor, offset = caret.anchor, caret.offset
    if anchor == offset and unit is not Unit.GRAPHEME:
        under = unit_at(text, offset, unit, words)
        if under is not None and under[0] < offset < under[1]:
            anchor = under[0] if direction > 0 else under[1]
    if direction > 0:
        if offset < anchor:
            return Caret(anchor, min(anchor, next_start(text, offset, unit, words)))
        if anchor == offset:
            start = _start_from(text, offset, unit, words)
            anchor, offset = (start, start) if start is not None else (anchor, offset)
        return Caret(anchor, next_end(text, offset, unit, words))
    if offset > anchor:
        return Caret(anchor, max(anchor, previous_end(text, offset, unit, words)))
    if anchor == offset:
        end = previous_end(text, offset + 1, unit, words)
        anchor = end if end <= offset else anchor
    return Caret(anchor, previous_start(text, offset, unit, words))


def _start_from(text: str, offset: int, unit: Unit, words: Sequence[Range]) -> int | None:
    """The start of the unit at or after ``offset`` (a selection does not begin with a space); None at the end."""
    under = unit_at(text, offset, unit, words)
    if under is not None and under[0] <= offset < under[1]:
        return offset
    start = next_start(text, offset, unit, words)
    return start if start < len(text) else None


def line_stepped(caret: Caret, page: Page, direction: int, extend: bool) -> Caret:
    """The caret one line further down (1) or up (-1), as near to its wish as can be; at the ends it stays."""
    place = page.place(caret.offset)
    wish = place.x if caret.wish is None else caret.wish
    piece, line = place.piece, place.line + direction
    if line < 0:
        piece -= 1
        line = len(page.shaped(piece)) - 1 if piece >= 0 else 0
    elif line >= len(page.shaped(piece)):
        piece, line = piece + 1, 0
    if not 0 <= piece < len(page.pieces):
        return Caret(caret.anchor if extend else caret.offset, caret.offset, wish)
    offset = page.offset_at(piece, line, wish)
    return Caret(caret.anchor if extend else offset, offset, wish)
