"""What a report of a problem needs, to be read, copied and sent by the person: the program sends nothing."""

import shiboken6
from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nhan.gui.widgets.plain import plain_button


class ReportDialog(QDialog):
    """``text`` is what is copied; ``issues`` the page that reports go to, "" = the project has none."""

    def __init__(self, text: str, issues: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report a problem"))
        what = self.tr(
            "Say what you did, what happened and what you expected, and put this text below it. It holds nothing of "
            "your articles, and the program sends nothing: read it, copy it, send it yourself."
        )
        self.text = QPlainTextEdit(text, readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("What the report needs"))
        self.text.setTabChangesFocus(True)
        self.copied = QLabel("", textFormat=Qt.TextFormat.PlainText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(self.tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setDefault(True)
        self.copy.clicked.connect(self._copy)
        self.page: QPushButton | None = None
        if issues:
            words = plain_button(self.tr("Open {page}").format(page=issues))
            self.page = buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
            self.page.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(issues)))
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        for widget in (
            QLabel(what, textFormat=Qt.TextFormat.PlainText, wordWrap=True),
            self.text,
            self.copied,
            buttons,
        ):
            box.addWidget(widget)
        box.setStretchFactor(self.text, 1)
        self.resize(680, 520)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.setText(self.tr("Copied."))


def of_the_window(window: QWidget) -> list[tuple[str, str]]:
    """What only the window knows: how Qt draws here, and on which screens."""
    screens = [
        f"{screen.size().width()}x{screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    ]
    return [
        ("Qt", f"{qVersion()}, shiboken {shiboken6.__version__}, platform {QGuiApplication.platformName()}"),
        (
            "style",
            f"{QApplication.style().objectName()}, {QApplication.font().family()} {QApplication.font().pointSize()}",
        ),
        ("screens", ", ".join(screens)),
        ("window", f"{window.width()}x{window.height()}"),
    ]
