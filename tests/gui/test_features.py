"""A feature is its folder and one line: the window starts and works without it, and without nearly all of them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nhan.gui.features import FEATURES
from tests.tools.loading import ROOT

FIRST = [0, "PER", "confirmed"]
# What an annotator does in a window over the sample: label the first word.
ANNOTATE = """
import json, sys
sys.path.insert(0, sys.argv[1])  # the copy, before the installed project, whose import hook would answer first
sys.meta_path[:] = [f for f in sys.meta_path if "__editable__" not in getattr(f, "__module__", "") + repr(f)]
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from nhan.core.sample import sample_project
from nhan.gui.app import Program
from nhan.gui.startup import make_application
from nhan.gui.features import FEATURES
from nhan.gui.settings import AUTO_SUGGEST, Settings

folder = Path(sys.argv[1])
settings = Settings(folder / "settings.ini")
settings.set(AUTO_SUGGEST, False)
application = make_application()
window = Program(application, settings).open(sample_project(folder / "sample"))
window.activateWindow()
assert QTest.qWaitForWindowActive(window)
window.view.setFocus()
window.view.set_selection(0, len(window.view.text.split()[0]))
QTest.keyClick(window.view, Qt.Key.Key_1)
spans = [(span.start, span.label, span.status.value) for span in window.bridge.document]
for _ in range(9):
    application.processEvents()
window.close()
print(json.dumps({"features": list(FEATURES), "spans": spans, "actions": list(window.actions_by_id)}))
"""


def without(folder: Path, *features: str) -> dict[str, list[object]]:
    """What the copy without these features tells of itself."""
    for part in ("core", "gui", "resources"):
        shutil.copytree(ROOT / part, folder / "nhan" / part, ignore=shutil.ignore_patterns("__pycache__", "training"))
    table = folder / "nhan" / "gui" / "features.py"
    for name in features:
        shutil.rmtree(folder / "nhan" / "gui" / name)
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if f"nhan.gui.{name}." not in line]
        assert len(kept) == len(lines) - 1
        table.write_text("".join(kept), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "-c", ANNOTATE, str(folder)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    told: dict[str, list[object]] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize(
    ("gone", "action"),
    [
        (("learning",), ""),
        (("concordance", "guideline"), "find_corpus"),
        (("queue", "suggestions"), "next_to_do"),
        (("agreement", "releases"), "make_release"),
    ],
)
def test_the_window_works_without_a_feature(tmp_path: Path, gone: tuple[str, ...], action: str) -> None:
    told = without(tmp_path, *gone)
    assert set(told["features"]) == FEATURES.keys() - set(gone)
    assert told["spans"] == [FIRST]
    assert action not in told["actions"] and "accept" in told["actions"]


def test_it_works_with_nothing_but_the_keys_of_an_article(tmp_path: Path) -> None:
    told = without(tmp_path, *(name.rstrip("_") for name in FEATURES if name != "review"))
    assert told["features"] == ["review"]
    assert told["spans"] == [FIRST]
