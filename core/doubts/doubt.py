"""A doubt: a name in one article that who has not seen the article would not have expected to be labelled so."""

from enum import Enum

import msgspec

from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range


class DoubtKind(Enum):
    """What the alternative would change."""

    LABEL = "label"
    EDGE = "edge"  # perhaps the label too
    SPURIOUS = "spurious"  # nothing would be labelled there
    MISSING = "missing"  # something would be labelled where nothing is


class Doubt(msgspec.Struct, frozen=True):
    """One stop: all places of an article where the same words bear the same label. Offsets are code points."""

    article: str
    kind: DoubtKind
    label: str  # that is given; of a missing span the one that would be
    places: tuple[Range, ...]  # in text order: the given spans, or where one is missing
    alternative: tuple[Labelled | None, ...]  # for each place: what would stand there, be it the same; None = nothing
    score: float  # higher is more doubtful; comparable within one run only
    given: float  # 0..1, how probable what is given is held to be, at the most doubtful place
    other: float  # 0..1, and the alternative
    elsewhere: dict[str, int] = {}  # how often the same words have which label in other articles; "" = none

    @property
    def is_worth_a_look(self) -> bool:
        """Whether the alternative is likelier than what is given."""
        return self.score > 0.0
