"""What stands on one line of the page, as values: the parts of spans, and their tags."""

from typing import NamedTuple

from nhan.core.model import Span
from nhan.gui.article_view.sureness import Sureness


class Fragment(NamedTuple):
    """The part of a span on one line. x in whole pixels from the column's edge, padding included."""

    span: Span
    left: int
    right: int
    open_left: bool  # the span began on an earlier line
    open_right: bool  # ... goes on on a later one
    level: int  # 0 = nothing on this line inside it
    stacked: bool  # shares text with another span of this line: is underlined
    sureness: Sureness


class Tag(NamedTuple):
    """A label's name above the start of its span."""

    span: Span
    left: int
    width: int
    sureness: Sureness


class Row(NamedTuple):
    fragments: tuple[Fragment, ...]  # the longest first: the order of drawing
    tags: tuple[Tag, ...]


EMPTY = Row((), ())
