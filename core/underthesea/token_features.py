"""The features of underthesea's word segmenter (VLSP 2013 data, 2023 model), from tables of the model's attributes.

Of a token and its neighbours: the token, its lower case, whether it is a title or a number, whether a dictionary
has it; the same of two and three tokens in a row. The package's own featurizer writes out 43 strings for every token.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from nhan.core.underthesea.memo import Memo
from nhan.core.underthesea.vocabulary import (
    EDGES,
    MOST,
    ONES,
    SKIPS,
    TWOS,
    Roles,
    Strings,
    Vocabulary,
    padded,
    shifted,
    windows,
)

_BOS, _EOS = EDGES
_DIGITS = ["T[-1].isdigit", "T[0].isdigit", "T[1].isdigit"]
_TITLES = [*(f"{name}.istitle" for name in ONES), "T[0,1].istitle", "T[0,2].istitle"]
_KNOWN = [f"{name}.is_in_dict" for name in ONES]


class Facts(NamedTuple):
    """The facts about a token that are features. The last three are "True" or "False"."""

    lower: str
    is_digit: str
    is_title: str
    is_known: str


class _Token(NamedTuple):
    """A token as features, its lower case as features, and the other facts."""

    raw: Roles
    low: Roles
    lower: str
    about: str  # the other facts in one string, because that hashes faster


class SegmentFeatures:
    """Makes the features of a sentence's tokens. ``facts`` gives those of a token; ``dictionary``: lower-case words."""

    def __init__(self, known: Vocabulary, facts: Callable[[str], Facts], dictionary: frozenset[str]) -> None:
        self._dictionary = dictionary
        one_raw, one_low = known.roles(ONES), known.roles([f"{name}.lower" for name in ONES])
        nothing: Roles = tuple(() for _ in ONES)
        self._nothing = nothing

        def token(text: str) -> _Token:
            found = facts(text)
            return _Token(
                one_raw.get(text, nothing), one_low.get(found.lower, nothing), found.lower, " ".join(found[1:])
            )

        self._token = Memo(token, MOST)
        self._edges = [_Token(one_raw[edge], one_low[edge], "", " ".join([edge] * 3)) for edge in EDGES]
        self._two_raw, self._two_low = known.roles(TWOS), known.roles([f"{name}.lower" for name in TWOS])
        self._three_raw = known.roles(SKIPS)
        # The facts about a window of tokens have few combinations: each makes a block of features.
        self._flags = Memo(_flags_of(known), MOST)
        self._two_known = Memo(_known_of(known, TWOS), MOST)
        self._three_known = Memo(_known_of(known, SKIPS), MOST)

    def rows(self, tokens: Sequence[str]) -> list[list[str]]:
        """The features of each token, in the order of ``tokens``."""
        bos, eos = self._edges
        seen = padded([self._token[token] for token in tokens], bos, eos)
        raw, low, lower, about = zip(*seen, strict=True)
        two_raw, two_low, two_known = self._twos(tokens, lower[2:-2])
        three_raw, three_known = self._threes(tokens, lower[2:-2])
        flags, twos, threes = self._flags, self._two_known, self._three_known
        around = zip(  # flat, because a tuple for each window would cost as much as what is done with it
            *(*shifted(raw, 5), *shifted(two_raw, 4), *shifted(three_raw, 3), *shifted(low, 5), *shifted(two_low, 4)),
            *(windows(about, 5), windows(two_known, 4), windows(three_known, 3)),
            strict=False,
        )
        rows = []
        for a, b, c, d, e, ab, bc, cd, de, abc, bcd, cde, v, w, x, y, z, vw, wx, xy, yz, so, pairs, runs in around:
            row = [*a[0], *b[1], *c[2], *d[3], *e[4], *ab[0], *bc[1], *cd[2], *de[3], *abc[0], *bcd[1], *cde[2]]
            row += (*v[0], *w[1], *x[2], *y[3], *z[4], *vw[0], *wx[1], *xy[2], *yz[3])
            row += (*flags[so], *twos[pairs], *threes[runs])
            rows.append(row)
        return rows

    def _twos(self, tokens: Sequence[str], lower: Sequence[str]) -> tuple[list[Roles], list[Roles], list[str]]:
        raw, low, nothing, dictionary = self._two_raw, self._two_low, self._nothing, self._dictionary
        pairs = [f"{a} {b}" for a, b in pairwise(lower)]
        return (
            padded([raw.get(f"{a} {b}", nothing) for a, b in pairwise(tokens)], raw[_BOS], raw[_EOS]),
            padded([low.get(pair, nothing) for pair in pairs], low[_BOS], low[_EOS]),
            padded(["True" if pair in dictionary else "False" for pair in pairs], _BOS, _EOS),
        )

    def _threes(self, tokens: Sequence[str], lower: Sequence[str]) -> tuple[list[Roles], list[str]]:
        raw, nothing, dictionary = self._three_raw, self._nothing, self._dictionary
        runs = [f"{a} {b} {c}" for a, b, c in windows(lower, 3)]
        own = padded([raw.get(f"{a} {b} {c}", nothing) for a, b, c in windows(tokens, 3)], raw[_BOS], raw[_EOS])
        known = padded(["True" if run in dictionary else "False" for run in runs], _BOS, _EOS)
        # A single token has the edges' runs around it, but there is no room for the one that would stand between.
        return (own, known) if len(tokens) > 1 else (own[:3], known[:3])


def _flags_of(known: Vocabulary) -> Callable[[tuple[str, ...]], Strings]:
    digits, titles, known_ones = known.roles(_DIGITS), known.roles(_TITLES), known.roles(_KNOWN)

    def make(about: tuple[str, ...]) -> Strings:
        digit, title, in_dictionary = zip(*[one.split(" ") for one in about], strict=True)
        title = (*title, _all(title[2:4]), _all(title[2:5]))
        found = [digits[value][place] for place, value in enumerate(digit[1:4])]
        found += [titles[value][place] for place, value in enumerate(title)]
        found += [known_ones[value][place] for place, value in enumerate(in_dictionary)]
        return tuple([one for strings in found for one in strings])

    return make


def _known_of(known: Vocabulary, names: Sequence[str]) -> Callable[[tuple[str, ...]], Strings]:
    return lambda values: known.features([f"{name}.is_in_dict" for name in names], values)


def _all(titles: Sequence[str]) -> str:
    """Whether a run of tokens is all titles; beyond the end of the sentence it is neither."""
    return _EOS if _EOS in titles else str("False" not in titles)
