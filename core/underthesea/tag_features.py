"""The features of underthesea's POS and entity taggers (2017 models), from tables of the models' attributes.

Of a word and its neighbours: the word, its lower case, whether it is a title, two words in a row; for entities also
their POS tags. The models were trained with the labels before the word as features; underthesea gives them "X" for
every label.
"""

from collections.abc import Callable, Sequence
from itertools import chain, pairwise, repeat
from typing import NamedTuple

from nhan.core.underthesea.memo import Memo
from nhan.core.underthesea.vocabulary import (
    EDGES,
    MOST,
    ONES,
    TWOS,
    Roles,
    Strings,
    Vocabulary,
    padded,
    shifted,
    windows,
)


class _Word(NamedTuple):
    """A word's lower case and itself as features, and whether it is a title."""

    low: Roles
    raw: Roles
    title: str


class TagFeatures:
    """Makes the features of a sentence's words. ``titles``: the distances at which title case is a feature;
    ``past``: its features that stand for labels before the word. Both in the order of the model's templates."""

    def __init__(self, known: Vocabulary, titles: Sequence[int], past: Sequence[str]) -> None:
        low, raw = known.roles([f"{name}.lower" for name in ONES]), known.roles(ONES)
        nothing: Roles = tuple(() for _ in ONES)
        self._nothing = nothing

        def word(text: str) -> _Word:
            # As underthesea counts: each syllable's first letter is upper or title case.
            title = str(all(part[:1].istitle() for part in text.split(" ")))
            return _Word(low.get(text.lower(), nothing), raw.get(text, nothing), title)

        self._word = Memo(word, MOST)
        self._edges = [_Word(low[edge], raw[edge], edge) for edge in EDGES]
        self._two = known.roles(TWOS)
        self._title = Memo(_titles_of(known, titles), MOST)
        self._one_tag, self._two_tags = (known.roles([f"{name}[1]" for name in names]) for names in (ONES, TWOS))
        self._past = [_past(known, past, place) for place in range(4)]

    def rows(self, words: Sequence[str], tags: Sequence[str] | None = None) -> list[list[str]]:
        """The features of each word; with POS tags where the model was trained on them."""
        bos, eos = self._edges
        seen = padded([self._word[word] for word in words], bos, eos)
        two, nothing, titles = self._two, self._nothing, self._title
        twos = padded([two.get(f"{a} {b}", nothing) for a, b in pairwise(words)], two["BOS"], two["EOS"])
        low, raw, title = zip(*seen, strict=True)
        flags = [titles[about] for about in windows(title, 5)]
        tagged = self._tagged(tags) if tags is not None else repeat(())
        past = chain(self._past, repeat(self._past[-1]))
        around = zip(*shifted(low, 5), *shifted(raw, 5), *shifted(twos, 4), flags, tagged, past, strict=False)
        return [
            [
                *(*v[0], *w[1], *x[2], *y[3], *z[4], *flag),
                *(*a[0], *b[1], *c[2], *d[3], *e[4], *ab[0], *bc[1], *cd[2], *de[3], *tag, *labels),
            ]
            for v, w, x, y, z, a, b, c, d, e, ab, bc, cd, de, flag, tag, labels in around
        ]

    def _tagged(self, tags: Sequence[str]) -> list[Strings]:
        one, two, nothing = self._one_tag, self._two_tags, self._nothing
        ones = padded([one.get(tag, nothing) for tag in tags], one["BOS"], one["EOS"])
        twos = padded([two.get(f"{a} {b}", nothing) for a, b in pairwise(tags)], two["BOS"], two["EOS"])
        return [
            (*a[0], *b[1], *c[2], *d[3], *e[4], *ab[0], *bc[1], *cd[2], *de[3])
            for a, b, c, d, e, ab, bc, cd, de in zip(*shifted(ones, 5), *shifted(twos, 4), strict=False)
        ]


def _titles_of(known: Vocabulary, titles: Sequence[int]) -> Callable[[tuple[str, ...]], Strings]:
    return lambda about: known.features([f"T[{at}].istitle" for at in titles], [about[at + 2] for at in titles])


def _past(known: Vocabulary, names: Sequence[str], place: int) -> Strings:
    """The features of the labels before the word at ``place`` (3 = further on): "BOS" before the start, else "X"."""
    values = []
    for name in names:
        first, *second = name[2 : name.index("]")].split(",")
        values.append("BOS" if place + int(first) < 0 else "X X" if second else "X")
    return known.features(names, values)
