"""A question with a yes that says what it does: nothing is done where it is left."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from nhan.gui.questions.asked import asked


def confirm(question: str, more: str, yes: str, parent: QWidget | None) -> bool:
    """``more`` stands below the question; ``yes`` is the button's text."""
    box = QMessageBox(QMessageBox.Icon.Question, "Nhãn", question, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(more)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    left = box.addButton(QCoreApplication.translate("Confirm", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(left)
    box.setEscapeButton(left)
    asked(box)
    return box.clickedButton() is agreed
