"""A note on one span, which may be a question."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from nhan.gui.questions.confirm import confirm
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
        key = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return).toString(QKeySequence.SequenceFormat.NativeText)
        self.save.setText(self.tr("&Save ({key})").format(key=key))
        buttons.accepted.connect(self.accept)
        self.cancel.clicked.connect(lambda: self.done(QDialog.DialogCode.Rejected))  # said in so many words: not asked
        box = QVBoxLayout(self)
        for widget in (about, self.field, self.question, buttons):
            box.addWidget(widget)
        self._before = self._written
        self.resize(420, 240)
        self.field.setFocus()

    @property
    def _written(self) -> tuple[str, bool]:
        return self.field.toPlainText().strip(), self.question.isChecked()

    def _commit(self) -> None:
        if self.field.hasFocus():
            QGuiApplication.inputMethod().commit()  # what it still holds

    def accept(self) -> None:
        self._commit()
        if self._keep(*self._written):
            super().accept()

    def reject(self) -> None:
        """By Escape: what was typed is thrown away only after a yes."""
        self._commit()
        question, yes = self.tr("Throw away what you have written?"), self.tr("Throw it away")
        if self._written[0] in ("", self._before[0]) or confirm(question, "", yes, self):
            super().reject()
