"""Asks for the user's name, once: one field, Enter."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

LONGEST = 80  # characters of a name


class NameDialog(QDialog):
    """``name`` holds the answer; "" where the dialog was left without one."""

    def __init__(self, proposed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Welcome to Nhãn"))
        question = QLabel(
            self.tr("What is your name? It goes with your work, so that several people can share a project.")
        )
        question.setWordWrap(True)
        self.field = QLineEdit(proposed, maxLength=LONGEST)
        self.field.setAccessibleName(self.tr("Your name"))
        self.field.selectAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        box = QVBoxLayout(self)
        for widget in (question, self.field, buttons):
            box.addWidget(widget)
        self.resize(420, self.sizeHint().height())

    @property
    def name(self) -> str:
        return self.field.text() if self.result() == QDialog.DialogCode.Accepted else ""
