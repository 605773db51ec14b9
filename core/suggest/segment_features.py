"""The features of underthesea's word segmenter (VLSP 2013 data, 2023 model), from tables of what the model knows.

Of a token and its neighbours: the token, its lower case, whether it is a title or a number, whether a dictionary
has it; the same of two and three tokens in a row. The package's own featurizer writes out 43 strings for every token.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from nhan.core.suggest.memo import Memo
from nhan.core.suggest.vocabulary import BOOLS, MOST, ONES, SKIPS, TWOS, Roles, Vocabulary, joined, windows


class Facts(NamedTuple):
    """What the segmenter's features say of a token."""

    lower: str
    is_digit: str  # "True" or "False", here and below
    is_title: str
    is_known: str


class _Token(NamedTuple):
    """What is kept of a token: the features it gives, and what its runs with others are told by."""

    roles: Roles
    lower: str
    title: bool


class SegmentFeatures:
    """Makes the features of a sentence's tokens. ``facts`` says what a token is; ``dictionary``: lower-case words."""

    def __init__(self, known: Vocabulary, facts: Callable[[str], Facts], dictionary: frozenset[str]) -> None:
        self._token = Memo(_token_of(known, facts), MOST)
        self._dictionary = dictionary
        self._two_raw = known.roles(TWOS)
        self._two_lower = known.roles([f"{name}.lower" for name in TWOS])
        self._three_raw = known.roles(SKIPS)
        # Whether the dictionary has the run, and whether it is all titles: of most runs nothing else is known.
        self._two = _cases(known, TWOS, "T[0,1]")
        self._three = _cases(known, SKIPS, "T[0,2]")
        self._bos = _segment_edges(known, "BOS")
        self._eos = _segment_edges(known, "EOS")

    def rows(self, tokens: Sequence[str]) -> list[list[str]]:
        """The features of each token, in the order of ``tokens``."""
        (bos1, bos2, bos3), (eos1, eos2, eos3) = self._bos, self._eos
        seen = [self._token[token] for token in tokens]
        lower = [token.lower for token in seen]
        title = [token.title for token in seen]
        ones = [bos1, bos1, *[token.roles for token in seen], eos1, eos1]
        twos = [bos2, bos2, *self._twos(tokens, lower, title), eos2, eos2]
        threes = [bos3, bos3, *self._threes(tokens, lower, title), eos3, eos3]
        if len(tokens) == 1:
            threes = [bos3, bos3, eos3]  # no room for the run that would stand between
        return [
            [*a[0], *b[1], *c[2], *d[3], *e[4], *ab[0], *bc[1], *cd[2], *de[3], *abc[0], *bcd[1], *cde[2]]
            for (a, b, c, d, e), (ab, bc, cd, de), (abc, bcd, cde) in zip(
                windows(ones, 5), windows(twos, 4), windows(threes, 3), strict=True
            )
        ]

    def _twos(self, tokens: Sequence[str], lower: Sequence[str], title: Sequence[bool]) -> list[Roles]:
        raw, low, case, dictionary = self._two_raw.get, self._two_lower.get, self._two, self._dictionary
        found = []
        for (a, b), (x, y), (t, u) in zip(pairwise(tokens), pairwise(lower), pairwise(title), strict=True):
            both = f"{x} {y}"
            roles = case[both in dictionary, t and u]
            its_raw, its_lower = raw(f"{a} {b}"), low(both)
            if its_raw is not None:
                roles = joined(roles, its_raw)
            if its_lower is not None:
                roles = joined(roles, its_lower)
            found.append(roles)
        return found

    def _threes(self, tokens: Sequence[str], lower: Sequence[str], title: Sequence[bool]) -> list[Roles]:
        raw, case, dictionary = self._three_raw.get, self._three, self._dictionary
        found = []
        for (a, b, c), (x, y, z), (t, u, v) in zip(
            windows(tokens, 3), windows(lower, 3), windows(title, 3), strict=True
        ):
            roles = case[f"{x} {y} {z}" in dictionary, t and u and v]
            its_raw = raw(f"{a} {b} {c}")
            found.append(roles if its_raw is None else joined(roles, its_raw))
        return found


def _token_of(known: Vocabulary, facts: Callable[[str], Facts]) -> Callable[[str], _Token]:
    raw = known.roles(ONES)
    lower = known.roles([f"{name}.lower" for name in ONES])
    title = {value: known.always([f"{name}.istitle" for name in ONES], value) for value in BOOLS}
    in_dictionary = {value: known.always([f"{name}.is_in_dict" for name in ONES], value) for value in BOOLS}
    digit = {value: known.always(_digit_names(), value) for value in BOOLS}
    none = known.always(ONES, "\0")

    def make(token: str) -> _Token:
        fact = facts(token)
        found = (raw.get(token, none), lower.get(fact.lower, none))
        flags = (title[fact.is_title], in_dictionary[fact.is_known], digit[fact.is_digit])
        return _Token(joined(*found, *flags), fact.lower, fact.is_title == "True")

    return make


def _digit_names() -> list[str]:
    """The templates ask for digits one place away at most; "" is no feature's name."""
    return ["", "T[-1].isdigit", "T[0].isdigit", "T[1].isdigit", ""]


def _title_from_here(names: Sequence[str], name: str) -> list[str]:
    """Of the runs of tokens, the templates ask only those that start here whether they are titles."""
    return [f"{one}.istitle" if one == name else "" for one in names]


def _cases(known: Vocabulary, names: Sequence[str], titled: str) -> dict[tuple[bool, bool], Roles]:
    in_dictionary = [known.always([f"{name}.is_in_dict" for name in names], value) for value in BOOLS]
    title = [known.always(_title_from_here(names, titled), value) for value in BOOLS]
    return {(a, b): joined(in_dictionary[a], title[b]) for a in (False, True) for b in (False, True)}


def _segment_edges(known: Vocabulary, edge: str) -> tuple[Roles, Roles, Roles]:
    functions = ("", ".lower", ".istitle", ".is_in_dict")
    ones = [known.always([name + function for name in ONES], edge) for function in functions]
    twos = [known.always([name + function for name in TWOS], edge) for function in ("", ".lower", ".is_in_dict")]
    threes = [known.always([name + function for name in SKIPS], edge) for function in ("", ".is_in_dict")]
    return (
        joined(*ones, known.always(_digit_names(), edge)),
        joined(*twos, known.always(_title_from_here(TWOS, "T[0,1]"), edge)),
        joined(*threes, known.always(_title_from_here(SKIPS, "T[0,2]"), edge)),
    )
