"""Where a suggested name may begin and end."""

import pytest

from nhan.core.text.name_edges import name_range


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Nguyễn Thị Lan", "Nguyễn Thị Lan"),
        ("1\tNguyễn Thị Lan\tNghệ An", "Nguyễn Thị Lan"),  # a row of a table
        ("Hà Nội\nHuế", "Hà Nội"),
        ("Huế\r\nHà Nội", "Hà Nội"),
        ("Hà Nội; Huế", "Hà Nội"),
        ("Vinh\tHuế.", "Vinh"),  # of equals the first
        ("\ufeffVinh", "Vinh"),
        ("\u200eHuế\u200e", "Huế"),
        (" Huế\u00a0", "Huế"),
        ("Huế,", "Huế"),
        ("\t;\ufeff", None),
        ("Trần\u200b Thuỷ", "Trần\u200b Thuỷ"),  # inside a name it stays
        ("TP.", "TP."),
        ("Công ty A (VN)", "Công ty A (VN)"),
        ("Trần Thị Lan (Huế", "Trần Thị Lan"),  # its other half is beyond the span
        ("VN) Ngân hàng Nhà nước", "Ngân hàng Nhà nước"),
        ("A) Nguyễn Văn B [", "Nguyễn Văn B"),
        ("“Vua Lý”", "“Vua Lý”"),
        ("I ❤\ufe0f", "I ❤\ufe0f"),
        ("Hoa\u0300", "Hoa\u0300"),
    ],
)
def test_of_a_range_what_may_be_a_name(words: str, left: str | None) -> None:
    text = f"ở {words} xa"
    found = name_range(text, 2, 2 + len(words))
    assert (text[slice(*found)] if found else None) == left
