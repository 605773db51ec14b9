"""Small made-up news: sentences from patterns with names in slots, so that the right spans are known."""

import random

from nhan.core.tagger.training_example import CorrectedArticle

_PEOPLE = ["Lê Văn Tám", "Trần Thị Mai", "Phạm Quốc Anh", "Hoàng Minh", "Đỗ Thu Hà", "Vũ Hải", "Ngô Bảo", "Lý Sơn Ca"]
_PLACES = ["Hoà Bình", "Quảng Nam", "Sơn Tây", "Bến Tre", "Mộc Châu", "Phú Thọ", "Kon Tum", "Cần Giờ"]
_SHIPS = ["Sao Biển", "Hải Âu", "Cánh Buồm", "Sóng Xanh", "Đại Dương"]
_PATTERNS = [
    "Thuyền trưởng {PER} cho biết tàu {SHIP} đã rời cảng {LOC} lúc sáng sớm.",
    "Hôm qua, bà {PER} trở về {LOC} sau nhiều năm xa quê.",
    "Tàu {SHIP} chở hàng cứu trợ tới {LOC}, theo lời ông {PER}.",
    "Mưa lớn ở {LOC} khiến tàu {SHIP} phải neo lại.",
    "Người dân {LOC} đón đoàn từ sớm; {PER} xúc động phát biểu.",
    "Giá cà phê hôm nay không thay đổi so với tuần trước.",
]
_NAMES = {"PER": _PEOPLE, "LOC": _PLACES, "SHIP": _SHIPS}


def article(number: int, sentences: int = 5) -> CorrectedArticle:
    """The same article for the same number."""
    chance = random.Random(number)
    text, spans = "", []
    for _ in range(sentences):
        pattern = chance.choice(_PATTERNS)
        while "{" in pattern:
            before, rest = pattern.split("{", 1)
            label, pattern = rest.split("}", 1)
            name = chance.choice(_NAMES[label])
            text += before
            spans.append((len(text), len(text) + len(name), label))
            text += name
        text += pattern + "\n"
    return CorrectedArticle(f"bài {number}", text, spans)


def articles(count: int, first: int = 0) -> list[CorrectedArticle]:
    return [article(number) for number in range(first, first + count)]
