"""From quoted strings to places: every place is where the words stand, and none is given twice."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.suggest.remote.quoted import placed
from nhan.core.text.fold import fold_words

WORDS = st.lists(st.sampled_from(["Hà", "Nội", "Huế", "Hoà", "Hòa", "a"]), max_size=30).map(" ".join)


def test_each_stands_at_its_next_place() -> None:
    text = "Lan gặp Lan ở Hà Nội. Lan về."
    quoted = [("Lan", "PER"), ("Lan", "PER"), ("Hà Nội", "LOC"), ("Nội", "LOC"), ("Lan", "PER"), ("Lan", "PER")]
    assert list(placed(text, quoted, 10)) == [
        (10, 13, "PER"), (18, 21, "PER"), (24, 30, "LOC"), (27, 30, "LOC"), (32, 35, "PER"),
    ]  # fmt: skip


def test_the_order_may_be_wrong_and_the_spelling_another() -> None:
    text = "Hoà Bình, rồi Huế"
    quoted = [("Huế", "LOC"), (unicodedata.normalize("NFD", "Hòa  Bình"), "LOC"), ("Đà Lạt", "LOC"), (" ", "LOC")]
    assert list(placed(text, quoted)) == [(14, 17, "LOC"), (0, 8, "LOC")]


@settings(deadline=None)
@given(WORDS, st.lists(WORDS, max_size=8))
def test_what_is_placed_says_what_was_quoted(text: str, quoted: list[str]) -> None:
    found = list(placed(text, [(each, "X") for each in quoted]))
    assert len(set(found)) == len(found) <= len(quoted)
    folded = {fold_words(each) for each in quoted}
    assert all(0 <= start < end <= len(text) and fold_words(text[start:end]) in folded for start, end, _ in found)
