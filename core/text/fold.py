"""Folding for comparison: which strings are the same, however they are written. The one notion of it in Nhãn.

Passed over are the Unicode form (NFC and NFD are one text), the place of the tone mark in an open oa, oe, uy (``Hoà``
and ``Hòa``, ``thuỷ`` and ``thủy`` are one word in two styles), signs that cannot be seen (a zero-width space, a byte
order mark, a soft hyphen, marks of direction), and how much white space stands between words. Case counts.
What is folded is only ever compared, never stored or shown.
"""

import unicodedata
from functools import lru_cache

import regex

INVISIBLE = r"\p{DI}"  # in expressions: what Unicode says to leave out of sight ("default ignorable")

_INVISIBLE = regex.compile(rf"{INVISIBLE}+")
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
    """``text`` in NFC without invisible signs, tone marks on the first vowel of an open oa, oe, uy.

    Case and white space stay. Two syllables are the same when this is.
    """
    apart = unicodedata.normalize("NFD", visible(text))
    # A tone typed before the vowel's own mark ("ệ" as e + dot + circumflex) is put in order by NFD itself.
    return unicodedata.normalize("NFC", _SECOND_VOWEL.sub(_to_first, apart))


@lru_cache(maxsize=65536)
def fold_words(text: str) -> tuple[str, ...]:
    """The folded pieces between white space. Two strings are the same when these are."""
    return tuple(folded for piece in text.split() if (folded := fold(piece)))


def visible(text: str) -> str:
    """``text`` without the signs that cannot be seen."""
    return _INVISIBLE.sub("", text)


def both_styles(word: str) -> tuple[str, str]:
    """The word (NFD) with the tone of an open oa, oe, uy on the first and on the second vowel."""
    apart = unicodedata.normalize("NFD", word)
    return _SECOND_VOWEL.sub(_to_first, apart), _FIRST_VOWEL.sub(_to_second, apart)
