"""Brings the window's translations up to date, or with ``--check`` says what is not.

The sources are English and stand in gui/; resources/i18n/nhan_vi.ts holds the Vietnamese, nhan_en.ts only the plurals.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "resources" / "i18n"
UPDATED = {"nhan_vi.ts": (), "nhan_en.ts": ("-pluralonly",)}
COMPILED = ("nhan_vi.ts", "nhan_en.ts", "qtbase_vi.ts")


def tool(name: str) -> str:
    """Qt's own program, as the PySide6 wheel ships it."""
    folder = Path(PySide6.__file__).parent
    found = [
        path for path in (folder / "Qt" / "libexec" / name, folder / name, folder / f"{name}.exe") if path.exists()
    ]
    if not found:
        raise SystemExit(f"the PySide6 wheel has no {name}")
    return str(found[0])


def sources() -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / "gui").rglob("*.py"))


def update(folder: Path) -> None:
    """Rewrite the .ts files in ``folder`` from the sources; without locations, so that moving code changes nothing."""
    for name, options in UPDATED.items():
        language = name[5:7]
        command = [tool("lupdate"), "-silent", "-no-obsolete", "-locations", "none", *options]
        command += ["-source-language", "en", "-target-language", language, *sources(), "-ts", str(folder / name)]
        subprocess.run(command, cwd=ROOT, check=True)


def compile_all(folder: Path) -> None:
    for name in COMPILED:
        source = folder / name
        if source.exists():
            command = [tool("lrelease"), "-silent", str(source), "-qm", str(source.with_suffix(".qm"))]
            subprocess.run(command, check=True)


def problems() -> list[str]:
    """What is out of date, unfinished, or differs between the two languages of core's messages."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        for ts in COMPILED:
            (fresh / ts).write_bytes((FOLDER / ts).read_bytes())
        update(fresh)
        compile_all(fresh)
        for ts in COMPILED:
            text = (fresh / ts).read_text(encoding="utf-8")
            if text != (FOLDER / ts).read_text(encoding="utf-8"):
                found.append(f"{ts} is out of date: run python3 run.py --translations")
            unfinished = text.count('type="unfinished"')
            if unfinished:
                found.append(f"{ts} has unfinished texts: {unfinished}")
            qm = Path(ts).with_suffix(".qm").name
            if not (FOLDER / qm).exists() or (fresh / qm).read_bytes() != (FOLDER / qm).read_bytes():
                found.append(f"{qm} is not what its source compiles to")
    return found + message_problems()


def message_problems() -> list[str]:
    """Core's messages: the same keys with the same fields in both languages, and every key that core names."""
    tables = {}
    for language in ("vi", "en"):
        files = sorted((ROOT / "resources" / "messages" / language).glob("*.json"))
        tables[language] = {key: text for file in files for key, text in json.loads(file.read_text("utf-8")).items()}
    found = [f"message {key} is in one language only" for key in sorted(set(tables["vi"]) ^ set(tables["en"]))]
    for key in sorted(set(tables["vi"]) & set(tables["en"])):
        fields = [set(re.findall(r"\{(\w+)", tables[language][key])) for language in ("vi", "en")]
        if fields[0] != fields[1]:
            found.append(f"message {key} has other fields in vi {sorted(fields[0])} than in en {sorted(fields[1])}")
    parts = {key.split(".")[0] for key in tables["vi"]}
    literal = re.compile(rf'"((?:{"|".join(sorted(parts))})\.[a-z_0-9.]+)"')
    for file in sorted([*(ROOT / "core").rglob("*.py"), *(ROOT / "gui").rglob("*.py")]):
        for key in literal.findall(file.read_text(encoding="utf-8")):
            if key not in tables["vi"] and not key.endswith((".json", ".py")):
                found.append(f"{file.relative_to(ROOT)} names the message {key}, which is in no table")
    return found


def main(arguments: list[str]) -> int:
    if "--check" not in arguments:
        update(FOLDER)
        compile_all(FOLDER)
    found = problems()
    print("\n".join(found) or "the translations are complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
