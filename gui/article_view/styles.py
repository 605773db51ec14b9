"""Brushes, tiles and tag texts, made once per label and look."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPixmap, QStaticText

from nhan.core.colours import is_dark
from nhan.core.labels import LabelSet
from nhan.gui.article_view.look import Look, Palette
from nhan.gui.colours import ChipColours, apart_colours, chip_colours

_DASH, _GAP = 4, 3  # pixels of a dashed edge
_DOT, _DOT_GAP = 1, 3  # pixels of a dotted line
_LONGEST_TAG = 16  # characters


def colours_of(labels: LabelSet, name: str, palette: Palette) -> ChipColours:
    """What a label is drawn with on the palette's paper; something else where the label set does not have it."""
    names = [label.name for label in labels.labels]
    if name not in names:
        return chip_colours(palette.unknown, palette.paper, palette.ink)
    if palette.apart:
        return apart_colours(names.index(name), palette.paper, palette.ink)
    label = labels.labels[names.index(name)]
    hue = (label.color_dark if is_dark(palette.paper, palette.ink) else "") or label.color
    return chip_colours(hue, palette.paper, palette.ink)


class LabelStyle:
    """One label's colours and its tag, ready to be drawn."""

    def __init__(self, name: str, colours: ChipColours, look: Look) -> None:
        self.full = QColor(colours.full)
        self.pale = QColor(colours.pale)
        self.edge = QColor(colours.edge)
        self.tag = QColor(colours.tag)
        font = look.tag_font()
        shown = name.upper() if len(name) <= _LONGEST_TAG else name.upper()[: _LONGEST_TAG - 1] + "…"
        self.text = QStaticText(shown)
        # A label's name comes from a file: as rich text it could be a table of tables.
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        self.text.prepare(font=font)
        self.text_height = self.text.size().height()
        self.full_brush, self.pale_brush = QBrush(self.full), QBrush(self.pale)
        self.width = round(QFontMetricsF(font).horizontalAdvance(shown))


class Styles:
    """The styles of a label set in one look."""

    def __init__(self, labels: LabelSet, look: Look) -> None:
        self._labels = labels
        self._look = look
        self._known: dict[str, LabelStyle] = {}
        self._tiles: dict[Hashable, QPixmap] = {}
        self._dashes: dict[tuple[str, float], tuple[QPixmap, QPixmap]] = {}
        palette = look.palette
        self.tag_font = look.tag_font()
        self.paper = QColor(palette.paper)
        self.paper_brush = QBrush(self.paper)
        self.ink = QColor(palette.ink)
        self.accent = QColor(palette.accent)
        self.accent_ink = QColor(palette.accent_ink)
        self.glow = QColor(palette.glow)
        self.selection = QColor(palette.selection)
        self.mark = QColor(palette.mark)
        self.mark_edge = QColor(palette.mark_edge)
        self.current = QColor(palette.current)
        self.current_edge = QColor(palette.current_edge)

    def of(self, label: str) -> LabelStyle:
        style = self._known.get(label)
        if style is None:
            colours = colours_of(self._labels, label, self._look.palette)
            style = self._known[label] = LabelStyle(label, colours, self._look)
        return style

    def tag_width(self, label: str) -> int:
        return self.of(label).width

    def tile(self, key: Hashable, draw: Callable[[], QPixmap]) -> QPixmap:
        """The tile of that key; drawn when it is asked for first."""
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = draw()
        return tile

    def dashes(self, label: str, ratio: float) -> tuple[QPixmap, QPixmap]:
        """Tiles of a label's dashed lines across and down. Tiling costs an eighth of drawing with a dashed pen."""
        found = self._dashes.get((label, ratio))
        if found is None:
            edge = self.of(label).edge
            across, down = (self._tile(edge, way, 1, ratio, _DASH, _GAP) for way in (True, False))
            found = self._dashes[label, ratio] = across, down
        return found

    def dots(self, ratio: float) -> QPixmap:
        """A tile of the dotted line under a withdrawn suggestion: of no label's colour, since there is no span."""
        return self._tile(self.ink, True, 1, ratio, _DOT, _DOT_GAP)

    def _tile(self, colour: QColor, across: bool, thick: int, ratio: float, on: int, off: int) -> QPixmap:
        def draw() -> QPixmap:
            length = on + off
            width, height = (length, thick) if across else (thick, length)
            tile = QPixmap(round(width * ratio), round(height * ratio))
            tile.setDevicePixelRatio(ratio)
            tile.fill(Qt.GlobalColor.transparent)
            with QPainter(tile) as painter:
                painter.fillRect(0, 0, on if across else thick, thick if across else on, colour)
            return tile

        return self.tile((colour.rgba() * 16 + on, off, across, thick, ratio), draw)
