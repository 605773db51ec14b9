"""The plots of the project, one below the other; a button saves them as a page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from nhan.core.report.plots import Plot
from nhan.gui.widgets.bar_plot import BarPlot
from nhan.gui.widgets.flat_scroll_bar import PaletteScrollBar


class ProjectPage(QDialog):
    """Empty until it is told the plots."""

    save_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("{project} · progress").format(project=name))
        self.words = QLabel(self.tr("Counting…"), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBar(PaletteScrollBar(QPalette.ColorRole.Window, QPalette.ColorRole.WindowText))
        self.area.setAccessibleName(self.tr("Plots"))
        self.save = QPushButton(self.tr("&Save as a page…"))
        self.save.setEnabled(False)
        self.save.clicked.connect(self.save_wanted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.area, 1)
        box.addWidget(self.words)
        box.addWidget(buttons)
        self.resize(720, 640)

    def show_plots(self, plots: Sequence[Plot]) -> None:
        """All has been counted."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        for plot in plots:
            title = QLabel(plot.title, textFormat=Qt.TextFormat.PlainText)
            font = title.font()
            font.setBold(True)
            title.setFont(font)
            note = QLabel(plot.note, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            column.addWidget(title)
            column.addWidget(note)
            column.addWidget(BarPlot(plot.title, plot.bars))
            column.addSpacing(14)
        column.addStretch(1)
        self.area.setWidget(inside)
        self.save.setEnabled(True)
        self.say("")

    def say(self, words: str) -> None:
        """A sentence below the plots; "" takes it away."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
