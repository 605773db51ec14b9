"""Chip colours from a label's hue: pure arithmetic, with the contrast of text on them made sure.

Lightness and chroma are set in OKLCH (https://bottosson.github.io/posts/oklab/), where equal steps look equal, so that
fourteen labels look equally strong; contrast is that of WCAG 2.2, 1.4.3.
"""

import math
from functools import cache
from typing import NamedTuple

ENOUGH = 4.5  # WCAG 2.2 AA for text
_STEP = 0.01


class ChipColours(NamedTuple):
    """What one label is drawn with: ``#rrggbb`` each."""

    full: str  # fill of a confirmed span
    pale: str  # fill of a suggestion
    edge: str  # dashes and underlines
    tag: str  # the tag's letters, on paper


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours, 1..21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def chip_colours(hue: str, paper: str, ink: str) -> ChipColours:
    """The colours of a label on that paper: ``ink`` on both fills and the tag on ``paper`` reach ``ENOUGH``."""
    _, chroma, angle = _oklch(hue)
    dark = _luminance(paper) < _luminance(ink)
    if dark:
        full = _away_from(ink, 0.37, min(chroma * 0.5, 0.072), angle, -_STEP)
        pale = _away_from(ink, 0.27, min(chroma * 0.25, 0.03), angle, -_STEP)
        return ChipColours(full, pale, _hex(0.68, min(chroma, 0.12), angle), _tag(paper, 0.80, chroma, angle, _STEP))
    full = _away_from(ink, 0.905, min(chroma * 0.36, 0.052), angle, _STEP)
    pale = _away_from(ink, 0.975, min(chroma * 0.12, 0.016), angle, _STEP)
    return ChipColours(full, pale, _hex(0.60, min(chroma, 0.14), angle), _tag(paper, 0.44, chroma, angle, -_STEP))


def _tag(paper: str, lightness: float, chroma: float, angle: float, step: float) -> str:
    return _away_from(paper, lightness, min(chroma, 0.13), angle, step)


def _away_from(other: str, lightness: float, chroma: float, angle: float, step: float) -> str:
    """The colour, its lightness moved by steps until it stands out enough from ``other`` (or is black or white)."""
    while 0 < lightness < 1:
        colour = _hex(lightness, chroma, angle)
        if contrast(colour, other) >= ENOUGH:
            return colour
        lightness += step
    return "#ffffff" if step > 0 else "#000000"


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def _from_linear(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * math.pow(part, 1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(colour: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _hex(lightness: float, chroma: float, angle: float) -> str:
    """The nearest colour a screen can show: chroma gives way, lightness and hue stay."""
    while True:
        a, b = chroma * math.cos(angle), chroma * math.sin(angle)
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        parts = (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )
        if chroma <= 0.0 or all(-0.0001 <= part <= 1.0001 for part in parts):
            return "#" + "".join(f"{round(255 * _from_linear(min(1.0, max(0.0, part)))):02x}" for part in parts)
        chroma = max(0.0, chroma - 0.004)
