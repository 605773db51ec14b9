"""Where else the same words stand. ``fold`` says which strings are the same; here they are found in a text as it is.

A folded copy of it would need a map of offsets and, at a megabyte, a hundred times the time.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import permutations

import regex

from nhan.core.text.fold import INVISIBLE, both_styles, visible
from nhan.core.text.units import Range, unit_at

_CLUSTER = regex.compile(r"\P{M}\p{M}*|\p{M}+")
_HIDDEN = rf"{INVISIBLE}*"  # may stand between any two signs of the words


def occurrences(text: str, words: str, start: int = 0, *, joined: bool = False) -> Iterator[Range]:
    """The ranges (code points) from ``start`` on where ``words`` stands as whole syllables, in order, without overlaps.

    ``joined``: also where a sign joins the words with others to one syllable, as it does Huế in "Hà Nội-Huế". A person
    proposes whole syllables; what follows from a decision without a model is found wherever a model may suggest.
    """
    begins, ends = (begins_word, ends_word) if joined else (_begins_syllable, _ends_syllable)
    for first, last in _found(text, words, start, overlapped=False):
        if begins(text, first) and ends(text, last):
            yield first, last


def spellings(text: str, words: str) -> Iterator[Range]:
    """Every range where ``words`` stands, in whatever spelling, parts of syllables and overlapping ones included."""
    return _found(text, words, 0, overlapped=True)


def _found(text: str, words: str, start: int, *, overlapped: bool) -> Iterator[Range]:
    words = visible(words)
    if words.strip():
        for match in _pattern(words).finditer(text, start, overlapped=overlapped):
            yield match.span()


def _begins_syllable(text: str, start: int) -> bool:
    """Whether no syllable goes on at ``start``. The words may begin with punctuation: then none has to begin there."""
    if start == 0 or text[start - 1].isspace():  # nearly always, and fifty times as quick to see
        return True
    first = unit_at(text, start)
    return first is None or first[0] >= start


def _ends_syllable(text: str, end: int) -> bool:
    if end == len(text) or text[end].isspace():
        return True
    last = unit_at(text, end - 1)
    return last is None or last[1] <= end


def begins_word(text: str, start: int) -> bool:
    """Whether no letter or figure before ``start`` belongs to the one that is there."""
    return not (_is_letter(text[start]) and _is_letter(_next_visible(text, start - 1, -1)))


def ends_word(text: str, end: int) -> bool:
    """Whether no letter or figure from ``end`` on belongs to the one before it."""
    return not (_is_letter(text[end - 1]) and _is_letter(_next_visible(text, end, 1)))


def _next_visible(text: str, place: int, step: int) -> str:
    """The first sign from ``place`` on, forwards or backwards, that can be seen; a space beyond the text."""
    while 0 <= place < len(text):
        if visible(text[place]):
            return text[place]
        place += step
    return " "


def _is_letter(sign: str) -> bool:
    """Whether the sign is part of a word: a letter, a figure, or a mark on a letter, as in NFD."""
    return sign.isalnum() or unicodedata.combining(sign) > 0


@lru_cache(maxsize=256)
def _pattern(words: str) -> "regex.Pattern[str]":
    """Every spelling of the words. Written out as literals: searching 1 MB for them costs a millisecond or two."""
    return regex.compile(spelled(words, _cluster_pattern))


def spelled(words: str, cluster: Callable[[str], str]) -> str:
    """The expression for the words in both tone styles; ``cluster`` makes that of one letter with its marks."""
    return rf"(?:{_HIDDEN}\s)+{_HIDDEN}".join(_word_pattern(word, cluster) for word in words.split())


def _word_pattern(word: str, cluster: Callable[[str], str]) -> str:
    # As it is written, too: of a letter with more marks than any language has not all forms are looked for.
    written = (*both_styles(word), word)
    styles = sorted({_HIDDEN.join(map(cluster, _CLUSTER.findall(style))) for style in written})
    return styles[0] if len(styles) == 1 else f"(?:{'|'.join(styles)})"


def _cluster_pattern(cluster: str) -> str:
    return one_of(sorted(canonical_forms(cluster), key=lambda form: (len(form), form)))


def one_of(forms: list[str]) -> str:
    """The expression for any of the forms of a letter, the first that fits."""
    written = [_HIDDEN.join(map(regex.escape, form)) for form in forms]
    return written[0] if len(written) == 1 else f"(?:{'|'.join(written)})"


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
