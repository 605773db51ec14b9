"""The ring around the active span: a sharp line and a glow outside of it.

Drawn from a tile's four corners and filled rectangles. Stroking it as a path took a third of a Tab's time: the raster
engine hands so many short runs of pixels to a pool of threads (Qt 6.11), and waking them costs more than the drawing.
"""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap

from nhan.gui.article_view.styles import Styles

_ROUND = 4  # pixels: the corner of the box the ring is drawn around
_BANDS = (("glow", 5, 1), ("accent", 1, -1))  # colour; the outer and inner edge, in pixels out from the box
_OUT = 5
_CORNER = _OUT + _ROUND  # the side of the square that holds one corner


def draw_ring(painter: QPainter, box: QRect, styles: Styles, ratio: float, open_left: bool, open_right: bool) -> None:
    """Draw it; a side on which the span goes on in another line stays open."""
    lacking = 2 * _ROUND - box.width()
    if lacking > 0:
        box = box.adjusted(-(lacking // 2), 0, lacking - lacking // 2, 0)
    left, top, right, bottom = box.left(), box.top(), box.right() + 1, box.bottom() + 1
    start = left if open_left else left + _ROUND
    end = right if open_right else right - _ROUND
    for name, outer, inner in _BANDS:
        colour: QColor = getattr(styles, name)
        thick = outer - inner
        painter.fillRect(start, top - outer, end - start, thick, colour)
        painter.fillRect(start, bottom + inner, end - start, thick, colour)
        height = bottom - top - 2 * _ROUND
        if not open_left:
            painter.fillRect(left - outer, top + _ROUND, thick, height, colour)
        if not open_right:
            painter.fillRect(right + inner, top + _ROUND, thick, height, colour)
    tile = styles.tile(("ring", ratio), lambda: _corners(styles, ratio))
    for is_open, x, half in ((open_left, left - _OUT, 0), (open_right, right - _ROUND, 1)):
        if not is_open:
            for y, lower in ((top - _OUT, 0), (bottom - _ROUND, 1)):
                source = QRectF(half * _CORNER * ratio, lower * _CORNER * ratio, _CORNER * ratio, _CORNER * ratio)
                painter.drawPixmap(QRectF(x, y, _CORNER, _CORNER), tile, source)


def _corners(styles: Styles, ratio: float) -> QPixmap:
    """The smallest ring there is: nothing but corners."""
    side = 2 * _CORNER
    tile = QPixmap(round(side * ratio), round(side * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    box = QRectF(QRect(QPoint(_OUT, _OUT), QPoint(side - _OUT - 1, side - _OUT - 1)))
    with QPainter(tile) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name, outer, inner in _BANDS:
            band = QPainterPath()
            for out in (outer, inner):  # the odd-even rule leaves the inside empty
                band.addRoundedRect(box.adjusted(-out, -out, out, out), _ROUND + out, _ROUND + out)
            painter.fillPath(band, getattr(styles, name))
    return tile
