"""What is installed is what is here: packages, data, and locks that fit the requirements."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tools.loading import ROOT, load_run

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(name: str) -> dict[str, str]:
    """Package -> version of a lock, those that this machine would install and those of other systems alike."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.M)}


def test_every_folder_with_modules_is_a_package_of_the_wheel() -> None:
    folders = {path.parent for part in ("core", "gui") for path in (ROOT / part).rglob("*.py")}
    found = {"nhan." + ".".join(folder.relative_to(ROOT).parts) for folder in folders} | {"nhan.resources"}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found


@pytest.mark.slow
def test_the_wheel_has_every_module_and_every_resource(tmp_path: Path) -> None:
    # From a copy: building leaves folders beside the sources, and a later wheel would take old files from them.
    files = [path for part in ("core", "gui", "resources") for path in (ROOT / part).rglob("*") if path.is_file()]
    wanted = {path.relative_to(ROOT) for path in files if "__pycache__" not in path.parts}
    for path in (*wanted, Path("pyproject.toml"), Path("README.md"), Path("LICENSE")):
        (tmp_path / "src" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "src" / path).write_bytes((ROOT / path).read_bytes())
    command = [sys.executable, "-P", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), "src"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"nhan/{path.as_posix()}" for path in wanted} == {name for name in names if name.startswith("nhan/")}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_locks_are_made_from_today_s_requirements() -> None:
    run = load_run()
    for lock in run.LOCKS.values():
        first = lock.read_text(encoding="utf-8").splitlines()[0]
        assert first.endswith(run.specifications()), f"{lock.name} is stale: python3 run.py --lock"


@pytest.mark.parametrize(
    ("old", "new"),
    [("msgspec>=0.19", "msgspec>=0.20"), ('"pytest-qt"', '"pytest-qt>=4"'), ("setuptools>=77", "setuptools>=78")],
)
def test_a_changed_requirement_makes_the_locks_stale(tmp_path: Path, old: str, new: str) -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "pyproject.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    run = load_run()
    before = run.specifications()
    vars(run)["ROOT"] = tmp_path
    assert run.specifications() != before


def test_the_locked_versions_are_ones_that_the_requirements_allow() -> None:
    groups = PROJECT["dependency-groups"]
    for lock, wanted in (("requirements.lock", ["build"]), ("requirements-dev.lock", ["build", "dev"])):
        locked = pins(lock)
        for line in (*PROJECT["project"]["dependencies"], *(each for group in wanted for each in groups[group])):
            requirement = Requirement(line)
            version = locked[canonicalize_name(requirement.name)]
            assert requirement.specifier.contains(version), f"{lock}: {version} is not {line}"


def test_the_tests_see_the_versions_that_annotators_get() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_the_locks_hold_a_hash_for_each_package_and_no_address() -> None:
    for lock in load_run().LOCKS.values():
        text = lock.read_text(encoding="utf-8")
        entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
        assert len(entries) > 20
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "://" not in text
        assert not re.search(r"^\s*-(?!-hash=)", text, re.M)  # no --index-url, no --find-links, no other file


VOID = """
import sys
from PySide6.QtCore import QObject
thing, before = QObject(), sys.getrefcount(None)
for _ in range(20_000):
    thing.setObjectName("x")
    thing.blockSignals(False)
print(before - sys.getrefcount(None))
"""


def test_this_pyside_drops_no_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.10 and 3.11 loses one at each void call, and in the end aborts the program."""
    done = subprocess.run([sys.executable, "-c", VOID], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 1_000
