"""Every test has its own settings, state and data folders and needs no screen."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, state, cache and data of this test alone: nothing of the developer's is read or written."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.delenv("NHAN_LANG", raising=False)
    return home


@pytest.fixture(scope="session")
def shared_article() -> Path:
    """A real article of political news where one lies beside the checkout, else the first sample."""
    root = Path(__file__).resolve().parent.parent
    found = sorted(root.parent.glob("shared/articles/*.txt")) or sorted((root / "resources" / "samples").glob("*.txt"))
    return found[0]
