"""Where the manual's sources stand, and what they are called."""

from pathlib import Path

from nhan.core.messages import LANGUAGES

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "resources" / "manual"
THEME = SOURCES / "theme"


class ManualError(Exception):
    """A page says something that is not so: which page, and what."""


def pages(language: str) -> dict[str, str]:
    """The text of each page by its name: "annotators/keys"."""
    folder = SOURCES / language
    found = sorted(folder.rglob("*.md"))
    return {path.relative_to(folder).with_suffix("").as_posix(): path.read_text(encoding="utf-8") for path in found}


def other(language: str) -> str:
    """The other language."""
    (found,) = [each for each in LANGUAGES if each != language]
    return found
