"""Spans that are known by their form: e-mail and web addresses, telephone numbers, dates, quantities, postal addresses,
results of tests.

A model needs hundreds of examples for what a pattern says at once. Labels are named as VLSP 2021 names them.
"""

import ipaddress
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import regex
from msgspec.structs import replace

from nhan.core.suggestion import Suggestion
from nhan.core.text.alignment import Aligned
from nhan.core.text.fold import visible

ADDRESS = "ADDRESS"  # the only one that has names inside

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:1[5-9]|20|21)\d\d"
_DAY_MONTH = rf"{_DAY}\s?[-/.]\s?{_MONTH}"
_PART = r"(?:rạng sáng|sáng|trưa|chiều|tối|đêm|khuya)"
_CLOCK = r"\d{1,2}\s?(?:giờ|h)(?:\s?\d{1,2}(?:\s?phút)?)?(?!\w)|\d{1,2}:\d{2}(?![\d:])"
_DATES = (
    rf"(?:{_PART}\s+|ngày\s+|hôm\s+|mùng\s+|mồng\s+)+{_DAY_MONTH}(?:\s?[-/.]\s?{_YEAR})?(?![-/.]?\d)",
    rf"{_DAY_MONTH}\s?[-/.]\s?{_YEAR}(?!\d)",
    rf"(?:{_PART}\s+)?(?:ngày|mùng|mồng)\s+{_DAY}(?:\s+tháng\s+(?:{_MONTH}|Giêng|Chạp)(?:\s+năm\s+{_YEAR})?)?(?![-/.]?\d)",
    rf"(?:(?:đầu|giữa|cuối)\s+)?tháng\s+(?:{_MONTH}(?!\d)|Giêng|Chạp)(?:\s?[-/]\s?{_YEAR}|\s+năm\s+{_YEAR})?(?![-/.]?\d)",
    rf"(?:(?:đầu|giữa|cuối)\s+)?năm\s+{_YEAR}(?:\s?[-–]\s?{_YEAR})?(?!\d)",
    rf"{_YEAR}\s?[-–]\s?{_YEAR}(?!\d)",
    rf"quý\s+(?:IV|I{{1,3}}|[1-4])(?:\s?[-/]\s?{_YEAR}|\s+năm\s+{_YEAR})?(?![\w/])",
    r"thế\s+kỷ\s+(?:[IVX]+|\d{1,2})(?!\w)",
    rf"(?:{_PART}|hôm|ngày|tuần|tháng|năm|quý)\s+(?:nay|qua|mai|kia|ngoái)(?!\w)|(?:tuần|tháng|quý)\s+(?:trước|này|tới|sau)(?!\w)",
    r"\d+\s+(?:giây|phút|tiếng|ngày|tuần|tháng|năm)(?!\w)",
)
_DATE = "|".join((*_DATES, _CLOCK))

_NUMBER = r"\d+(?:[.,]\d+)*(?:\s?[-–]\s?\d+(?:[.,]\d+)*)?(?:\s(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ))*"
_UNITS = (
    r"đồng|USD|VND|euro|EUR|đô la|yen|won|bảng Anh|nhân dân tệ",
    r"độ C|độ|km/h|km2|km|m2|m3|m|cm|mm|ha|kg|g|gram|mg|tấn|tạ|lít|ml|hải lý|kWh|MW|kW|GB|TB|MB|mAh",
    r"người|hộ|hộ dân|tuổi|chiếc|con|cái|căn|căn hộ|ca|cây|xe|bài|trường|trẻ|em|học sinh|sinh viên|công nhân|đại biểu",
    r"điểm|bàn|phiếu|vé|lượt|lần|suất|tập|trang|phòng|giường|đơn|dự án|doanh nghiệp|địa phương|quốc gia|điểm phần trăm",
)
_UNIT = "|".join(sorted("|".join(_UNITS).split("|"), key=len, reverse=True))

_TEST = r"(?:IELTS|TOEIC|TOEFL(?:\s(?:iBT|ITP))?|VSTEP|HSK|TOPIK|JLPT|DELF|DALF|DELE|TestDaF|SAT|GRE|GMAT)"
_LEVEL = r"(?:[ABC][12]|N[1-5]|bậc\s\d)"  # of a language

_NAME = r"(?:\p{Lu}[\p{L}\p{M}]*|\d+)(?:[ ](?:\p{Lu}[\p{L}\p{M}]*|\d+(?!\w)))*"
_AREA = r"(?:phường|xã|quận|huyện|thị xã|thị trấn|thành phố|tỉnh|khu phố|tổ|P\.|Q\.|TP\.?)"
_STREET = r"(?:đường|phố|ngõ|hẻm|kiệt|ngách|quốc lộ|đại lộ)"


def _is_ip(words: str) -> bool:
    try:
        ipaddress.ip_address(words)
    except ValueError:
        return False
    return True


def _is_phone(words: str) -> bool:
    digits = sum(each.isdigit() for each in words)
    if words.startswith("+"):
        return 10 <= digits <= 13
    return digits == 3 or (words[0] == "1" and 6 <= digits <= 10) or 9 <= digits <= 11


def _any(_: str) -> bool:
    return True


