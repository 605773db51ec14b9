"""Sentences to compare with underthesea on: made up from a small grammar, then damaged in every way that texts are."""

import random
import unicodedata
from collections.abc import Callable

PEOPLE = [
    "Nguyễn Văn Hoà",
    "Trần Thị Thuý",
    "Lê Quang Khoẻ",
    "Phạm Đức",
    "Võ Thị Sáu",
    "H'Hen Niê",
    "John Smith",
]
TITLES = ["Chủ tịch nước", "Bộ trưởng", "ông", "bà", "GS.TS", "ThS.", "thủ môn", "Thượng tá", "anh", "bác sĩ", "Mr."]
PLACES = [
    "Hà Nội",
    "TP.HCM",
    "tỉnh Hòa Bình",
    "Đắk Lắk",
    "quận 1",
    "xã Ia Kla",
    "Thừa Thiên - Huế",
    "nước Mỹ",
]
BODIES = [
    "Bộ Công an",
    "UBND TP Đà Nẵng",
    "Công ty CP Sữa Việt Nam",
    "T.Ư Đảng",
    "FLC",
    "H&M",
    "Viện KSND tỉnh Bến Tre",
    "báo Tuổi Trẻ",
    "Ủy ban Thường vụ Quốc hội",
]
VERBS = [
    "cho biết",
    "đã ký quyết định",
    "thăm và làm việc tại",
    "bị bắt ở",
    "chiến thắng",
    "kêu gọi",
    "phê duyệt",
]
THINGS = [
    "60.542.000 đồng",
    "3,5% cổ phần",
    "ngày 02/05/2014",
    "lúc 10:20:50",
    "xe 43H-0530",
    "https://vnexpress.net/the-thao?a=1",
    "email abc@mail.vn",
    "1.600m-2.000m vuông",
    "số 12/NĐ-CP",
    "điện thoại 03-5730-2357",
    "phim :Dương tính :))",
    "một trận đấu v.v...",
    "tỉ số 3x4, 5-0 và 2-1",
    "hợp tác xã nông nghiệp",
    "các vấn đề liên quan đến người nghèo",
]
ENDS = [".", "!", "?", "...", "…", ";", ":", "", "?!", '."', ".”"]
LINKS = ["và", ", trong khi", "–", "vì", "; còn", "để", "(theo", "nhưng"]

ZERO_WIDTH = "\u200b"
SOFT_HYPHEN = "\u00ad"


def sentence(chance: random.Random) -> str:
    """One made-up clause or two."""

    def clause() -> str:
        who = chance.choice([f"{chance.choice(TITLES)} {chance.choice(PEOPLE)}", chance.choice(BODIES)])
        where = chance.choice([f"ở {chance.choice(PLACES)}", chance.choice(THINGS), chance.choice(BODIES)])
        return f"{who} {chance.choice(VERBS)} {where}"

    text = clause() if chance.random() < 0.5 else f"{clause()} {chance.choice(LINKS)} {clause()}"
    return text[0].upper() + text[1:] + chance.choice(ENDS)


def _sprinkled(letter: str) -> Callable[[str, random.Random], str]:
    """The letter put in at a few places, inside words too."""

    def damage(text: str, chance: random.Random) -> str:
        for _ in range(3):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + letter + text[at:]
        return text

    return damage


def _spaced(space: str) -> Callable[[str, random.Random], str]:
    return lambda text, chance: "".join(space if c == " " and chance.random() < 0.5 else c for c in text)


def _replaced(table: dict[str, str]) -> Callable[[str, random.Random], str]:
    def damage(text: str, chance: random.Random) -> str:
        for old, new in table.items():
            text = text.replace(old, new)
        return text

    return damage


def _mixed(text: str, chance: random.Random) -> str:
    return " ".join(unicodedata.normalize(chance.choice(["NFC", "NFD"]), word) for word in text.split(" "))


# Every kind of damage that articles were seen with. Each keeps the text one line.
DAMAGE: dict[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda text, _: text,
    "NFD": lambda text, _: unicodedata.normalize("NFD", text),
    "NFC and NFD mixed": _mixed,
    "all caps": lambda text, _: text.upper(),
    "no caps": lambda text, _: text.lower(),
    "old tone marks": _replaced({"òa": "oà", "úy": "uý", "ủy": "uỷ", "ỏe": "oẻ"}),
    "misspelt": _replaced({"ng": "ngh", "quy": "qui", "iế": "íê"}),
    "Icelandic D": lambda text, _: text.replace("Đ", "Ð").replace("đ", "ð"),
    "two spaces": _spaced("  "),
    "tabs": _spaced("\t"),
    "NBSP": _spaced("\u00a0"),
    "thin spaces": _spaced("\u2009"),
    "zero width": _sprinkled(ZERO_WIDTH),
    "joiner": _sprinkled("\u200d"),
    "soft hyphen": _sprinkled(SOFT_HYPHEN),
    "BOM": lambda text, _: "\ufeff" + text,
    "bare marks": _sprinkled("\u0301"),
    "stacked marks": _sprinkled("\u0301\u0323\u0302"),
    "emoji": _sprinkled("👩‍🌾"),
    "math letters": lambda text, _: text.replace("a", "𝐚").replace("N", "𝗡"),
    "markup": lambda text, _: "<b>" + text.replace(" ", "&nbsp;", 1) + "</b><br/>",
    "quotes": lambda text, chance: text.replace(" ", " «", 1).replace(" ", "» “", 2) + "”",
    "hyphens": lambda text, _: text.replace(" ", "-", 3).replace(" ", "_", 1),
    "turned round": lambda text, _: " ".join(reversed(text.split(" "))),
    "cut": lambda text, chance: text[chance.randrange(len(text)) :] or ".",
    "glued": lambda text, _: text.replace(" ", "", 4),
}


def damaged(name: str, count: int) -> list[str]:
    """That many different sentences, damaged so; always the same ones."""
    chance = random.Random(name)
    return [DAMAGE[name](sentence(chance), chance) for _ in range(count)]
