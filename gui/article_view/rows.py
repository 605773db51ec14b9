"""What stands on one line of the page: the parts of spans and their tags, ready to be drawn and to be hit.

Everything about a row follows from its own line alone, nesting levels too: so an edit can never change the look of a
line it does not touch, and repainting the touched lines is enough.
"""

from collections.abc import Callable, Sequence

from nhan.core.model import Span
from nhan.gui.article_view.look import Metrics
from nhan.gui.article_view.row import EMPTY, Fragment, Row, Tag
from nhan.gui.article_view.shaping import Shaped
from nhan.gui.article_view.sureness import Sureness

TagWidth = Callable[[str, Sureness], int]  # of a label's name, in pixels
Grade = Callable[[Span], Sureness]

_THIN = 5  # pixels: what a span over invisible characters (a line break, zero-width space) is shown with
_STRAY = 28  # pixels a tag may be pushed beyond its span's end by its neighbours before it is left out


def levels(ranges: Sequence[tuple[int, int]]) -> list[int]:
    """How deep below the text each range is underlined: a shorter one nearer, no two that overlap alike."""
    result = [0] * len(ranges)
    placed: list[int] = []
    for index in sorted(range(len(ranges)), key=lambda i: (ranges[i][1] - ranges[i][0], -i)):
        start, end = ranges[index]
        others = [i for i in placed if ranges[i][0] < end and ranges[i][1] > start]
        inside = [result[i] for i in others if start <= ranges[i][0] and ranges[i][1] <= end]
        used = {result[i] for i in others}
        level = max(inside) + 1 if inside else 0
        while level in used:
            level += 1
        result[index] = level
        placed.append(index)
    return result


def build_row(
    shaped: Shaped,
    line: int,
    begin: int,
    end: int,
    spans: Sequence[Span],
    metrics: Metrics,
    tag_width: TagWidth,
    grade: Grade,
) -> Row:
    """The row of a line that shows ``[begin, end)`` of the article; ``spans`` are those that share text with it."""
    if not spans:
        return EMPTY
    base = begin - shaped.starts[line]
    ranges = [(max(span.start, begin), min(span.end, end)) for span in spans]
    depth = levels(ranges) if len(spans) > 1 else [0]
    fragments = []
    for span, (start, stop), level in zip(spans, ranges, depth, strict=True):
        left, right = extent(shaped, line, start - base, stop - base)
        stacked = len(spans) > 1 and any(a < stop and b > start for a, b in ranges if (a, b) != (start, stop))
        stacked = stacked or ranges.count((start, stop)) > 1
        left, right = left - metrics.pad, right + metrics.pad - 1  # neighbours a space apart do not touch
        level = min(level, metrics.levels)
        open_left, open_right = span.start < begin, span.end > end
        fragments.append(Fragment(span, left, right, open_left, open_right, level, stacked, grade(span)))
    tags = _place_tags([each for each in fragments if not each.open_left], tag_width)
    longest_first = sorted(fragments, key=lambda each: each.span.start - each.span.end)
    return Row(tuple(longest_first), tags)


def extent(shaped: Shaped, line: int, start: int, end: int) -> tuple[int, int]:
    """Left and right pixel of ``[start, end)`` on that line, never nothing. Hanging spaces are left out."""
    width = shaped.width_of(line)
    length = shaped.length
    one = min(shaped.x_of(line, min(start, length)), width)
    other = min(shaped.x_of(line, min(end, length)), width)
    left, right = (one, other) if one <= other else (other, one)
    return round(left), max(round(right), round(left) + _THIN)


def _place_tags(fragments: list[Fragment], tag_width: TagWidth) -> tuple[Tag, ...]:
    """Tags side by side where spans begin close together, the outer first; one pushed too far away is left out."""
    tags = []
    free = -1000
    for fragment in sorted(fragments, key=lambda each: (each.left, -each.right)):
        width = tag_width(fragment.span.label, fragment.sureness)
        left = max(fragment.left + 1, free)
        if left > fragment.right + _STRAY:
            continue
        tags.append(Tag(fragment.span, left, width, fragment.sureness))
        free = left + width + 3
    return tuple(tags)
