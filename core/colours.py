"""Colours as ``#rrggbb``: their contrast, and the nearest one that can be read. Pure arithmetic.

Lightness and chroma are those of OKLCH (https://bottosson.github.io/posts/oklab/), where equal steps look equal;
contrast is that of WCAG 2.2, 1.4.3.
"""

import math

ENOUGH = 4.5  # WCAG 2.2 AA for text
PAPERS = {"light": "#fdfdfb", "dark": "#1c1d21"}  # what the article stands on, by theme
STEP = 0.01


def contrast(one: str, other: str) -> float:
    """WCAG contrast of two colours, 1..21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def legible(colour: str, paper: str) -> str:
    """The colour, if letters of it can be read on the paper; else the nearest of its hue that can, by lightness."""
    if contrast(colour, paper) >= ENOUGH:
        return colour
    lightness, chroma, angle = oklch(colour)
    inside = min(1 - STEP, max(STEP, lightness))
    return away_from(paper, inside, chroma, angle, STEP if _luminance(paper) < 0.2 else -STEP)


def is_dark(paper: str, ink: str) -> bool:
    """Whether the ink is the lighter of the two."""
    return _luminance(paper) < _luminance(ink)


def away_from(other: str, lightness: float, chroma: float, angle: float, step: float) -> str:
    """The colour, its lightness moved by steps until it stands out enough from ``other`` (or is black or white)."""
    while 0 < lightness < 1:
        colour = hex_of(lightness, chroma, angle)
        if contrast(colour, other) >= ENOUGH:
            return colour
        lightness += step
    return "#ffffff" if step > 0 else "#000000"


def linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue as amounts of light, 0..1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def _from_linear(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * math.pow(part, 1 / 2.4) - 0.055


def of_linear(parts: tuple[float, float, float]) -> str:
    """The colour of these amounts of light, as near as a screen can show it."""
    return "#" + "".join(f"{round(255 * _from_linear(min(1.0, max(0.0, part)))):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness (0..1), chroma and hue (radians)."""
    red, green, blue = linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def hex_of(lightness: float, chroma: float, angle: float) -> str:
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
            return of_linear(parts)
        chroma = max(0.0, chroma - 0.004)
