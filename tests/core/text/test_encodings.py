"""The guess of an encoding: right for what Vietnamese texts are found in, and never against UTF-8."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.text.encodings import ENCODINGS, guess, is_known

TEXT = "Công an tỉnh Bắc Ninh bắt ông Nguyễn Văn A, ở Hoà Bình."


def for_windows(text: str) -> str:
    """With tone marks apart, as windows-1258 has them, and all other letters whole."""
    apart = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        tones = "".join(part for part in parts if part in apart)
        out.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in apart)) + tones)
    return "".join(out)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode()[:-60], "utf-8"),
        (b"", "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (("a" * 40 + TEXT).encode("utf-16-le"), "utf-16-le"),
        (("a" * 40 + TEXT).encode("utf-16-be"), "utf-16-be"),
        (for_windows(TEXT).encode("windows-1258"), "windows-1258"),
        ("Le café, naïveté, über, año".encode("windows-1252"), "windows-1252"),
        (bytes(range(256)), "utf-8"),
    ],
)
def test_the_guess(data: bytes, name: str) -> None:
    assert guess(data) == name


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.integers(0, 3))
def test_what_can_be_utf_8_is_taken_for_it(text: str, cut: int) -> None:
    data = text.encode()
    assert guess(data[: len(data) - cut]) == "utf-8"


def test_names() -> None:
    assert all(map(is_known, ENCODINGS))
    assert not any(map(is_known, ("klingon", "", "base64", "a\0b")))
