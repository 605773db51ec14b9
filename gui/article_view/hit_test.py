"""What the mouse means: pure functions from rows, texts and offsets to spans, edges and ranges."""

from collections.abc import Sequence

from nhan.core.operations import Edge
from nhan.core.text.units import (
    Range,
    Unit,
    next_end,
    next_start,
    previous_end,
    previous_start,
    snap,
    trim_range,
)
from nhan.gui.article_view.row import Fragment, Row

GRAB = 5  # pixels inside of an edge that count as the edge
BEYOND = 2  # and outside: a drag that begins at the next word is none of the edge


def spans_under(row: Row, x: float, in_tags: bool) -> list[str]:
    """Ids of the spans under ``x``, the innermost first; in the tags' strip, the tag's own span before them."""
    inner_first = [each.span.id for each in reversed(row.fragments) if each.left <= x < each.right]
    if not in_tags:
        return inner_first
    tagged = [tag.span.id for tag in row.tags if tag.left <= x < tag.left + tag.width]
    return tagged + [each for each in inner_first if each not in tagged]


def next_outer(ids: Sequence[str], active: str | None) -> str | None:
    """Which of the spans under a click becomes active: the innermost, or the next outer than the active one."""
    if not ids:
        return None
    if active in ids:
        return ids[(ids.index(active) + 1) % len(ids)]
    return ids[0]


def edge_under(fragment: Fragment | None, x: float) -> Edge | None:
    """The edge of that part of a span under ``x``; of a very short span the nearer one."""
    if fragment is None:
        return None
    from_left, from_right = x - fragment.left, fragment.right - x  # inwards
    nearer = abs(from_right) <= abs(from_left) or fragment.open_left
    if not fragment.open_right and -BEYOND <= from_right <= GRAB and nearer:
        return Edge.END
    return Edge.START if not fragment.open_left and -BEYOND <= from_left <= GRAB else None


def entered(text: str, one: int, other: int, unit: Unit, words: Sequence[Range]) -> Range | None:
    """The range a drag from ``one`` to ``other`` means: whole units, without the spaces and marks around them."""
    low, high = min(one, other), max(one, other)
    if low == high:
        return None
    if unit is Unit.GRAPHEME:
        return snap(text, low, high, unit)
    trimmed = trim_range(text, low, high)
    return snap(text, *trimmed, unit, words) if trimmed else (low, high)


def edge_to(text: str, span: Range, edge: Edge, offset: int, unit: Unit, words: Sequence[Range]) -> int:
    """Where an edge dragged to ``offset`` goes: to the nearest edge of a unit that leaves something of the span."""
    start, end = span
    if edge is Edge.START:
        offset = min(offset, end - 1)
        if unit is Unit.GRAPHEME:
            return max(0, offset)
        before = previous_start(text, offset + 1, unit, words)
        after = next_start(text, offset - 1, unit, words) if offset > 0 else before
        places = [place for place in (before, after) if place < end and not text[place : place + 1].isspace()]
    else:
        offset = max(offset, start + 1)
        if unit is Unit.GRAPHEME:
            return min(len(text), offset)
        before = previous_end(text, offset + 1, unit, words)
        after = next_end(text, offset - 1, unit, words)
        places = [place for place in (before, after) if start < place and not text[place - 1 : place].isspace()]
    return min(places, key=lambda place: abs(place - offset), default=offset)
