"""The linter, the type checker and pytest's strictness bite, with the settings that this project uses."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import processors
from tests.tools import checks
from tests.tools.loading import ROOT

WRONG = 'X: int = "no number"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with this one's folders and settings."""
    for package in ("core", "gui", "resources", "tests"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text('"""A package."""\n')
    for file in ("pyproject.toml", "tests/conftest.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    (tmp_path / "run.py").touch()
    return tmp_path


def test_the_type_checker_reads_every_part(project: Path) -> None:
    files = ("core/planted.py", "gui/planted.py", "tests/test_planted.py", "run.py")
    checks.view(project)
    clean = checks.check("mypy", project)
    assert clean.returncode == 0, clean.stdout
    for file in files:
        (project / file).write_text(WRONG)
    (project / "gui" / "user.py").write_text("from nhan.core.planted import X\n\nY: str = X\n")
    found = [line for line in checks.check("mypy", project).stdout.splitlines() if ": error:" in line]
    for file in (*files, "gui/user.py"):
        assert sum(f"{file}:" in line for line in found) == 1, found


@pytest.mark.parametrize(
    ("file", "code", "rule"),
    [
        ("gui/planted.py", "import core.model\n", "TID251"),
        ("tests/test_planted.py", "from gui import actions\n", "TID251"),
        ("core/planted.py", "from resources import labels\n", "TID251"),
        ("core/planted.py", "def f(x=[]):\n    return x\n", "B006"),
        ("core/planted.py", "open('x')\n", "SIM115"),
    ],
)
def test_the_linter_sees(project: Path, file: str, code: str, rule: str) -> None:
    assert checks.check("ruff", project).returncode == 0
    (project / file).write_text(code)
    done = checks.check("ruff", project)
    assert done.returncode == 1
    assert rule in done.stdout


def test_the_formatter_sees(project: Path) -> None:
    assert checks.check("format", project).returncode == 0
    (project / "core" / "planted.py").write_text("X = 'single'\n")
    assert checks.check("format", project).returncode == 1


# Each in a file of its own, so that one run over all of them shows which are seen.
SILENT = {
    "nothing": "def test_it(): pass",
    "a warning of Qt": "from PySide6.QtCore import qWarning\ndef test_it(): qWarning('planted')",
    "a warning of Python": "import warnings\ndef test_it(): warnings.warn('planted')",
    "an exception in a slot": (
        "from PySide6.QtCore import QTimer\n"
        "def test_it(qtbot):\n"
        "    done = []\n"
        "    QTimer.singleShot(0, lambda: done.append(1) or 1 / 0)\n"
        "    qtbot.waitUntil(lambda: done)"
    ),
    "an exception in a thread": (
        "import threading\n"
        "def test_it():\n    thread = threading.Thread(target=lambda: 1 / 0)\n    thread.start()\n    thread.join()"
    ),
    "an exception while something is deleted": (
        "class C:\n    def __del__(self): 1 / 0\ndef test_it():\n    c = C()\n    del c"
    ),
    "a file left open": "import gc\ndef test_it():\n    open(__file__)\n    gc.collect()",
    "an unexpected pass": "import pytest\n@pytest.mark.xfail\ndef test_it(): pass",
}
UNKNOWN = "import pytest\n@pytest.mark.planted\ndef test_it(): pass\n"


def pytest_in(project: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("workers", ["0", "2"])
def test_pytest_lets_nothing_pass_in_silence(project: Path, workers: str) -> None:
    for fault, code in SILENT.items():
        (project / "tests" / f"test_{fault.replace(' ', '_')}.py").write_text(code + "\n")
    done = pytest_in(project, "-n", workers, "-r", "fExp")
    assert done.returncode == 1
    last = done.stdout.splitlines()[-1]
    assert re.fullmatch(rf"{len(SILENT) - 1} failed, 1 passed(, 1 error)? in [\d.]+s", last), done.stdout
    assert re.findall(r"^PASSED (\S+)", done.stdout, re.M) == ["tests/test_nothing.py::test_it"]


def test_a_mark_that_nobody_knows_is_refused(project: Path) -> None:
    (project / "tests" / "test_planted.py").write_text(UNKNOWN)
    done = pytest_in(project, "tests/test_planted.py")
    assert done.returncode == 2
    assert "'planted' not found" in done.stdout


def test_folders_are_run_side_by_side_and_a_single_file_is_not(project: Path) -> None:
    if processors() == 1:
        pytest.skip("one processor")
    seen = "def test_it(request):\n    assert hasattr(request.config, 'workerinput') is {}\n"
    for name in ("one", "two"):
        (project / "tests" / f"test_{name}.py").write_text(seen.format(True))
    beside = pytest_in(project)
    assert beside.returncode == 0, beside.stdout
    (project / "tests" / "test_one.py").write_text(seen.format(False))
    alone = pytest_in(project, "tests/test_one.py::test_it")
    assert alone.returncode == 0, alone.stdout


def test_a_test_has_folders_of_its_own(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/developer")
    monkeypatch.setenv("NHAN_LANG", "en")
    (project / "tests" / "test_planted.py").write_text(
        "import os, platformdirs\n"
        "def test_it(tmp_path):\n"
        "    names = ('config', 'state', 'cache', 'data')\n"
        "    found = {getattr(platformdirs, f'user_{name}_dir')('nhan') for name in names}\n"
        "    assert len(found) == 4 and all(each.startswith(str(tmp_path.parent)) for each in found)\n"
        "    assert 'NHAN_LANG' not in os.environ and os.environ['QT_QPA_PLATFORM'] == 'offscreen'\n"
    )
    assert os.environ["XDG_CONFIG_HOME"] == "/developer"
    done = pytest_in(project, "tests/test_planted.py")
    assert done.returncode == 0, done.stdout
