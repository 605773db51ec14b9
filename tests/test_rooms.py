"""The rooms of core and gui: no circles between them, none too big, and each class name once."""

import shutil
from pathlib import Path

import pytest

from tests.tools.loading import ROOT
from tests.tools.rooms import circles, class_names, graph, lines

SHARE = 1 / 5  # of core's lines that its biggest folder may hold


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sources to plant something in."""
    for part in ("core", "gui"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_rooms_import_each_other_in_no_circle() -> None:
    edges = graph(ROOT)
    assert {"core.model", "core.store", "core.tagger", "gui.main_window", "gui.learning"} <= edges.keys()
    assert "core.model" in edges["core.store"]
    assert "core.session" in edges["gui.session_bridge"]
    assert circles(edges) == []


def test_no_circle_of_files_is_left() -> None:
    assert circles(graph(ROOT, files=True)) == []


@pytest.mark.parametrize(
    ("file", "line", "circle"),
    [
        ("core/model.py", "from nhan.core import document", ("core.document", "core.model")),
        ("core/store/disk.py", "def f():\n    from nhan.core.project import Project", ("core.project", "core.store")),
        ("gui/settings.py", "import nhan.gui.review.correction", ("gui.review", "gui.settings")),
    ],
)
def test_a_planted_circle_is_seen(copy: Path, file: str, line: str, circle: tuple[str, str]) -> None:
    with (copy / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    (found,) = circles(graph(copy))
    assert set(circle) <= set(found)


def test_the_biggest_folder_of_core_holds_a_fifth_of_its_lines_at_most() -> None:
    found = lines(ROOT, "core")
    total = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "core").rglob("*.py"))
    assert {"core", "core/store", "core/tagger", "core/tagger/features"} <= found.keys()
    assert {name: count for name, count in found.items() if count > SHARE * total} == {}


def test_a_class_name_exists_once() -> None:
    found: dict[str, list[str]] = {}
    for name, module in class_names(ROOT):
        found.setdefault(name, []).append(module)
    assert found["Span"] == ["core.model"]
    assert {name: places for name, places in found.items() if len(places) > 1} == {}
