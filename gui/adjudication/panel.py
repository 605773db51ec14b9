"""The versions of a stop as a line each: what it says, who had it or how many, and the key that takes it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nhan.core.adjudication.disagreements import PeopleVersion
from nhan.core.operations.overlap import shown
from nhan.core.suggestion import Labelled
from nhan.gui.widgets.elided_label import ElidedLabel


class VersionsPanel(QWidget):
    """Nothing in it takes the keyboard: the article's keys decide."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = ElidedLabel()
        self.lines: list[QLabel] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(8, 4, 8, 8)
        self._box.addWidget(self.headline)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def clear(self) -> None:
        """No stop is looked at."""
        self.show_stop("", "", (), -1, {}, True)

    def show_stop(
        self,
        headline: str,
        text: str,
        versions: Sequence[PeopleVersion],
        current: int,
        names: Mapping[str, str],
        hidden: bool,
    ) -> None:
        """``current``: the place of the version that the article shows; ``hidden``: people are only counted."""
        self.headline.set_text(headline)
        for line in self.lines:
            self._box.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for place, version in enumerate(versions):
            voters = ", ".join(names.get(each, each) for each in version.voters)
            who = self.tr("%n people", "", len(version.voters)) if hidden else voters
            mark = "▸" if place == current else "   "
            key = "Return" if place == current else "F4" if place == 1 else ""
            line = QLabel(f"{mark} {self.words(text, version.places)}   —   {who}   {key}".rstrip())
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setAccessibleName(line.text())
            self._box.addWidget(line)
            self.lines.append(line)

    def words(self, text: str, places: Sequence[Labelled]) -> str:
        """A version in words."""
        said = (f"{label} “{shown(text[start:end])}”" for start, end, label in places)
        return " · ".join(said) or self.tr("nothing")
