"""The one table of settings, over an ini file in the user's configuration folder.

A setting says everything about itself: its type, default, bounds and title, and what has to follow when it changes.
The preferences are made from the table; who has something to bring up to date listens to ``Settings.changed``.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
import platformdirs
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal
from PySide6.QtGui import QFontDatabase

from nhan.core.review.sure import CERTAIN as LEAST_SURE
from nhan.core.suggest.suggester_choice import SuggesterChoice, selectable
from nhan.core.updates import SETTING
from nhan.gui.i18n import QT_TRANSLATE_NOOP

T = TypeVar("T")


class Affects(Enum):
    """What follows when a setting gets another value."""

    NOTHING = "nothing"  # who needs it asks for it
    LANGUAGE = "language"  # every text: the window is built again
    THEME = "theme"  # every colour
    LOOK = "look"  # how the article is drawn
    KEYS = "keys"  # the actions' keys
    STOPS = "stops"  # where Tab stops
    UNITS = "units"  # what edges move by
    SUGGESTING = "suggesting"  # who suggests
    TRAINING = "training"  # whether there is one without being asked for


class Setting(msgspec.Struct, Generic[T], frozen=True):
    """``title``: what the preferences call it; "" = it is not among them."""

    name: str
    default: T
    title: str = ""
    affects: Affects = Affects.NOTHING

    def read(self, value: object) -> T | None:
        """The value, or None where it is none that this setting may have."""
        raise NotImplementedError


class Switch(Setting[bool], frozen=True):
    """On or off."""

    def read(self, value: object) -> bool | None:
        return value if isinstance(value, bool) else None


class IntSetting(Setting[int], frozen=True):
    """A whole number from ``low`` to ``high``, both included."""

    low: int = 0
    high: int = 0

    def read(self, value: object) -> int | None:
        fits = isinstance(value, int | float) and not isinstance(value, bool) and self.low <= value <= self.high
        return int(value) if fits else None  # type: ignore[call-overload]

    def nearest(self, value: int) -> int:
        """The value, or the bound that it lies beyond."""
        return max(self.low, min(self.high, value))


class FloatSetting(Setting[float], frozen=True):
    """A number from ``low`` to ``high``, both included."""

    low: float = 0.0
    high: float = 0.0

    def read(self, value: object) -> float | None:
        fits = isinstance(value, int | float) and not isinstance(value, bool) and self.low <= value <= self.high
        return float(value) if fits else None  # type: ignore[arg-type]


class Choice(Setting[str], frozen=True):
    """One of a few values. ``choices`` says what each is called in the preferences."""

    choices: Mapping[str, str] = {}

    def read(self, value: object) -> str | None:
        return value if isinstance(value, str) and value in self.choices else None


class NameSetting(Setting[str], frozen=True):
    """The name of something that is here or is not; "" = what ``usual`` says. ``names``: those that are here."""

    usual: str = ""
    names: Callable[[], Sequence[str]] = tuple

    def read(self, value: object) -> str | None:
        return value if isinstance(value, str) and value.isprintable() else None


class FolderSetting(Setting[str], frozen=True):
    """A folder, which need not be there yet; "" = the usual one."""

    def read(self, value: object) -> str | None:
        fits = isinstance(value, str) and "\0" not in value and (not value or Path(value).is_absolute())
        return str(value) if fits else None


class Kept(Setting[T], frozen=True):
    """What the program remembers, of the type ``kind``."""

    kind: Any = None

    def read(self, value: object) -> T | None:
        try:
            found: T = msgspec.convert(value, self.kind)
        except msgspec.ValidationError:
            return None
        return found


LANGUAGE = Choice(
    "language",
    "vi",
    QT_TRANSLATE_NOOP("preferences", "Language"),
    Affects.LANGUAGE,
    choices={"vi": "Tiếng Việt", "en": "English"},
)
THEME = Choice(
    "theme",
    "system",
    QT_TRANSLATE_NOOP("preferences", "Theme"),
    Affects.THEME,
    choices={
        "system": QT_TRANSLATE_NOOP("preferences", "as the system"),
        "light": QT_TRANSLATE_NOOP("preferences", "light"),
        "dark": QT_TRANSLATE_NOOP("preferences", "dark"),
    },
)
TEXT_PX = IntSetting(
    "text_px", 15, QT_TRANSLATE_NOOP("preferences", "Text size (pixels)"), Affects.LOOK, low=10, high=40
)
LINE_SPACING = FloatSetting(
    "line_spacing", 1.0, QT_TRANSLATE_NOOP("preferences", "Line spacing"), Affects.LOOK, low=0.9, high=2.0
)
TEXT_FONT = NameSetting(
    "text_font",
    "",
    QT_TRANSLATE_NOOP("preferences", "Font of the article"),
    Affects.LOOK,
    usual=QT_TRANSLATE_NOOP("preferences", "as the system"),
    names=lambda: QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese),
)
TEXT_WIDTH = IntSetting(
    "text_width", 860, QT_TRANSLATE_NOOP("preferences", "Width of the text (pixels)"), Affects.LOOK, low=320, high=2400
)
LABEL_COLOURS = Choice(
    "label_colours",
    "set",
    QT_TRANSLATE_NOOP("preferences", "Colours of labels"),
    Affects.LOOK,
    choices={
        "set": QT_TRANSLATE_NOOP("preferences", "as the label set has them"),
        "apart": QT_TRANSLATE_NOOP("preferences", "for colour-blind eyes"),
    },
)
DENSITY = Choice(
    "density",
    "comfortable",
    QT_TRANSLATE_NOOP("preferences", "Lines"),
    Affects.LOOK,
    choices={
        "comfortable": QT_TRANSLATE_NOOP("preferences", "comfortable: tags above the text"),
        "compact": QT_TRANSLATE_NOOP("preferences", "compact: a tag for the active span only"),
    },
)
SIGNS = Choice(
    "signs",
    "hidden",
    QT_TRANSLATE_NOOP("preferences", "Invisible signs (TAB, non-breaking or zero-width space…)"),
    Affects.LOOK,
    choices={
        "hidden": QT_TRANSLATE_NOOP("preferences", "hidden"),
        "shown": QT_TRANSLATE_NOOP("preferences", "shown"),
    },
)
EDGE_UNIT = Choice(
    "edge_unit",
    "syllable",
    QT_TRANSLATE_NOOP("preferences", "Edges move by"),
    Affects.UNITS,
    choices={
        "syllable": QT_TRANSLATE_NOOP("preferences", "syllables"),
        "word": QT_TRANSLATE_NOOP("preferences", "segmented words"),
    },
)
AUTO_SUGGEST = Switch("auto_suggest", True, QT_TRANSLATE_NOOP("preferences", "Suggest when an article is opened"))
SUGGESTER = NameSetting(
    "suggester",
    "",
    QT_TRANSLATE_NOOP("preferences", "Suggestions come from"),
    Affects.SUGGESTING,
    usual=QT_TRANSLATE_NOOP("preferences", "what serves the project best"),
    names=selectable,
)
SUGGESTERS = Kept[Mapping[str, SuggesterChoice]](  # by project
    "suggesters", {}, affects=Affects.SUGGESTING, kind=dict[str, SuggesterChoice]
)
FOLLOW = Switch("follow", True, QT_TRANSLATE_NOOP("preferences", "A decision changes the suggestions below it"))
AUTO_TRAIN = Switch(
    "auto_train", True, QT_TRANSLATE_NOOP("preferences", "Learn from corrections by itself"), Affects.TRAINING
)
AUTO_BACKUP = Switch("auto_backup", True, QT_TRANSLATE_NOOP("preferences", "Back up once a day"))
BACKUP_FOLDER = FolderSetting("backup_folder", "", QT_TRANSLATE_NOOP("preferences", "Backups lie in"))
LOOK_FOR_UPDATES = Switch(
    "look_for_updates", False, QT_TRANSLATE_NOOP("preferences", "Ask once a day whether there is a newer version")
)
UPDATES_ADDRESS = Kept(SETTING, "", kind=str)  # where; "" = where the project says
UPDATES_LOOKED = Kept("updates_looked", 0.0, kind=float)  # when: seconds since 1970
SHOW_VOTERS = Switch("show_voters", False)  # whose versions are whose, in adjudication
KEY_HINTS = Switch(
    "key_hints", True, QT_TRANSLATE_NOOP("preferences", "A line of the next keys under the article"), Affects.LOOK
)
DECISIONS = Kept("decisions", 0, kind=int)  # how many the person has made: then the keys are known
CLOSED_PANELS = Kept[list[str]]("closed_panels", [], kind=list[str])  # that do not come up by themselves any more
FOLDED_PANELS = Kept[list[str]]("folded_panels", [], kind=list[str])  # that only gave way to the article
TAB_CANDIDATES = Choice(
    "tab_candidates",
    "none",
    QT_TRANSLATE_NOOP("preferences", "Tab stops at candidates for missing spans"),
    Affects.STOPS,
    choices={
        "none": QT_TRANSLATE_NOOP("preferences", "none"),
        "capitalised": QT_TRANSLATE_NOOP("preferences", "runs of capitalised syllables"),
        "labelled": QT_TRANSLATE_NOOP("preferences", "what was labelled elsewhere in the project"),
        "both": QT_TRANSLATE_NOOP("preferences", "capitalised or labelled elsewhere"),
        "unsure": QT_TRANSLATE_NOOP("preferences", "what the suggester almost suggested (30 % and more)"),
        "all": QT_TRANSLATE_NOOP("preferences", "all of these"),
    },
)
TAB_BELOW = FloatSetting(
    "tab_below",
    0.0,
    QT_TRANSLATE_NOOP("preferences", "Tab stops only where the suggester is less sure than (0 = everywhere)"),
    Affects.STOPS,
    low=0.0,
    high=1.0,
)
CERTAIN = FloatSetting(
    "certain", LEAST_SURE, affects=Affects.LOOK, low=0.0, high=1.0
)  # so sure suggestions are drawn stronger
SHORTCUTS = Kept[Mapping[str, list[str]]](  # by action: the keys that replace the defaults
    "shortcuts", {}, affects=Affects.KEYS, kind=dict[str, list[str]]
)
IMPORT_SPANS = Choice("import_spans", "confirmed", choices={"confirmed": "confirmed", "suggested": "suggested"})
LEAVE_REPEATED = Switch("leave_repeated", True)
FIND_CASE = Switch("find_case", False)  # which of the buttons beside a query are down; expressions are for once
FIND_WORDS = Switch("find_words", False)
FIND_ACCENTS = Switch("find_accents", False)
FIRST_STEPS = Switch("first_steps", False)  # whether they are shown
FIRST_STEP = IntSetting("first_step", 0, low=0, high=99)  # the one that is to be done
LAST_PROJECT = Kept("last_project", "", kind=str)
EXPORT_FORMATS = Kept[Mapping[str, str]](  # by project: what was read or written last
    "export_formats", {}, kind=dict[str, str]
)
LAST_ARTICLES = Kept[Mapping[str, str]]("last_articles", {}, kind=dict[str, str])  # see LastArticle
RECENT_PROJECTS = Kept[list[str]]("recent_projects", [], kind=list[str])
WINDOW_GEOMETRY = Kept("window_geometry", b"", kind=bytes)
WINDOW_STATE = Kept("window_state", b"", kind=bytes)

SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    TEXT_PX,
    LINE_SPACING,
    TEXT_FONT,
    TEXT_WIDTH,
    LABEL_COLOURS,
    DENSITY,
    KEY_HINTS,
    SHOW_VOTERS,
    SIGNS,
    EDGE_UNIT,
    AUTO_SUGGEST,
    SUGGESTER,
    SUGGESTERS,
    FOLLOW,
    AUTO_TRAIN,
    AUTO_BACKUP,
    BACKUP_FOLDER,
    LOOK_FOR_UPDATES,
    UPDATES_ADDRESS,
    UPDATES_LOOKED,
    TAB_CANDIDATES,
    TAB_BELOW,
    CERTAIN,
    SHORTCUTS,
    IMPORT_SPANS,
    LEAVE_REPEATED,
    FIND_CASE,
    FIND_WORDS,
    FIND_ACCENTS,
    FIRST_STEPS,
    FIRST_STEP,
    LAST_PROJECT,
    EXPORT_FORMATS,
    LAST_ARTICLES,
    RECENT_PROJECTS,
    DECISIONS,
    CLOSED_PANELS,
    FOLDED_PANELS,
    WINDOW_GEOMETRY,
    WINDOW_STATE,
)


def settings_file() -> Path:
    """Where the settings are kept; the command line reads the language from the same file."""
    return Path(platformdirs.user_config_dir("nhan", appauthor=False)) / "nhan.ini"


class Settings(QObject):
    """Typed reading and writing of the table. What the file holds that does not fit the table counts as not set."""

    changed = Signal(object)  # Setting

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self._store = QSettings(str(path or settings_file()), QSettings.Format.IniFormat)

    def get(self, setting: Setting[T]) -> T:
        value = setting.read(_raw(self._store.value(setting.name)))
        return setting.default if value is None else value

    def set(self, setting: Setting[T], value: T) -> None:
        """Write one setting and tell who listens, if it is another value than before. ValueError: it may not be so."""
        if setting.read(value) is None:
            raise ValueError(f"{setting.name} = {value!r}")
        if value == self.get(setting):
            return
        self._store.setValue(
            setting.name, QByteArray(value) if isinstance(value, bytes) else json.dumps(msgspec.to_builtins(value))
        )
        self._store.sync()
        self.changed.emit(setting)

    def suggester_of(self, project: Path) -> SuggesterChoice:
        """Who is to suggest in the project in this folder: as was chosen for it, else as in the preferences."""
        return self.get(SUGGESTERS).get(str(project.resolve())) or SuggesterChoice(self.get(SUGGESTER))

    def remember(self, setting: Setting[list[str]], value: str, most: int = 10) -> None:
        """Put ``value`` at the head of a list."""
        kept = [each for each in self.get(setting) if each != value]
        self.set(setting, [value, *kept][:most])


def _raw(stored: object) -> object:
    """What the file says, whatever that is."""
    if isinstance(stored, QByteArray):
        return bytes(stored.data())
    try:
        return json.loads(str(stored)) if stored is not None else None
    except (ValueError, RecursionError):
        return stored  # a word written by hand, without quotes
