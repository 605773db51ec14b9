"""What other programs count when they say where something stands, and the way from there to code points and back."""

from bisect import bisect_left
from collections.abc import Callable
from enum import Enum

from nhan.core.text.units import graphemes
from nhan.core.text.utf16 import Positions


class OffsetUnit(Enum):
    """What offsets count."""

    CODE_POINTS = "code-points"
    UTF16 = "utf-16"
    GRAPHEMES = "graphemes"


def to_code_points(text: str, unit: OffsetUnit) -> Callable[[int], int | None]:
    """From an offset in this unit to one in code points; None for one outside the text or inside a character."""
    match unit:
        case OffsetUnit.CODE_POINTS:
            return lambda offset: offset if 0 <= offset <= len(text) else None
        case OffsetUnit.UTF16:
            positions = Positions(text)

            def of_utf16(position: int) -> int | None:
                offset = positions.to_offset(position)
                return offset if 0 <= offset <= len(text) and positions.to_position(offset) == position else None

            return of_utf16
        case OffsetUnit.GRAPHEMES:
            edges = [start for start, _ in graphemes(text)]
            edges.append(len(text))
            return lambda place: edges[place] if 0 <= place < len(edges) else None


def from_code_points(text: str, unit: OffsetUnit) -> Callable[[int], int]:
    """From an offset in code points to one in this unit; for graphemes, of the one that the offset is in."""
    match unit:
        case OffsetUnit.CODE_POINTS:
            return lambda offset: offset
        case OffsetUnit.UTF16:
            return Positions(text).to_position
        case OffsetUnit.GRAPHEMES:
            edges = [start for start, _ in graphemes(text)]
            edges.append(len(text))
            return lambda offset: bisect_left(edges, offset)
