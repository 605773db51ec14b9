"""Says what is damaged and what can be done about it, and asks whether to do it. All of it is plain text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

WIDTH = 620
MOST_LINES = 20  # then it scrolls
_EDGES = 30  # pixels of the dialog beside the field, at most


class RecoveryDialog(QDialog):
    """``accepted``: do what can be done. Enter agrees, Escape leaves everything as it is."""

    def __init__(self, question: str, findings: Sequence[str], agree: str, parent: QWidget | None = None) -> None:
        """``agree``: what the button says; "" where nothing can be done."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Damaged work"))
        self.question = QLabel(question, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.findings = QPlainTextEdit("\n\n".join(findings), readOnly=True, tabChangesFocus=True)
        self.findings.setAccessibleName(self.tr("What was found"))
        self.buttons = QDialogButtonBox()
        leave = self.tr("Leave as it is") if agree else self.tr("Close")
        self.leave = self.buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
        if agree:
            self.agree = self.buttons.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        for widget in (self.question, self.findings, self.buttons):
            box.addWidget(widget)
        answer = self.agree if agree else self.leave
        answer.setDefault(True)  # in the dialog by now: before, it would be forgotten
        answer.setFocus()
        self.resize(WIDTH, self.minimumSizeHint().height())
        self.findings.setMinimumHeight(self._height_of("\n\n".join(findings)))
        self.resize(WIDTH, self.minimumSizeHint().height())

    def _height_of(self, text: str) -> int:
        """Pixels that the field takes to show all of it, or as many lines as it shows at most."""
        metrics, margin = self.findings.fontMetrics(), int(self.findings.document().documentMargin())
        around = 2 * (margin + self.findings.frameWidth())
        inside = WIDTH - _EDGES - around - self.findings.verticalScrollBar().sizeHint().width()
        box = metrics.boundingRect(0, 0, inside, 0, int(Qt.TextFlag.TextWordWrap), text)
        lines = -(-box.height() // metrics.lineSpacing()) + 1
        return min(MOST_LINES, lines) * metrics.lineSpacing() + around
