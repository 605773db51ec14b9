"""``nhan report``: a page, and one sentence where there can be none."""

from pathlib import Path

from tests.core.cli.running import Nhan, tree


def test_a_page_is_written_and_the_project_stays_as_it_is(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    before = tree(project)
    out = tmp_path / "trang.html"
    ran = nhan.done("report", project, "-o", out, "--lang", "en")
    assert str(out) in ran.out and tree(project) == before
    page = out.read_text(encoding="utf-8")
    assert '<html lang="en">' in page and "dự án" in page and "ORG" in page
    nhan.done("report", project, "-o", out, "--lang", "vi")
    assert '<html lang="vi">' in out.read_text(encoding="utf-8")


def test_what_makes_no_sense_is_said_in_one_sentence(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    for command, code, word in (
        ((project,), 2, "-o"),
        ((project, "-o", tmp_path / "none" / "x.html"), 1, "x.html"),
        ((tmp_path / "none", "-o", tmp_path / "x.html"), 1, "none"),
    ):
        ran = nhan("report", *command, "--lang", "en")
        assert ran.code == code and word in ran.err.splitlines()[-1] and "Traceback" not in ran.err, ran


def test_nothing_that_goes_out_is_written_over_the_project(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    source = tmp_path / "tin.txt"
    source.write_text("Mưa.", encoding="utf-8")
    target, before = project / "project.json", tree(tmp_path)
    for command in (
        ("report", project, "-o", target),
        ("label", project, "export", target),
        ("export", project, "-o", tmp_path / "x.jsonl", "--report", target),
        ("export", project, "-o", tmp_path / "x", "--format", "brat", "--label-config", target),
        ("import", project, source, "--report", target),
    ):
        ran = nhan(*command, "--lang", "en")
        assert ran.code == 1 and "inside the project folder" in ran.err, command
        assert tree(tmp_path) == before, command  # nothing was done before it was refused
