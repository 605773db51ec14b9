"""Giving an article back: who does, and who gets it, before it is done."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget


class GiveBackDialog(QDialog):
    """``person`` is the id of whoever gives it back."""

    def __init__(
        self, article: str, takers: Mapping[str, str], names: Mapping[str, str], me: str, parent: QWidget | None = None
    ) -> None:
        """``takers``: by who has the article (ids), who would get it; "" = nobody. ``me``: is proposed."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Give the article back"))
        self._takers, self._names = takers, names
        self.who = QComboBox()
        for each in takers:
            self.who.addItem(names.get(each, each), each)
        self.who.setCurrentIndex(max(0, self.who.findData(me)))
        self.goes = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.goes.setMinimumWidth(360)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.give = buttons.addButton(self.tr("&Give back"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self.tr("Article"), QLabel(article, textFormat=Qt.TextFormat.PlainText, wordWrap=True))
        form.addRow(self.tr("&Who gives it back"), self.who)
        form.addRow(self.goes)
        form.addRow(buttons)
        self.who.currentIndexChanged.connect(self._look)
        self._look()

    @property
    def person(self) -> str:
        return str(self.who.currentData())

    def _look(self) -> None:
        taker = self._takers[self.person]
        if taker:
            self.goes.setText(
                self.tr("It goes to {name}, who has the least.").format(name=self._names.get(taker, taker))
            )
        else:
            self.goes.setText(self.tr("Everybody else does it already."))
