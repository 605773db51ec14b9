"""Plain text: the file is the text to the code point, and the title is for people."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.formats import text
from tests.core.building import NASTY
from tests.core.formats.reading import file_of, place, read_all


@pytest.mark.parametrize(
    "content",
    [
        "Hà Nội\r\nmưa\r\n",
        "\ufeffHà Nội\u00a0mưa",
        unicodedata.normalize("NFD", "Hoà Bình, Đắk Lắk"),
        "a\u200bb\u2028c\x00d\x0be",
        "👩\u200d🌾 ở Huế",
        "\n\n  thụt vào  \n",
        "một\rhai",
    ],
)
def test_the_text_is_kept_to_the_code_point(tmp_path: Path, content: str) -> None:
    (found,), refused = read_all(text.read, file_of(tmp_path, content.encode()))
    assert not refused
    assert found.article.text == content
    assert found.article.id == "bài"


def test_an_id_from_a_file_name_is_the_same_on_every_system(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "bài số 1.txt")
    (found,), _ = read_all(text.read, file_of(tmp_path, b"x", name))
    assert found.article.id == unicodedata.normalize("NFC", "bài số 1")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ("store.empty_file", None, "")),
        (b" \r\n\t", ("store.empty_file", None, "")),
        (b"\xef\xbb\xbf\n", ("store.empty_file", None, "")),
        ("Hà Nội\nmưa".encode("utf-16"), ("store.not_utf8", 1, "")),
        ("được\nngày\n".encode() + "Ngày".encode("cp1258"), ("store.not_utf8", 3, "")),
        (b"a\nb\xed\xa0\x80", ("store.not_utf8", 2, "")),
    ],
)
def test_what_is_no_text_is_refused_by_line(tmp_path: Path, data: bytes, expected: object) -> None:
    good, (refused,) = read_all(text.read, file_of(tmp_path, data))
    assert not good
    assert place(refused) == expected


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = file_of(tmp_path, b"x")
    file.path.unlink()
    _, (refused,) = read_all(text.read, file)
    assert refused.message.key == "formats.unreadable"


def test_the_title_is_the_first_line_that_says_something() -> None:
    assert text.title_of("\ufeff\n \n  Bão  số\u00a03\tđổ bộ \r\nHà Nội") == "Bão số 3 đổ bộ"
    assert text.title_of("Tựa\u2028Dòng hai") == "Tựa"


def test_a_long_title_is_cut_between_words() -> None:
    title = text.title_of("nghiêng " * 40)
    assert title == " ".join(["nghiêng"] * 12) + "…"
    assert text.title_of("x" * 500) == "x" * 99 + "…"


@settings(deadline=None)
@given(NASTY | st.text())
def test_any_text_gets_a_title_or_is_blank(content: str) -> None:
    title = text.title_of(content)
    assert bool(title) != text.is_blank(content)
    assert len(title) <= text.LONGEST_TITLE
    assert title == " ".join(title.split())
