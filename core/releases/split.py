"""Which articles are for training, which for choosing between models, which for measuring: by a hash, so that articles
that come later move none.

Articles that belong together are on one side: those of one source where that is wished, and those that are nearly the
same. A group is known by its oldest article; an article that comes later joins the oldest that it belongs to.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from zlib import crc32

SEED = "0"
_METHOD = "nhan-split/1"
_TEST, _DEV = 0.1, 0.2  # of all articles, up to where
_SHINGLE = 5  # words between white space
_SKETCH, _LOOKED_UP = 64, 8  # shingles of an article that are kept, and by how many of them others are found
_NEARLY = 0.6  # of the shingles of both together, how many both must have


class Split(Enum):
    """The parts of a release, in their order."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


def split_of(group: str, seed: str = SEED) -> Split:
    """The part that a group of articles is in."""
    data = "\0".join((_METHOD, seed, group)).encode()
    share = int.from_bytes(hashlib.sha256(data).digest(), "big") / (1 << 256)
    return Split.TEST if share < _TEST else Split.DEV if share < _DEV else Split.TRAIN


def groups(articles: Iterable[tuple[str, str, str]], seen: Callable[[], object] = lambda: None) -> dict[str, str]:
    """By article, the oldest of its group: ids, texts and sources ("" = none) in, the oldest article first."""
    found: dict[str, str] = {}
    by_source: dict[str, str] = {}
    sketches: dict[str, frozenset[int]] = {}
    age: dict[str, int] = {}
    by_shingle: dict[int, str] = {}  # the oldest article that has it
    for article, text, source in articles:
        seen()
        sketch = sorted(set(_shingles(text)))[:_SKETCH]
        alike = {by_shingle[each] for each in sketch[:_LOOKED_UP] if each in by_shingle}
        oldest_first = sorted(alike, key=age.__getitem__)
        near = next((each for each in oldest_first if _is_near(sketches[each], sketch)), None)
        older = by_source.get(source) if source else None
        found[article] = found[near] if near is not None else older or article
        sketches[article], age[article] = frozenset(sketch), len(age)
        for each in sketch[:_LOOKED_UP]:
            by_shingle.setdefault(each, article)
        if source:
            by_source.setdefault(source, found[article])
    return found


def _shingles(text: str) -> Iterator[int]:
    words = unicodedata.normalize("NFC", text).casefold().split()
    for at in range(max(1, len(words) - _SHINGLE + 1)):
        yield crc32(" ".join(words[at : at + _SHINGLE]).encode("utf-8", "surrogatepass"))


def _is_near(one: frozenset[int], other: list[int]) -> bool:
    """Whether two articles share most of their shingles, judged by the smallest of both together."""
    smallest = sorted(one.union(other))[:_SKETCH]
    both = one.intersection(other)
    return sum(each in both for each in smallest) >= _NEARLY * len(smallest)
