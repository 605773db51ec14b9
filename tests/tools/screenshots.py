"""Renews README's pictures from a tour: ``python -m tests.tools.screenshots OUT``, with the folder of the tour.

Most of a window is a few colours: with those that matter most, and each other one by the nearest of them, files are a
third as large.
"""

import sys
from array import array
from collections import Counter
from pathlib import Path

from PySide6.QtGui import QImage

from nhan.gui.tour.tour import THEMES

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "screenshots"
COLOURS = 256


def from_the_tour() -> list[Path]:
    """The files that are pictures of the tour's; others are drawn by benchmarks."""
    return sorted(path for theme in THEMES for path in FOLDER.glob(f"{theme}-*.png"))


def in_few_colours(picture: QImage) -> QImage:
    """The same picture with at most ``COLOURS`` colours."""
    width, height = picture.width(), picture.height()
    pixels = array("I", bytes(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()))
    counted = Counter(pixels)
    kept = [counted.most_common(1)[0][0]]
    nearest = {colour: (_distance(colour, kept[0]), kept[0]) for colour in counted}
    while len(kept) < min(COLOURS, len(counted)):
        worst = max(counted, key=lambda colour: nearest[colour][0] * counted[colour])
        kept.append(worst)
        for colour, (distance, _) in nearest.items():
            if (to_worst := _distance(colour, worst)) < distance:
                nearest[colour] = to_worst, worst
    places = {colour: place for place, colour in enumerate(kept)}
    made = bytes(places[nearest[each][1]] for each in pixels)
    answer = QImage(made, width, height, width, QImage.Format.Format_Indexed8)
    answer.setColorTable(kept)
    return answer.copy()  # of its own bytes


def _distance(one: int, other: int) -> int:
    red, green, blue = (one >> 16) - (other >> 16), (one >> 8 & 255) - (other >> 8 & 255), (one & 255) - (other & 255)
    return red * red + green * green + blue * blue


def main(argv: list[str]) -> int:
    (out,) = argv
    for path in from_the_tour():
        in_few_colours(QImage(str(Path(out) / path.name))).save(str(path), quality=0)  # the smallest file
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
