"""What a report of a problem has to say of the program and of the system that it runs on.

No word of any project: neither a text nor a title, neither a person's name nor a path that holds one.
"""

import locale
import os
import platform
import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path

import platformdirs

NAME = "nhan"
PARTS = ("PySide6-Essentials", "underthesea", "msgspec", "numpy", "regex")
# What decides on languages, displays and input methods. Their values name programs and numbers, never a person.
VARIABLES = """
LANG LC_ALL LC_CTYPE NHAN_LANG XDG_SESSION_TYPE XDG_CURRENT_DESKTOP DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM
QT_IM_MODULE QT_IM_MODULES XMODIFIERS QT_SCALE_FACTOR QT_STYLE_OVERRIDE
"""
_NONE = "–"
_EXTRA = re.compile(r"""^([\w.-]+).*;\s*extra\s*==\s*["']([\w.-]+)["']""")


def report(more: Iterable[tuple[str, str]] = ()) -> str:
    """A line for each fact, as ``name: value``; ``more``: what only the window knows."""
    facts = [*_program(), *_system(), *_extras(), *more, *_variables(), *_folders()]
    return "".join(f"{name}: {_plain(value)}\n" for name, value in facts)


def address(what: str) -> str:
    """An address that the project names in its metadata, as ``Issues`` or ``Updates``; "" where it names none."""
    for line in metadata(NAME).get_all("Project-URL") or ():
        name, _, found = line.partition(",")
        if name.strip().casefold() == what.casefold():
            return str(found.strip())
    return ""


def shortened(path: str | Path) -> str:
    """A path without the part that says whose it is."""
    home = str(Path.home())
    text = str(path)
    return "~" + text[len(home) :] if len(home) > 1 and (text + os.sep).startswith(home + os.sep) else text


def _program() -> list[tuple[str, str]]:
    how = "bundle" if getattr(sys, "frozen", False) else "Python"
    return [
        ("nhan", f"{_version(NAME)} ({how})"),
        ("Python", f"{platform.python_version()} {platform.python_implementation()}"),
        *((part, _version(part)) for part in PARTS),
    ]


def _system() -> list[tuple[str, str]]:
    named = ""
    if sys.platform.startswith("linux"):
        try:
            named = platform.freedesktop_os_release().get("PRETTY_NAME", "")
        except OSError:
            named = ""
    kernel = f"{platform.system()} {platform.release()}"
    return [
        ("system", f"{named or platform.platform()} ({kernel}, {platform.machine()}, {os.cpu_count()} CPU)"),
        ("locale", f"{'.'.join(filter(None, locale.getlocale())) or _NONE}, files in {sys.getfilesystemencoding()}"),
    ]


def _extras() -> list[tuple[str, str]]:
    by_extra: dict[str, list[str]] = {}
    for line in metadata(NAME).get_all("Requires-Dist") or ():
        if found := _EXTRA.match(line):
            by_extra.setdefault(found[2], []).append(found[1])
    return [
        (f"extra {extra}", ", ".join(f"{part} {_version(part)}" for part in parts if _version(part) != _NONE) or _NONE)
        for extra, parts in sorted(by_extra.items())
    ]


def _variables() -> list[tuple[str, str]]:
    found = [(name, os.environ[name]) for name in VARIABLES.split() if os.environ.get(name)]
    return [(name, value if name != "DISPLAY" else ":" + value.rpartition(":")[2]) for name, value in found]


def _folders() -> list[tuple[str, str]]:
    folders: dict[str, str | Path] = {
        "program": Path(sys.executable).parent if getattr(sys, "frozen", False) else Path(__file__).parents[1],
        "settings": platformdirs.user_config_dir(NAME, appauthor=False),
        "data": platformdirs.user_data_dir(NAME, appauthor=False),
        "state": platformdirs.user_state_dir(NAME, appauthor=False),
    }
    return [(name, shortened(folder)) for name, folder in folders.items()]


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return _NONE


def _plain(value: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in value)
