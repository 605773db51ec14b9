"""Brushes, tiles and tag texts, made once per label and look."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText

from nhan.core.colours import is_dark
from nhan.core.labels import LabelSet
from nhan.gui.article_view.look import Look, Palette
from nhan.gui.article_view.sureness import Sureness
from nhan.gui.colours import ChipColours, apart_colours, chip_colours

# Pixels of a dashed edge and of the gaps in it: dots, dashes, long dashes.
_DASHES = {Sureness.DOUBTFUL: (2, 4), Sureness.LIKELY: (4, 3), Sureness.SURE: (9, 3)}
_DOT, _DOT_GAP = 1, 3  # pixels of a dotted line
_DOUBT = "?"  # after the name of a label that is more likely wrong than right
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
        self.edge = QColor(colours.edge)
        self.tag = QColor(colours.tag)
        font = look.tag_font()
        shown = name.upper() if len(name) <= _LONGEST_TAG else name.upper()[: _LONGEST_TAG - 1] + "…"
        self._text, self._doubtful = _prepared(shown, font), _prepared(shown + _DOUBT, font)
        self.text_height = self._text.size().height()
        advance = QFontMetricsF(font).horizontalAdvance
        self._width, self._doubtful_width = round(advance(shown)), round(advance(shown + _DOUBT))
        fills = (look.palette.paper, colours.pale, colours.sure, colours.full)
        self.fills = {each: QBrush(QColor(fill)) for each, fill in zip(Sureness, fills, strict=True)}

    def tag_text(self, sureness: Sureness) -> QStaticText:
        return self._doubtful if sureness is Sureness.DOUBTFUL else self._text

    def tag_width(self, sureness: Sureness) -> int:
        return self._doubtful_width if sureness is Sureness.DOUBTFUL else self._width


def _prepared(words: str, font: QFont) -> QStaticText:
    text = QStaticText(words)
    # A label's name comes from a file: as rich text it could be a table of tables.
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    text.prepare(font=font)
    return text


class Styles:
    """The styles of a label set in one look."""

    def __init__(self, labels: LabelSet, look: Look) -> None:
        self._labels = labels
        self._look = look
        self._known: dict[str, LabelStyle] = {}
        self._tiles: dict[Hashable, QPixmap] = {}
        self._dashes: dict[tuple[str, Sureness, float], tuple[QPixmap, QPixmap]] = {}
        palette = look.palette
        self.tag_font = look.tag_font()
        self.paper = QColor(palette.paper)
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

    def tag_width(self, label: str, sureness: Sureness) -> int:
        return self.of(label).tag_width(sureness)

    def tile(self, key: Hashable, draw: Callable[[], QPixmap]) -> QPixmap:
        """The tile of that key; drawn when it is asked for first."""
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = draw()
        return tile

    def dashes(self, label: str, sureness: Sureness, ratio: float) -> tuple[QPixmap, QPixmap]:
        """Tiles of a label's dashed lines across and down. Tiling costs an eighth of drawing with a dashed pen."""
        found = self._dashes.get((label, sureness, ratio))
        if found is None:
            edge = self.of(label).edge
            across, down = (self._tile(edge, way, 1, ratio, *_DASHES[sureness]) for way in (True, False))
            found = self._dashes[label, sureness, ratio] = across, down
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
