"""Chip colours: from a label's hue, or such as colour-blind eyes tell apart; the contrast of text on them made sure.

Lightness and chroma of a hue are set, so that fourteen labels look equally strong. Red and green of one lightness are
one colour to one man in twelve: the colours for those eyes differ in lightness, and in blue against yellow.
"""

import math
from functools import cache
from typing import NamedTuple

from nhan.core.colours import STEP, away_from, hex_of, is_dark, oklch


class ChipColours(NamedTuple):
    """What one label is drawn with: ``#rrggbb`` each."""

    full: str  # fill of a confirmed span
    pale: str  # fill of a suggestion
    sure: str  # fill of one that is likely right
    edge: str  # dashes and underlines
    tag: str  # the tag's letters, on paper


# Fills by the label's place, by lightness, chroma and hue (degrees): each the farthest of what is left from those
# before it and the paper, as normal, deuteranopic and protanopic eyes see them, and ink on it can be read.
_APART_LIGHT = (
    (0.69, 0.15, 270),
    (0.84, 0.15, 105),
    (0.62, 0.15, 105),
    (0.80, 0.04, 210),
    (0.62, 0.08, 195),
    (0.95, 0.12, 105),
    (0.91, 0.12, 300),
    (0.73, 0.08, 105),
)
_APART_DARK = (
    (0.52, 0.15, 270),
    (0.49, 0.15, 75),
    (0.32, 0.15, 270),
    (0.37, 0.0, 0),
    (0.49, 0.04, 225),
    (0.30, 0.15, 120),
    (0.42, 0.08, 270),
    (0.30, 0.15, 330),
)
APART = len(_APART_LIGHT)  # so many labels have colours of their own; those after them begin again
_PALE, _SURE = 0.3, 0.6  # of a fill's distance from the paper, for a suggestion


@cache
def apart_colours(place: int, paper: str, ink: str) -> ChipColours:
    """The colours of the label at this place of its set, for colour-blind eyes; text on them can be read likewise."""
    dark = is_dark(paper, ink)
    lightness, chroma, degrees = (_APART_DARK if dark else _APART_LIGHT)[place % APART]
    angle, step = math.radians(degrees), -STEP if dark else STEP
    white = oklch(paper)[0]
    full = away_from(ink, lightness, chroma, angle, step)
    pale, sure = (
        away_from(ink, white + (lightness - white) * part, chroma * part, angle, step) for part in (_PALE, _SURE)
    )
    edge = hex_of(0.68 if dark else 0.58, min(chroma, 0.12), angle)
    return ChipColours(full, pale, sure, edge, _tag(paper, 0.80 if dark else 0.44, chroma, angle, -step))


@cache
def chip_colours(hue: str, paper: str, ink: str) -> ChipColours:
    """The colours of a label on that paper: ``ink`` on both fills and the tag on ``paper`` reach ``ENOUGH``."""
    _, chroma, angle = oklch(hue)
    dark = is_dark(paper, ink)
    if dark:
        full = away_from(ink, 0.37, min(chroma * 0.5, 0.072), angle, -STEP)
        pale = away_from(ink, 0.27, min(chroma * 0.25, 0.03), angle, -STEP)
        sure = away_from(ink, 0.32, min(chroma * 0.37, 0.05), angle, -STEP)
        edge, tag = hex_of(0.68, min(chroma, 0.12), angle), _tag(paper, 0.80, chroma, angle, STEP)
        return ChipColours(full, pale, sure, edge, tag)
    full = away_from(ink, 0.905, min(chroma * 0.36, 0.052), angle, STEP)
    pale = away_from(ink, 0.975, min(chroma * 0.12, 0.016), angle, STEP)
    sure = away_from(ink, 0.94, min(chroma * 0.24, 0.034), angle, STEP)
    edge, tag = hex_of(0.60, min(chroma, 0.14), angle), _tag(paper, 0.44, chroma, angle, -STEP)
    return ChipColours(full, pale, sure, edge, tag)


def _tag(paper: str, lightness: float, chroma: float, angle: float, step: float) -> str:
    return away_from(paper, lightness, min(chroma, 0.13), angle, step)
