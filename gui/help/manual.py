"""Where the manual lies that was built for this program: a bundle has it, a checkout where somebody has built it."""

from importlib import resources
from pathlib import Path

SITE = "manual/site"  # in resources


def first_page(language: str, site: Path | None = None) -> Path | None:
    """The page to begin with, in this language; None where there is no manual. ``site``: where to look instead."""
    folder = site or Path(str(resources.files("nhan.resources") / SITE))
    page = folder / language / "index.html"
    return page if page.is_file() else None
