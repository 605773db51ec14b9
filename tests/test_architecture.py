"""The contracts bite: a planted violation is seen by the import contracts and by the type checker; core needs no Qt."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLANTED = {
    "core/text/fold.py": "import nhan.gui.settings\n",
    "core/document.py": "import PySide6.QtCore\n",
    "core/model.py": "from nhan.core.document import Document\n",
    "gui/settings.py": "import underthesea\n",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sources, importable as the package ``nhan``."""
    for part in ("core", "gui", "resources"):
        shutil.copytree(ROOT / part, tmp_path / "nhan" / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); {'; '.join(command)}"
    return subprocess.run([sys.executable, "-P", "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    # The copy must come before the installed project, whose import hook would answer first.
    drop = (
        "sys.meta_path[:] = [f for f in sys.meta_path if '__editable__' not in getattr(f, '__module__', '') + repr(f)]"
    )
    return check(folder, drop, "from importlinter.cli import lint_imports", "sys.exit(lint_imports(no_cache=True))")


def test_the_contracts_hold(copy: Path) -> None:
    done = contracts(copy)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("file", PLANTED)
def test_a_planted_import_is_seen(copy: Path, file: str) -> None:
    path = copy / "nhan" / file
    path.write_text(path.read_text(encoding="utf-8") + PLANTED[file], encoding="utf-8")
    done = contracts(copy)
    assert done.returncode != 0
    assert "1 broken" in done.stdout


def test_core_and_its_command_line_need_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from nhan.core.cli import main; "
        "assert main(['new', 'p']) == 0 and main(['status', 'p', '--json']) == 0; "
        "found = [m for m in sys.modules if m.startswith(('PySide6', 'shiboken6', 'underthesea', 'nhan.gui'))]; "
        "assert not found, found"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_type_checker_reads_the_project_and_reports_a_planted_error(copy: Path) -> None:
    path = copy / "nhan" / "core" / "labels.py"
    path.write_text(path.read_text(encoding="utf-8") + '\nPLANTED: int = "no number"\n', encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--namespace-packages", "--explicit-package-bases"]
    command += ["--config-file=", "-m", "nhan.core.labels", "--cache-dir", str(copy / "cache")]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert "PLANTED" in done.stdout or "Incompatible types in assignment" in done.stdout, done.stdout + done.stderr
