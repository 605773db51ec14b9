"""The tour does the main job by itself and leaves pictures and JSON; it touches nobody's settings or projects."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from nhan.gui.settings import settings_file
from nhan.gui.tour import main
from tests.gui.conftest import make_project


@pytest.mark.slow
def test_the_tour_leaves_pictures_and_labeled_json(tmp_path: Path) -> None:
    source = make_project(tmp_path / "p")
    before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
    out = tmp_path / "out"
    assert main(["--tour", str(out), "--project", str(source)]) == 0
    assert {path: path.read_bytes() for path in source.rglob("*") if path.is_file()} == before
    assert not settings_file().exists()
    for theme in ("light", "dark"):
        pictures = sorted(path.name for path in out.glob(f"{theme}-[0-9]*.png"))
        assert (out / f"{theme}-crossing-01-spans.png").exists()
        assert [name.split("-", 2)[2] for name in pictures][:4] == [
            "suggestions.png",
            "accept.png",
            "relabel.png",
            "edge.png",
        ]
        assert all(QImage(str(out / name)).width() == 1280 for name in pictures if "-dialog-" not in name)
        assert len([name for name in pictures if "-dialog-" in name]) == 4
    records = [json.loads(line) for line in (out / "labeled.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [record["status"] for record in records] == ["done", "done", "new"]
    for record in records:
        for span in record["spans"]:
            assert record["text"][span["start"] : span["end"]] == span["text"]


def test_a_project_without_articles_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = make_project(tmp_path / "p", articles=0, suggested=())
    assert main(["--tour", str(tmp_path / "out"), "--project", str(empty)]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
