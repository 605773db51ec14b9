"""What a query has to match: four buttons that stay down."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from nhan.core.text.search import Matching


class MatchingToggles(QWidget):
    """Beside a field for a query. ``changed``: one of them was pressed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.case = self._button("Aa", self.tr("Match case"))
        self.words = self._button("|ab|", self.tr("Whole words only"))
        self.accents = self._button("á", self.tr("Exact accents: letters without marks find only themselves"))
        self.expression = self._button(".*", self.tr("Regular expression"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self.case, self.words, self.accents, self.expression):
            row.addWidget(button)
            button.toggled.connect(self.changed)
        self.expression.toggled.connect(self.accents.setDisabled)  # an expression says which letters it means

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setAccessibleName(tip)
        return button

    @property
    def matching(self) -> Matching:
        return Matching(
            expression=self.expression.isChecked(),
            words=self.words.isChecked(),
            case=self.case.isChecked(),
            accents=self.accents.isChecked(),
        )
