"""Brings the window's translations up to date, or with ``--check`` says what is not.

The sources are English and stand in gui/; resources/i18n/nhan_vi.ts holds the Vietnamese, nhan_en.ts only the plurals.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6

from tests.tools import message_tables

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path("resources", "i18n")
UPDATED = {"nhan_vi.ts": (), "nhan_en.ts": ("-pluralonly",)}
COMPILED = (*UPDATED, "qtbase_vi.ts")

_CONTEXT = re.compile(r"<name>([^<]+)</name>")
_CLASS = re.compile(r"^class (\w+)", re.M)
_NAMED = re.compile(r'(?:NOOP|translate)\(\s*"(\w+)"')


def tool(name: str) -> str:
    """Qt's own program, as the PySide6 wheel ships it; the wheel's scripts around it are not needed."""
    folder = Path(PySide6.__file__).parent
    places = (folder / "Qt" / "libexec" / name, folder / name, folder / f"{name}.exe")
    found = [path for path in places if path.exists()]
    if not found:
        raise SystemExit(f"the PySide6 wheel has no {name}")
    return str(found[0])


def update(root: Path, folder: Path) -> None:
    """Rewrite the .ts files in ``folder`` from ``root``, without locations: moving code changes nothing."""
    sources = sorted(str(path.relative_to(root)) for path in (root / "gui").rglob("*.py"))
    for name, options in UPDATED.items():
        command = [tool("lupdate"), "-silent", "-no-obsolete", "-locations", "none", *options]
        command += ["-source-language", "en", "-target-language", name[5:7], *sources, "-ts", str(folder / name)]
        subprocess.run(command, cwd=root, check=True)


def compile_all(folder: Path) -> None:
    """Make the .qm of every .ts in ``folder``."""
    for name in COMPILED:
        source = folder / name
        command = [tool("lrelease"), "-silent", str(source), "-qm", str(source.with_suffix(".qm"))]
        subprocess.run(command, check=True)


def problems(root: Path) -> list[str]:
    """What is out of date or unfinished. Nothing in ``root`` is written."""
    found = []
    folder = root / FOLDER
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        for ts in COMPILED:
            (fresh / ts).write_bytes((folder / ts).read_bytes())
        update(root, fresh)
        compile_all(fresh)
        for ts in COMPILED:
            text = (fresh / ts).read_text(encoding="utf-8")
            if text != (folder / ts).read_text(encoding="utf-8"):
                found.append(f"{ts} is out of date: run python3 run.py --translations")
            if unfinished := text.count('type="unfinished"'):
                found.append(f"{ts} has unfinished texts: {unfinished}")
            qm = Path(ts).with_suffix(".qm").name
            if not (folder / qm).exists() or (fresh / qm).read_bytes() != (folder / qm).read_bytes():
                found.append(f"{qm} is not what its source compiles to: run python3 run.py --translations")
    return found + lost(root) + message_tables.problems(root)


def lost(root: Path) -> list[str]:
    """Contexts that no text is looked up in: ``thing.tr()`` outside its class files the text under "thing"."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (root / "gui").rglob("*.py"))
    known = {*_CLASS.findall(sources), *_NAMED.findall(sources)}
    named = dict.fromkeys(_CONTEXT.findall((root / FOLDER / "nhan_vi.ts").read_text(encoding="utf-8")))
    return [f"nhan_vi.ts: no text is looked up in the context {name}" for name in named if name not in known]


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        update(ROOT, ROOT / FOLDER)
        compile_all(ROOT / FOLDER)
    found = problems(ROOT)
    print("\n".join(found) or "the translations are complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
