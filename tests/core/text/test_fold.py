"""Folding: what is the same string, and what is not."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.text.fold import fold, fold_words, visible
from tests.core.building import NASTY


@pytest.mark.parametrize(
    ("old", "new"), [("Hoà", "Hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("HOÀ", "HÒA"), ("xoè", "xòe")]
)
def test_the_tone_mark_s_place_does_not_matter(old: str, new: str) -> None:
    assert fold(old) == fold(new) == fold(unicodedata.normalize("NFD", old))


@pytest.mark.parametrize(
    ("one", "two"), [("quý", "qúy"), ("hoa", "hòa"), ("Hòa", "hòa"), ("hoàn", "hòan"), ("của", "cuả")]
)
def test_different_words_stay_different(one: str, two: str) -> None:
    assert fold(one) != fold(two)


@given(NASTY, st.data())
def test_signs_that_cannot_be_seen_do_not_matter(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    more = text[:place] + data.draw(st.sampled_from("\u200b\u200c\u200d\u200e\u2060\u00ad\ufeff\u202a")) + text[place:]
    assert fold(more) == fold(text)
    assert fold_words(more) == fold_words(text)


@given(NASTY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_words(" ".join(fold_words(text))) == fold_words(text)


def test_nothing_that_can_be_seen_is_passed_over() -> None:
    hidden = {char for char in map(chr, range(sys.maxunicode + 1)) if not visible(char)}
    assert {"\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u2060", "\ufeff"} <= hidden
    assert {unicodedata.category(char) for char in hidden} <= {"Cf", "Cn", "Mn", "Lo"}
    letters = {char for char in hidden if unicodedata.category(char) == "Lo"}
    assert letters == set("\u115f\u1160\u3164\uffa0")  # fillers of Hangul, which are empty
