"""Nesting levels, and what a line shows of its spans."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from nhan.gui.article_view.rows import levels
from nhan.gui.article_view.view import ArticleView
from tests.gui.article_view.scenes import TEXT, document, span, view_of

RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair))), max_size=12)


@given(RANGES)
def test_overlapping_ranges_are_never_underlined_alike_and_outer_ones_lower(ranges: list[tuple[int, int]]) -> None:
    found = levels(ranges)
    for i, (start, end) in enumerate(ranges):
        for j, (other_start, other_end) in enumerate(ranges):
            if i != j and start < other_end and other_start < end:
                assert found[i] != found[j]
                if start <= other_start and other_end <= end and (start, end) != (other_start, other_end):
                    assert found[i] > found[j]


def test_a_range_alone_is_not_deepened() -> None:
    assert levels([(0, 3), (3, 5), (9, 12)]) == [0, 0, 0]
    assert levels([(0, 9), (2, 4)]) == [1, 0]
    assert levels([(0, 5), (3, 9)]) == [0, 1]  # crossing: the shorter one nearer to the text


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    text = TEXT
    spans = [
        span(text, "Trường Đại học Bách khoa Hà Nội", "ORG"),
        span(text, "Hà Nội", "LOC"),
        span(
            text, "Tô Lâm gặp Thủ tướng Phạm Minh Chính tại Trường Đại học Bách khoa Hà Nội.\n\nÔng", "NUM", name="long"
        ),
    ]
    made = view_of(document(text, spans), width=420)
    qtbot.addWidget(made)
    return made


def test_a_span_over_several_lines_is_open_where_lines_end(view: ArticleView) -> None:
    scene = view._ready()
    assert scene is not None
    parts = []
    for piece, line, _ in scene.page.lines(0, 400):
        parts += [each for each in scene.row(piece, line).fragments if each.span.id == "long"]
    assert len(parts) > 3  # the empty paragraph between is one of them
    assert [part.open_left for part in parts] == [False] + [True] * (len(parts) - 1)
    assert [part.open_right for part in parts] == [True] * (len(parts) - 1) + [False]
    assert all(part.right > part.left for part in parts)


def test_tags_of_one_line_do_not_overlap(view: ArticleView) -> None:
    scene = view._ready()
    assert scene is not None
    for piece, line, _ in scene.page.lines(0, 400):
        tags = sorted(scene.row(piece, line).tags, key=lambda tag: tag.left)
        for one, other in pairwise(tags):
            assert one.left + one.width < other.left
