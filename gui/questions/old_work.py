"""A project with work by somebody who may be the user: from a time without names, or from another machine."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from nhan.core.store.project_file import Annotator
from nhan.gui.questions.asked import asked


def ask_whether_me(stranger: Annotator, parent: QWidget | None) -> bool | None:
    """None where the question was left open: it comes again, and nothing is anybody else's until then."""
    box = QMessageBox(QMessageBox.Icon.Question, "Nhãn", "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    text = (
        QCoreApplication.translate("OldWork", "This project has work by {name} ({id}). Is it yours?")
        if stranger.name
        else QCoreApplication.translate("OldWork", "This project has work by “{id}”, who has no name. Is it yours?")
    )
    box.setText(text.format(name=stranger.name, id=stranger.id))
    yes = box.addButton(QCoreApplication.translate("OldWork", "Yes, mine"), QMessageBox.ButtonRole.YesRole)
    no = box.addButton(QCoreApplication.translate("OldWork", "No, somebody else's"), QMessageBox.ButtonRole.NoRole)
    later = box.addButton(QCoreApplication.translate("OldWork", "Later"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(yes)
    box.setEscapeButton(later)
    asked(box)
    clicked = box.clickedButton()
    return True if clicked is yes else False if clicked is no else None
