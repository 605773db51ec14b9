"""The bundled sample articles: enough of them, of a newspaper article's length, as an editor would save them."""

import unicodedata
from pathlib import Path

import nhan.resources

FILES = sorted((Path(nhan.resources.__file__).parent / "samples").glob("*.txt"))


def test_there_are_at_least_eight() -> None:
    assert len(FILES) >= 8


def test_each_is_an_article_with_a_headline() -> None:
    for file in FILES:
        text = file.read_bytes().decode("utf-8")
        headline, blank, body = text.split("\n", 2)
        assert 1_500 <= len(text) <= 3_500, file.name
        assert 20 <= len(headline) <= 100, file.name
        assert not blank, file.name
        assert body, file.name
        assert unicodedata.is_normalized("NFC", text), file.name
        assert "\r" not in text, file.name


def test_together_they_hold_what_annotators_meet() -> None:
    texts = "\n".join(file.read_text(encoding="utf-8") for file in FILES)
    for expected in ("TP.HCM", "UBND", "T.Ư", "THPT", "HĐQT", "Công an tỉnh", "Trường Đại học", '"', "ẢNH:", "U.23"):
        assert expected in texts
