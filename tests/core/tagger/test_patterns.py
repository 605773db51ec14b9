"""What is known by its form, under the labels of VLSP 2021."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.suggestion import Suggestion, outermost
from nhan.core.tagger.patterns import PATTERN_LABELS, pattern_spans, with_patterns
from nhan.core.text.fold import fold, visible

ALL = {name: name for name in PATTERN_LABELS}


def found(text: str) -> list[tuple[str, str]]:
    return [(each.label, text[each.start : each.end]) for each in pattern_spans(text, ALL)]


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Gửi về toasoan@vidu.vn.", "EMAIL", "toasoan@vidu.vn"),
        ("Xem https://vidu.vn/tin?x=1, hoặc", "URL", "https://vidu.vn/tin?x=1"),
        ("Trang vidu.com.vn có tin.", "URL", "vidu.com.vn"),
        ("Máy 192.168.1.10 bị quét", "IP", "192.168.1.10"),
        ("Máy 2001:db8::1 bị quét", "IP", "2001:db8::1"),
        ("Gọi 024 3825 1234 để hỏi", "PHONENUMBER", "024 3825 1234"),
        ("Gọi +84 912 345 678.", "PHONENUMBER", "+84 912 345 678"),
        ("ĐT: 0912.345.678", "PHONENUMBER", "0912.345.678"),
        ("Hãy gọi 113 ngay", "PHONENUMBER", "113"),
        ("Lúc 8 giờ 30 ngày 12-3, ông", "DATETIME", "8 giờ 30 ngày 12-3"),
        ("Trong quý II/2026 có", "DATETIME", "quý II/2026"),
        ("Từ năm 2025 đến", "DATETIME", "năm 2025"),
        ("Sáng nay trời mưa", "DATETIME", "Sáng nay"),
        ("Chiều 3/5 ở Huế", "DATETIME", "Chiều 3/5"),
        ("ngày 2 tháng 9 năm 1945.", "DATETIME", "ngày 2 tháng 9 năm 1945"),
        ("Lương 1,2 tỉ đồng một năm", "QUANTITY", "1,2 tỉ đồng"),
        ("Nóng 37 độ C ở", "QUANTITY", "37 độ C"),
        ("tăng 45% so", "QUANTITY", "45%"),
        ("giúp 320 hộ nghèo", "QUANTITY", "320 hộ"),
        ("Bà 28 tuổi, ở", "QUANTITY", "28 tuổi"),
        ("đứng hạng ba chung cuộc", "QUANTITY", "hạng ba"),
        ("Ai có IELTS 7.0 thì", "SKILL", "IELTS 7.0"),
        ("cần tiếng Nhật N2.", "SKILL", "tiếng Nhật N2"),
        ("học tiếng Trung HSK 4, rồi", "SKILL", "tiếng Trung HSK 4"),
        ("đạt TOEFL iBT 78 hoặc", "SKILL", "TOEFL iBT 78"),
        (
            "Ở số 12, đường Trần Phú, phường Lộc Thọ, TP. Nha Trang từ",
            "ADDRESS",
            "số 12, đường Trần Phú, phường Lộc Thọ, TP. Nha Trang",
        ),
    ],
)
def test_a_form_is_found_from_end_to_end(text: str, label: str, words: str) -> None:
    assert found(text) == [(label, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Thắng 3-5 trên sân nhà",  # a score
        "Sách tiếng Anh 10 tăng giá",  # of a form
        "Thi IELTS ở Huế",  # the test, and no result of it
        "Số 118/QĐ-UBND của tỉnh",
        "Nghị định 119/2024/NĐ-CP",
        "Máy 999.1.1.1 và TP.HCM, 1.2.3",
        "Biển số 43C-123.45 bị giữ",
        "Ông đến. Bà đi 5 bước",
        "tỷ lệ 12:345:6",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert found(text) == []


PIECES = st.lists(
    st.sampled_from(
        [
            "Chiều 3/5",
            "ngày 2 tháng 9 năm 1945",
            "tuần này",
            "8 giờ 30",
            "1,2 tỉ đồng",
            "37 độ C",
            "320 hộ nghèo",
            "hạng nhì",
            "số 12 đường Lê Lợi, Huế",
            "5 ngõ Trần Phú, phường Lộc Thọ",
            "gọi 0912 345 678",
            "gửi toà.soạn@vidu.vn",
            "ở Bến Tre",
            "5 bước",
            "e\u0301\u0323 q\u0301 \u212b",
        ]
    ),
    min_size=1,
    max_size=6,
).map(" và ".join)
HIDDEN = st.sampled_from(["\u200b", "\u00ad", "\ufeff", "\u2060\u200b"])


def same(text: str) -> list[tuple[str, str]]:
    return [(label, fold(words)) for label, words in found(text)]


@given(PIECES)
def test_a_form_is_found_in_every_unicode_form_of_the_text(text: str) -> None:
    assert same(unicodedata.normalize("NFD", text)) == same(unicodedata.normalize("NFC", text)) == same(text)


@given(PIECES, HIDDEN, st.data())
def test_signs_that_cannot_be_seen_hide_no_form(text: str, hidden: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    marked = f"{text[:at]}{hidden}{text[at:]}"
    assert same(marked) == same(text)
    assert all(visible(words[0] + words[-1]) == words[0] + words[-1] for _, words in found(marked))


def test_what_is_found_lies_at_its_place_in_the_text_as_it_is() -> None:
    text = unicodedata.normalize("NFD", "Huế: 37\u200b độ C, hạng nhì")
    assert found(text) == [
        ("QUANTITY", unicodedata.normalize("NFD", "37\u200b độ C")),
        ("QUANTITY", unicodedata.normalize("NFD", "hạng nhì")),
    ]


def test_only_what_the_project_has_is_looked_for_and_under_its_names() -> None:
    spans = pattern_spans("Ngày 3/5, gọi 0912345678.", {"PHONENUMBER": "PHONE"})
    assert [(each.start, each.end, each.label) for each in spans] == [(14, 24, "PHONE")]


def test_a_pattern_is_surer_than_a_model_but_an_address_has_places_inside() -> None:
    text = "số 12 đường Lê Lợi, Huế, gọi lan@huongthuy.vn"
    street, mail = (text.index("đường"), 18, "LOCATION"), (text.index("huongthuy"), len(text), "ORGANIZATION")
    model = [Suggestion(*street), Suggestion(*mail)]
    both = with_patterns(model, pattern_spans(text, ALL), "ADDRESS")
    assert [text[each.start : each.end] for each in both] == [
        "số 12 đường Lê Lợi, Huế",
        "đường Lê Lợi",
        "lan@huongthuy.vn",
    ]


SOME = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.sampled_from("AP")), max_size=8).map(
    lambda found: [Suggestion(start, start + length, label) for start, length, label in found]
)


@given(SOME, SOME)
def test_only_what_lies_inside_an_address_stays_beside_a_pattern(
    model: list[Suggestion], some: list[Suggestion]
) -> None:
    places = outermost((each.start, each.end, each.label) for each in some)
    forms = [Suggestion(*each) for each in places]
    left = [
        each
        for each in model
        if not any(
            each.start < its.end
            and its.start < each.end
            and (its.label != "A" or each.start < its.start or its.end < each.end)
            for its in forms
        )
    ]
    both = with_patterns(model, forms, "A")
    assert both == sorted(both, key=lambda each: (each.start, -each.end, each.label))
    assert Counter(both) == Counter([*left, *forms])
