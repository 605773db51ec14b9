"""The note panel: what the annotator wants to remember of an article."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

_PAUSE = 1500  # ms without a key, after which what was written becomes an edit


class NoteField(QPlainTextEdit):
    """Says when the focus leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NotePanel(QWidget):
    """``written`` carries the note once the annotator pauses or leaves the field."""

    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.field = NoteField(placeholderText=self.tr("A note on this article"))
        self.field.setAccessibleName(self.tr("A note on this article"))
        self.field.setTabChangesFocus(True)
        self._shown = ""  # the article's note, as the field has it
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addWidget(self.field)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.flush)
        self.field.textChanged.connect(self._pause.start)
        self.field.left.connect(self.flush)

    def show_note(self, note: str, kept: str | None = None) -> None:
        """Show what the article has, or what was written and could not be made its note: that is handed over again.
        What was being written must have been flushed before."""
        if note != self.field.toPlainText():
            blocked = self.field.blockSignals(True)
            self.field.setPlainText(note)
            self.field.blockSignals(blocked)
        self._shown = self.field.toPlainText()
        self._pause.stop()
        if kept is not None:
            self.field.setPlainText(kept)

    def flush(self) -> None:
        """Hand over what is written, the part an input method still holds included.

        Only what somebody has written: Qt alters some characters of what it is only shown.
        """
        self._pause.stop()
        if self.field.hasFocus():
            QGuiApplication.inputMethod().commit()
        if self.field.toPlainText() != self._shown:
            self.written.emit(self.field.toPlainText())
