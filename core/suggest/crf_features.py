"""The features that underthesea's CRF models were trained on, written out from cached pieces.

A feature is a string ``T[a,b][column].function=value``: tokens a to b from here, joined by spaces. underthesea works each
one out anew from its template, for every token. Here all strings that depend on one token (or two, or three in a row) are
made once and then only put together: the CRF adds up weights, so their order does not matter.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from nhan.core.suggest.memo import Memo

Strings = tuple[str, ...]
Roles = tuple[Strings, ...]  # one for each place, seen from the token whose features they are

MOST = 20_000  # entries a cache holds; about 1 kB each at worst

_ONES = (-2, -1, 0, 1, 2)
_TWOS = ((-2, -1), (-1, 0), (0, 1), (1, 2))
_SKIPS = ((-2, 0), (-1, 1), (0, 2))


class Facts(NamedTuple):
    """What the segmenter's features say of a token, as the strings that stand in them."""

    lower: str
    is_digit: str
    is_title: str
    is_known: str


class SegmentFeatures:
    """Of the word segmenter (VLSP 2013 data, 2023 model): tokens and their neighbours, and whether a dictionary has them."""

    def __init__(self, facts: Callable[[str], Facts], dictionary: frozenset[str]) -> None:
        self._facts = Memo(facts, MOST)
        self._dictionary = dictionary
        self._one = Memo(self._make_one, MOST)
        self._two = Memo(self._make_two, MOST)
        self._three = Memo(self._make_three, MOST)
        self._bos = self._edge("BOS")
        self._eos = self._edge("EOS")

    def rows(self, tokens: Sequence[str]) -> list[list[str]]:
        """The features of each token, in the order of ``tokens``."""
        (bos1, bos2, bos3), (eos1, eos2, eos3) = self._bos, self._eos
        one, two, three = self._one, self._two, self._three
        ones = [bos1, bos1, *[one[token] for token in tokens], eos1, eos1]
        twos = [bos2, bos2, *[two[pair] for pair in pairwise(tokens)], eos2, eos2]
        threes = [bos3, bos3, *[three[run] for run in zip(tokens, tokens[1:], tokens[2:])], eos3, eos3]
        if len(tokens) == 1:
            threes = [bos3, bos3, eos3, eos3]
        return [
            [*a[0], *b[1], *c[2], *d[3], *e[4], *ab[0], *bc[1], *cd[2], *de[3], *abc[0], *bcd[1], *cde[2]]
            for a, b, c, d, e, ab, bc, cd, de, abc, bcd, cde in zip(
                ones, ones[1:], ones[2:], ones[3:], ones[4:], twos, twos[1:], twos[2:], twos[3:], threes, threes[1:], threes[2:]
            )
        ]

    def _make_one(self, token: str) -> Roles:
        lower, digit, title, known = self._facts[token]
        return tuple(_segment_one(at, token, lower, digit, title, known) for at in _ONES)

    def _make_two(self, pair: tuple[str, str]) -> Roles:
        first, second = self._facts[pair[0]], self._facts[pair[1]]
        lower = f"{first.lower} {second.lower}"
        title = str(first.is_title == second.is_title == "True")
        return tuple(_segment_two(at, " ".join(pair), lower, title, str(lower in self._dictionary)) for at in _TWOS)

    def _make_three(self, run: tuple[str, str, str]) -> Roles:
        facts = [self._facts[token] for token in run]
        title = str(all(fact.is_title == "True" for fact in facts))
        known = str(" ".join(fact.lower for fact in facts) in self._dictionary)
        return tuple(_segment_three(at, " ".join(run), title, known) for at in _SKIPS)

    @staticmethod
    def _edge(edge: str) -> tuple[Roles, Roles, Roles]:
        return (
            tuple(_segment_one(at, edge, edge, edge, edge, edge) for at in _ONES),
            tuple(_segment_two(at, edge, edge, edge, edge) for at in _TWOS),
            tuple(_segment_three(at, edge, edge, edge) for at in _SKIPS),
        )


def _segment_one(at: int, token: str, lower: str, digit: str, title: str, known: str) -> Strings:
    found = (f"T[{at}]={token}", f"T[{at}].lower={lower}", f"T[{at}].istitle={title}", f"T[{at}].is_in_dict={known}")
    return (*found, f"T[{at}].isdigit={digit}") if -1 <= at <= 1 else found


def _segment_two(at: tuple[int, int], pair: str, lower: str, title: str, known: str) -> Strings:
    name = f"T[{at[0]},{at[1]}]"
    found = (f"{name}={pair}", f"{name}.lower={lower}", f"{name}.is_in_dict={known}")
    return (*found, f"{name}.istitle={title}") if at[0] == 0 else found


