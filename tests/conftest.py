"""Every test has its own settings, state and data folders and needs no screen. Files are run side by side."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


MOST_WORKERS = 4
ANSWERING = Path(__file__).with_name("core") / "suggest" / "remote" / "answering.py"


def processors() -> int:
    """How many of them this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """A worker for each processor where folders are run; none for single files, which then start at once."""
    folders = [each for each in config.args if (config.invocation_params.dir / each).is_dir()]
    return min(processors(), MOST_WORKERS) if folders and processors() > 1 else 0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files that take long come first: at the end one worker would have nothing left to do beside them."""
    if hasattr(config, "workerinput"):
        long = {item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("ime")}
        items.sort(key=lambda item: item.path not in long)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, state, cache and data of this test alone: nothing of the developer's is read or written."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CONFIG", "STATE", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("NHAN_LANG", "NHAN_ANNOTATOR"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(scope="session")
def shared_article() -> Path:
    """A real article of political news where one lies beside the checkout, else the first sample."""
    root = Path(__file__).resolve().parent.parent
    found = sorted(root.parent.glob("shared/articles/*.txt")) or sorted((root / "resources" / "samples").glob("*.txt"))
    return found[0]


@pytest.fixture
def shared_article_text(shared_article: Path) -> str:
    return shared_article.read_bytes().decode()


@pytest.fixture
def suggestion_server() -> Iterator[Callable[[str], str]]:
    """Starts a server of suggestions, a process of its own that answers so (``answering.py``); gives its address."""
    running: list[subprocess.Popen[str]] = []

    def start(how: str) -> str:
        command = [sys.executable, "-P", str(ANSWERING), how]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        return f"http://127.0.0.1:{int(process.stdout.readline())}"

    yield start
    for process in running:
        process.kill()
        process.communicate()
