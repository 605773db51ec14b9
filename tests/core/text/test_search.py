"""Search as people type it, and expressions that cannot hang."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import example, given

from nhan.core.text.fold import visible
from nhan.core.text.search import BadPatternError, Matching, find, finder
from tests.core.building import NASTY

TEXT = "Hoà Bình, HÒA BÌNH; hoa bình. Đắk Lắk, Dak Lak; Việt\u00a0Nam. Nguyễn, nguyên."


def words(query: str, text: str = TEXT) -> list[str]:
    return [unicodedata.normalize("NFC", text[a:b]) for a, b in find(text, query)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hoa binh", ["Hoà Bình", "HÒA BÌNH", "hoa bình"]),
        ("hòa", ["Hoà", "HÒA"]),
        ("hoà binh", ["Hoà Bình", "HÒA BÌNH"]),
        ("dak", ["Đắk", "Dak"]),
        ("đắk", ["Đắk"]),
        ("việt nam", ["Việt\u00a0Nam"]),
        ("nguyen", ["Nguyễn", "nguyên"]),
        ("nguyễn", ["Nguyễn"]),
        ("nguyên", ["nguyên"]),
        ("a.b", []),
    ],
)
def test_marks_match_if_typed(form: Literal["NFC", "NFD"], query: str, expected: list[str]) -> None:
    expected = [unicodedata.normalize("NFC", unicodedata.normalize("NFD", each)) for each in expected]
    assert words(unicodedata.normalize(form, query), unicodedata.normalize(form, TEXT)) == expected


@example("\u1eb5\u0301\u0323")  # four marks, two of them composed with the letter
@given(NASTY)
def test_a_text_finds_itself(text: str) -> None:
    piece = " ".join(text.split())
    bare = visible(piece).strip()
    if bare and not unicodedata.combining(bare[0]):
        assert find(text, piece)


@given(NASTY, NASTY)
def test_a_finder_finds_where_find_does(text: str, query: str) -> None:
    assert finder(query)(text) is bool(find(text, query))
    assert finder(text[:3])(text) is bool(find(text, text[:3]))


def test_an_expression_is_used_as_one() -> None:
    assert [TEXT[a:b] for a, b in find(TEXT, r"D\w+ L\w+", Matching(expression=True))] == ["Dak Lak"]


def test_a_bad_expression_says_why() -> None:
    with pytest.raises(BadPatternError) as caught:
        find(TEXT, "(", Matching(expression=True))
    assert caught.value.reason == "missing ) at position 1"


def test_a_slow_expression_is_given_up() -> None:
    with pytest.raises(BadPatternError) as caught:
        find("a" * 200_000 + "!", r"(a|aa)+$", Matching(expression=True))
    assert caught.value.reason == ""


def test_signs_that_cannot_be_seen_hide_nothing() -> None:
    text = "Bà Trần\u200b Thuỷ H\u00ado\u200ea\u0300\ufeff đến."
    for query in ("tran thuy hoa", "Thuỷ Hòa", "hoa\u200b"):
        (place,) = find(text, query)
        assert text[slice(*place)].endswith("H\u00ado\u200ea\u0300")
    assert find(text, "\u200b") == []
    assert find(text, "\u200b", Matching(expression=True)) == [(7, 8)]  # who looks for the sign itself can


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("query", "how", "expected"),
    [
        ("hoa bình", Matching(case=True), ["hoa bình"]),
        ("HOA", Matching(case=True), ["HÒA"]),
        ("Đắk", Matching(case=True), ["Đắk"]),
        ("đắk", Matching(case=True), []),
        ("dak", Matching(case=True), []),
        ("hoa", Matching(accents=True), ["hoa"]),
        ("dak", Matching(accents=True), ["Dak"]),
        ("hòa", Matching(accents=True), ["Hoà", "HÒA"]),
        ("nguye", Matching(words=True), []),
        ("nguyen", Matching(words=True), ["Nguyễn", "nguyên"]),
        ("nguyên", Matching(words=True, case=True, accents=True), ["nguyên"]),
        (r"[ld]a.", Matching(expression=True, words=True), ["Dak", "Lak"]),
        (r"D\w+", Matching(expression=True, case=True), ["Dak"]),
        (r"d\w+", Matching(expression=True, case=True), []),
    ],
)
def test_more_is_asked_of_a_hit(form: Literal["NFC", "NFD"], query: str, how: Matching, expected: list[str]) -> None:
    text = unicodedata.normalize(form, TEXT)
    expected = [unicodedata.normalize("NFC", unicodedata.normalize("NFD", each)) for each in expected]
    found = [unicodedata.normalize("NFC", text[a:b]) for a, b in find(text, unicodedata.normalize(form, query), how)]
    assert found == expected


@given(NASTY)
def test_a_stricter_query_finds_no_more(text: str) -> None:
    query = text[:3]
    loose = set(find(text, query))
    for how in (Matching(words=True), Matching(case=True), Matching(accents=True)):
        stricter = find(text, query, how)
        assert all(any(a < d and c < b for c, d in loose) for a, b in stricter)
