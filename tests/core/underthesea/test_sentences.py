"""Sentences: nothing but white space lies outside them, and they are the splitter's own strings."""

import pytest
import underthesea
from hypothesis import given

from nhan.core.underthesea.sentences import LONGEST, sentences
from tests.core.building import NASTY


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, underthesea.sent_tokenize)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \r\n\t\u00a0", []),
        ("Một. Hai.\r\nBa\rBốn\u2028Năm", ["Một.", "Hai.", "Ba", "Bốn", "Năm"]),
        ("  Đi. Đi. Đi.  ", ["Đi.", "Đi.", "Đi."]),
        ("\ufeffTP.HCM có 1.500 người. Hết", ["\ufeffTP.HCM có 1.500 người.", "Hết"]),
        ("Thế à?! Vâng...\n\n— Ừ", ["Thế à?!", "Vâng...", "— Ừ"]),
    ],
)
def test_where_sentences_end(text: str, found: list[str]) -> None:
    assert cut(text) == found


@given(NASTY)
def test_nothing_but_white_space_lies_outside(text: str) -> None:
    ranges = list(sentences(text, underthesea.sent_tokenize))
    edges = [0, *(edge for one in ranges for edge in one), len(text)]
    assert edges == sorted(edges)
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in ranges)
    assert not "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)).strip()


@pytest.mark.parametrize("piece", ["chữ ", "dàidàidài", "một\u00a0hai\u00a0"])
def test_a_text_without_an_end_is_cut_at_spaces_where_there_are_any(piece: str) -> None:
    text = (piece * LONGEST).strip()
    found = cut(text)
    assert all(0 < len(one) <= LONGEST for one in found)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(one == one.strip() for one in found)
