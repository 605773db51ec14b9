"""The one table of settings: name, type and default of each, over an ini file in the user's configuration folder."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import platformdirs
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal


class Setting(msgspec.Struct, frozen=True):
    """One setting. ``choices``: the only values it may have; ``low``..``high``: the range of a number."""

    name: str
    default: Any
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = 0


SETTINGS = (
    Setting("language", "vi", ("vi", "en")),
    Setting("theme", "system", ("system", "light", "dark")),
    Setting("text_px", 15, low=10, high=40),
    Setting("line_spacing", 1.0, low=0.9, high=2.0),
    Setting("density", "comfortable", ("comfortable", "compact")),
    Setting("edge_unit", "syllable", ("syllable", "word")),
    Setting("tab_candidates", "none", ("none", "capitalised", "labelled", "both")),
    Setting("tab_below", 0.0, low=0.0, high=1.0),  # 0 = whatever the confidence
    Setting("auto_suggest", True),
    Setting("follow", True),  # whether a decision changes the suggestions below it
    Setting("auto_train", True),
    Setting("certain", 0.9, low=0.0, high=1.0),  # suggestions at least so sure are dimmed
    Setting("last_project", ""),
    Setting("last_articles", {}),  # by project: the article that was open
    Setting("recent_projects", []),
    Setting("shortcuts", {}),  # by action: the keys that replace the defaults
    Setting("window_geometry", b""),
    Setting("window_state", b""),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


def settings_file() -> Path:
    """Where the settings are kept; the command line reads the language from the same file."""
    return Path(platformdirs.user_config_dir("nhan", appauthor=False)) / "nhan.ini"


class Settings(QObject):
    """Typed reading and writing of the table. What the file holds that does not fit the table counts as not set."""

    changed = Signal(str)

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._store = QSettings(str(path or settings_file()), QSettings.Format.IniFormat)

    def get(self, name: str) -> Any:
        setting = BY_NAME[name]
        raw = self._store.value(name)
        value = setting.default if raw is None else _read(setting, raw)
        return setting.default if value is None else value

    def set(self, name: str, value: Any) -> None:
        """Write one setting and tell who listens, if it is another value than before."""
        if value == self.get(name):
            return
        setting = BY_NAME[name]
        self._store.setValue(name, QByteArray(value) if isinstance(setting.default, bytes) else json.dumps(value))
        self._store.sync()
        self.changed.emit(name)

    def remember(self, name: str, value: str, most: int = 10) -> None:
        """Put ``value`` at the head of a list setting."""
        kept: Sequence[str] = [each for each in self.get(name) if each != value]
        self.set(name, [value, *kept][:most])


def _read(setting: Setting, raw: object) -> Any:
    """The value, or None where it does not fit the table."""
    if isinstance(setting.default, bytes):
        return bytes(raw.data()) if isinstance(raw, QByteArray) else None
    try:
        value = json.loads(str(raw))
    except ValueError:
        value = raw  # a word written by hand, without quotes
    if isinstance(setting.default, bool):
        return value if isinstance(value, bool) else None
    if isinstance(setting.default, int | float):
        fits = isinstance(value, int | float) and not isinstance(value, bool) and setting.low <= value <= setting.high
        return type(setting.default)(value) if fits else None
    if not isinstance(value, type(setting.default)) or (setting.choices and value not in setting.choices):
        return None
    return value
