"""One side of a conflict: what it says of a span or of the article's state, who decided that, and how to take it."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from nhan.core.merging.sides import Excerpt
from nhan.gui.article_view.look import Palette
from nhan.gui.colours import ChipColours
from nhan.gui.conflicts.excerpt_view import ExcerptView
from nhan.gui.widgets.elided_label import ElidedLabel
from nhan.gui.widgets.plain import plain_button


class ShownVersion(msgspec.Struct, frozen=True):
    """What a side shows. ``label`` "": it has none; ``excerpt`` None: it is the article's state."""

    label: str = ""
    colours: ChipColours | None = None  # of the label
    words: str = ""  # the status
    excerpt: Excerpt | None = None
    who: str = ""
    note: str = ""


class VersionCard(QFrame):
    """``taken`` when somebody wants just this."""

    taken = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._title = title
        self.title = ElidedLabel()
        self.title.set_text(title)
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.words = ElidedLabel(bold=False)
        self.excerpt = ExcerptView()
        self.note = ElidedLabel(bold=False)
        self.who = ElidedLabel(bold=False)
        self.who.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a click must not take the focus from the article
        self.button.clicked.connect(lambda: self.taken.emit())
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.button)
        said = QHBoxLayout()
        said.addWidget(self.label)
        said.addWidget(self.words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 10, 8)
        box.setSpacing(5)
        box.addLayout(head)
        box.addLayout(said)
        for widget in (self.excerpt, self.note, self.who):
            box.addWidget(widget)
        box.addStretch(1)

    def show_version(self, version: ShownVersion, palette: Palette) -> None:
        """Show a side in the article's colours."""
        if version.colours is not None:
            full, rim = version.colours.full, version.colours.edge
            shape = "border-radius: 5px; padding: 1px 7px; font-weight: bold"
            self.label.setStyleSheet(f"background: {full}; color: {palette.ink}; border: 1px solid {rim}; {shape}")
        self.label.setText(version.label)
        self.label.setVisible(bool(version.label))
        self.words.set_text(version.words)
        if version.excerpt is not None:
            self.excerpt.show_excerpt(version.excerpt, version.colours)
        self.excerpt.setVisible(version.excerpt is not None)
        for widget, text in ((self.note, version.note), (self.who, version.who)):
            widget.set_text(text)
            widget.setVisible(bool(text))
        words = version.excerpt.words if version.excerpt else ""
        said = (version.label, version.words, words, version.note, version.who)
        self.setAccessibleName(f"{self._title}: " + " · ".join(each for each in said if each))

    def set_button(self, text: str) -> None:
        """What the button is called, with its key."""
        self.button.setText(plain_button(text))
