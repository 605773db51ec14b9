"""``nhan import``: all of a batch or nothing of it, unless the user says otherwise."""

import json
import os
import unicodedata
from pathlib import Path

import pytest

from nhan.core.project import Project
from nhan.core.store.disk import Disk
from tests.core.cli.running import Nhan, tree

GOOD = json.dumps({"id": "tốt", "text": "Mưa ở Huế."}).encode()
PER = {"start": 0, "end": 2, "label": "PER"}


def article(**fields: object) -> bytes:
    return json.dumps({"text": "Tư ở Huế.", **fields}, ensure_ascii=False).encode()


BAD = [
    ("bài.txt", b"", None, None),
    ("bài.txt", "Mưa\nở Huế\n".encode("utf-16-le") + b"\xff", 1, None),
    ("bài.txt", "Mưa\nở Huế\n".encode() + b"\xb5\xe5\n", 3, None),
    ("tin.jsonl", b"", None, None),
    ("tin.jsonl", GOOD + b"\n{", 2, None),
    ("tin.jsonl", GOOD + b"\n" + GOOD, 2, "id"),
    ("tin.jsonl", GOOD + b"\n" + article(id="TỐT"), 2, "id"),
    ("tin.jsonl", GOOD + b'\n{"text": "a", "id": "x", "id": "y"}', 2, "id"),
    ("tin.jsonl", GOOD + b'\n{"text": "a\\ud800"}', 2, None),
    ("tin.jsonl", GOOD + b'\n{"title": "a"}', 2, "text"),
    ("tin.jsonl", GOOD + b"\n\n" + article(spans=[{**PER, "end": 10}]), 3, "spans[0].end"),
    ("tin.jsonl", GOOD + b"\n\n" + article(spans=[{**PER, "text": "Tam"}]), 3, "spans[0].text"),
    ("tin.jsonl", GOOD + b"\n\n" + article(spans=[PER, {**PER, "label": "NGƯỜI"}]), 3, "spans[1].label"),
    ("tin.json", b"[" + GOOD + b",\n" + article(spans=[{**PER, "start": 3}]) + b"]", 2, "[1].spans[0].end"),
    ("tin.json", b"[" + GOOD + b",\n{]", 2, "[1]"),
    ("tin.xyz", b"kh\xc3\xb4ng r\xc3\xb5", None, None),
]


@pytest.mark.parametrize(("name", "data", "line", "field"), BAD)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_wrong_is_named_in_a_sentence_and_nothing_is_imported(
    nhan: Nhan, tmp_path: Path, name: str, data: bytes, line: int | None, field: str | None, language: str
) -> None:
    project, bad, fine = tmp_path / "p", tmp_path / name, tmp_path / "hay.txt"
    nhan.done("new", project)
    bad.write_bytes(data)
    fine.write_text("Nắng.", encoding="utf-8")
    before = tree(project)

    ran = nhan("import", project, fine, bad, "--lang", language)

    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.count("\n") == 1, "one sentence"
    assert str(bad) in ran.err
    line_word, field_word = ("dòng", "trường") if language == "vi" else ("line", "field")
    assert (f"{line_word} {line}" in ran.err) if line else (f"{line_word} " not in ran.err)
    assert (f"{field_word} {field}:" in ran.err) if field else (f"{field_word} " not in ran.err)
    assert tree(project) == before


def test_another_programs_spans_are_refused_by_name_where_the_format_is_said_to_be_ours(
    nhan: Nhan, tmp_path: Path
) -> None:
    project, source = tmp_path / "p", tmp_path / "tin.jsonl"
    nhan.done("new", project)
    source.write_bytes(GOOD + b"\n" + article(label=[[0, 2, "PER"]]))
    before = tree(project)
    ran = nhan("import", project, source, "--format", "jsonl", "--lang", "en")
    assert ran.code == 1 and tree(project) == before
    assert f"{source}, line 2, field label: " in ran.err and "--format doccano" in ran.err
    nhan.done("import", project, source)
    assert json.loads(nhan.done("status", project, "--json").out)["spans"]["confirmed"] == 1


