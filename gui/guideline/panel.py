"""The guideline panel: what the label of the active span means."""

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from nhan.core.labels import Label
from nhan.gui.widgets.elided_label import ElidedLabel


class GuidelinePanel(QWidget):
    """Title and text of one label, as plain text: it comes from a file."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.title = ElidedLabel()
        self.text = QPlainTextEdit(
            readOnly=True, placeholderText=self.tr("Choose a span to read its label's guideline")
        )
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(self.tr("Guideline"))
        self.text.setTabChangesFocus(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 6, 6, 6)
        box.addWidget(self.title)
        box.addWidget(self.text, 1)

    def show_label(self, label: Label | None) -> None:
        """Show a label's guideline in the user's language; None empties the panel."""
        if label is None:
            self.title.set_text("")
            self.text.clear()
            return
        title = label.title.get(self._language) or next(iter(label.title.values()), "")
        text = label.guideline.get(self._language) or next(iter(label.guideline.values()), "")
        if label.examples:
            examples = "\n".join(f"· {example}" for example in label.examples)
            text = "\n\n".join(part for part in (text, f"{self.tr('Examples')}\n{examples}") if part)
        self.title.set_text(f"{label.name} · {title}")
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
