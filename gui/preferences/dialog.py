"""Preferences: a row for each setting that people choose. What is chosen holds at once."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from nhan.core.people.person import Person
from nhan.gui.identity import Identity
from nhan.gui.preferences.folder_field import FolderField
from nhan.gui.settings import (
    SETTINGS,
    Choice,
    FloatSetting,
    FolderSetting,
    IntSetting,
    NameSetting,
    Setting,
    Settings,
    Switch,
)


def words(text: str) -> str:
    return QCoreApplication.translate("preferences", text)


class PreferencesDialog(QDialog):
    """Made from the table of settings: a row for each that has a title."""

    def __init__(self, settings: Settings, identity: Identity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._settings = settings
        form = QFormLayout(self)
        if identity.person is not None:
            form.addRow(self.tr("Your name"), self._name(identity, identity.person))
        for setting in SETTINGS:
            if setting.title:
                widget = self._field(setting)
                widget.setObjectName(setting.name)
                widget.setAccessibleName(words(setting.title))
                form.addRow(words(setting.title), widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        form.addRow(buttons)

    def _name(self, identity: Identity, person: Person) -> QWidget:
        field = QLineEdit(person.name)
        field.setObjectName("name")
        field.setAccessibleName(self.tr("Your name"))
        for end in (field.editingFinished, self.finished):  # Esc leaves the field without ending it
            end.connect(lambda: identity.rename(field.text()))
        return field

    def _field(self, setting: Setting[Any]) -> QWidget:
        match setting:
            case Choice():
                return self._box(setting, {value: words(title) for value, title in setting.choices.items()})
            case NameSetting():
                there = dict.fromkeys([*setting.names(), self._settings.get(setting)])
                return self._box(setting, {"": words(setting.usual)} | {name: name for name in there if name})
            case Switch():
                check = QCheckBox()
                check.setChecked(self._settings.get(setting))
                check.toggled.connect(partial(self._settings.set, setting))
                return check
            case IntSetting():
                spin = QSpinBox(minimum=setting.low, maximum=setting.high, value=self._settings.get(setting))
                spin.valueChanged.connect(partial(self._settings.set, setting))
                return spin
            case FloatSetting():
                real = QDoubleSpinBox(minimum=setting.low, maximum=setting.high, singleStep=0.05)
                real.setValue(self._settings.get(setting))
                real.valueChanged.connect(partial(self._settings.set, setting))
                return real
            case FolderSetting():
                return FolderField(setting, self._settings)
            case _:
                raise TypeError(f"no field for {setting.name}")

    def _box(self, setting: Setting[str], choices: Mapping[str, str]) -> QComboBox:
        box = QComboBox()
        for value, title in choices.items():
            box.addItem(title, value)
        box.setCurrentIndex(box.findData(self._settings.get(setting)))
        # Queued: another language builds the window again, and this dialog with it.
        box.activated.connect(
            lambda row: self._settings.set(setting, box.itemData(row)), Qt.ConnectionType.QueuedConnection
        )
        return box
