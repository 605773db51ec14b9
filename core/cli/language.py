"""Which language to speak: ``--lang``, else NHAN_LANG, else the window's setting, else Vietnamese."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from nhan.core.cli.window_settings import window_setting
from nhan.core.messages import LANGUAGES

VARIABLE = "NHAN_LANG"


def language_of(argv: Sequence[str], environ: Mapping[str, str] = os.environ, settings: Path | None = None) -> str:
    """Known before the arguments are parsed, because what is wrong with them is said in it too."""
    for wish in (_asked(argv), environ.get(VARIABLE, ""), str(window_setting("language", settings))):
        if wish[:2].lower() in LANGUAGES and not wish[2:3].isalnum():  # "vi_VN.UTF-8" is Vietnamese as well
            return wish[:2].lower()
    return LANGUAGES[0]


def _asked(argv: Sequence[str]) -> str:
    for at, argument in enumerate(argv):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and at + 1 < len(argv):
            return argv[at + 1]
    return ""
