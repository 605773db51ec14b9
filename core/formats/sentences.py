"""Tokens and sentences of a text for formats that are made of them. A plain rule: good where nothing is at hand.

A sentence ends at a line's end, and after ``.`` ``!`` ``?`` ``…`` (and closing quotes) before white space and a
capital, digit or opening quote, unless the full stop belongs to an abbreviation (``TP. Huế``, ``TS. Lan``).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from nhan.core.text.units import Range, syllables

_INVISIBLE = regex.compile(r"[\p{Z}\p{Cc}\p{Cf}]+")
_ENDING = regex.compile(r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?=\s+["'“‘«(\[]*[\p{Lu}\p{N}\-–—])|\R""")
# Words that a name follows after a full stop; any single capital is one (``Q. 3``, ``Nguyễn Văn A. Dũng``).
_ABBREVIATION = regex.compile(r"(?<![\p{L}\p{M}])(?:\p{Lu}|TP|Tp|TX|TT|GS|PGS|TS|ThS|BS|KS|LS|NS|St|Mr|Mrs|Ms|Dr)\.$")


def tokens(text: str) -> Iterator[Range]:
    """Syllables, and every other visible sign on its own, left to right; what is left out cannot be seen."""
    at = 0
    for start, end in syllables(text):
        yield from _signs(text, at, start)
        yield start, end
        at = end
    yield from _signs(text, at, len(text))


def _signs(text: str, start: int, end: int) -> Iterator[Range]:
    while start < end:
        hidden = _INVISIBLE.match(text, start, end)
        if hidden:
            start = hidden.end()
            continue
        yield start, start + 1
        start += 1


def sentence_ends(text: str) -> Iterator[int]:
    """The offsets at which a sentence ends, left to right; the end of the text is not among them."""
    for match in _ENDING.finditer(text):
        if match.group() == "." and _ABBREVIATION.search(text, max(0, match.end() - 5), match.end()):
            continue
        yield match.end()


def in_sentences(text: str, units: Sequence[Range], spans: Sequence[Range]) -> Iterator[list[Range]]:
    """The units by sentence. No sentence ends inside one of the spans (given in text order, not overlapping)."""
    ends = [end for end in sentence_ends(text) if not any(start < end < stop for start, stop in _near(spans, end))]
    ends.append(len(text) + 1)
    at = 0
    sentence: list[Range] = []
    for start, end in units:
        while ends[at] <= start:
            if sentence:
                yield sentence
            sentence = []
            at += 1
        sentence.append((start, end))
    if sentence:
        yield sentence


def _near(spans: Sequence[Range], offset: int) -> Sequence[Range]:
    place = bisect_left(spans, (offset,))
    return spans[max(0, place - 1) : place]
