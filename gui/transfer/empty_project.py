"""What stands where the article would be while the project has none: what to do."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyProject(QFrame):
    """Covers a widget while it is shown."""

    def __init__(self, covered: QWidget, do_import: Callable[[], object], open_sample: Callable[[], object]) -> None:
        super().__init__(covered)
        self._covered = covered
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        head = QLabel(self.tr("This project has no articles yet"), textFormat=Qt.TextFormat.PlainText)
        font = head.font()
        font.setPointSizeF(1.4 * font.pointSizeF())
        head.setFont(font)
        words = QLabel(
            self.tr(
                "Import them from files, or drop files or a folder anywhere on this window. You see what becomes of "
                "each file before anything is written."
            ),
            textFormat=Qt.TextFormat.PlainText,
            wordWrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.bring_in = QPushButton(self.tr("Import articles…"))
        self.sample = QPushButton(self.tr("Open the sample"))
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.setContentsMargins(48, 24, 48, 24)
        box.setSpacing(12)
        box.addWidget(head, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(words)
        for button in (self.bring_in, self.sample):
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        self.bring_in.clicked.connect(do_import)
        self.sample.clicked.connect(open_sample)
        self.hide()

    def show_over(self, is_empty: bool) -> None:
        """Be there or not."""
        self._covered.removeEventFilter(self)
        if is_empty:
            self._covered.installEventFilter(self)
            self.setGeometry(self._covered.rect())
            self.raise_()
        self.setVisible(is_empty)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self.setGeometry(self._covered.rect())
        return super().eventFilter(watched, event)
