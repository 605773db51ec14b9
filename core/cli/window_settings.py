"""What the user has set in the window, where the command line has to follow it."""

import json
import re
from pathlib import Path

import platformdirs

BACKUP_FOLDER = "backup_folder"  # the name of the setting


def settings_file() -> Path:
    """Where the window keeps its settings."""
    return Path(platformdirs.user_config_dir("nhan", appauthor=False)) / "nhan.ini"


def window_setting(name: str, settings: Path | None = None) -> object:
    """The value of a setting; None where the window has none, or where the file cannot be read.

    The window writes values as JSON in plain letters. Qt puts a backslash before quotes and backslashes of it, and
    quotes around some of them.
    """
    try:
        text = (settings or settings_file()).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = re.search(rf"^{re.escape(name)}\s*=\s*(.*)$", text, re.MULTILINE)
    if found is None:
        return None
    quoted = re.fullmatch(r'"((?:[^"\\]|\\.)*)"', found[1].strip())
    value = re.sub(r"\\(.)", r"\1", quoted[1] if quoted else found[1].strip())
    try:
        read: object = json.loads(value)
    except (ValueError, RecursionError):
        return value  # a word written by hand, without quotes
    return read


def backup_folder() -> Path | None:
    """Where the user wants backups of all projects; None: where they are by default."""
    chosen = window_setting(BACKUP_FOLDER)
    return Path(chosen) if isinstance(chosen, str) and chosen else None
