"""Says what is damaged and what can be done about it, and asks whether to do it. All of it is plain text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

WIDTH = 620
LINES, MOST_LINES = 6, 16  # for one finding, and for all; then it scrolls


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
        lines = min(MOST_LINES, LINES * max(1, len(findings)))
        self.findings.setMinimumHeight(lines * self.findings.fontMetrics().lineSpacing())
        self.resize(WIDTH, self.minimumSizeHint().height())
