"""The way back from normal form C: whatever Unicode has, every code point is found again."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.text.alignment import Aligned
from tests.core.building import NASTY

ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
# Marks of several classes, letters that compose with letters (Hangul, Indic vowels), singletons, excluded composites.
COMPOSING = st.text(
    alphabet="aAoệ đ.\u0301\u0323\u0302\u031b\u0344\u212b\u0958\u09c7\u09be\u0b47\u0b57가\u1100\u1161\u11a8\ufb1d "
)


@given(st.one_of(ANY, NASTY, COMPOSING))
def test_the_normal_form_is_pythons(text: str) -> None:
    assert Aligned(text).norm == unicodedata.normalize("NFC", text)


@given(st.one_of(ANY, NASTY, COMPOSING))
def test_one_range_after_the_other_covers_the_source(text: str) -> None:
    aligned = Aligned(text)
    ranges = aligned.sources([(at, at + 1) for at in range(len(aligned.norm))])
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(before[1] == after[0] for before, after in pairwise(ranges))


@given(st.one_of(ANY, NASTY, COMPOSING), st.data())
def test_a_range_goes_back_to_what_it_was_made_from(text: str, data: st.DataObject) -> None:
    aligned = Aligned(text)
    start = data.draw(st.integers(0, len(aligned.norm)))
    end = data.draw(st.integers(start, len(aligned.norm)))
    if start < end:
        left, right = aligned.sources([(start, end)])[0]
        assert aligned.norm[start:end] in unicodedata.normalize("NFC", text[left:right])


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        (unicodedata.normalize("NFD", "ở Huế."), "Huế", unicodedata.normalize("NFD", "Huế")),
        ("e\u0302\u0323 ệ", "ệ ệ", "e\u0302\u0323 ệ"),  # marks in the other order
        ("x\u0301\u0323y", "y", "y"),
        ("\u212bngström", "Ångström", "\u212bngström"),
    ],
)
def test_the_range_of_words(text: str, words: str, source: str) -> None:
    aligned = Aligned(text)
    start = aligned.norm.index(unicodedata.normalize("NFC", words))
    ((left, right),) = aligned.sources([(start, start + len(unicodedata.normalize("NFC", words)))])
    assert text[left:right] == source


def test_marks_that_normalising_leaves_alone_are_told_apart() -> None:
    assert Aligned("e\u0301.q\u0301").sources([(2, 3), (3, 4)]) == [(3, 4), (4, 5)]
