"""The direction of imports: contracts that bite, and fresh interpreters that load no more than they need."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.loading import ROOT

# file, what is added to it, and the contract that must break
PLANTED = [
    ("core/curation/usage.py", "import nhan.gui.colours", "core knows no Qt and no window"),
    ("core/document.py", "import PySide6.QtCore", "core knows no Qt and no window"),
    ("core/cli/program.py", "import shiboken6", "core knows no Qt and no window"),
    ("core/model.py", "from nhan.core.document import Document", "what the core is built of"),
    ("core/store/disk.py", "def f(): import nhan.core.session", "what the core is built of"),
    ("core/operations/edges.py", "from nhan.core import history", "what the core is built of"),
    ("core/homeless.py", "", "what the core is built of"),
    ("core/tagger/features/trie.py", "from nhan.core.tagger.crf import adapter", "what the tagger is built of"),
    ("core/agreement/matching.py", "from nhan.core.agreement import tally", "what agreement is built of"),
    ("core/retraining/trainer.py", "import nhan.core.simulation.result", "what the core is built of"),
    ("core/workers/channel.py", "import nhan.core.suggestion", "what the core is built of"),
    ("core/suggest/batch.py", "from nhan.core.store.disk import Disk", "suggesting knows texts, not projects"),
    ("gui/session_bridge.py", "from nhan.gui import context", "what the window is built of"),
    ("gui/queue/model.py", "import nhan.gui.main_window", "what the window is built of"),
    ("gui/queue/panel.py", "from nhan.gui.span_list.panel import SpanPanel", "what the window is built of"),
    ("gui/review/feature.py", "def f(): import nhan.gui.suggestions.fetcher", "what the window is built of"),
    ("gui/context.py", "from nhan.gui.features import FEATURES", "what the window is built of"),
    ("gui/menus.py", "from nhan.gui.context import Feature", "what the window is built of"),
    ("gui/homeless.py", "", "what the window is built of"),
    ("gui/settings.py", "import underthesea", "one adapter for each library"),
    ("core/suggest/registry.py", "from underthesea.pipeline import ner", "one adapter for each library"),
    ("core/suggest/registry.py", "import transformers", "one adapter for each library"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, importable as the package ``nhan``."""
    folder = tmp_path_factory.mktemp("copy")
    for part in ("core", "gui", "resources"):
        shutil.copytree(ROOT / part, folder / "nhan" / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def contracts(folder: Path) -> tuple[int, dict[str, str]]:
    """The exit code, and KEPT or BROKEN of each contract."""
    # The copy must come before the installed project, whose import hook would answer first.
    code = (
        f"import sys; sys.path.insert(0, {str(folder)!r}); "
        "sys.meta_path[:] = [f for f in sys.meta_path if '__editable__' not in getattr(f, '__module__', '') + repr(f)];"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    lines = [line.rpartition(" (")[0] or line for line in done.stdout.splitlines()]
    said = [(line.rpartition(" ")[0], line.rpartition(" ")[2]) for line in lines if line.endswith((" KEPT", " BROKEN"))]
    assert len(said) == 7, done.stdout + done.stderr
    return done.returncode, dict(said)


def test_the_contracts_hold(copy: Path) -> None:
    code, said = contracts(copy)
    assert code == 0
    assert set(said.values()) == {"KEPT"}


@pytest.mark.parametrize(("file", "added", "contract"), PLANTED)
def test_a_planted_import_is_seen(copy: Path, file: str, added: str, contract: str) -> None:
    path = copy / "nhan" / file
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\n{added}\n", encoding="utf-8")
    try:
        code, said = contracts(copy)
    finally:
        path.unlink() if before is None else path.write_text(before, encoding="utf-8")
    assert code != 0
    (broken,) = [name for name, state in said.items() if state == "BROKEN"]
    assert broken.startswith(contract)


def loaded(folder: Path, code: str) -> set[str]:
    """What a fresh interpreter has loaded after ``code``: the top packages, and the parts of Nhãn."""
    code += "; import sys; print(*{'.'.join(m.split('.')[:2 if m[:5] == 'nhan.' else 1]) for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


QT = {"PySide6", "shiboken6"}
HEAVY = {"underthesea", "underthesea_core", "numpy", "distributed", "torch", "transformers"}


def test_what_is_loaded_is_seen(tmp_path: Path) -> None:
    assert loaded(tmp_path, "import PySide6.QtCore, underthesea_core, nhan.core.model") >= {*QT, "underthesea_core"}


def test_the_command_line_needs_no_qt(tmp_path: Path) -> None:
    (tmp_path / "bài.txt").write_text("Ông Nguyễn Văn A ở Hà Nội.", encoding="utf-8")
    run = "from nhan.gui.entry import main\nfor line in ({}): assert main(line.split()) == 0, line\npass"
    lines = "'new p', 'import p bài.txt', 'status p --json', 'export p -o e.jsonl', 'check p'"
    found = loaded(tmp_path, run.format(lines))
    assert "nhan.core" in found
    assert not found & (QT | HEAVY)


def test_what_is_wrong_and_the_version_are_said_without_qt(tmp_path: Path) -> None:
    code = "from contextlib import suppress\nfrom nhan.gui.entry import main\nfor a in ('--version', '-h', 'x'):\n"
    code += "    with suppress(SystemExit): main([a])\npass"
    assert not loaded(tmp_path, code) & (QT | HEAVY)


def test_the_window_loads_nothing_heavy(tmp_path: Path) -> None:
    found = loaded(tmp_path, "import nhan.gui.startup")
    assert found >= {"PySide6", "nhan.core", "nhan.gui"}
    assert not found & HEAVY
