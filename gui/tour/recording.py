"""What the window shows after each of some keys, as frames with the key beneath, for whoever makes one moving picture
of them."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeySequence, QPainter, QPixmap

from nhan.gui.actions import BY_ID, title
from nhan.gui.settings import THEME
from nhan.gui.tour.picture import Arrange, doing, nothing
from nhan.gui.tour.tour import Tour

FRAMES = "recordings"  # a folder in OUT; in it one for each recording, with NUMBER-MILLISECONDS.png
BEFORE, AFTER, END = 500, 900, 2200  # ms: a key before it is pressed, what it has done, the last state
STRIP, AIR = 44, 14  # pixels: of the line with the key; around what stands in it
GROUND, WORDS = QColor("#1f2430"), QColor("#ffffff")
DOWN, UP = QColor("#2563eb"), QColor("#475069")  # a key while it is pressed, and after that


class RecordedStep(msgspec.Struct, frozen=True):
    """``key``, and what is done by it, stand below the window: the title of ``action``, or ``words``."""

    act: Arrange
    key: str = ""
    action: str = ""
    words: str = ""


class Recording(msgspec.Struct, frozen=True):
    """The window after each step. ``actions`` are the ids of those that are pressed in it."""

    name: str
    steps: tuple[RecordedStep, ...]
    actions: tuple[str, ...] = ()

    def take(self, tour: Tour) -> None:
        """In the light theme alone: who reads looks at it for seconds."""
        tour.program.settings.set(THEME, "light")
        folder = tour.out / FRAMES / self.name
        folder.mkdir(parents=True)
        tour.settle()
        for step in self.steps:
            if step.key:
                _save(tour, step, folder, BEFORE)
            step.act(tour)
            tour.settle()
            _save(tour, step, folder, END if step is self.steps[-1] else AFTER)


def pressed(action: str) -> RecordedStep:
    """An action's first key."""
    return RecordedStep(doing(action), BY_ID[action].keys[0], action)


def at_first(act: Arrange = nothing) -> RecordedStep:
    """What it begins with."""
    return RecordedStep(act)


def _save(tour: Tour, step: RecordedStep, folder: Path, shown: int) -> None:
    """Written with its number and how long it is to be seen, in ms."""
    number = len(list(folder.iterdir()))
    _with_key(tour.window.grab(), step, DOWN if shown == BEFORE else UP).save(str(folder / f"{number:02d}-{shown}.png"))


def _with_key(window: QPixmap, step: RecordedStep, colour: QColor) -> QPixmap:
    made = QPixmap(window.width(), window.height() + STRIP)
    made.fill(GROUND)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.drawPixmap(QPoint(0, 0), window)
    font = QFont()
    font.setPixelSize(17)
    font.setBold(True)
    painter.setFont(font)
    middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
    left = AIR
    if step.key:
        name = QKeySequence(step.key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
        width = painter.fontMetrics().horizontalAdvance(name) + 2 * AIR
        box = QRect(left, window.height() + 7, width, STRIP - 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(WORDS)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)
        left = box.right() + AIR
    words = title(BY_ID[step.action]).removesuffix("…") if step.action else step.words
    painter.setPen(WORDS)
    painter.drawText(QRect(left, window.height(), made.width() - left, STRIP), middle, words)
    painter.end()
    return made
