"""The features of underthesea's POS and entity taggers (2017 models), from tables of what the models know.

Of a word and its neighbours: the word, its lower case, whether it is a title, two words in a row; for entities also
their POS tags. The models were trained with the labels before the word as features; underthesea gives them "X" for
every label.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from nhan.core.suggest.memo import Memo
from nhan.core.suggest.vocabulary import BOOLS, MOST, ONES, TWOS, Roles, Strings, Vocabulary, joined, windows


class TagFeatures:
    """Makes the features of a sentence's words. ``titles``: the distances at which the model was told of title case;
    ``past``: its features that stand for labels before the word."""

    def __init__(self, known: Vocabulary, titles: Sequence[int], past: Sequence[str]) -> None:
        self._one = Memo(_words_of(known, titles), MOST)
        self._two = known.roles(TWOS)
        self._tag_one = known.roles([f"{name}[1]" for name in ONES])
        self._tag_two = known.roles([f"{name}[1]" for name in TWOS])
        self._none = known.always(ONES, "\0")
        self._past = [_past(known, past, place) for place in range(4)]
        self._bos = _edge(known, titles, "BOS")
        self._eos = _edge(known, titles, "EOS")

    def rows(self, words: Sequence[str], tags: Sequence[str] | None = None) -> list[list[str]]:
        """The features of each word; with POS tags where the model was trained on them."""
        (bos1, bos2, _, _), (eos1, eos2, _, _) = self._bos, self._eos
        one, two, none = self._one, self._two.get, self._none
        ones = [bos1, bos1, *[one[word] for word in words], eos1, eos1]
        twos = [bos2, bos2, *[two(f"{a} {b}", none) for a, b in pairwise(words)], eos2, eos2]
        found = [
            [*a[0], *b[1], *c[2], *d[3], *e[4], *ab[0], *bc[1], *cd[2], *de[3]]
            for (a, b, c, d, e), (ab, bc, cd, de) in zip(windows(ones, 5), windows(twos, 4), strict=True)
        ]
        for place, row in enumerate(found):
            row += self._past[min(place, 3)]
        if tags is not None:
            self._add_tags(found, tags)
        return found

    def _add_tags(self, rows: list[list[str]], tags: Sequence[str]) -> None:
        (_, _, bos1, bos2), (_, _, eos1, eos2) = self._bos, self._eos
        one, two, none = self._tag_one.get, self._tag_two.get, self._none
        ones = [bos1, bos1, *[one(tag, none) for tag in tags], eos1, eos1]
        twos = [bos2, bos2, *[two(f"{a} {b}", none) for a, b in pairwise(tags)], eos2, eos2]
        for row, (a, b, c, d, e), (ab, bc, cd, de) in zip(rows, windows(ones, 5), windows(twos, 4), strict=True):
            row += (*a[0], *b[1], *c[2], *d[3], *e[4], *ab[0], *bc[1], *cd[2], *de[3])


def _edge(known: Vocabulary, titles: Sequence[int], edge: str) -> tuple[Roles, Roles, Roles, Roles]:
    """What lies outside the sentence gives: as a word, two words, a tag, two tags."""
    lower = known.always([f"{name}.lower" for name in ONES], edge)
    return (
        joined(known.always(ONES, edge), lower, known.always(_title_names(titles), edge)),
        known.always(TWOS, edge),
        known.always([f"{name}[1]" for name in ONES], edge),
        known.always([f"{name}[1]" for name in TWOS], edge),
    )


def _words_of(known: Vocabulary, titles: Sequence[int]) -> Callable[[str], Roles]:
    raw = known.roles(ONES)
    lower = known.roles([f"{name}.lower" for name in ONES])
    title = {value: known.always(_title_names(titles), value) for value in BOOLS}
    none = known.always(ONES, "\0")

    def make(word: str) -> Roles:
        # As underthesea counts: each syllable's first letter is upper or title case.
        titled = str(all(part[:1].istitle() for part in word.split(" ")))
        return joined(raw.get(word, none), lower.get(word.lower(), none), title[titled])

    return make


def _title_names(titles: Sequence[int]) -> list[str]:
    return [f"T[{at}].istitle" if at in titles else "" for at in (-2, -1, 0, 1, 2)]


def _past(known: Vocabulary, names: Sequence[str], place: int) -> Strings:
    """The features of the labels before the word at ``place`` (3 = further on): "BOS" before the start, else "X"."""
    found: Strings = ()
    for name in names:
        first, *second = (int(at) for at in name[2 : name.index("]")].split(","))
        value = "BOS" if place + first < 0 else "X X" if second else "X"
        found += known.always([name], value)[0]
    return found
