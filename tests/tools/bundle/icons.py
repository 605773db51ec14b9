"""The program's icon as each system wants it, drawn from the one that the window has."""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tests.tools.checks import ROOT

ICON = ROOT / "resources" / "icons" / "nhan.svg"
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ICNS_KINDS = {128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}


def png(size: int) -> bytes:
    """The icon of that many pixels a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ICON)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def ico() -> bytes:
    """For Windows: pictures of all sizes behind a list of them."""
    pictures = [png(size) for size in ICO_SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        side = size % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return head + b"".join(pictures)


def icns() -> bytes:
    """For macOS: each picture behind its kind and length."""
    parts = []
    for size, kind in ICNS_KINDS.items():
        picture = png(size)
        parts.append(kind + struct.pack(">I", len(picture) + 8) + picture)
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def write_icon(folder: Path, system: str) -> Path | None:
    """The icon that the executable itself carries; None on systems whose executables carry none."""
    kinds = {"win32": ("nhan.ico", ico), "darwin": ("nhan.icns", icns)}
    if system not in kinds:
        return None
    name, made = kinds[system]
    path = folder / name
    path.write_bytes(made())
    return path
