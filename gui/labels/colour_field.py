"""A colour of a label in one theme: chosen or written, shown as letters on that theme's paper, its contrast said."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QColorDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from nhan.core.colours import ENOUGH, PAPERS, contrast, legible
from nhan.core.labels import is_color
from nhan.gui.widgets.plain import plain_button


class ColourField(QWidget):
    """``theme``: one of ``PAPERS``. ``colour`` is what is written, "" where it is left to the other theme's."""

    changed = Signal()

    def __init__(self, theme: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paper, self._other = PAPERS[theme], ""
        self.sample = QLabel()
        self.sample.setAutoFillBackground(True)
        self.sample.setMargin(4)
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setFixedWidth(self.fontMetrics().horizontalAdvance("#mmmmmm") + 16)
        self.choose = QToolButton()
        self.choose.setText("…")
        self.choose.setAccessibleName(self.tr("Choose a colour"))
        self.choose.setToolTip(self.tr("Choose a colour"))
        self.words = QLabel()
        self.take = QPushButton(autoDefault=False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.sample, self.edit, self.choose, self.words, self.take):
            row.addWidget(widget)
        row.addStretch(1)
        self.edit.textChanged.connect(self._say)
        self.edit.textEdited.connect(self.changed)
        self.choose.clicked.connect(self._choose)
        self.take.clicked.connect(self._take)

    @property
    def colour(self) -> str:
        return self.edit.text().strip()

    def show_colour(self, colour: str, sample: str, other: str = "") -> None:
        """Show a colour by a sample of letters. ``other``: what holds where nothing is written."""
        self._other = other
        self.sample.setText(plain_button(sample))
        self.edit.setPlaceholderText(other)
        self.edit.setText(colour)
        self._say()

    def _shown(self) -> str:
        return self.colour or self._other

    def _say(self) -> None:
        """The contrast of the letters, and the nearest colour that has enough."""
        shown = self._shown()
        if not is_color(shown):
            self.words.setText(self.tr("A colour looks like #1d5fbf."))
            self.take.hide()
            return
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(self._paper))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(shown))
        self.sample.setPalette(palette)
        found = contrast(shown, self._paper)
        words = self.tr("Contrast {contrast} : 1").format(contrast=f"{found:.1f}")
        enough = found >= ENOUGH
        self.words.setText(
            words if enough else self.tr("{words}; letters need {enough} : 1.").format(words=words, enough=ENOUGH)
        )
        self.take.setVisible(not enough)
        self.take.setText(self.tr("Take {colour}").format(colour=legible(shown, self._paper)))

    def _take(self) -> None:
        self._write(legible(self._shown(), self._paper))

    def _choose(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._shown()), self, self.tr("Colour"))
        if chosen.isValid():
            self._write(chosen.name())

    def _write(self, colour: str) -> None:
        self.edit.setText(colour)
        self.edit.setFocus()
        self.changed.emit()