class _Pattern(NamedTuple):
    label: str
    found: "regex.Pattern[str]"
    confidence: float  # about its share of right ones
    holds: Callable[[str], bool] = _any


def _compiled(source: str, flags: int = 0) -> "regex.Pattern[str]":
    return regex.compile(source, flags)


# In this order: what an earlier one has found, a later one leaves alone.
_PATTERNS = (
    _Pattern("EMAIL", _compiled(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), 0.98),
    _Pattern(
        "IP",
        _compiled(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*(?::[0-9A-Fa-f]*){2,7})(?![\w:])"),
        0.95,
        _is_ip,
    ),
    _Pattern(
        "URL",
        _compiled(
            r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]]"
            r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:vn|com|net|org|edu|gov|info|io)(?![\w.-]*\w)(?:/[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]])?",
        ),
        0.95,
    ),
    _Pattern(
        ADDRESS,
        _compiled(
            rf"(?:[Ss]ố\s+(?:nhà\s+)?)?(?<![\d.,/])\d+[A-Za-z]?(?:[/-]\d+[A-Za-z]?)*,?\s+{_STREET}\s+{_NAME}"
            rf"(?:,\s+(?:{_AREA}\s?)?{_NAME})*"
        ),
        0.85,
    ),
    _Pattern(
        "PHONENUMBER",
        _compiled(
            r"(?<![\w.,+/-])(?:(?:\+84[ .-]?|\(?0\d{0,3}\)?[ .-]?)\d{2,4}(?:[ .-]?\d{2,4}){1,3}"
            r"|1[89]00[ .]?\d{2,4}(?:[ .]?\d{2,4})?"
            r"|(?<=(?:gọi|số|tổng đài) )11[1-5])(?![\w/]|[.,]\d)"
        ),
        0.9,
        _is_phone,
    ),
    _Pattern(
        "SKILL",
        _compiled(
            rf"(?<!\w)(?:(?:[Tt]iếng\s\p{{Lu}}\w+\s)?{_TEST}\s(?:{_LEVEL}|\d+(?:[.,]\d)?)|[Tt]iếng\s\p{{Lu}}\w+\s{_LEVEL})"
            r"(?![\w%]|[.,]\d)"
        ),
        0.95,
    ),
    _Pattern("DATETIME", _compiled(rf"(?<![\w.,/-])(?:{_DATE})(?:,?\s+(?:{_DATE}))*", regex.IGNORECASE), 0.85),
    _Pattern(
        "QUANTITY",
        _compiled(
            rf"(?<![\w.,/-])(?:{_NUMBER}\s?(?:%|‰|°C)|{_NUMBER}\s(?:{_UNIT})(?!\w)|hạng\s(?:nhất|nhì|ba|tư|\d+)(?!\w))"
        ),
        0.85,
    ),
)

PATTERN_LABELS = tuple(each.label for each in _PATTERNS)


def pattern_spans(text: str, labels: Mapping[str, str]) -> list[Suggestion]:
    """What the patterns find, without overlaps, in order. ``labels``: those wanted, and what the project calls them.

    They are written for NFC and look at nothing that cannot be seen; offsets are those of the text as it is.
    """
    places = _visible_places(text)
    aligned = Aligned(text if places is None else "".join([text[place] for place in places]))
    found = _found(aligned.norm, labels)
    sources = aligned.sources([(each.start, each.end) for each in found])
    if places is not None:
        sources = [(places[start], places[end - 1] + 1) for start, end in sources]
    return [replace(each, start=start, end=end) for each, (start, end) in zip(found, sources, strict=True)]


def _visible_places(text: str) -> list[int] | None:
    """Where the signs stand that can be seen; None: all of them can."""
    if visible(text) == text:
        return None
    return [place for place, sign in enumerate(text) if visible(sign)]


def _found(text: str, labels: Mapping[str, str]) -> list[Suggestion]:
    found: list[Suggestion] = []
    for pattern in _PATTERNS:
        if pattern.label in labels:
            found += [each for each in _spans(text, pattern, labels[pattern.label]) if not _overlapping(each, found)]
            found.sort(key=lambda each: each.start)
    return found


def _spans(text: str, pattern: _Pattern, label: str) -> Iterator[Suggestion]:
    for match in pattern.found.finditer(text):
        if pattern.holds(match.group()):
            yield Suggestion(*match.span(), label, pattern.confidence)


def with_patterns(found: list[Suggestion], patterns: list[Suggestion], address: str | None) -> list[Suggestion]:
    """Suggestions and what patterns found, in order. Patterns are surer; ``address`` is the label with names inside.

    ``patterns``: as ``pattern_spans`` returns them.
    """
    kept = [
        each
        for each in found
        if all(
            its.label == address and its.start <= each.start and each.end <= its.end
            for its in _overlapping(each, patterns)
        )
    ]
    return sorted([*kept, *patterns], key=lambda each: (each.start, -each.end, each.label))


def _overlapping(one: Suggestion, found: list[Suggestion]) -> list[Suggestion]:
    """Those that share text with one, of some that are in order and do not overlap."""
    first = bisect_right(found, one.start, key=lambda each: each.end)
    return found[first : bisect_left(found, one.end, first, key=lambda each: each.start)]
