"""What follows from a decision without any model: it holds for the same string below in the article.

Strings are compared folded (see ``core/text/fold.py``); quick enough to run between two frames, in any process.
"""

from bisect import bisect_left

from nhan.core.suggestion import Labelled
from nhan.core.text.fold import fold_words
from nhan.core.text.occurrences import occurrences


def carry_over(
    text: str, below: list[Labelled], old: Labelled | None, new: Labelled | None, start: int = 0
) -> list[Labelled]:
    """The suggestions ``below`` a decision as it changes them. ``old`` was suggested, ``new`` is right; None = nothing.

    New suggestions lie below the decision and start at the offset ``start`` or after it. An accepted suggestion changes
    nothing: its copies are suggested already or were left out for a reason.
    """
    if old == new:
        return below
    if new is None:
        if old is None:
            return below
        return [each for each in below if each[2] != old[2] or _words(text, each) != _words(text, old)]
    wrong = _words(text, old) if old else None
    found = sorted(below)
    longest = max((end - first for first, end, _ in found), default=0)
    made: list[Labelled] = []
    gone: set[Labelled] = set()
    for first, end in occurrences(text, text[new[0] : new[1]], max(new[1], start), joined=True):
        near = found[bisect_left(found, (first - longest,)) : bisect_left(found, (end,))]
        there = [each for each in near if each[1] > first and each not in gone]
        if there and (wrong is None or any(_is_more(text, each, first, end, wrong) for each in there)):
            continue
        gone.update(there)
        made.append((first, end, new[2]))
    return sorted([*(each for each in found if each not in gone), *made])


def _is_more(text: str, span: Labelled, start: int, end: int, wrong: tuple[str, ...]) -> bool:
    """Whether a suggestion takes in the string and more, and is not the one that has just been corrected."""
    longer = span[0] <= start and end <= span[1] and span[1] - span[0] > end - start
    return longer and _words(text, span) != wrong


def _words(text: str, span: Labelled) -> tuple[str, ...]:
    """The folded words of a span: the same for all occurrences of one string."""
    return fold_words(text[span[0] : span[1]])
