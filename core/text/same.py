"""Where else the same words stand: whole syllables, case-sensitive, blind to NFC/NFD and the tone mark's place."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations

import regex

from nhan.core.text.fold import both_styles
from nhan.core.text.units import Range, unit_at

_CLUSTER = regex.compile(r"\P{M}\p{M}*|\p{M}+")


def occurrences(text: str, words: str) -> Iterator[Range]:
    """The ranges (code points) where ``words`` stands as whole syllables, left to right, not overlapping."""
    if not words.strip():
        return
    for match in _pattern(words).finditer(text):
        start, end = match.span()
        if _begins(text, start) and _ends(text, end):
            yield start, end


def spellings(text: str, words: str) -> Iterator[Range]:
    """Every range where ``words`` stands, in whatever spelling, parts of syllables and overlapping ones included."""
    if words.strip():
        for match in _pattern(words).finditer(text, overlapped=True):
            yield match.span()


def _begins(text: str, start: int) -> bool:
    """Whether no syllable goes on at ``start``. The words may begin with punctuation: then none has to begin there."""
    if start == 0 or text[start - 1].isspace():  # nearly always, and fifty times as quick to see
        return True
    first = unit_at(text, start)
    return first is None or first[0] >= start


def _ends(text: str, end: int) -> bool:
    if end == len(text) or text[end].isspace():
        return True
    last = unit_at(text, end - 1)
    return last is None or last[1] <= end


@lru_cache(maxsize=256)
def _pattern(words: str) -> "regex.Pattern[str]":
    """Every spelling of the words. Written out as literals: searching 1 MB for them costs a millisecond or two."""
    return regex.compile(r"\s+".join(_word_pattern(word) for word in words.split()))


def _word_pattern(word: str) -> str:
    styles = sorted({"".join(map(_cluster_pattern, _CLUSTER.findall(style))) for style in both_styles(word)})
    return styles[0] if len(styles) == 1 else f"(?:{'|'.join(styles)})"


def _cluster_pattern(cluster: str) -> str:
    listed = sorted(canonical_forms(cluster), key=lambda form: (len(form), form))
    return regex.escape(listed[0]) if len(listed) == 1 else f"(?:{'|'.join(map(regex.escape, listed))})"


def canonical_forms(cluster: str) -> set[str]:
    """One letter with its marks, in all its canonically equivalent forms ("ệ" has five)."""
    apart = unicodedata.normalize("NFD", cluster)
    base, marks = apart[0], apart[1:]
    forms = {cluster, apart, unicodedata.normalize("NFC", apart)}
    for order in permutations(marks) if len(marks) <= 3 else ():
        for composed in range(len(order) + 1):
            form = unicodedata.normalize("NFC", base + "".join(order[:composed])) + "".join(order[composed:])
            if unicodedata.normalize("NFD", form) == apart:
                forms.add(form)
    return forms
