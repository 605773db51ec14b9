"""Syllables have exact offsets whatever the text, and the rules find what small tables can find."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings

from nhan.core.iob import tags_of
from nhan.core.tagger.features.rules import rules
from nhan.core.tagger.tokenized import read, syllable_runs
from nhan.core.text.fold import visible
from nhan.core.underthesea.adapter import Underthesea
from tests.core.building import NASTY
from tests.core.conftest import Reads

DOOR = Underthesea()


@given(NASTY)
@settings(max_examples=200, deadline=None)
def test_syllables_are_in_order_and_leave_out_nothing_that_can_be_seen(text: str) -> None:
    reading = read(text, DOOR)
    reached = 0
    for start, end in reading.places:
        assert reached <= start < end
        assert not visible(text[reached:start]).strip()
        reached = end
    assert not visible(text[reached:]).strip()
    assert all(reading.forms)
    assert [place for first, last in reading.sentences for place in range(first, last)] == list(range(len(reading)))


def test_the_two_forms_of_a_text_read_alike(shared_article: Path, reads: Reads) -> None:
    text = unicodedata.normalize("NFC", shared_article.read_text(encoding="utf-8"))
    apart = reads(unicodedata.normalize("NFD", text))
    assert (apart.forms, apart.pos, apart.sentences) == (reads(text).forms, reads(text).pos, reads(text).sentences)


def test_a_sign_that_cannot_be_seen_makes_no_other_syllables(reads: Reads) -> None:
    text = "Bà Trần Thuỷ Hoà đến Huế."
    plain = reads(text)
    hidden = reads("\ufeffBà Tr\u00adần\u200b Thuỷ Ho\u2060à\u200e đến Huế\u200b.")
    assert hidden.forms == plain.forms
    assert [end - start for start, end in hidden.places] == [2, 5, 4, 4, 3, 3, 1]


def test_spans_become_tags_and_the_outermost_win(reads: Reads) -> None:
    reading = reads("Công an tỉnh Bắc Ninh vào cuộc.")
    found = syllable_runs(reading, [(8, 21, "LOC"), (0, 21, "ORG")])
    assert found == [(0, 5, "ORG")]
    assert tags_of(len(reading), found)[:6] == ["B-ORG", "I-ORG", "I-ORG", "I-ORG", "I-ORG", "O"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chủ tịch nước Lương Cường thăm tỉnh Cà Mau.", [("Lương Cường", "PER"), ("tỉnh Cà Mau", "LOC")]),
        ("Công an tỉnh Bắc Ninh bắt đối tượng.", [("Công an tỉnh Bắc Ninh", "ORG")]),
        ("Theo Bộ Giáo dục và Đào tạo, kỳ thi lùi lại.", [("Bộ Giáo dục và Đào tạo", "ORG")]),
        ("Anh sống ở quận 3 từ nhỏ.", [("quận 3", "LOC")]),
        ("Nguyễn Thị Hoa trở lại Việt Nam.", [("Nguyễn Thị Hoa", "PER"), ("Việt Nam", "LOC")]),
        (
            "Hãng Reuters nói Ronaldo rời Real Madrid.",
            [("Hãng Reuters", "ORG"), ("Ronaldo", "PER"), ("Real Madrid", "ORG")],
        ),
        ("Hôm qua James Ward đến Trảng Bom.", [("James Ward", "PER"), ("Trảng Bom", "LOC")]),
        ("Trời hôm nay đẹp quá.", []),
        ("CẤM ĐỖ XE Ở ĐÂY SUỐT NGÀY", []),
    ],
)
def test_rules(text: str, found: list[tuple[str, str]], reads: Reads) -> None:
    reading = reads(text)
    places = reading.places
    assert [(text[places[a][0] : places[b - 1][1]], label) for a, b, label in rules(reading)] == found
