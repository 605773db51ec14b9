"""Find in the article: a bar above it instead of a dialog."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from nhan.gui.widgets.enter import ENTER
from nhan.gui.widgets.icon_button import IconButton
from nhan.gui.widgets.matching_toggles import MatchingToggles


class FindBar(QFrame):
    """Find in the article: every hit is marked while one types."""

    wanted = Signal(str, object)  # query, Matching
    next_wanted = Signal(int)  # 1 or -1
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(placeholderText=self.tr("hoa binh finds Hoà Bình; typed marks must match"))
        self.field.setAccessibleName(self.tr("Find in the article"))
        self.toggles = MatchingToggles()
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText)
        buttons = (
            IconButton("previous_stop", self.tr("Previous hit"), lambda: self.next_wanted.emit(-1)),
            IconButton("next_stop", self.tr("Next hit"), lambda: self.next_wanted.emit(1)),
            IconButton("close", self.tr("Close"), self.leave),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        row.addWidget(self.toggles)
        for button in buttons:
            row.addWidget(button)
        self.field.textChanged.connect(self._tell)
        self.toggles.changed.connect(self._tell)
        self.hide()

    def _tell(self) -> None:
        self.wanted.emit(self.field.text(), self.toggles.matching)

    def enter(self, words: str = "") -> None:
        """Show the bar and put the keyboard into it."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus()
        self._tell()

    def leave(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if self.field.hasFocus():
                QGuiApplication.inputMethod().commit()  # what it still holds is part of the query
            self.next_wanted.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
