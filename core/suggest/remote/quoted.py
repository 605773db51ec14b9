"""From strings that somebody quotes out of a text to the places where they stand in it."""

from collections.abc import Iterable, Iterator
from itertools import chain

from nhan.core.suggestion import Labelled
from nhan.core.text.occurrences import occurrences


def placed(text: str, quoted: Iterable[tuple[str, str]], offset: int = 0) -> Iterator[Labelled]:
    """The places of quoted strings with their labels, in the order in which they were quoted; + ``offset``.

    Each stands at its first place that has not been given away from where the one before it starts; where there is
    none, at its first free place of all. What stands nowhere in ``text`` is left out. A string is the same in another
    Unicode form, tone style or spacing.
    """
    taken: set[tuple[int, int, str]] = set()
    reached = 0
    for words, label in quoted:
        places = chain(occurrences(text, words, reached, joined=True), occurrences(text, words, joined=True))
        for start, end in places:
            if (start, end, label) not in taken:
                taken.add((start, end, label))
                reached = start
                yield offset + start, offset + end, label
                break
