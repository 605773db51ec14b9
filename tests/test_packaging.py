"""What is installed is what is here: packages, data, and a lock that fits the requirements."""

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def run() -> ModuleType:
    """run.py as a module."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_folder_with_modules_is_a_package_of_the_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = {path.parent for part in ("core", "gui") for path in (ROOT / part).rglob("*.py")}
    found = {"nhan." + ".".join(folder.relative_to(ROOT).parts) for folder in folders} | {"nhan.resources"}
    assert set(project["tool"]["setuptools"]["packages"]) == found


def test_the_locks_are_made_from_today_s_requirements(run: ModuleType) -> None:
    for lock in run.LOCKS.values():
        first = lock.read_text(encoding="utf-8").splitlines()[0]
        assert first.endswith(run.specifications()), f"{lock.name} is stale: python3 run.py --lock"


def test_a_changed_requirement_makes_the_lock_stale(run: ModuleType, tmp_path: Path) -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(project.replace("msgspec>=0.19", "msgspec>=0.20"), encoding="utf-8")
    before = run.specifications()
    run.ROOT = tmp_path
    assert run.specifications() != before


def test_the_locks_hold_hashes_and_no_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        pinned = [line for line in text.splitlines() if "==" in line]
        assert text.count("--hash=sha256:") >= len(pinned) > 10
        assert "://" not in text


def test_missing_libraries_are_named_by_their_package(run: ModuleType) -> None:
    assert run.missing_of({"libdoes-not-exist.so.9": "libnothing9", "libc.so.6": "libc6"}) == ["libnothing9"]
