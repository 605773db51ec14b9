"""Two lines: how the words are labelled elsewhere, by whom, and how often they are not."""

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nhan.core.operations.overlap import shown
from nhan.core.review.elsewhere import SeenElsewhere
from nhan.gui.widgets.elided_label import ElidedLabel
from nhan.gui.widgets.plain import plain_tip


class ElsewherePanel(QWidget):
    """Nothing in it takes the keyboard. Other words move nothing around it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ElidedLabel()
        self.labels, self.twins = ElidedLabel(bold=False), ElidedLabel(bold=False)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 2, 8, 6)
        box.setSpacing(2)
        for line in (self.words, self.labels, self.twins):
            box.addWidget(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_words(self, words: str) -> None:
        """These are at the ring, "" = none; what is known of them is not there yet."""
        self.words.set_text(shown(words))
        for line in (self.labels, self.twins):
            line.set_text("")
            line.setToolTip("")

    def say(self, words: str) -> None:
        """Why nothing is known of the words."""
        self.labels.set_text(words)
        self.labels.setToolTip(plain_tip(words))
        self.twins.set_text("")

    def show_seen(self, words: str, found: SeenElsewhere, me: str, names: Mapping[str, str], key: str) -> None:
        """``me``: the annotator's id; ``names``: of the others who may be named; ``key``: what goes through the places,
        "" = none."""
        self.show_words(words)
        said = " · ".join(self._label(label, counts, me, names) for label, counts in _ordered(found))
        more = self.tr("at least") + " " if found.more else ""
        self.labels.set_text(more + said if said else self.tr("labelled nowhere else"))
        self.labels.setToolTip(plain_tip(said))
        twins = self.tr("%n times without a label", "", found.twins) if found.twins else ""
        hint = f"{key}: " + self.tr("go there") if key and found.places else ""
        self.twins.set_text("   ".join(filter(None, (twins, hint))))

    def _label(self, label: str, counts: Mapping[str, int], me: str, names: Mapping[str, str]) -> str:
        others = [f"{names[each]} {count}" for each, count in sorted(counts.items()) if each != me and each in names]
        return f"{label} {sum(counts.values())}" + (f" ({', '.join(others)})" if others else "")


def _ordered(found: SeenElsewhere) -> list[tuple[str, Mapping[str, int]]]:
    return sorted(found.labels.items(), key=lambda each: (-sum(each[1].values()), each[0]))
