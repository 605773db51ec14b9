"""What kind of disagreement a stop is: by the versions of those who had something there."""

from collections.abc import Iterable
from enum import Enum

from nhan.core.adjudication.disagreements import Disagreement
from nhan.core.suggestion import Labelled
from nhan.core.text.units import trim_range


class StopKind(Enum):
    """Of the first that fits, in this order."""

    PUNCTUATION = "punctuation"  # equal once punctuation and blanks are trimmed off the ends
    NESTED = "nested"  # one-sided, inside something that all have
    ONE_SIDED = "one-sided"
    PIECES = "pieces"  # one span or several: split or merged
    LABEL = "label"
    EDGE = "edge"
    BOTH = "both"


def kind_of(stop: Disagreement, text: str, agreed: Iterable[Labelled] = ()) -> StopKind:
    """``agreed``: what all have in the article, over this text."""
    had = [version.places for version in stop.versions if version.places]
    if len(had) == len(stop.versions) > 1 and len({_trimmed(places, text) for places in had}) == 1:
        return StopKind.PUNCTUATION
    if len(had) < 2:
        inside = any(start <= stop.start and stop.end <= end for start, end, _ in agreed)
        return StopKind.NESTED if inside else StopKind.ONE_SIDED
    if len({len(places) for places in had}) > 1:
        return StopKind.PIECES
    if len({tuple(place[:2] for place in places) for places in had}) == 1:
        return StopKind.LABEL
    if len({tuple(place[2] for place in places) for places in had}) == 1:
        return StopKind.EDGE
    return StopKind.BOTH


def _trimmed(places: Iterable[Labelled], text: str) -> frozenset[Labelled]:
    return frozenset((*(trim_range(text, start, end) or (start, end)), label) for start, end, label in places)