def test_the_good_ones_are_imported_where_the_user_says_so(nhan: Nhan, tmp_path: Path) -> None:
    project, bad, fine = tmp_path / "p", tmp_path / "tin.jsonl", tmp_path / "hay.txt"
    nhan.done("new", project)
    bad.write_bytes(b"\n".join((GOOD, b"{", GOOD, article(spans=[PER]))))
    fine.write_text("Nắng.", encoding="utf-8")
    ran = nhan.done("import", project, bad, tmp_path / "hay.txt", "--skip-bad")
    assert ran.err.count(str(bad)) == 2
    assert "dòng 2" in ran.err
    assert "dòng 3" in ran.err
    status = json.loads(nhan.done("status", project, "--json").out)
    assert status["total"] == 3
    assert status["spans"]["confirmed"] == 1


def test_skipping_everything_is_no_success(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    before = tree(project)
    (tmp_path / "x.txt").write_bytes(b"")
    assert nhan("import", project, tmp_path / "x.txt", "--skip-bad").code == 1
    assert tree(project) == before


def test_an_id_that_the_project_has_is_refused(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    before = tree(project)
    (tmp_path / "A.txt").write_text("Nắng.", encoding="utf-8")
    ran = nhan("import", project, tmp_path / "A.txt")
    assert ran.code == 1
    assert str(tmp_path / "A.txt") in ran.err
    assert tree(project) == before


def test_a_folder_of_texts(nhan: Nhan, tmp_path: Path) -> None:
    folder, project = tmp_path / "nguồn", tmp_path / "p"
    for name in ("bài 10.txt", "bài 9.TXT", "sâu/bài 9.txt", ".ẩn.txt", "._bài 9.txt", "ghi chú.md"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Nội dung {name}", encoding="utf-8")
    nhan.done("new", project)
    nhan.done("import", project, folder)
    lines = nhan.done("export", project, "-o", "-", "--status", "all").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["bài 9", "bài 10", "sâu/bài 9"]
    assert json.loads(lines[0])["title"] == "Nội dung bài 9.TXT"


def test_an_empty_folder_and_a_missing_file_are_named(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    (tmp_path / "trống").mkdir()
    for missing in (tmp_path / "trống", tmp_path / "không có.txt"):
        ran = nhan("import", project, missing)
        assert ran.code == 1
        assert str(missing) in ran.err


def test_spans_come_as_suggestions_where_the_user_says_so(nhan: Nhan, tmp_path: Path) -> None:
    project, source = tmp_path / "p", tmp_path / "tin.jsonl"
    nhan.done("new", project)
    source.write_bytes(article(id="1", spans=[PER]) + b"\n" + article(id="2", spans=[{**PER, "status": "confirmed"}]))
    nhan.done("import", project, source, "--as", "suggested")
    assert json.loads(nhan.done("status", project, "--json").out)["spans"] == {
        "suggested": 1,
        "confirmed": 1,
        "rejected": 0,
    }


def test_what_an_import_does_not_take_over_is_said(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    source = tmp_path / "tin.jsonl"
    source.write_bytes(article(id="1", format="nhan/article", version=1, status="done", note="hay"))
    ran = nhan.done("import", project, source)
    assert "“status”" in ran.err
    assert "“note”" in ran.err


def test_a_format_can_be_given_and_must_be_readable(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    source = tmp_path / "tin.log"
    source.write_bytes(article(id="1"))
    unknown = tmp_path / "khác.log"
    unknown.write_bytes("Mưa ở Huế.".encode())
    assert nhan("import", project, unknown).code == 1
    assert nhan("import", project, source, "--format", "iob").code == 1
    assert nhan("import", project, source, "--format", "html").code == 1
    nhan.done("import", project, source, "--format", "jsonl")


@pytest.mark.parametrize(
    ("name", "key"), [("ống.txt", "pipe"), ("ra.txt", "link"), ("ra", "folder"), ("đứt.txt", "dead")]
)
@pytest.mark.parametrize("skip", [False, True])
def test_only_files_of_the_folder_are_imported_and_the_rest_is_named(
    nhan: Nhan, project: Path, tmp_path: Path, name: str, key: str, skip: bool
) -> None:
    folder = tmp_path / "bài"
    folder.mkdir()
    (folder / "tốt.txt").write_text("Mưa ở Huế.", encoding="utf-8")
    outside = tmp_path / "ngoài"
    outside.mkdir()
    (outside / "mật.txt").write_text("Bí mật.", encoding="utf-8")
    made = folder / name
    if key == "pipe":
        os.mkfifo(made)
    else:
        made.symlink_to({"link": outside / "mật.txt", "folder": outside, "dead": folder / "không có"}[key])
    before = tree(project)
    ran = nhan("import", project, folder, *(["--skip-bad"] if skip else []))
    assert name in ran.err
    assert ran.code == (0 if skip else 1)
    if skip:
        assert json.loads(nhan.done("status", project, "--json").out)["total"] == 3
    else:
        assert len(ran.err.splitlines()) == 1 and tree(project) == before


@pytest.mark.parametrize("device", ["/dev/zero", "pipe"])
def test_a_pipe_or_a_device_that_is_named_is_refused_at_once(
    nhan: Nhan, project: Path, tmp_path: Path, device: str
) -> None:
    if device == "pipe":
        device = str(tmp_path / "pipe")
        os.mkfifo(device)
    for argv in (("import", project, device, "--format", "jsonl"), ("new", tmp_path / "n", "--labels", device)):
        ran = nhan(*argv)
        assert ran.code == 1 and device in ran.err and len(ran.err.splitlines()) == 1


def test_a_link_that_is_named_or_stays_in_the_folder_is_a_file(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bài"
    (folder / "năm").mkdir(parents=True)
    (folder / "năm" / "một.txt").write_text("Mưa ở Huế.", encoding="utf-8")
    (folder / "hai.txt").symlink_to("năm/một.txt")
    nhan.done("import", project, folder)
    (tmp_path / "ba.txt").symlink_to(folder / "năm" / "một.txt")
    nhan.done("import", project, tmp_path / "ba.txt")


def test_ids_that_look_the_same_are_not_two_articles(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    """Copied from a system that takes letters apart, a file has another name and the same look."""
    for form in ("NFC", "NFD"):
        folder = tmp_path / form
        folder.mkdir()
        (folder / unicodedata.normalize(form, "Hòa Bình.txt")).write_text("Mưa ở Huế.", encoding="utf-8")
    nhan.done("import", project, tmp_path / "NFC")
    ran = nhan("import", project, tmp_path / "NFD")
    assert ran.code == 1 and "Hòa Bình" in unicodedata.normalize("NFC", ran.err)


def test_a_dry_run_says_each_files_fate_and_writes_nothing(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    before = tree(project)
    (tmp_path / "hay.txt").write_text("Nắng.", encoding="utf-8")
    (tmp_path / "cũ.txt").write_bytes("Nắng.\n".encode("utf-16"))
    (tmp_path / "hai.jsonl").write_bytes(article(spans=[PER, PER]) + b"\n")
    files = [tmp_path / name for name in ("hay.txt", "cũ.txt", "hai.jsonl")]

    ran = nhan("import", project, *files, "--dry-run", "--lang", "en")

    assert ran.code == 1
    assert tree(project) == before
    head, *rows = ran.out.splitlines()
    assert head.split()[:5] == ["file", "format", "encoding", "articles", "spans"]
    assert [row.split()[1:] for row in rows] == [
        ["text", "utf-8", *"1010000"],
        ["text", "utf-8", *"1001000"],
        ["jsonl", "utf-8", *"1110000"],
    ]
    assert "“Tư” (PER) is there twice" in ran.err
    assert "--encoding utf-16" in ran.err
    assert nhan("import", project, *files, "--dry-run", "--skip-bad").code == 0
    assert nhan("import", project, *files, "--dry-run", "--encoding", "auto").code == 0
    assert tree(project) == before
    confirmed = json.loads(nhan.done("status", project, "--json").out)["spans"]["confirmed"]
    nhan.done("import", project, *files, "--encoding", "auto")
    assert json.loads(nhan.done("status", project, "--json").out)["spans"]["confirmed"] == confirmed + 1


def test_a_text_that_is_there_already_can_be_left_out(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    for name in ("một.txt", "hai.txt"):
        (tmp_path / name).write_text("Nắng.", encoding="utf-8")
    count = len(Project.open(Disk(), project))
    ran = nhan.done("import", project, tmp_path / "một.txt", tmp_path / "hai.txt", "--skip-repeated")
    assert "“hai”" in ran.err and "“một”" in ran.err
    assert len(Project.open(Disk(), project)) == count + 1


def test_the_state_in_a_table_is_named_as_not_taken_over(nhan: Nhan, tmp_path: Path, project: Path) -> None:
    (tmp_path / "tin.csv").write_text("article,text,span,article_status,article_note\nmột,Huế,,done,hỏi\n")
    done = nhan("import", project, tmp_path / "tin.csv")
    assert done.code == 0
    assert "article_status" in done.err and "article_note" in done.err
