"""The features of each syllable by what the encoder holds it to be: its tags with their certainty."""

from functools import cache
from math import log10

from nhan.core.iob import OUTSIDE
from nhan.core.tagger.encoder.odds import MOST, TAGS
from nhan.core.tagger.tokenized import Tokenized

_SURE, _HARDLY = 5, 6  # bins above and below one half; two of them are a power of ten
_EDGE = "E"
_TAG = {tag: place for place, tag in enumerate(TAGS)}


@cache
def _bin(byte: int) -> int:
    """Of a probability in 8 bits: the more sure it or its contrary is, the farther from zero."""
    probability = (byte / MOST) ** 2
    if probability > 0.5:
        return min(_SURE, round(-2 * log10(1 - probability))) if byte < MOST else _SURE
    return -min(_HARDLY, round(-2 * log10(probability))) if byte else -_HARDLY


def encoded_features(tokenized: Tokenized) -> list[list[str]]:
    """Of every syllable; none where the article was not read by the encoder."""
    odds, width = tokenized.odds, len(TAGS)
    if not odds:
        return [[] for _ in tokenized.forms]
    best: list[str] = []
    own: list[list[str]] = []
    for start in range(0, len(odds), width):
        row = odds[start : start + width]
        first, second = sorted(range(width), key=lambda at: -row[at])[:2]
        tag, sure = TAGS[first], _bin(row[first])
        best.append(tag)
        own.append([f"e={tag}", f"eb={tag}{sure}", f"e2={tag}{TAGS[second]}{sure}", f"eo={_bin(row[_TAG[OUTSIDE]])}"])
    for first, last in tokenized.sentences:
        tags = [_EDGE, *best[first:last], _EDGE]
        for at, (before, tag, after) in enumerate(zip(tags, tags[1:], tags[2:], strict=False), first):
            own[at] += [f"e-1={before}", f"e+1={after}", f"e-={before}{tag}", f"e+={tag}{after}"]
    return own
