"""Syllables, words and graphemes: what one press of a key takes, and what it never drags along."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.text.units import (
    Unit,
    count_syllables,
    next_end,
    next_start,
    previous_end,
    previous_start,
    snap,
    syllables,
    syllables_near,
    trim_range,
    unit_at,
)
from tests.core.building import NASTY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 9.9, tại (TP.HCM)…", ["Ngày", "9.9", "tại", "TP.HCM"]),
        ("“Covid-19” ở Đắk-Lắk, H’Mông", ["Covid-19", "ở", "Đắk-Lắk", "H’Mông"]),
        ("2025 - 2030; T.Ư Đảng.", ["2025", "2030", "T.Ư", "Đảng"]),
        ("tăng 5%, 50.000 đồng/km2", ["tăng", "5%", "50.000", "đồng", "km2"]),
        ("Hà\u00a0Nội\u2028Huế", ["Hà", "Nội", "Huế"]),
        ("(😀)", ["😀"]),
        ("Đắk-\u200bLắk 1,\u200b5\ufeff%", ["Đắk-\u200bLắk", "1,\u200b5\ufeff%"]),
    ],
)
def test_syllables_leave_punctuation_and_keep_what_joins(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in syllables(text)] == expected


def test_combining_marks_do_not_split_a_syllable() -> None:
    text = unicodedata.normalize("NFD", "ông Nguyễn Văn Ngữ")
    assert len(list(syllables(text))) == 4
    assert unit_at(text, 7) == (5, 5 + len(unicodedata.normalize("NFD", "Nguyễn")))


def test_one_press_moves_an_edge_by_one_syllable() -> None:
    text = "Bí thư Thành ủy TP.HCM, ông"
    assert text[: next_end(text, 6)] == "Bí thư Thành"
    assert text[: next_end(text, 15)] == "Bí thư Thành ủy TP.HCM"
    assert text[: previous_end(text, 22)] == "Bí thư Thành ủy"
    assert text[previous_start(text, 7) : 15] == "thư Thành ủy"
    assert text[next_start(text, 0) : 6] == "thư"


def test_segmented_words_move_as_wholes() -> None:
    text = "ông Nguyễn Văn A nói"
    words = [(0, 3), (4, 16), (17, 20)]
    assert next_end(text, 3, Unit.WORD, words) == 16
    assert unit_at(text, 11, Unit.WORD, words) == (4, 16)
    assert snap(text, 9, 12, Unit.WORD, words) == (4, 16)


def test_trimming_takes_quotes_commas_and_spaces() -> None:
    text = " “, Thủy Nguyên”. "
    assert trim_range(text, 0, len(text)) == (4, 15)
    assert trim_range(text, 0, 3) is None


@given(NASTY, st.data())
def test_steps_leave_and_come_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    for unit in (Unit.SYLLABLE, Unit.GRAPHEME):
        assert next_start(text, offset, unit) > offset or next_start(text, offset, unit) == len(text)
        assert previous_start(text, offset, unit) < offset or offset == 0
        assert next_end(text, offset, unit) >= offset >= previous_end(text, offset, unit)
        found = unit_at(text, offset, unit)
        if found:
            assert found[0] <= offset <= found[1] and found[0] < found[1]


@given(NASTY, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=4))
def test_syllables_are_counted_and_found_near_ranges_as_in_the_whole(text: str, places: list[tuple[int, int]]) -> None:
    every = list(syllables(text))
    assert count_syllables(text) == len(every)
    ranges = sorted({(start, min(len(text), start + length)) for start, length in places if start < len(text)})
    near = syllables_near(text, ranges)
    assert near == sorted(set(near)) and set(near) <= set(every)
    wanted = [each for each in every if any(each[0] < end and start < each[1] for start, end in ranges)]
    assert set(wanted) <= set(near)


@given(NASTY)
def test_stepping_visits_every_syllable(text: str) -> None:
    expected = [start for start, _ in syllables(text)]
    visited, at = [], -1
    while (at := next_start(text, at)) < len(text):
        visited.append(at)
    assert visited == expected


def test_a_long_stretch_without_white_space_costs_no_more_than_a_window() -> None:
    text = "x" * 50 + " " * 5000 + "y" + "," * 5000 + "z"
    assert next_start(text, 60) == 5050
    assert next_start(text, 5051) == len(text) - 1
