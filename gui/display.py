"""Whether a window can be opened here; asked before Qt, which aborts the program where it cannot."""

import ctypes
import os
import re
import socket
import sys
from collections.abc import Sequence

from nhan.core.messages import Message

XCB = "libxcb-cursor.so.0"  # what Qt's X11 platform needs since 6.5 and few systems have installed
# What Qt itself is linked with and every desktop has; a server may lack it.
QT = ("libGL.so.1", "libEGL.so.1", "libX11.so.6", "libglib-2.0.so.0", "libdbus-1.so.3", "libfontconfig.so.1")


def trouble() -> Message | None:
    """Why no window can be opened, or None."""
    if not sys.platform.startswith("linux"):
        return None
    if os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return _lacking(QT)
    display = os.environ.get("DISPLAY", "")
    if not display or not _answers(display):
        return Message("window.no_display")
    return _lacking((*QT, XCB))


def _lacking(libraries: Sequence[str]) -> Message | None:
    for library in libraries:
        try:
            ctypes.CDLL(library)
        except OSError:
            return Message("window.no_library", {"library": library})
    return None


def _answers(display: str) -> bool:
    """Whether an X server listens there. Forwarded displays are believed: asking them may take long."""
    found = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if found is None:
        return True
    for address in (f"\0/tmp/.X11-unix/X{found[1]}", f"/tmp/.X11-unix/X{found[1]}"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
            try:
                server.connect(address)
            except OSError:
                continue
            return True
    return False
