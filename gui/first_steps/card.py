"""The strip above the article that says one step at a time."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from nhan.gui.widgets.icon_button import IconButton


class StepCard(QFrame):
    """Which step it is, what to press, and a way out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("first_steps")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Highlight)
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText)
        font = self.count.font()
        font.setBold(True)
        self.count.setFont(font)
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        for label in (self.count, self.words):
            label.setForegroundRole(QPalette.ColorRole.HighlightedText)
        self.own = QPushButton(self.tr("New project…"))
        self.close_button = IconButton("close", self.tr("Leave the first steps (Esc)"), lambda: None)
        for button in (self.own, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay the article's
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.count)
        row.addWidget(self.words, 1)
        row.addWidget(self.own)
        row.addWidget(self.close_button)
        self.hide()

    def say(self, count: str, words: str, is_end: bool) -> None:
        """Show a step, or the end of them."""
        self.count.setText(count)
        self.words.setText(words)
        self.own.setVisible(is_end)
        self.show()
