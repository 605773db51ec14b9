"""Folding and finding the same words: blind to NFC/NFD and the tone mark's place, strict about case and syllables."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.text.fold import fold, unaccented
from nhan.core.text.same import occurrences
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


def test_unaccented_letters() -> None:
    assert unaccented("Hoà Bình, Đắk Lắk") == "hoa binh, dak lak"


def test_occurrences_are_whole_syllables_in_any_form() -> None:
    text = unicodedata.normalize("NFD", "Ở Hoà Bình, HòaBình, hòa bình, Hòa  Bình; Hoà Bình2 và ") + "Hoà\u00a0Bình."
    assert [unicodedata.normalize("NFC", text[a:b]) for a, b in occurrences(text, "Hòa Bình")] == [
        "Hoà Bình",
        "Hòa  Bình",
        "Hoà\u00a0Bình",
    ]


def test_partly_composed_letters_are_found() -> None:
    assert list(occurrences("Vi\u00ea\u0323t Nam", "Việt Nam")) == [(0, 9)]


def test_no_words_no_occurrences() -> None:
    assert list(occurrences("abc", "  ")) == []


@given(NASTY, st.data())
def test_an_occurrence_folds_to_what_was_looked_for(text: str, data: st.DataObject) -> None:
    pieces = text.split()
    words = data.draw(st.sampled_from(pieces)) if pieces else "x"
    found = list(occurrences(text, words))
    for start, end in found:
        assert fold(text[start:end]) == fold(words)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(found))
