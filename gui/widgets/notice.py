"""A bar instead of a dialog: an error that stays, or a question with a count."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nhan.gui.icons import icon
from nhan.gui.widgets.elided_label import ElidedLabel
from nhan.gui.widgets.icon_button import IconButton

MOST_DETAILS = 3


class Notice(QFrame):
    """One sentence that stays until it is dismissed (or, not ``dismissable``, until its cause is gone), perhaps with
    something to do about it.

    It never takes more of the article's room than it needs: details are a line each, however narrow the window.
    """

    def __init__(self, parent: QWidget | None = None, dismissable: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._dismissable = dismissable
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.text = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.picture = QLabel()
        self.button = QPushButton()
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the article
        self.close_button = IconButton("close", self.tr("Dismiss"), self.dismiss)
        self.details = [ElidedLabel(bold=False) for _ in range(MOST_DETAILS)]
        said = QVBoxLayout()
        said.setSpacing(1)
        for widget in (self.text, *self.details):
            said.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.picture)
        row.addLayout(said, 1)
        row.addWidget(self.button)
        row.addWidget(self.close_button)
        self.close_button.setVisible(dismissable)
        self._act: Callable[[], object] | None = None
        self._picture = ""  # the name of its icon
        self.button.clicked.connect(self.act)
        self.hide()

    def say(
        self,
        text: str,
        button: str = "",
        act: Callable[[], object] | None = None,
        picture: str = "problem",
        details: Sequence[str] = (),
    ) -> None:
        """Show a sentence, with the first few of the details; with ``act``, a button that acts and closes the bar."""
        self._picture = picture
        self._draw()
        self.text.setText(text)
        for place, line in enumerate(self.details):
            line.setVisible(place < len(details))
            line.set_text(details[place] if place < len(details) else "")
        self.button.setText(button)
        self.button.setVisible(bool(act))
        self._act = act
        self.show()

    def _draw(self) -> None:
        self.picture.setPixmap(icon(self._picture).pixmap(18, 18))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    @property
    def asks(self) -> bool:
        return self.isVisible() and self._act is not None

    def asks_for(self, act: Callable[[], object]) -> bool:
        """Whether just this is what the button would do."""
        return self.asks and self._act is act

    def act(self) -> None:
        act = self._act
        if self._dismissable:
            self.dismiss()
        if act is not None:
            act()

    def dismiss_if(self, text: str) -> None:
        """Dismiss it where it still says this, and not what has come up over it since."""
        if self.text.text() == text:
            self.dismiss()

    def dismiss(self) -> None:
        self._act = None
        self.hide()
