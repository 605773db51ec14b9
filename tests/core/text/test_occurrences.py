"""Finding the same words: in any spelling that folds to them, strict about case and syllables."""

import itertools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from nhan.core.text.fold import fold, fold_words
from nhan.core.text.occurrences import occurrences, spellings
from tests.core.building import NASTY


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


HIDDEN = ["\u200b", "\ufeff", "\u200e", "\u00ad", "\u2060", "\u200d"]


def test_signs_that_cannot_be_seen_hide_no_name() -> None:
    for sign in HIDDEN:
        for text in (f"Bà Trần{sign} Thuỷ Hoà.", f"Bà {sign}Tr{sign}ần Thủ{sign}y {sign} Hòa{sign}."):
            (place,) = occurrences(unicodedata.normalize("NFD", text), "Trần Thuỷ Hoà")
            found = unicodedata.normalize("NFD", text)[slice(*place)]
            assert fold_words(found) == ("Trần", "Thủy", "Hòa")
            assert found[0] == "T" and found[-1] not in HIDDEN  # at the edges they stay outside
        assert list(occurrences("Trần Thuỷ Hoà", f"{sign}Trần{sign} Thuỷ Hoà")) == [(0, 13)]
        assert list(occurrences(f"Huế{sign}n", "Huế")) == []  # one syllable, as without the sign
        assert list(occurrences("Huế", sign)) == []


def test_a_long_run_of_such_signs_takes_no_time() -> None:
    text = "Trần" + "\u200b" * 20_000 + "x Trần" + " \u200b" * 20_000
    assert list(occurrences(text, "Trần Thuỷ")) == []


PIECES = st.lists(st.sampled_from(["Hoà", "Hòa", "Bình", "Thuỷ", "a", ".", " ", "  ", "\n", *HIDDEN[:4]]), max_size=14)


@given(PIECES.map("".join), st.sampled_from(["NFC", "NFD"]))
def test_whatever_folds_to_the_words_is_found(text: str, form: str) -> None:
    text = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    ranges = [(a, b) for a, b in itertools.combinations(range(len(text) + 1), 2) if b - a < 30]
    same = {place for place in ranges if fold_words(text[slice(*place)]) == ("Hòa", "Bình") and _bare(text, *place)}
    assert set(spellings(text, "Hoà Bình")) == same


def _bare(text: str, start: int, end: int) -> bool:
    """Whether the range begins and ends with signs that can be seen, and cuts no letter from its marks."""
    return bool(fold(text[start]).strip() and fold(text[end - 1]).strip() and not unicodedata.combining(text[start]))


def test_where_a_model_may_suggest_a_string_it_is_found_too() -> None:
    text = "Huế, Hà Nội-Huế, TP.Huế, Huế2, Huếx, \u200bHuế\u200b."
    assert [text[a - 1] + text[b] for a, b in occurrences(text, "Huế", 1, joined=True)] == ["-,", ".,", "\u200b\u200b"]
    assert list(occurrences(text, "Huế", 1)) == [(text.index("\u200b") + 1, text.index("\u200b") + 4)]
