"""Who suggests in this project: one of Nhãn's own, or a model or a server of one's own, which can be tried first."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from nhan.core.messages import Message, NhanError
from nhan.core.suggest.registry import CHAT, RECOMMENDER, TRANSFORMERS
from nhan.core.suggest.suggester_choice import ASKED, SuggesterChoice, selectable
from nhan.core.suggestion import ADDRESS, MODEL
from nhan.core.web.address import host_of, stays_here
from nhan.gui.i18n import QT_TRANSLATE_NOOP

TITLES = {
    "": QT_TRANSLATE_NOOP("suggesters", "what serves the project best"),
    TRANSFORMERS: QT_TRANSLATE_NOOP("suggesters", "transformers: a model from a folder or the hub"),
    RECOMMENDER: QT_TRANSLATE_NOOP("suggesters", "recommender: a server that INCEpTION could use"),
    CHAT: QT_TRANSLATE_NOOP("suggesters", "chat: a language model’s server (llama.cpp, Ollama…)"),
}
EXAMPLES = {  # by suggester and what it asks for
    (TRANSFORMERS, MODEL): "…/phobert-ner",
    (RECOMMENDER, ADDRESS): "http://localhost:5000/spacy_ner",
    (CHAT, ADDRESS): "http://localhost:11434",
    (CHAT, MODEL): QT_TRANSLATE_NOOP("suggesters", "its name at the server; may stay empty"),
}


_WIDTH = 520  # pixels, for an address and the sentence about it


def words(text: str) -> str:
    return QCoreApplication.translate("suggesters", text)


class SuggesterDialog(QDialog):
    """Only asks: ``choice`` is what was chosen. Texts go to another machine only where a person has agreed to that."""

    tried = Signal(object)  # SuggesterChoice

    def __init__(self, choice: SuggesterChoice, say: Callable[[Message], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Who suggests in this project"))
        self._say, self._agreed_to = say, choice.address  # nobody has chosen one that they did not agree to
        self.name = QComboBox()
        for name in ("", *selectable(), *ASKED):
            self.name.addItem(words(TITLES[name]) if name in TITLES else name, name)
        self.name.setCurrentIndex(max(0, self.name.findData(choice.name)))
        self.address, self.model = QLineEdit(choice.address), QLineEdit(choice.model)
        self.setMinimumWidth(_WIDTH)
        self.privacy = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.agree = QCheckBox(self.tr("I may send these texts there"))
        self.agree.setChecked(bool(choice.address))
        self.attempt = QPushButton(self.tr("&Try on this article"), autoDefault=False)
        self.outcome = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = buttons.button(kinds.Ok)
        self._form = QFormLayout(self)
        for title, widget in (
            (self.tr("Suggestions come from"), self.name),
            (self.tr("Address"), self.address),
            (self.tr("Model"), self.model),
            ("", self.privacy),
            ("", self.agree),
            ("", self.attempt),
            ("", self.outcome),
        ):
            self._form.addRow(title, widget)
            widget.setAccessibleName(title or widget.property("text") or "")
        self._form.addRow(buttons)
        self.name.currentIndexChanged.connect(self._changed)
        self.address.textChanged.connect(self._address_changed)
        for signal in (self.model.textChanged, self.agree.toggled):
            signal.connect(self._changed)
        self.attempt.clicked.connect(self._try)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._changed()

    @property
    def choice(self) -> SuggesterChoice:
        """What the fields say, without what the suggester does not ask for."""
        name = str(self.name.currentData())
        asked = {asked for each, asked in EXAMPLES if each == name}
        model = self.model.text().strip() if MODEL in asked else ""
        return SuggesterChoice(name, model, self.address.text().strip() if ADDRESS in asked else "")

    def show_result(self, text: str) -> None:
        """What came of trying it."""
        self.attempt.setEnabled(True)
        self.outcome.setText(text)
        self._form.setRowVisible(self.outcome, bool(text))
        self._form.activate()
        self.resize(self.width(), max(self._form.totalHeightForWidth(self.width()), self._form.minimumSize().height()))

    def _address_changed(self) -> None:
        """To another address nobody has agreed yet."""
        self.agree.setChecked(self.address.text().strip() == self._agreed_to)
        self._changed()

    def _changed(self) -> None:
        choice = self.choice
        for field, asked in ((self.address, ADDRESS), (self.model, MODEL)):
            self._form.setRowVisible(field, (choice.name, asked) in EXAMPLES)
            field.setPlaceholderText(words(EXAMPLES.get((choice.name, asked), "")))
        leaves, said = self._where(choice)
        self.privacy.setText(said)
        self._form.setRowVisible(self.privacy, bool(said))
        self._form.setRowVisible(self.agree, leaves)
        self.show_result("")
        fits = choice.is_complete and not (leaves and not self.agree.isChecked())
        self.ok.setEnabled(fits)
        self.attempt.setEnabled(fits and bool(choice.name))

    def _where(self, choice: SuggesterChoice) -> tuple[bool, str]:
        """Whether texts leave the machine, and what is said of that."""
        if not choice.address:
            return False, ""
        try:
            host = host_of(choice.address)
            if stays_here(choice.address):
                return False, self.tr("The texts stay on this machine.")
        except NhanError as error:
            return True, self._say(error.message)
        return True, self.tr("The texts of this project are sent to {host}, and nothing else.").format(host=host)

    def _try(self) -> None:
        self.show_result(self.tr("Asking…"))
        self.attempt.setEnabled(False)
        self.tried.emit(self.choice)