def _segment_three(at: tuple[int, int], run: str, title: str, known: str) -> Strings:
    name = f"T[{at[0]},{at[1]}]"
    found = (f"{name}={run}", f"{name}.is_in_dict={known}")
    return (*found, f"{name}.istitle={title}") if at[0] == 0 else found


class TagFeatures:
    """Of the POS tagger and the entity tagger (2017 models): words, then words and POS tags, and their neighbours.

    The models were trained with the labels before the token as features; underthesea gives them "X" for every one, and so
    do these.
    """

    def __init__(self) -> None:
        self._one = Memo(_tag_one, MOST)
        self._two = Memo(_tag_two, MOST)
        self._pos_one = Memo(_pos_one, MOST)
        self._pos_two = Memo(_pos_two, MOST)
        self._bos = tuple(_tag_strings(at, "BOS", "BOS", "BOS") for at in _ONES), _tag_two("BOS"), _pos_one("BOS"), _pos_two("BOS")
        self._eos = tuple(_tag_strings(at, "EOS", "EOS", "EOS") for at in _ONES), _tag_two("EOS"), _pos_one("EOS"), _pos_two("EOS")
        self._pos_past = [_pos_past(place) for place in range(4)]
        self._entity_past = [_entity_past(place) for place in range(4)]

    def pos_rows(self, words: Sequence[str]) -> list[list[str]]:
        """The features of each word for the POS tagger."""
        past = self._pos_past
        return [[*row, *past[min(place, 3)]] for place, row in enumerate(self._word_rows(words))]

    def entity_rows(self, words: Sequence[str], tags: Sequence[str]) -> list[list[str]]:
        """The features of each word for the entity tagger, given the words' POS tags."""
        one, two, past = self._pos_one, self._pos_two, self._entity_past
        (_, _, bos1, bos2), (_, _, eos1, eos2) = self._bos, self._eos
        ones = [bos1, bos1, *[one[tag] for tag in tags], eos1, eos1]
        twos = [bos2, bos2, *[two[f"{a} {b}"] for a, b in pairwise(tags)], eos2, eos2]
        places = zip(ones, ones[1:], ones[2:], ones[3:], ones[4:], twos, twos[1:], twos[2:], twos[3:])
        return [
            [*row, a[0], b[1], c[2], d[3], e[4], ab[0], bc[1], cd[2], de[3], *past[min(place, 3)]]
            for place, (row, (a, b, c, d, e, ab, bc, cd, de)) in enumerate(zip(self._word_rows(words), places))
        ]

    def _word_rows(self, words: Sequence[str]) -> list[list[str]]:
        # Also has istitle two places away, which the POS model does not know and so does not weigh.
        (bos1, bos2, _, _), (eos1, eos2, _, _) = self._bos, self._eos
        one, two = self._one, self._two
        ones = [bos1, bos1, *[one[word] for word in words], eos1, eos1]
        twos = [bos2, bos2, *[two[f"{a} {b}"] for a, b in pairwise(words)], eos2, eos2]
        return [
            [*a[0], *b[1], *c[2], *d[3], *e[4], ab[0], bc[1], cd[2], de[3]]
            for a, b, c, d, e, ab, bc, cd, de in zip(
                ones, ones[1:], ones[2:], ones[3:], ones[4:], twos, twos[1:], twos[2:], twos[3:]
            )
        ]


def _tag_one(word: str) -> Roles:
    # "" or two spaces in a row cannot be title case for underthesea either.
    title = str(all(part[:1].istitle() for part in word.split(" ")))
    return tuple(_tag_strings(at, word, word.lower(), title) for at in _ONES)


def _tag_strings(at: int, word: str, lower: str, title: str) -> Strings:
    return f"T[{at}]={word}", f"T[{at}].lower={lower}", f"T[{at}].istitle={title}"


def _tag_two(pair: str) -> Strings:
    return tuple(f"T[{a},{b}]={pair}" for a, b in _TWOS)


def _pos_one(tag: str) -> Strings:
    return tuple(f"T[{at}][1]={tag}" for at in _ONES)


def _pos_two(tags: str) -> Strings:
    return tuple(f"T[{a},{b}][1]={tags}" for a, b in _TWOS)


def _pos_past(place: int) -> Strings:
    single = tuple(f"T[{-back}][1]={'X' if place >= back else 'BOS'}" for back in (3, 2, 1))
    pairs = tuple(f"T[{-back},{1 - back}][1]={'X X' if place >= back else 'BOS'}" for back in (3, 2))
    return single + pairs


def _entity_past(place: int) -> Strings:
    return tuple(f"T[{-back}][3]={'X' if place >= back else 'BOS'}" for back in (3, 2, 1))
