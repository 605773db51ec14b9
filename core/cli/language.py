"""Which language to speak: ``--lang``, else NHAN_LANG, else the window's setting, else Vietnamese."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import platformdirs

from nhan.core.messages import LANGUAGES

VARIABLE = "NHAN_LANG"

_SETTING = re.compile(r'^language\s*=[\s"\\]*(\w+)', re.MULTILINE)  # QSettings writes: language="\"en\""


def language_of(argv: Sequence[str], environ: Mapping[str, str] = os.environ, settings: Path | None = None) -> str:
    """Known before the arguments are parsed, because what is wrong with them is said in it too."""
    for wish in (_asked(argv), environ.get(VARIABLE, ""), _set(settings or settings_file())):
        if wish[:2].lower() in LANGUAGES and not wish[2:3].isalnum():  # "vi_VN.UTF-8" is Vietnamese as well
            return wish[:2].lower()
    return LANGUAGES[0]


def settings_file() -> Path:
    """Where the window keeps its settings."""
    return Path(platformdirs.user_config_dir("nhan", appauthor=False)) / "nhan.ini"


def _asked(argv: Sequence[str]) -> str:
    for at, argument in enumerate(argv):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and at + 1 < len(argv):
            return argv[at + 1]
    return ""


def _set(settings: Path) -> str:
    try:
        found = _SETTING.search(settings.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return found[1] if found else ""
