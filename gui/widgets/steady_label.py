"""A label whose words change often: it grows and never shrinks, so that a changed figure moves nothing around it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class SteadyLabel(QLabel):
    """One line of plain text. A QLabel asks the whole window to be laid out and painted again for each other text;
    one of fixed size does not (QWidget.updateGeometry)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """Show the text; the label takes the room for it when it is the longest so far."""
        if text == self.text():
            return
        super().setText(text)
        wanted = self.sizeHint()
        if wanted.width() > self.width() or self.minimumWidth() == 0:
            self.setFixedSize(wanted.expandedTo(self.minimumSize()))
