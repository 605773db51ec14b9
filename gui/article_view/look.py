"""How the view looks: palettes, density and the measures derived from the font. Frozen values."""

from enum import Enum
from typing import NamedTuple

import msgspec
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

from nhan.core.colours import PAPERS


class Density(Enum):
    """Tags above the text, or tighter lines with a tag for the active span only."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """The colours that belong to no label, ``#rrggbb`` each."""

    paper: str
    ink: str
    accent: str  # ring, filled tag and caret
    accent_ink: str  # letters on the accent
    glow: str  # around the ring, ``#aarrggbb``
    selection: str
    mark: str  # a search hit's fill
    mark_edge: str
    current: str  # the fill of the hit that was gone to
    current_edge: str
    unknown: str  # the hue of a label that the label set does not have
    apart: bool = False  # labels have colours that colour-blind eyes tell apart, not those of the label set


LIGHT = Palette(
    paper=PAPERS["light"],
    ink="#1d1f24",
    accent="#1f5fdc",
    accent_ink="#ffffff",
    glow="#381f5fdc",
    selection="#c9dcff",
    mark="#ffe291",
    mark_edge="#c98a00",
    current="#ffb04d",
    current_edge="#9a4700",
    unknown="#808080",
)
DARK = Palette(
    paper=PAPERS["dark"],
    ink="#e6e8ec",
    accent="#8fb8ff",
    accent_ink="#0d1a30",
    glow="#408fb8ff",
    selection="#2f4c7c",
    mark="#63500f",
    mark_edge="#e0b341",
    current="#7d3d00",
    current_edge="#ffb066",
    unknown="#909090",
)


LEAST_RECEIPT = 11  # pixels of a receipt's letters; it has to fit between two lines
LEAST_TAG = 11  # pixels of a tag's letters: they are read for eight hours


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a person can set about the view. Sizes are in device-independent pixels."""

    palette: Palette = LIGHT
    text_px: int = 15
    density: Density = Density.COMFORTABLE
    line_spacing: float = 1.0  # times the height a line needs
    column_px: int = 860  # the widest the text gets
    family: str = ""  # "" = the application's font
    signs: bool = False  # show something for TABs, non-breaking spaces, what has no width
    certain: float | None = None  # suggestions at least this confident are drawn as sure; None = all are alike

    def text_font(self) -> QFont:
        font = QFont(QGuiApplication.font())
        if self.family:
            font.setFamily(self.family)
        font.setPixelSize(self.text_px)
        return font

    def receipt_font(self) -> QFont:
        font = self.text_font()
        font.setPixelSize(max(LEAST_RECEIPT, round(self.text_px * 0.8)))
        return font

    def tag_font(self) -> QFont:
        font = self.text_font()
        font.setPixelSize(max(LEAST_TAG, round(self.text_px * 0.73)))
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
        return font


class Metrics(NamedTuple):
    """Where things stand in a line's band, in pixels from the band's top; one value for all lines."""

    pitch: int  # height of a line's band
    tag_top: int  # negative in compact density: the one tag reaches into the line above
    tag_height: int
    chip_top: int
    baseline: int
    chip_bottom: int  # exclusive
    under: int  # how far each level of nesting reaches further down
    levels: int  # how many levels have room
    blank: int  # height of an empty paragraph
    gap: int  # after a paragraph
    overhang: int  # how far a line may draw outside its band
    pad: int  # a chip's room left and right of its text
    char: float  # mean advance of a character
    signs: bool = False  # whether something stands for what is invisible


LEVELS = 3


def measure(look: Look) -> Metrics:
    """The measures of a look. Needs a QGuiApplication (fonts)."""
    text, tag = QFontMetricsF(look.text_font()), QFontMetricsF(look.tag_font())
    compact = look.density is Density.COMPACT
    tag_height = round(tag.capHeight() + max(4.0, look.text_px * 0.26))
    under = max(2, round(look.text_px * 0.17))
    # The chip leaves out what only the tallest stacked marks need: they may reach over its rim.
    rise, fall = round(text.ascent() * 0.98), round(text.descent() + 1)
    room = (2 if compact else tag_height + 1) + rise + fall + under * (1 if compact else 2)
    pitch = max(1, round(room * look.line_spacing))
    gap = round(pitch * 0.16)
    chip_top = pitch - room + (2 if compact else tag_height + 1)
    return Metrics(
        pitch=pitch,
        tag_top=chip_top - tag_height - 1,
        tag_height=tag_height,
        chip_top=chip_top,
        baseline=chip_top + rise,
        chip_bottom=chip_top + rise + fall,
        under=under,
        levels=LEVELS,
        blank=round(pitch * 0.56) - gap,
        gap=gap,
        overhang=(tag_height + under if compact else 2 * under) + 6,
        pad=max(2, round(look.text_px * 0.14)),
        char=text.averageCharWidth(),
        signs=look.signs,
    )
