"""The question before a window is closed whose edits are on no disk."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class Answer(Enum):
    """What is to become of edits that are in memory only."""

    COPY = "copy"
    LOSE = "lose"
    STAY = "stay"


class UnsavedQuestion(QMessageBox):
    """``words``: how many edits there are, and why they are not saved. Escape stays."""

    def __init__(self, words: str, edits: int, parent: QWidget) -> None:
        super().__init__(QMessageBox.Icon.Warning, "Nhãn", "", parent=parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        keeps = self.tr(
            "A copy in another folder, on another disk, keeps them: “nhan import … --as work --replace” takes it back."
        )
        self.setInformativeText(keeps)
        self.copy = self.addButton(self.tr("Save a copy elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
        lose = self.tr("Close and lose %n edits", "", edits)
        self.lose = self.addButton(lose, QMessageBox.ButtonRole.DestructiveRole)
        self.stay = self.addButton(self.tr("Stay"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.copy)
        self.setEscapeButton(self.stay)

    def ask(self) -> Answer:
        self.exec()
        clicked = self.clickedButton()
        return Answer.COPY if clicked is self.copy else Answer.LOSE if clicked is self.lose else Answer.STAY
