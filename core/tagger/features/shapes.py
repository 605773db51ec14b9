"""What a syllable looks like: capitals, digits, whether it can be Vietnamese."""

from functools import lru_cache

import regex

_DIGIT = regex.compile(r"\d")
_VOWELS = "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_VIETNAMESE = regex.compile(
    rf"(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?[{_VOWELS}]{{1,3}}(?:ng|nh|ch|[cmnpt])?",
    regex.IGNORECASE,
)


@lru_cache(maxsize=65536)
def shape(form: str) -> str:
    """``U``... for a capital, ``l`` small, ``d`` and the number of digits, else the sign itself."""
    if form.isdigit():
        return f"d{min(len(form), 4)}"
    if not form[0].isalnum():
        return form[0]
    if form.isupper():
        return "U1" if len(form) == 1 else "UU"
    if form[0].isupper():
        return "Ul" if form[1:].islower() else "Mx"
    return "l" if form.islower() else "m"


@lru_cache(maxsize=65536)
def plain(form: str) -> str:
    """In lower case, each digit a zero."""
    return _DIGIT.sub("0", form.lower())


@lru_cache(maxsize=65536)
def foreign(form: str) -> bool:
    """Whether it cannot be a syllable of Vietnamese."""
    return not _VIETNAMESE.fullmatch(form)
