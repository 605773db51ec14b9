"""What people choose, and the keys that choose it without a dialog."""

from functools import partial

from PySide6.QtCore import QObject

from nhan.gui import theme
from nhan.gui.context import Context, Feature
from nhan.gui.preferences.dialog import PreferencesDialog
from nhan.gui.preferences.shortcuts import ShortcutsDialog
from nhan.gui.questions.asked import asked
from nhan.gui.settings import DENSITY, SHORTCUTS, SIGNS, TAB_CANDIDATES, TEXT_PX, THEME, Choice


class Preferences(QObject):
    """Changes settings; who depends on them hears of it from the settings."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._window, self._settings, self._identity = context.window, context.settings, context.identity

    def choose(self) -> None:
        asked(PreferencesDialog(self._settings, self._identity, self._window))

    def choose_keys(self) -> None:
        dialog = ShortcutsDialog(self._settings.get(SHORTCUTS), self._window)
        if asked(dialog):
            self._settings.set(SHORTCUTS, dialog.changed)

    def resize(self, by: int) -> None:
        """Larger or smaller text, by so many pixels."""
        self._settings.set(TEXT_PX, TEXT_PX.nearest(self._settings.get(TEXT_PX) + by))

    def is_on(self, setting: Choice, off: str) -> bool:
        """Whether a setting has another value than ``off``."""
        value = self._settings.get(setting)
        return theme.is_dark(value) if setting is THEME else value != off

    def toggle(self, setting: Choice, off: str, on: str) -> None:
        self._settings.set(setting, off if self.is_on(setting, off) else on)


SWITCHES = {  # by action: the setting, and what it is while the action is off and on
    "compact": (DENSITY, "comfortable", "compact"),
    "signs": (SIGNS, "hidden", "shown"),
    "dark": (THEME, "light", "dark"),
    "candidates": (TAB_CANDIDATES, "none", "all"),
}


def attach(context: Context) -> Feature:
    preferences = Preferences(context)
    context.view.zoom_wanted.connect(preferences.resize)
    return Feature(
        handlers={
            "preferences": preferences.choose,
            "shortcuts": preferences.choose_keys,
            "larger": partial(preferences.resize, 1),
            "smaller": partial(preferences.resize, -1),
            "normal_size": partial(context.settings.set, TEXT_PX, TEXT_PX.default),
            **{name: partial(preferences.toggle, *switch) for name, switch in SWITCHES.items()},
        },
        checked={name: partial(preferences.is_on, *switch[:2]) for name, switch in SWITCHES.items()},
    )
