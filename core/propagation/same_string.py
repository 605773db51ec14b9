"""Memory within an article, without any model: what was decided about a string holds for the same string below.

Plain text search over strings; quick enough to run between two frames, in any process.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from nhan.core.suggestion import Labelled


def echo(
    text: str, below: list[Labelled], old: Labelled | None, new: Labelled | None, start: int = 0
) -> list[Labelled]:
    """The suggestions ``below`` a decision, after it. ``old`` was suggested, ``new`` is right; None = nothing.

    What is suggested anew lies below the decision and at ``start`` or after it.

    An accepted suggestion changes nothing: its copies are suggested already or were left out for a reason.
    """
    if old == new:
        return below
    if new is None:
        if old is None:
            return below
        string = text[old[0] : old[1]]
        return [each for each in below if (text[each[0] : each[1]], each[2]) != (string, old[2])]
    string = text[new[0] : new[1]]
    wrong = text[old[0] : old[1]] if old else None
    found = sorted(below)
    longest = max((end - first for first, end, _ in found), default=0)
    made: list[Labelled] = []
    gone: set[Labelled] = set()
    for first, end in occurrences(text, string, max(new[1], start)):
        near = found[bisect_left(found, (first - longest,)) : bisect_left(found, (end,))]
        there = [each for each in near if each[1] > first and each not in gone]
        if there and (wrong is None or any(_is_more(text, each, first, end, wrong) for each in there)):
            continue
        gone.update(there)
        made.append((first, end, new[2]))
    return sorted([*(each for each in found if each not in gone), *made])


def _is_more(text: str, span: Labelled, start: int, end: int, wrong: str) -> bool:
    """Whether a suggestion takes in the string and more, and is not what has just been mended."""
    longer = span[0] <= start and end <= span[1] and span[1] - span[0] > end - start
    return longer and text[span[0] : span[1]] != wrong


def occurrences(text: str, string: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the string stands from ``start`` on, not inside a longer word."""
    place = text.find(string, start)
    while place >= 0:
        end = place + len(string)
        before = place > 0 and _goes_on(text[place - 1]) and _goes_on(string[0])
        after = end < len(text) and _goes_on(text[end]) and _goes_on(string[-1])
        if not before and not after:
            yield place, end
        place = text.find(string, end)


def _goes_on(char: str) -> bool:
    """Whether the character is part of a word: a letter, a figure, or a mark on a letter, as in NFD."""
    return char.isalnum() or unicodedata.combining(char) > 0
