"""What the encoder takes a syllable for: these numbers are part of the weights and never change without them."""

import pytest

from nhan.core.tagger.encoder.forms import (
    BUCKETS,
    DIGITS,
    LOWER,
    MIXED,
    SIGN,
    TITLE,
    UPPER,
    case_of,
    trigrams,
    word_of,
)


@pytest.mark.parametrize(
    ("form", "case"),
    [
        ("đường", LOWER),
        ("Đường", TITLE),
        ("Ý", TITLE),
        ("UBND", UPPER),
        ("B52", DIGITS),
        (",", SIGN),
        ("iPhone", MIXED),
    ],
)
def test_the_case_of_a_form(form: str, case: int) -> None:
    assert case_of(form) == case


def test_words_are_in_lower_case_and_numbers_told_by_their_length() -> None:
    assert [word_of(form) for form in ("Đà", "2025", "1234567", "B52")] == ["đà", "0000", "00000", "b52"]


def test_an_unknown_word_is_its_letters_by_three() -> None:
    assert trigrams("ab") == trigrams("ab") != trigrams("ba")
    assert [len(trigrams(word)) for word in ("a", "ab", "vinamilk", "x" * 500)] == [1, 2, 7, 7]
    assert all(0 <= each < BUCKETS for each in trigrams("đắk-lắk"))
    assert trigrams("\ud800x")  # half a character, as some texts have it
