"""A note on one span, which may be a question."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from nhan.gui.widgets.enter import ENTER


class CommentField(QPlainTextEdit):
    """Says when Ctrl+Enter is pressed, which would otherwise begin a line."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in ENTER
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class CommentDialog(QDialog):
    """``save`` gets the note and whether it is a question, and says whether that was kept: else the dialog stays, with
    what was typed. Ctrl+Enter saves. ``title``: what is written here; "" = a note on a span."""

    def __init__(
        self,
        words: str,
        note: str,
        question: bool,
        save: Callable[[str, bool], bool],
        parent: QWidget | None = None,
        title: str = "",
    ) -> None:
        super().__init__(parent)
        self._keep = save
        title = title or self.tr("Note on a span")
        self.setWindowTitle(title)
        about = QLabel(f"“{words}”", textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.field = CommentField(note, placeholderText=self.tr("What is to be said about this span"))
        self.field.setAccessibleName(title)
        self.field.setTabChangesFocus(True)
        self.field.selectAll()
        self.field.done.connect(self.accept)
        self.question = QCheckBox(self.tr("A &question to whoever curates"))
        self.question.setChecked(question)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel)
        self.save, self.cancel = buttons.button(kinds.Save), buttons.button(kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        for widget in (about, self.field, self.question, buttons):
            box.addWidget(widget)
        self.resize(420, 240)
        self.field.setFocus()

    def accept(self) -> None:
        if self.field.hasFocus():
            QGuiApplication.inputMethod().commit()  # what it still holds
        if self._keep(self.field.toPlainText().strip(), self.question.isChecked()):
            super().accept()
