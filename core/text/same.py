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
        first, last = unit_at(text, start), unit_at(text, end - 1)
        # Where the words themselves begin or end with punctuation, no syllable has to begin or end there.
        if (first is None or first[0] >= start) and (last is None or last[1] <= end):
            yield start, end


@lru_cache(maxsize=256)
def _pattern(words: str) -> "regex.Pattern[str]":
    """Every spelling of the words. Written out as literals: searching 1 MB for them costs a millisecond or two."""
    return regex.compile(r"\s+".join(_word_pattern(word) for word in words.split()))


def _word_pattern(word: str) -> str:
    styles = sorted({"".join(map(_cluster_pattern, _CLUSTER.findall(style))) for style in both_styles(word)})
    return styles[0] if len(styles) == 1 else f"(?:{'|'.join(styles)})"


def _cluster_pattern(cluster: str) -> str:
    """One letter with its marks, in all its canonically equivalent forms ("ệ" has five)."""
    apart = unicodedata.normalize("NFD", cluster)
    base, marks = apart[0], apart[1:]
    if len(marks) > 3:
        return regex.escape(cluster)
    forms = set()
    for order in permutations(marks):
        for composed in range(len(order) + 1):
            form = unicodedata.normalize("NFC", base + "".join(order[:composed])) + "".join(order[composed:])
            if unicodedata.normalize("NFD", form) == apart:
                forms.add(form)
    listed = sorted(forms or {cluster}, key=lambda form: (len(form), form))
    return regex.escape(listed[0]) if len(listed) == 1 else f"(?:{'|'.join(map(regex.escape, listed))})"
