"""What went wrong while a project was closed: said before its window goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from nhan.gui.questions.asked import asked


def say_at_the_end(words: str, parent: QWidget) -> None:
    """Returns once it was read."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Nhãn", "", QMessageBox.StandardButton.Ok, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    asked(box)
