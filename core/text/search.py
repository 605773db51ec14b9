"""Finding text as people type it: letters without marks match any, letters with marks must match.

``hoa binh`` finds *Hoà Bình*, ``hòa`` finds *Hoà* and *hòa* but not *hoa*; d finds đ, đ only đ. That, any case and
parts of syllables are more than the same string (see ``fold``), because a query is typed in haste; ``Matching`` asks
for less. What folding passes over is passed over here too. Ranges are in code points of the source.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial

import msgspec
import regex

from nhan.core.text.fold import INVISIBLE, visible
from nhan.core.text.occurrences import begins_word, canonical_forms, ends_word, one_of, spelled
from nhan.core.text.units import Range

SECONDS = 0.5  # how long a regular expression may work on one text before it is given up
MOST_HITS = 20_000


class BadPatternError(Exception):
    """The expression is not one, or takes too long; ``reason`` is regex's message ("" = too long)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Matching(msgspec.Struct, frozen=True):
    """What a query has to match. ``accents``: a letter without marks means just that letter; an expression always
    does."""

    expression: bool = False  # the query is a regular expression
    words: bool = False  # no letter or figure goes on before or after a hit
    case: bool = False
    accents: bool = False


IN_HASTE = Matching()


def find(text: str, query: str, how: Matching = IN_HASTE) -> list[Range]:
    """The ranges where ``query`` stands, left to right. Raises BadPatternError for a bad or slow regular expression."""
    query = query if how.expression else visible(query)
    if not query.strip():
        return []
    hits: list[Range] = []
    try:
        pattern = _expression(query, how.case) if how.expression else _pattern(query, how.case, how.accents)
        # concurrent: other threads (the window's) go on while the expression works.
        for match in pattern.finditer(text, timeout=SECONDS, concurrent=True):
            start, end = match.span()
            if start < end and not (how.words and not (begins_word(text, start) and ends_word(text, end))):
                hits.append((start, end))
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
def _expression(query: str, case: bool) -> "regex.Pattern[str]":
    return regex.compile(query, (0 if case else regex.IGNORECASE) | regex.MULTILINE | regex.V1)


@lru_cache(maxsize=256)
def _pattern(query: str, case: bool = False, accents: bool = False) -> "regex.Pattern[str]":
    # Marks and what cannot be seen between them are taken together; no hit ends in what cannot be seen.
    return regex.compile(rf"{spelled(query, partial(_letter, case=case, accents=accents))}(?<!{INVISIBLE})")


def _letter(cluster: str, case: bool, accents: bool) -> str:
    apart = unicodedata.normalize("NFD", cluster)
    base, marks = apart[0], apart[1:]
    bases = {base} if case else {base.lower(), base.upper()}
    if not marks and not accents:
        crossed = {"d": "đ", "D": "Đ"}
        return _any_accent("".join(sorted(bases | {crossed[each] for each in bases if each in crossed})))
    forms = {form for each in bases if len(each) == 1 for form in canonical_forms(each + marks)}
    forms |= {cluster} if case else {cluster, cluster.lower(), cluster.upper()}
    return rf"{one_of(sorted(forms, key=len, reverse=True))}(?!\p{{M}})"


@lru_cache(maxsize=256)
def _any_accent(bases: str) -> str:
    """The letters, composed with whatever Vietnamese has, and any marks that follow apart."""
    letters = set(bases)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        if unicodedata.normalize("NFD", chr(code))[0] in bases:
            letters.add(chr(code))
    return f"[{''.join(map(regex.escape, sorted(letters)))}][\\p{{M}}{INVISIBLE}]*"
