"""Cutting a text into pieces loses nothing, keeps offsets, and cuts long paragraphs where it does not hurt."""

import regex
from hypothesis import given
from hypothesis import strategies as st

from nhan.gui.article_view.pieces import LONGEST, Pieces

BREAKS = "\n\r\u2028\u2029\x0b\x0c\x85"
LETTERS = st.sampled_from([*"aẵ .,", "\u0323", "\u0302", "😀", "\u200d", "\ufeff", "\u00a0", "\t", *BREAKS])
TEXTS = st.lists(st.tuples(LETTERS, st.integers(1, 900)), max_size=25).map(lambda runs: "".join(c * n for c, n in runs))


@given(TEXTS)
def test_pieces_and_line_breaks_are_the_text(text: str) -> None:
    pieces = Pieces(text)
    joined = []
    for index in range(len(pieces)):
        start, end = pieces.region(index)
        assert start == pieces.starts[index] <= pieces.ends[index] <= end
        assert not set(BREAKS) & set(pieces.text_of(index))
        assert not set(text[pieces.ends[index] : end]) - set(BREAKS)
        assert end - start - (end - pieces.ends[index]) <= LONGEST
        joined.append(text[start:end])
    assert "".join(joined) == text


@given(TEXTS.filter(bool), st.data())
def test_each_offset_is_in_its_piece(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    pieces = Pieces(text)
    start, end = pieces.region(pieces.of(offset))
    assert start <= offset < end


def test_crlf_breaks_once() -> None:
    pieces = Pieces("a\r\nb\rc\u2028d\n")
    assert [pieces.text_of(index) for index in range(len(pieces))] == ["a", "b", "c", "d", ""]


def test_a_long_paragraph_is_cut_after_a_sentence_else_after_a_space() -> None:
    pieces = Pieces("Câu một. " * 1000)
    assert len(pieces) > 4
    assert all(pieces.text_of(index).endswith(". ") for index in range(len(pieces) - 1))
    words = Pieces("từ " * 2000)
    assert all(words.text_of(index).endswith(" ") for index in range(len(words) - 1))
    assert words.cut == set(range(len(words) - 1))


def test_a_cut_never_splits_a_grapheme() -> None:
    text = "e\u0323\u0302" * 3000
    pieces = Pieces(text)
    starts = {match.start() for match in regex.finditer(r"\X", text)}
    assert set(pieces.starts) <= starts


def test_a_megabyte_in_one_paragraph_is_cut_small() -> None:
    pieces = Pieces("chữ " * 250_000)
    assert all(len(pieces.text_of(index)) <= LONGEST for index in range(len(pieces)))
