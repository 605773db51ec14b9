"""From the tags of a sentence's words to spans, whichever of the usual schemes the tags are in.

IOB, IOB2, BILOU and BIOES tags, with ``-`` or ``_``, and tags without a prefix.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nhan.core.iob import runs_of, split_tag
from nhan.core.suggestion import Suggestion


class Tagged(NamedTuple):
    """A word of a sentence: its range in code points, and how likely each tag is."""

    start: int
    end: int
    odds: Mapping[str, float]


def spans(words: Sequence[Tagged]) -> list[Suggestion]:
    """The spans that a sentence's likeliest tags make, each with its mean probability and the next likely label."""
    tags = [max(word.odds, key=lambda tag: word.odds[tag]) for word in words]
    return [_suggestion(words[first:last], label) for first, last, label in runs_of(tags)]


def _suggestion(run: Sequence[Tagged], label: str) -> Suggestion:
    shares: dict[str, float] = {}
    for word in run:
        for tag, share in word.odds.items():
            name = split_tag(tag)[1]
            shares[name] = shares.get(name, 0.0) + share / len(run)
    others = sorted((name for name in shares if name not in ("", label)), key=lambda name: (-shares[name], name))
    confidence = round(min(1.0, shares[label]), 4)
    return Suggestion(run[0].start, run[-1].end, label, confidence, others[0] if others else None)
