"""What follows from a decision for the same string below, without a model."""

import unicodedata

from nhan.core.propagation.carry_over import carry_over

TEXT = "Lương Cường đến Huế. Cường và Lương Cường về Huế, rồi Đại học Huế. Huếx"


def at(words: str, label: str, nth: int = 0) -> tuple[int, int, str]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words), label


def test_what_is_added_is_proposed_below_but_not_inside_words_or_suggestions() -> None:
    school = at("Đại học Huế", "ORG")
    assert carry_over(TEXT, [school], None, at("Huế", "LOC")) == [at("Huế", "LOC", 1), school]


def test_what_is_mended_is_mended_below() -> None:
    old = at("Cường", "LOC")
    below = [at("Cường", "LOC", 2)]
    assert carry_over(TEXT, below, old, at("Lương Cường", "PER")) == [at("Lương Cường", "PER", 1)]


def test_what_is_rejected_is_withdrawn_below() -> None:
    below = [at("Huế", "LOC", 1), at("Huế", "PER", 2)]
    assert carry_over(TEXT, below, at("Huế", "LOC"), None) == [at("Huế", "PER", 2)]


def test_accepting_changes_nothing() -> None:
    assert carry_over(TEXT, [], at("Huế", "LOC"), at("Huế", "LOC")) == []


def test_a_mark_on_a_letter_belongs_to_the_word() -> None:
    text = unicodedata.normalize("NFD", "Hoa và Hoà Bình.")
    assert carry_over(text, [], None, (0, 3, "PER")) == []
