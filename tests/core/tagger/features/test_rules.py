"""The rules find what small tables can find."""

import pytest

from nhan.core.tagger.features.rules import rules
from tests.core.conftest import Tokenizer


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
def test_rules(text: str, found: list[tuple[str, str]], tokenizer: Tokenizer) -> None:
    tokenized = tokenizer(text)
    places = tokenized.places
    assert [(text[places[a][0] : places[b - 1][1]], label) for a, b, label in rules(tokenized)] == found
