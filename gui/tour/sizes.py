"""The window on other screens. Their size and scale are known before the program starts: each is a process."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
from PySide6.QtGui import QGuiApplication

from nhan.core.workers.command_line import environment
from nhan.gui.tour.picture import Group, Picture
from nhan.gui.tour.scenes import FIRST, worked
from nhan.gui.tour.tour import SIZE, THEMES, Tour

PATIENCE = 120  # s for the pictures of one screen


class Screen(msgspec.Struct, frozen=True):
    """``width`` and ``height`` in pixels of its own; ``scale``: how many of them are one of the program's."""

    name: str
    width: int
    height: int
    scale: float = 1.0


USUAL = Screen("", 1920, 1080)
SCREENS = (
    Screen("1024x700", 1024, 700),
    Screen("2560x1440", 2560, 1440),
    Screen("scale-150", SIZE.width() * 3 // 2, SIZE.height() * 3 // 2, 1.5),
    Screen("scale-200", SIZE.width() * 2, SIZE.height() * 2, 2.0),
)


def variables(screen: Screen, out: Path) -> dict[str, str]:
    """What a program is started with so that it takes this for its screen, where it needs none."""
    file = out / f"screen-{screen.width}x{screen.height}.json"
    shown = {"name": "tour", "x": 0, "y": 0, "width": screen.width, "height": screen.height}
    file.write_text(json.dumps({"screens": [shown]}), encoding="utf-8")
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={file}", "QT_SCALE_FACTOR": str(screen.scale)}


def begin(tour: Tour) -> None:
    """As large as the screen."""
    tour.open(worked(tour.folder("screen")), FIRST, size=QGuiApplication.primaryScreen().size())


SCREEN = Group(begin, (Picture("screen"),))


class Screens:
    """The tours that are going on on other screens: they end before this one does, or are ended."""

    def __init__(self, out: Path, language: str) -> None:
        self._out = out
        self._running = {screen: self._start(screen, language) for screen in SCREENS}

    def _start(self, screen: Screen, language: str) -> "subprocess.Popen[bytes]":
        folder = self._out / "screens" / screen.name
        folder.mkdir(parents=True)
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "nhan.gui"]
        arguments = ["--tour", str(folder), "--pictures", "screen", *(["--lang", language] if language else [])]
        given = environment() | variables(screen, folder)
        return subprocess.Popen([*program, *arguments], env=given, stdin=subprocess.DEVNULL)

    def collect(self) -> list[str]:
        """The names of their pictures, once these lie beside the others. RuntimeError: one of them has failed."""
        for screen, process in self._running.items():
            if process.wait(PATIENCE):
                raise RuntimeError(f"no picture of {screen.name}")
            for theme in THEMES:
                made = self._out / "screens" / screen.name / f"{theme}-screen.png"
                made.replace(self._out / f"{theme}-{screen.name}.png")
        return [screen.name for screen in self._running]

    def stop(self) -> None:
        for process in self._running.values():
            if process.poll() is None:
                process.kill()
                process.wait()
