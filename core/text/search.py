"""Finding text as people type it: letters without marks match any, letters with marks must match.

``hoa binh`` finds *Hoà Bình*, ``hòa`` finds *Hoà* and *hòa* but not *hoa*; d finds đ, đ only đ. That, any case and
parts of syllables are more than the same string (see ``fold``), because a query is typed in haste. What
folding passes over is passed over here too. Ranges are in code points of the source.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

import regex

from nhan.core.text.fold import INVISIBLE, visible
from nhan.core.text.occurrences import canonical_forms, one_of, spelled
from nhan.core.text.units import Range

SECONDS = 0.5  # how long a regular expression may work on one text before it is given up
MOST_HITS = 20_000


class BadPatternError(Exception):
    """The expression is not one, or takes too long; ``reason`` is regex's message ("" = too long)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def find(text: str, query: str, expression: bool = False) -> list[Range]:
    """The ranges where ``query`` stands, left to right. Raises BadPatternError for a bad or slow regular expression."""
    query = query if expression else visible(query)
    if not query.strip():
        return []
    hits: list[Range] = []
    try:
        pattern = _expression(query) if expression else _pattern(query)
        # concurrent: other threads (the window's) go on while the expression works.
        for match in pattern.finditer(text, timeout=SECONDS, concurrent=True):
            if match.end() > match.start():
                hits.append(match.span())
            if len(hits) >= MOST_HITS:
                break
    except regex.error as error:
        raise BadPatternError(str(error)) from None
    except TimeoutError:
        raise BadPatternError("") from None
    return hits


def finder(query: str) -> Callable[[str], bool]:
    """Whether ``query`` stands in a short text, for many of them: a fifth of the time of ``find``."""
    query = visible(query)
    if not query.strip():
        return lambda _: False
    search = _pattern(query).search
    return lambda text: search(text) is not None


@lru_cache(maxsize=32)
def _expression(query: str) -> "regex.Pattern[str]":
    return regex.compile(query, regex.IGNORECASE | regex.MULTILINE | regex.V1)


@lru_cache(maxsize=256)
def _pattern(query: str) -> "regex.Pattern[str]":
    # Marks and what cannot be seen between them are taken together; no hit ends in what cannot be seen.
    return regex.compile(rf"{spelled(query, _letter)}(?<!{INVISIBLE})")


def _letter(cluster: str) -> str:
    apart = unicodedata.normalize("NFD", cluster)
    base, marks = apart[0], apart[1:]
    bases = {base.lower(), base.upper()}
    if not marks:
        return _any_accent("".join(sorted(bases | ({"đ", "Đ"} if base in "dD" else set()))))
    forms = {form for each in bases if len(each) == 1 for form in canonical_forms(each + marks)}
    forms |= {cluster, cluster.lower(), cluster.upper()}
    return rf"{one_of(sorted(forms, key=len, reverse=True))}(?!\p{{M}})"


@lru_cache(maxsize=256)
def _any_accent(bases: str) -> str:
    """The letters, composed with whatever Vietnamese has, and any marks that follow apart."""
    letters = set(bases)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        if unicodedata.normalize("NFD", chr(code))[0] in bases:
            letters.add(chr(code))
    return f"[{''.join(map(regex.escape, sorted(letters)))}][\\p{{M}}{INVISIBLE}]*"
