"""Folding for comparison: the same word whatever its Unicode form and wherever its tone mark stands.

``Hoà`` and ``Hòa``, ``thuỷ`` and ``thủy`` are one word in two styles (the mark on the second or on the first vowel of
oa, oe, uy); NFC and NFD are one text in two forms. What is folded is only ever compared, never stored or shown.
"""

import unicodedata
from functools import lru_cache

import regex

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
# In an open syllable the old style marks the first vowel, the new style the second: fold to the first.
_SECOND_VOWEL = regex.compile(rf"(?<!q)([ouOU])([aeyAEY])([{_TONES}])(?![\p{{L}}\p{{M}}])", regex.V1 | regex.IGNORECASE)
_FIRST_VOWEL = regex.compile(rf"(?<!q)([ouOU])([{_TONES}])([aeyAEY])(?![\p{{L}}\p{{M}}])", regex.V1 | regex.IGNORECASE)
_PAIRS = {"oa", "oe", "uy"}


def _to_first(match: "regex.Match[str]") -> str:
    first, second, tone = match.groups()
    return first + tone + second if (first + second).lower() in _PAIRS else match.group()


def _to_second(match: "regex.Match[str]") -> str:
    first, tone, second = match.groups()
    return first + second + tone if (first + second).lower() in _PAIRS else match.group()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` in NFC with tone marks on the first vowel of an open oa, oe, uy. Case and white space stay."""
    apart = unicodedata.normalize("NFD", text)
    # A tone typed before the vowel's own mark ("ệ" as e + dot + circumflex) is put in order by NFD itself.
    return unicodedata.normalize("NFC", _SECOND_VOWEL.sub(_to_first, apart))


@lru_cache(maxsize=65536)
def fold_words(text: str) -> tuple[str, ...]:
    """The folded pieces between white space: what two occurrences of one name must share."""
    return tuple(fold(piece) for piece in text.split())


def unaccented(text: str) -> str:
    """``text`` without any mark and with d for đ, in lower case."""
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return bare.replace("đ", "d").replace("Đ", "D").lower()


def both_styles(word: str) -> tuple[str, str]:
    """The word (NFD) with the tone of an open oa, oe, uy on the first and on the second vowel."""
    apart = unicodedata.normalize("NFD", word)
    return _SECOND_VOWEL.sub(_to_first, apart), _FIRST_VOWEL.sub(_to_second, apart)
