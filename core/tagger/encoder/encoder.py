"""Reads tokenized articles with the encoder. Only child processes import it: numpy is slow to load and large.

An article is read in windows that overlap, with a sign after each sentence; of two windows the one in which a syllable
stands farther from the edges has the say.
"""

from functools import cache
from importlib import resources
from io import BytesIO
from itertools import pairwise

import numpy as np

from nhan.core.tagger.encoder.at_hand import VOCABULARY, WEIGHTS
from nhan.core.tagger.encoder.forms import BREAK, KnownWords
from nhan.core.tagger.encoder.network import WINDOW, Network
from nhan.core.tagger.encoder.odds import MOST, TAGS
from nhan.core.tagger.tokenized import Tokenized

_STRIDE = 96  # places from one window to the next, at most
_AT_ONCE = 8  # windows: what is worked on stays in the processor's cache


@cache
def _network() -> Network:
    folder = resources.files("nhan.resources") / "encoder"
    words = (folder / VOCABULARY).read_text(encoding="utf-8").split("\0")
    with np.load(BytesIO((folder / WEIGHTS).read_bytes()), allow_pickle=False) as arrays:
        return Network({name: arrays[name] for name in arrays.files}, KnownWords(words))


def read(tokenized: Tokenized) -> bytes:
    """The article's ``odds``."""
    forms: list[str] = []
    places: list[int] = []  # of the syllables among them
    for first, last in tokenized.sentences:
        places += range(len(forms), len(forms) + last - first)
        forms += [*tokenized.forms[first:last], BREAK]
    if not forms:
        return b""
    network = _network()
    x = network.embedded(forms)
    length = min(WINDOW, len(forms))
    starts = _starts(len(forms), length)
    told = np.empty((len(forms), len(TAGS)), np.float32)
    # Between the middles of two windows' overlap lies what the second one has the say on.
    middles = [0, *((before + length + after) // 2 for before, after in pairwise(starts)), len(forms)]
    for number in range(0, len(starts), _AT_ONCE):
        some = starts[number : number + _AT_ONCE]
        answers = network.probabilities(np.stack([x[start : start + length] for start in some]))
        for start, answer, (first, last) in zip(some, answers, pairwise(middles[number:]), strict=False):
            told[first:last] = answer[first - start : last - start]
    found: bytes = np.rint(np.sqrt(told[places]) * MOST).astype(np.uint8).tobytes()
    return found


def _starts(count: int, length: int) -> list[int]:
    """Where the windows begin: evenly spread, so that all are of one length and the last one ends at the end."""
    steps = -(-(count - length) // _STRIDE)
    return [round(step * (count - length) / steps) for step in range(steps + 1)] if steps else [0]
