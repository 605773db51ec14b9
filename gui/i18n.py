"""The window's language: Vietnamese by default, English second. Sources are English; Qt Linguist holds the rest."""

from collections.abc import Callable
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from nhan.core.labels import Label
from nhan.core.messages import LANGUAGES, Message, say

Say = Callable[[Message], str]

_FILES = ("nhan", "qtbase")  # Qt ships no Vietnamese: qtbase_vi is ours


def translate(context: str, text: str) -> str:
    """The text in the window's language. Counts are worded so that they need no plural."""
    return QCoreApplication.translate(context, text)


def words(context: str, text: str, /, **fields: object) -> str:
    """An already looked-up source with its fields filled in."""
    return translate(context, text).format(**fields)


class Language:
    """Installs one language's translators in the application and takes them out again when another is chosen."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.name = LANGUAGES[0]

    def use(self, name: str) -> None:
        """``vi`` or ``en``; anything else means the default."""
        self.name = name if name in LANGUAGES else LANGUAGES[0]
        for old in self._installed:
            self._app.removeTranslator(old)
        self._installed = []
        QLocale.setDefault(QLocale(self.name))
        own = Path(str(resources.files("nhan.resources"))) / "i18n"
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for file in _FILES:
            translator = QTranslator(self._app)
            if any(translator.load(f"{file}_{self.name}", str(folder)) for folder in (own, qt)):
                self._app.installTranslator(translator)
                self._installed.append(translator)

    def say(self, message: Message) -> str:
        """A sentence of core in this language."""
        return say(message, self.name)

    def title(self, label: Label) -> str:
        """A label's title in this language, or its name where it has none."""
        return label.title.get(self.name) or label.title.get(LANGUAGES[0]) or label.name

    def guideline(self, label: Label) -> str:
        """A label's guideline in this language; "" where it has none."""
        return label.guideline.get(self.name) or label.guideline.get(LANGUAGES[0]) or ""
