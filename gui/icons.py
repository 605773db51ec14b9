"""Icons drawn for Nhãn: a table of strokes on a 24-unit square, coloured with the palette's text colour."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FLAG = "M6 21 V4 H18 L15 8.5 L18 13 H6"
STROKES = {
    "undo": "M9 7 L4 12 L9 17 M4 12 H14 a5 5 0 0 1 0 10 H12",
    "redo": "M15 7 L20 12 L15 17 M20 12 H10 a5 5 0 0 0 0 10 H12",
    "next_stop": "M4 12 H18 M12 6 L18 12 L12 18 M21 5 V19",
    "previous_stop": "M20 12 H6 M12 6 L6 12 L12 18 M3 5 V19",
    "accept": "M4 13 L10 19 L20 6",
    "accept_down": "M3 9 L7 13 L14 4 M17 9 V20 M13 16 L17 20 L21 16",
    "reject": "M6 6 L18 18 M18 6 L6 18",
    "finish": "M3 13 L8 18 L16 7 M12 17 L13 18 L21 7",
    "merge": "M4 7 H9 a4 5 0 0 1 4 5 M4 17 H9 a4 5 0 0 0 4 -5 H20",
    "split": "M20 7 H15 a4 5 0 0 0 -4 5 H4 M20 17 H15 a4 5 0 0 1 -4 -5",
    "find": "M10.5 4 a6.5 6.5 0 1 0 0.01 0 M15.5 15.5 L21 21",
    "note": "M5 4 H19 V15 L14 20 H5 Z M14 20 V15 H19",
    "new": "M12 5 a7 7 0 1 0 0.01 0",
    "in_progress": "M12 5 a7 7 0 1 0 0.01 0 M12 5 V19 M12 8 H17 M12 12 H19 M12 16 H17",
    "done": "M12 4 a8 8 0 1 0 0.01 0 M8 12 L11 15 L16 9",
    "skipped": "M12 4 a8 8 0 1 0 0.01 0 M8 12 H16",
    "flag": _FLAG,
    "flagged": _FLAG,
    "problem": "M12 4 L21 20 H3 Z M12 10 V14 M12 16.5 V17.5",
    "conflict": "M3 6 L9 12 L3 18 M21 6 L15 12 L21 18",
    "next_conflict": "M6 9 L12 15 L18 9",
    "previous_conflict": "M6 15 L12 9 L18 15",
    "filter": "M4 6 H20 M7 12 H17 M10 18 H14",
    "left_panels": "M4 5 H20 V19 H4 Z M10 5 V19",
    "right_panels": "M4 5 H20 V19 H4 Z M14 5 V19",
    "close": "M7 7 L17 17 M17 7 L7 17",
}


def icon(name: str) -> QIcon:
    """The icon of that name in today's colours; an empty one where none is drawn."""
    if name not in STROKES:
        return QIcon()
    palette, text = QGuiApplication.palette(), QPalette.ColorRole.WindowText
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled)
    return _drawn(name, *(palette.color(group, text).name() for group in groups))


@cache
def _drawn(name: str, normal: str, disabled: str) -> QIcon:
    drawn = QIcon()
    for mode, color in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled)):
        for size in (16, 32, 48):
            drawn.addPixmap(_pixmap(name, color, size), mode)
    return drawn


@cache
def _pixmap(name: str, color: str, size: int) -> QPixmap:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{STROKES[name]}" fill="none" '
        f'stroke="{color}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    return pixmap
