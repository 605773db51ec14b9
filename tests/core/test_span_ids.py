"""Ids of spans: ten characters that are the same on every machine and in every version, because journals hold them."""

from hypothesis import given
from hypothesis import strategies as st

from nhan.core.operations.building import fresh_id
from nhan.core.span_ids import span_id
from nhan.core.suggestion import Suggestion, to_spans
from tests.core.building import document

FRESH = ("i7wn4pyexu", "tr7i6e3cqc")  # the first attempt, and the one after it


def test_the_ids_in_existing_projects_stay_valid() -> None:
    (suggested,) = to_spans("bài 1", "toy", "1.2", [Suggestion(0, 6, "LOC")])
    assert suggested.id == "bizfg4s4z5"
    assert fresh_id(document(), 3, 10, "LOC") == FRESH[0]
    assert fresh_id(document(), 3, 10, "LOC", taken={FRESH[0]}) == FRESH[1]


@given(st.lists(st.text() | st.integers(), min_size=1, max_size=6))
def test_an_id_is_ten_small_letters_and_figures_whatever_the_parts(parts: list[str | int]) -> None:
    assert len(span_id(*parts)) == 10
    assert set(span_id(*parts)) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_a_part_more_or_less_is_another_id() -> None:
    assert len({span_id("a", 1, 12), span_id("a", 11, 2), span_id("a", 1, 12, ""), span_id("b", 1, 12)}) == 4
