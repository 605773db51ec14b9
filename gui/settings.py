"""Every setting with its type and default, in one table, over an ini file in the user's configuration folder."""

import base64
import json
from pathlib import Path
from typing import Any, Generic, TypeVar

import platformdirs
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

T = TypeVar("T", str, int, float, bool, bytes, list[str], dict[str, str])


class Setting(Generic[T]):
    """One setting. ``choices``: the only values allowed; ``low`` and ``high``: bounds of a number."""

    def __init__(
        self, key: str, default: T, *, choices: tuple[T, ...] = (), low: float | None = None, high: float | None = None
    ) -> None:
        self.key = key
        self.default: T = default
        self.choices = choices
        self.low = low
        self.high = high

    def takes(self, value: object) -> bool:
        """Whether a value may be stored under this setting."""
        kind = type(self.default)
        if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            return False
        if isinstance(value, (int, float)) and not (
            (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        ):
            return False
        return not self.choices or value in self.choices


# what people choose
LANGUAGE = Setting("language", "vi", choices=("vi", "en"))
THEME = Setting("view/theme", "system", choices=("system", "light", "dark"))
TEXT_PX = Setting("view/text_px", 15, low=10, high=40)
LINE_SPACING = Setting("view/line_spacing", 1.0, low=0.8, high=2.0)
DENSITY = Setting("view/density", "comfortable", choices=("comfortable", "compact"))
UNIT = Setting("correct/unit", "syllable", choices=("syllable", "word"))
CANDIDATES = Setting("correct/candidates", "after", choices=("off", "after", "between"))
TAB_FOLLOWS_FILTER = Setting("correct/tab_follows_filter", False)
DIM_CERTAIN = Setting("view/dim_certain", False)
CERTAIN = Setting("view/certain", 0.95, low=0.0, high=1.0)
SUGGEST = Setting("suggest/in_window", True)
KEYS: Setting[dict[str, str]] = Setting("keys", {})  # action id -> keys, portable text, "; " between; only changed ones

# what the window remembers
RECENT: Setting[list[str]] = Setting("state/recent", [])
PLACES: Setting[dict[str, str]] = Setting("state/places", {})  # project folder -> "caret article"
GEOMETRY = Setting("state/geometry", b"")
LAYOUT = Setting("state/layout", b"")
FOLDER = Setting("state/folder", "")  # where a file dialog was last

TABLE: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    TEXT_PX,
    LINE_SPACING,
    DENSITY,
    UNIT,
    CANDIDATES,
    TAB_FOLLOWS_FILTER,
    DIM_CERTAIN,
    CERTAIN,
    SUGGEST,
    KEYS,
    RECENT,
    PLACES,
    GEOMETRY,
    LAYOUT,
    FOLDER,
)


def settings_file() -> Path:
    """Where the settings are."""
    return Path(platformdirs.user_config_dir("nhan", appauthor=False)) / "nhan.ini"


class Settings(QObject):
    """Reads and writes settings by their table entry. A value in the file that is no value of it counts as absent."""

    changed = Signal(object)  # Setting

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._store = QSettings(str(path or settings_file()), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        """The value, or the default."""
        raw = self._store.value(setting.key)
        if not isinstance(raw, str):
            return setting.default
        try:
            value: Any = json.loads(raw)
            if isinstance(setting.default, bytes):
                value = base64.b64decode(value)
        except (ValueError, TypeError):
            return setting.default
        if isinstance(setting.default, float) and type(value) is int:
            value = float(value)
        return value if setting.takes(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Store a value; ``changed`` follows if it is another one. ValueError when it is none of the setting's."""
        if not setting.takes(value):
            raise ValueError(f"{setting.key}: {value!r}")
        if value == self.get(setting):
            return
        plain = base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value
        self._store.setValue(setting.key, json.dumps(plain, ensure_ascii=False))
        self.changed.emit(setting)

    def get_bytes(self, setting: Setting[bytes]) -> QByteArray:
        """The same for what Qt saved of itself."""
        return QByteArray(self.get(setting))

    def sync(self) -> None:
        """Write what has changed to the file now."""
        self._store.sync()
