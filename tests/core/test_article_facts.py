"""What came with an article, in words, and which of it a browser may be asked for."""

import pytest

from nhan.core.article_facts import MOST, Fact, facts, is_address


def test_every_value_is_a_line() -> None:
    meta = {
        "source": {"name": "Tuổi Trẻ", "url": "https://tuoitre.vn/x?a=1&b=2"},
        "date": "2026-11-28",
        "tags": ["kinh tế", 3],
        "authors": [{"name": "Lan"}, {"name": "Minh"}],
        "draft": False,
        "empty": "",
        "none": None,
    }
    assert facts(meta) == [
        Fact("source.name", "Tuổi Trẻ"),
        Fact("source.url", "https://tuoitre.vn/x?a=1&b=2", address=True),
        Fact("date", "2026-11-28"),
        Fact("tags", "kinh tế, 3"),
        Fact("authors.1.name", "Lan"),
        Fact("authors.2.name", "Minh"),
        Fact("draft", "false"),
    ]


def test_not_more_than_can_be_read() -> None:
    assert len(facts({str(number): number for number in range(10 * MOST)})) == MOST


@pytest.mark.parametrize(
    ("value", "may"),
    [
        ("https://vnexpress.net/bai-1.html", True),
        ("http://báo.vn/tin", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("data:text/html,x", False),
        ("https://tuoitre.vn@evil.example/x", False),
        ("https://a.vn/ b", False),
        ("https://a.vn/\u202egpj", False),
        ("https://", False),
        ("https://[x", False),
        ("tuoitre.vn", False),
    ],
)
def test_what_is_an_address(value: str, may: bool) -> None:
    assert is_address(value) is may
