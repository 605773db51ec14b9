"""The manual as a bundle has it: with the pictures of one theme, which is half of its size."""

import shutil
from pathlib import Path

LEFT_OUT, KEPT = "dark-", "light-"


def slim(site: Path, target: Path) -> Path:
    """A copy of the built site in ``target``, whose pages show the light pictures in the dark, too."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(site, target, ignore=shutil.ignore_patterns(f"{LEFT_OUT}*.webp", "_sources", "*.map"))
    for page in target.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(f"pictures/{LEFT_OUT}", f"pictures/{KEPT}"), encoding="utf-8", newline="\n")
    return target
