"""From the tags of a sentence's words to spans, whichever of the usual schemes the tags are in.

IOB, IOB2, BILOU and BIOES tags, with ``-`` or ``_``, and tags without a prefix.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nhan.core.suggestion import Suggestion

_OUTSIDE = ("O", "")
_OPENS, _CLOSES = ("B", "U", "S"), ("L", "U", "E", "S")


class Tagged(NamedTuple):
    """A word of a sentence: its range in code points, and how likely each tag is."""

    start: int
    end: int
    odds: Mapping[str, float]


def spans(words: Sequence[Tagged]) -> list[Suggestion]:
    """The spans that a sentence's likeliest tags make, each with its mean probability and the next likely label."""
    found: list[tuple[list[Tagged], str]] = []
    before, closed = "", True
    for word in words:
        prefix, label = split_tag(max(word.odds, key=lambda tag: word.odds[tag]))
        if label and (label != before or closed or prefix in _OPENS):
            found.append(([], label))
        if label:
            found[-1][0].append(word)
        before, closed = label, prefix in _CLOSES
    return [_suggestion(run, label) for run, label in found]


def split_tag(tag: str) -> tuple[str, str]:
    """Prefix and label: ("B", "PER") of ``B-PER`` or ``B_PER``, ("", "PER") of ``PER``; ("", "") outside."""
    if tag in _OUTSIDE:
        return "", ""
    if len(tag) > 2 and tag[1] in "-_" and tag[0] in "BILUES":
        return tag[0], tag[2:]
    return "", tag


def _suggestion(run: Sequence[Tagged], label: str) -> Suggestion:
    shares: dict[str, float] = {}
    for word in run:
        for tag, share in word.odds.items():
            name = split_tag(tag)[1]
            shares[name] = shares.get(name, 0.0) + share / len(run)
    others = sorted((name for name in shares if name not in ("", label)), key=lambda name: (-shares[name], name))
    confidence = round(min(1.0, shares[label]), 4)
    return Suggestion(run[0].start, run[-1].end, label, confidence, others[0] if others else None)
