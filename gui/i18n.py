"""The user's language: Qt's translators for the window and for Qt's own texts, and core's sentences."""

from importlib import resources

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from nhan.core.messages import Message, say
from nhan.core.model import Rejected

FILES = {"vi": ("nhan_vi.qm", "qtbase_vi.qm"), "en": ("nhan_en.qm",)}


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text of a table for the translators, who find it by this name. Qt's own is typed as any object."""
    return text


class Language:
    """The language in use. Windows take it over when they are built; changing it builds another window."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._translators: list[QTranslator] = []

    def install(self) -> None:
        """Make this the language of everything that is built from now on."""
        QLocale.setDefault(QLocale(self.name))
        for file in FILES[self.name]:
            translator = QTranslator()
            with resources.as_file(resources.files("nhan.resources") / "i18n" / file) as path:
                loaded = translator.load(str(path))
            if loaded:
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)

    def remove(self) -> None:
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators.clear()

    def say(self, what: Message | Rejected) -> str:
        """Core's sentence in this language."""
        return say(Message(what.reason, what.fields) if isinstance(what, Rejected) else what, self.name)
