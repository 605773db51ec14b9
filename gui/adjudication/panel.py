"""The versions of a stop as a line each: what it says, who had it or how many, and the key that takes it."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from nhan.core.adjudication.disagreements import PeopleVersion
from nhan.core.operations.overlap import shown
from nhan.core.suggestion import Labelled
from nhan.gui.widgets.elided_label import ElidedLabel


class VersionKeys(msgspec.Struct, frozen=True):
    """What the keys are called that take what is drawn, the second version, the first two together, or nothing, and
    that take what is drawn wherever the same words have the same versions, in the article or in all; "" where there is
    none."""

    drawn: str = ""
    second: str = ""
    both: str = ""
    none: str = ""
    same: str = ""
    same_everywhere: str = ""


class VersionsPanel(QWidget):
    """Nothing in it takes the keyboard: the article's keys decide."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = ElidedLabel()
        self.lines: list[QLabel] = []
        self.keys = QLabel()
        self.keys.setTextFormat(Qt.TextFormat.PlainText)
        self.keys.setWordWrap(True)  # a narrow window stays narrow
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(8, 4, 8, 8)
        self._box.addWidget(self.headline)
        self._box.addWidget(self.keys)
        self._box.addStretch(1)  # what shares its place may be higher

    def clear(self, why: str = "") -> None:
        """No stop is looked at."""
        self.headline.set_text(why)
        self.keys.clear()
        self._show_lines([])

    def show_stop(
        self,
        headline: str,
        text: str,
        versions: Sequence[PeopleVersion],
        current: int,
        names: Mapping[str, str],
        hidden: bool,
        keys: VersionKeys,
    ) -> None:
        """``current``: the place of the version that the article shows; ``hidden``: people are only counted."""
        self.headline.set_text(headline)
        said: list[str] = []
        for place, version in enumerate(versions):
            voters = ", ".join(names.get(each, each) for each in version.voters)
            who = self.tr("%n people", "", len(version.voters)) if hidden else voters
            mark = "▸" if place == current else "   "
            taken_by = [keys.drawn] if place == current else [keys.second] if place == 1 else []
            taken_by += [] if version.places else [keys.none]
            said.append(f"{mark} {self.words(text, version.places)}   —   {who}   {', '.join(filter(None, taken_by))}")
        self._show_lines([line.rstrip() for line in said])
        named = self._named(keys, versions)
        self.keys.setText("   ·   ".join(f"{what}   {key}" for what, key in named if key))

    def _named(self, keys: VersionKeys, versions: Sequence[PeopleVersion]) -> Iterator[tuple[str, str]]:
        """What takes no single version, as far as it is something else than a version."""
        if len(versions) > 1 and all(version.places for version in versions[:2]):
            yield self.tr("both"), keys.both
        if all(version.places for version in versions):
            yield self.tr("nothing"), keys.none
        yield self.tr("the same in the article"), keys.same
        yield self.tr("in all articles"), keys.same_everywhere

    def _show_lines(self, said: Sequence[str]) -> None:
        for line in self.lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for place, words in enumerate(said, 1):
            line = QLabel(words)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setAccessibleName(words)
            self._box.insertWidget(place, line)
            self.lines.append(line)

    def words(self, text: str, places: Sequence[Labelled]) -> str:
        """A version in words."""
        said = (f"{label} “{shown(text[start:end])}”" for start, end, label in places)
        return " · ".join(said) or self.tr("nothing")
