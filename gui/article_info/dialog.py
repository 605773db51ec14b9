"""An article's title, id, length and metadata: to be read and copied, never taken for markup."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nhan.core.article_facts import Fact
from nhan.gui.widgets.plain import plain_button


class ArticleInfoDialog(QDialog):
    """``open_address`` is called for an address that somebody clicks; ``buttons`` are those of the addresses."""

    def __init__(
        self, own: Sequence[Fact], facts: Sequence[Fact], open_address: Callable[[str], object], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About this article"))
        self.values: list[QLabel] = []
        self.buttons: list[QPushButton] = []
        page = QWidget()
        form = QFormLayout(page)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for fact in (*own, *facts):
            name = QLabel(fact.name, textFormat=Qt.TextFormat.PlainText)
            value = QLabel(fact.value, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.values.append(value)
            form.addRow(name, value)
            if fact.address:
                button = QPushButton(plain_button(self.tr("Open in the browser…")))
                button.clicked.connect(lambda _=False, address=fact.value: open_address(address))
                self.buttons.append(button)
                form.addRow("", button)
        if not facts:
            form.addRow(QLabel(self.tr("Nothing else came with this article."), wordWrap=True))
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(area, 1)
        box.addWidget(buttons)
        self.resize(520, 360)
