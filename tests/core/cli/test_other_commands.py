"""``nhan new``, ``status`` and ``check``."""

import json
from pathlib import Path

import pytest

from nhan.core.model import ArticleStatus, Change
from nhan.core.operations import set_status
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import pack_of
from tests.core.cli.running import Nhan, tree


def test_a_label_set_by_name_or_file(nhan: Nhan, tmp_path: Path) -> None:
    nhan.done("new", tmp_path / "a", "--labels", "vlsp2016", "--name", "Tin tức")
    made = json.loads((tmp_path / "a" / "project.json").read_bytes())
    assert (made["name"], made["labels"]["name"]) == ("Tin tức", "vlsp2016")
    own = tmp_path / "nhãn.json"
    own.write_text(
        '{"name": "x", "title": {"vi": "X"}, "labels": [{"name": "CÂY", "title": {}, "color": "#336699"}]}', "utf-8"
    )
    nhan.done("new", tmp_path / "b", "--labels", own)
    assert json.loads(nhan.done("status", tmp_path / "b", "--json").out)["labels"] == ["CÂY"]


def test_a_wrong_label_set_makes_no_project(nhan: Nhan, tmp_path: Path) -> None:
    bad = tmp_path / "nhãn.json"
    bad.write_text('{"name": "x", "title": {}, "labels": [{"name": " A", "title": {}, "color": "red"}]}', "utf-8")
    for labels, said in ((bad, "trường labels[0].name"), ("vlsp2077", "phoner, vlsp2016, vlsp2018, vlsp2021")):
        ran = nhan("new", tmp_path / "p", "--labels", labels)
        assert ran.code == 1
        assert said in ran.err
        assert ran.err.count("\n") == 1
    assert not (tmp_path / "p").exists()


def test_a_folder_that_is_taken_is_left_alone(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    (tmp_path / "tệp").write_text("x")
    before = tree(tmp_path)
    for taken in (project, tmp_path / "tệp"):
        ran = nhan("new", taken)
        assert ran.code == 1
        assert str(taken) in ran.err
    assert tree(tmp_path) == before


def test_status_counts(nhan: Nhan, project: Path) -> None:
    status = json.loads(nhan.done("status", project, "--json").out)
    assert status["total"] == 2
    assert status["articles"] == {"new": 2, "in_progress": 0, "done": 0, "skipped": 0}
    assert (status["flagged"], status["questions"]) == (0, 0)
    assert status["spans"] == {"suggested": 1, "confirmed": 2, "rejected": 1}
    assert status["unsuggested"] == 1
    assert "xong 0" in nhan.done("status", project).out
    assert "done 0" in nhan.done("status", project, "--lang", "en").out


@pytest.mark.parametrize("status", [ArticleStatus.DONE, ArticleStatus.SKIPPED])
def test_nothing_waits_for_suggestions_where_all_is_done(nhan: Nhan, project: Path, status: ArticleStatus) -> None:
    opened = Project.open(Disk(), project)
    (waiting,) = opened.unsuggested()
    session = Session(opened, "an1")
    assert isinstance(session.commit(set_status(session.document(waiting), status)), Change)
    session.close()
    assert "nhan suggest" not in nhan.done("status", project, "--annotator", "an1").out


def test_nothing_waits_for_suggestions_that_are_withheld(nhan: Nhan, project: Path) -> None:
    nhan.done("set", project, "--blind", "1")
    assert "nhan suggest" not in nhan.done("status", project).out


def test_commands_name_a_folder_that_is_no_project(nhan: Nhan, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    for argv in (
        ("import", tmp_path, tmp_path / "x.txt"),
        ("suggest", tmp_path),
        ("export", tmp_path, "-o", "-"),
        ("status", tmp_path),
        ("check", tmp_path),
    ):
        ran = nhan(*argv)
        assert ran.code == 1
        assert str(tmp_path) in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_check_finds_what_is_damaged(nhan: Nhan, project: Path) -> None:
    assert json.loads(nhan.done("check", project, "--json").out) == {"ok": True, "problems": []}
    pack = pack_of(project / "texts")
    pack.write_bytes(pack.read_bytes().replace("Mưa".encode(), "Nắn".encode()))
    before = tree(project)
    ran = nhan("check", project)
    assert ran.code == 1
    assert f"texts/{pack.name}, dòng 3" in ran.err
    found = json.loads(nhan("check", project, "--json").out)
    assert not found["ok"]
    assert (found["problems"][0]["file"], found["problems"][0]["line"]) == (f"texts/{pack.name}", 3)
    assert tree(project) == before
