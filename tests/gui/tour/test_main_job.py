"""The tour does the main job by keys and leaves pictures and JSON; it touches nobody's settings or projects."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from nhan.core.people.person import person_file
from nhan.gui.settings import settings_file
from nhan.gui.tour.command import main
from nhan.gui.tour.groups import MAIN, chosen
from nhan.gui.tour.right_spans import corrected_articles
from nhan.gui.tour.tour import THEMES
from tests.gui.conftest import make_project


def labeled(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "labeled.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.slow
def test_the_tour_leaves_pictures_and_labeled_json(tmp_path: Path) -> None:
    source = make_project(tmp_path / "p")
    before = {path: path.read_bytes() for path in source.rglob("*") if path.is_file()}
    out = tmp_path / "out"
    assert main(["--tour", str(out), "--project", str(source), "--pictures", MAIN]) == 0
    assert {path: path.read_bytes() for path in source.rglob("*") if path.is_file()} == before
    assert not settings_file().exists() and not person_file().exists()
    names = [picture.name for group in chosen(MAIN).values() for picture in group.pictures]
    assert sorted(path.stem for path in out.glob("*.png")) == sorted(f"{t}-{name}" for t in THEMES for name in names)
    assert all(QImage(str(path)).width() == (1120 if "crossing" in path.name else 1280) for path in out.glob("*.png"))
    assert [record["status"] for record in labeled(out)] == ["done", "done", "new"]
    for record in labeled(out):
        for span in record["spans"]:
            assert record["text"][span["start"] : span["end"]] == span["text"]


@pytest.mark.slow
def test_the_sample_is_corrected_to_what_a_person_labelled(tmp_path: Path) -> None:
    assert main(["--tour", str(tmp_path), "--pictures", "correcting"]) == 0
    records = {record["id"]: record for record in labeled(tmp_path)}
    for article in corrected_articles().values():
        spans = [(s["start"], s["end"], s["label"]) for s in records[article.article]["spans"]]
        assert (records[article.article]["status"], sorted(spans)) == ("done", sorted(article.spans))


def test_a_project_without_articles_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = make_project(tmp_path / "p", articles=0, suggested=())
    assert main(["--tour", str(tmp_path / "out"), "--project", str(empty), "--pictures", MAIN]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_pictures_that_nobody_knows_are_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--tour", str(tmp_path / "out"), "--pictures", "bogus", "--lang", "en"]) == 2
    *_, said = capsys.readouterr().err.strip().splitlines()
    assert said.startswith("--pictures: ") and "“bogus”" in said and MAIN in said
    assert not (tmp_path / "out").exists()
