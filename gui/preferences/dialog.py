"""Preferences: a row for each setting that people choose. What is chosen holds at once."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QSpinBox,
    QWidget,
)

from nhan.gui.i18n import QT_TRANSLATE_NOOP
from nhan.gui.settings import BY_NAME, Settings

ROWS = (
    ("language", QT_TRANSLATE_NOOP("preferences", "Language")),
    ("theme", QT_TRANSLATE_NOOP("preferences", "Theme")),
    ("text_px", QT_TRANSLATE_NOOP("preferences", "Text size (pixels)")),
    ("line_spacing", QT_TRANSLATE_NOOP("preferences", "Line spacing")),
    ("density", QT_TRANSLATE_NOOP("preferences", "Lines")),
    ("edge_unit", QT_TRANSLATE_NOOP("preferences", "Edges move by")),
    ("auto_suggest", QT_TRANSLATE_NOOP("preferences", "Suggest when an article is opened")),
    ("follow", QT_TRANSLATE_NOOP("preferences", "A decision changes the suggestions below it")),
    ("auto_train", QT_TRANSLATE_NOOP("preferences", "Learn from corrections by itself")),
    ("tab_candidates", QT_TRANSLATE_NOOP("preferences", "Tab stops at candidates for missing spans")),
    (
        "tab_below",
        QT_TRANSLATE_NOOP("preferences", "Tab stops only where the suggester is less sure than (0 = everywhere)"),
    ),
)
CHOICES = {
    "vi": "Tiếng Việt",
    "en": "English",
    "system": QT_TRANSLATE_NOOP("preferences", "as the system"),
    "light": QT_TRANSLATE_NOOP("preferences", "light"),
    "dark": QT_TRANSLATE_NOOP("preferences", "dark"),
    "comfortable": QT_TRANSLATE_NOOP("preferences", "comfortable: tags above the text"),
    "compact": QT_TRANSLATE_NOOP("preferences", "compact: a tag for the active span only"),
    "syllable": QT_TRANSLATE_NOOP("preferences", "syllables"),
    "none": QT_TRANSLATE_NOOP("preferences", "none"),
    "capitalised": QT_TRANSLATE_NOOP("preferences", "runs of capitalised syllables"),
    "labelled": QT_TRANSLATE_NOOP("preferences", "what was labelled elsewhere in the project"),
    "both": QT_TRANSLATE_NOOP("preferences", "both"),
    "word": QT_TRANSLATE_NOOP("preferences", "segmented words"),
}


def words(text: str) -> str:
    return QCoreApplication.translate("preferences", text)


class PreferencesDialog(QDialog):
    """Made from the table of settings."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._settings = settings
        form = QFormLayout(self)
        for name, text in ROWS:
            widget = self._field(name)
            widget.setObjectName(name)
            widget.setAccessibleName(words(text))
            form.addRow(words(text), widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        form.addRow(buttons)

    def _field(self, name: str) -> QWidget:
        setting, value = BY_NAME[name], self._settings.get(name)
        if setting.choices:
            box = QComboBox()
            for choice in setting.choices:
                box.addItem(words(CHOICES[choice]), choice)
            box.setCurrentIndex(setting.choices.index(value))
            # Queued: a change may build the window anew, and this dialog with it.
            box.activated.connect(
                lambda row: self._settings.set(name, box.itemData(row)), Qt.ConnectionType.QueuedConnection
            )
            return box
        if isinstance(setting.default, bool):
            check = QCheckBox()
            check.setChecked(value)
            check.toggled.connect(lambda on: self._settings.set(name, on))
            return check
        spin = QDoubleSpinBox(singleStep=0.05) if isinstance(setting.default, float) else QSpinBox()
        spin.setRange(setting.low, setting.high)  # type: ignore[arg-type]
        spin.setValue(value)
        spin.valueChanged.connect(lambda number: self._settings.set(name, number))
        return spin
