"""Heights answer like a plain list of heights would."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from nhan.gui.article_view.heights import Heights

LISTS = st.lists(st.integers(1, 60), min_size=1, max_size=1500)


@given(LISTS, st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 90)), max_size=10), st.data())
def test_tops_and_look_ups_agree_with_a_list(
    start: list[int], changes: list[tuple[int, int]], data: st.DataObject
) -> None:
    heights, plain = Heights(list(start)), list(start)
    for index, height in changes:
        heights.set(index % len(plain), height)
        plain[index % len(plain)] = height
    tops = [0, *accumulate(plain)]
    index = data.draw(st.integers(0, len(plain) - 1))
    assert heights.top(index) == tops[index]
    assert heights.total == tops[-1]
    y = data.draw(st.integers(tops[index], tops[index + 1] - 1))
    assert heights.at(y) == index


def test_outside_is_the_first_or_the_last() -> None:
    heights = Heights([10, 20])
    assert heights.at(-5) == 0
    assert heights.at(1000) == 1
