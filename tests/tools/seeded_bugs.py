"""Bugs that are put into a copy of the tree, one at a time, and the tests that must see each.

Every fsync, every comparison that guards data and every lock is a row of ``seeded_bugs.json``. ``python -m
tests.tools.seeded_bugs`` tries them all, or those whose name holds a word that is given, and prints a table.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("seeded_bugs.json")
# As the tests run, but on the copy: the import hook of the installed project would answer first.
RUN = """
import sys
sys.path.insert(0, sys.argv[1])
sys.meta_path[:] = [f for f in sys.meta_path if "__editable__" not in getattr(f, "__module__", "") + repr(f)]
import pytest
sys.exit(pytest.main(["-q", "-x", "-n0", "-p", "no:cacheprovider", *sys.argv[2:]]))
"""
TIMEOUT = 300  # seconds for the tests of one bug


class Bug(msgspec.Struct, frozen=True):
    """``old`` becomes ``new`` at its only place in ``file``; one of the tests (files below tests/) must fail."""

    kind: str
    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


BUGS: Sequence[Bug] = msgspec.json.decode(TABLE.read_bytes(), type=list[Bug])


def copy_to(folder: Path) -> Path:
    """The tree as the tests need it, with the names that the packages have once installed."""
    for part in ("core", "gui", "resources"):
        left_out = shutil.ignore_patterns("__pycache__", "training")
        shutil.copytree(ROOT / part, folder / "nhan" / part, ignore=left_out)
        (folder / part).symlink_to(Path("nhan") / part)
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def see(folder: Path, tests: Sequence[str]) -> str:
    """Run tests on a copy. Returns the one that failed, or ""."""
    paths = [str(folder / "tests" / each) for each in tests]
    command = [sys.executable, "-P", "-B", "-c", RUN, str(folder), "--rootdir", str(folder), *paths]
    own = {"HYPOTHESIS_STORAGE_DIRECTORY": str(ROOT / ".hypothesis")}  # else it is made again, which takes long
    done = subprocess.run(
        command, cwd=folder, env=os.environ | own, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    if done.returncode == 0:
        return ""
    named = [line.split(" ")[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    if done.returncode != 1 or not named:
        raise RuntimeError(done.stdout + done.stderr)
    return named[0].removeprefix("tests/").partition("[")[0]


def put_in(folder: Path, bug: Bug) -> str:
    """Put a bug into a copy. Returns the file as it was."""
    path = folder / bug.file
    text = path.read_text(encoding="utf-8")
    if text.count(bug.old) != 1:
        raise ValueError(f"{bug.name}: {text.count(bug.old)} places in {bug.file}")
    path.write_text(text.replace(bug.old, bug.new), encoding="utf-8")
    return text


def try_out(bugs: Sequence[Bug]) -> Iterator[tuple[Bug, str]]:
    """Each bug with the test that saw it, "" where none did."""
    with tempfile.TemporaryDirectory() as place:
        folder = copy_to(Path(place))
        if failed := see(folder, sorted({each for bug in bugs for each in bug.tests})):
            raise RuntimeError(f"{failed} fails without any bug")
        for bug in bugs:
            before = put_in(folder, bug)
            yield bug, see(folder, bug.tests)
            (folder / bug.file).write_text(before, encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """0 where every bug was seen."""
    bugs = [bug for bug in BUGS if not words or any(word in bug.name for word in words)]
    missed = 0
    print("| taken out | in | seen by |\n| --- | --- | --- |")
    for bug, test in try_out(bugs):
        missed += not test
        print(f"| {bug.name} | `{bug.file}` | {f'`{test}`' if test else '**nothing**'} |", flush=True)
    print(f"\n{len(bugs)} bugs, {len(bugs) - missed} seen")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
