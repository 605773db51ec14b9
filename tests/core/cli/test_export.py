"""``nhan export``: which articles and spans go out, and that a file is there as a whole or not at all."""

import json
from pathlib import Path

import pytest

from nhan.core.exporting import Export, ExportOptions
from nhan.core.messages import NhanError
from nhan.core.model import ArticleStatus, Change
from nhan.core.operations import accept, set_status
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.building import pack_of
from tests.core.cli.running import Nhan, tree


def exported(nhan: Nhan, project: Path, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in nhan.done("export", project, "-o", "-", *options).out.splitlines()]


def statuses(article: dict[str, object]) -> list[str]:
    spans = article["spans"]
    assert isinstance(spans, list)
    return [span["status"] for span in spans]


def test_confirmed_spans_go_out_and_others_when_asked(nhan: Nhan, project: Path) -> None:
    assert [statuses(article) for article in exported(nhan, project)] == [["confirmed", "confirmed"]]
    assert statuses(exported(nhan, project, "--suggested")[0]) == ["confirmed", "confirmed", "suggested"]
    assert statuses(exported(nhan, project, "--rejected")[0]) == ["confirmed", "confirmed", "rejected"]


def test_what_nobody_has_begun_goes_out_when_asked(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    told, report = "--status all", tmp_path / "report.json"
    ran = nhan.done("export", project, "-o", "-", "--report", report)
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["a"]
    assert told in ran.err and json.loads(report.read_bytes())["unbegun"] == 1
    for asked in (("--status", "all"), ("--suggested",)):
        ran = nhan.done("export", project, "-o", "-", "--report", report, *asked)
        assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["a", "b"]
        assert told not in ran.err and json.loads(report.read_bytes())["unbegun"] == 0
    assert [each["id"] for each in exported(nhan, project, "--suggested", "--status", "begun")] == ["a"]


def test_suggestions_that_stay_behind_are_mentioned(nhan: Nhan, project: Path) -> None:
    assert "--suggested" in nhan.done("export", project, "-o", "-").err
    assert "--suggested" not in nhan.done("export", project, "-o", "-", "--suggested").err


def test_edits_that_are_only_in_the_journal_go_out_too(nhan: Nhan, project: Path) -> None:
    session = Session(Project.open(Disk(), project))
    document = session.document("a")
    suggestion = next(span.id for span in document if span.label == "PER")
    labels = session.project.labels
    assert isinstance(session.commit(accept(document, labels, suggestion)), Change)
    assert isinstance(session.commit(set_status(document, ArticleStatus.DONE)), Change)
    assert not (project / "work").exists(), "the article's file is still behind"
    before = tree(project)

    (done,) = exported(nhan, project, "--status", "done")
    assert (done["id"], done["status"]) == ("a", "done")
    assert statuses(done) == ["confirmed"] * 3
    assert json.loads(nhan.done("status", project, "--json").out)["articles"]["done"] == 1
    assert tree(project) == before
    session.close()


def test_json_is_the_same_as_a_list(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    nhan.done("export", project, "-o", tmp_path / "ra.json", "--format", "json")
    assert json.loads((tmp_path / "ra.json").read_bytes()) == exported(nhan, project)


def test_iob_lists_what_it_cannot_hold(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    ran = nhan.done("export", project, "-o", tmp_path / "ra.iob", "--format", "iob")
    lines = (tmp_path / "ra.iob").read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["Công\tB-ORG", "an\tI-ORG", "tỉnh\tI-ORG"]
    assert "“tỉnh Bắc Ninh” [8, 21) LOC" in ran.err
    assert "--status done" in ran.err
    assert " 1 bài, 1 cụm" in ran.out


def test_more_lost_spans_than_fit_a_screen_are_listed_in_a_file(nhan: Nhan, tmp_path: Path) -> None:
    project, source, out = tmp_path / "p", tmp_path / "tin.jsonl", tmp_path / "ra.iob"
    spans = [{"start": at, "end": at + 1, "label": "PER"} for at in range(300)]
    source.write_text(json.dumps({"id": "a", "text": "xy" * 150, "spans": spans}))
    nhan.done("new", project)
    nhan.done("import", project, source)
    ran = nhan.done("export", project, "-o", out, "--format", "iob")
    assert 100 < ran.err.count("\n") < 110
    assert f"{out}.lost.jsonl" in ran.err
    lost = [json.loads(line) for line in Path(f"{out}.lost.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted((loss["start"], loss["end"]) for loss in lost) == [(at, at + 1) for at in range(300)]
    assert {(loss["article"], loss["label"]) for loss in lost} == {("a", "PER")}
    assert nhan.done("export", project, "-o", "-", "--format", "iob").err.count("[") == 300


def test_what_cannot_be_exported_is_refused_and_nothing_is_written(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    for options in (("--format", "text"), ("--format", "tagtog"), ("--format", "iob", "--rejected")):
        ran = nhan("export", project, "-o", tmp_path / "ra", *options)
        assert ran.code == 1
        assert ran.err.count("\n") == 1
    for target in (tmp_path, tmp_path / "không có" / "ra", project / "project.json", project / "ra.jsonl"):
        ran = nhan("export", project, "-o", target)
        assert ran.code == 1
        assert str(target) in ran.err
    assert tree(tmp_path) == before


def test_a_link_stays_and_what_it_leads_to_is_replaced(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "đích.jsonl", tmp_path / "lối.jsonl"
    target.write_text("cũ")
    link.symlink_to(target)
    nhan.done("export", project, "-o", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith('{"format"')


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="a device that is always full is a Linux thing")
def test_a_full_disk_is_said_and_a_device_is_not_replaced(nhan: Nhan, project: Path) -> None:
    ran = nhan("export", project, "-o", "/dev/full")
    assert ran.code == 1
    assert ran.err == "/dev/full: ổ đĩa hết chỗ.\n"
    assert Path("/dev/full").is_char_device()


def test_a_damaged_article_leaves_the_old_file(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra.jsonl"
    nhan.done("export", project, "-o", out)
    old = out.read_bytes()
    pack = pack_of(project / "texts")
    pack.write_bytes(pack.read_bytes().replace("Mưa".encode(), "Nắn".encode()))
    before = tree(tmp_path)
    ran = nhan("export", project, "-o", out)
    assert ran.code == 1
    assert f"texts/{pack.name}" in ran.err
    assert out.read_bytes() == old
    assert tree(tmp_path) == before


@pytest.mark.parametrize("way", ["plain", "relative", "link", "folder link", "other case"])
def test_nothing_is_written_over_the_project(
    nhan: Nhan, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """By whatever name; the guard is core's, for the window too."""
    target = project / "project.json"
    if way == "relative":
        monkeypatch.chdir(project / "texts")
        target = Path("..") / "project.json"
    elif way == "link":
        target = tmp_path / "link.jsonl"
        target.symlink_to(project / "project.json")
    elif way == "folder link":
        (tmp_path / "elsewhere").symlink_to(project / "texts", target_is_directory=True)
        target = tmp_path / "elsewhere" / "000001.jsonl"
    elif way == "other case":
        target = project.with_name(project.name.upper()) / "project.json"
        if not target.exists():  # a disk that tells cases apart: stand in for one that does not
            target.parent.symlink_to(project, target_is_directory=True)
    before = tree(project)
    ran = nhan("--lang", "en", "export", project, "-o", target)
    assert ran.code == 1 and "inside the project folder" in ran.err
    with pytest.raises(NhanError) as caught:
        Export(Session(Project.open(Disk(), project)).snapshot(), ExportOptions()).to_file(Disk(), target)
    assert caught.value.message.key == "exporting.inside"
    assert nhan("train", project, "--export", target).code == 1
    assert tree(project) == before
