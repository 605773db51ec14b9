"""``nhan formats``, and files of other programs in and out on the command line."""

import json
from pathlib import Path

import pytest

from nhan.core.formats.registry import names
from tests.core.cli.running import Nhan, tree

TEXT = "👩‍🌾 Bà Tư ở TP.HCM 😀 và Huế."
UNITS = TEXT.encode("utf-16-le")


def utf16(words: str) -> list[int]:
    start = UNITS.index(words.encode("utf-16-le")) // 2
    return [start, start + len(words.encode("utf-16-le")) // 2]


def doccano(*labels: list[object], **more: object) -> str:
    return json.dumps({"text": TEXT, "label": labels, **more}, ensure_ascii=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "admin.jsonl"
    path.write_text(doccano([*utf16("Tư"), "PER"], [*utf16("Huế"), "LOC"], id=7), encoding="utf-8")
    return path


def test_every_format_is_listed(nhan: Nhan) -> None:
    listed = json.loads(nhan.done("formats", "--json").out)
    assert [each["name"] for each in listed] == list(names())
    by_name = {each["name"]: each for each in listed}
    assert by_name["doccano"]["unit"] == "utf-16" and "overlap" in by_name["doccano"]["carries"]
    assert by_name["brat"]["folder"] and not by_name["html"]["reads"]
    for language in ("vi", "en"):
        lines = nhan.done("formats", "--lang", language).out.splitlines()
        assert [line.split()[0] for line in lines if not line.startswith(" ")] == list(names())


def test_a_file_is_recognised_and_the_reason_is_said(nhan: Nhan, file: Path) -> None:
    said = nhan.done("formats", file, "--lang", "en").out
    assert "doccano" in said and "because" in said and "label" in said
    other = file.with_name("ảnh.bin")
    other.write_bytes(b"\x89PNG")
    ran = nhan("formats", file, other)
    assert ran.code == 1 and str(other) in ran.err


def test_doccano_s_labels_come_in_by_themselves(nhan: Nhan, project: Path, file: Path, tmp_path: Path) -> None:
    ran = nhan.done("import", project, file, "--lang", "en")
    assert "UTF-16" in ran.err
    nhan.done("export", project, "-o", tmp_path / "ra.jsonl")
    (article,) = (
        each
        for each in map(json.loads, (tmp_path / "ra.jsonl").read_text(encoding="utf-8").split("\n")[:-1])
        if each["id"] == "7"
    )
    assert [(each["text"], each["label"]) for each in article["spans"]] == [("Tư", "PER"), ("Huế", "LOC")]


def test_foreign_labels_are_mapped_or_added(nhan: Nhan, tmp_path: Path) -> None:
    project, file = tmp_path / "p", tmp_path / "a.jsonl"
    nhan.done("new", project, "--labels", "vlsp2016")
    file.write_text(doccano([*utf16("Tư"), "NGƯỜI"], [*utf16("Huế"), "TỈNH"]), encoding="utf-8")
    before = tree(project)
    ran = nhan("import", project, file, "--map", "NGƯỜI=PER")
    assert ran.code == 1 and "TỈNH" in ran.err and tree(project) == before
    assert nhan("import", project, file, "--map", "NGƯỜI").code == 1
    ran = nhan.done("import", project, file, "--map", "NGƯỜI=PER", "--add-labels", "--lang", "en")
    assert "TỈNH" in ran.out
    nhan.done("export", project, "-o", tmp_path / "ra.jsonl")
    (article,) = map(json.loads, (tmp_path / "ra.jsonl").read_text(encoding="utf-8").split("\n")[:-1])
    assert [each["label"] for each in article["spans"]] == ["PER", "TỈNH"]
    nhan.done("check", project)


def test_what_breaks_the_label_set_s_policy_comes_in_as_suggestions(nhan: Nhan, tmp_path: Path) -> None:
    project, file = tmp_path / "p", tmp_path / "a.jsonl"
    nhan.done("new", project, "--labels", "vlsp2016")  # flat
    file.write_text(doccano([*utf16("Tư ở TP.HCM"), "ORG"], [*utf16("TP.HCM"), "LOC"]), encoding="utf-8")
    ran = nhan.done("import", project, file, "--lang", "en", "--report", tmp_path / "r.json")
    assert "“TP.HCM”" in ran.err and "suggestion" in ran.err
    spans = json.loads(nhan.done("status", project, "--json").out)["spans"]
    assert (spans["confirmed"], spans["suggested"]) == (1, 1)
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [each["text"] for each in report["changed"]] == ["TP.HCM"]


def test_a_span_outside_its_text_is_named_and_the_article_comes_in(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    file = tmp_path / "khác.jsonl"
    file.write_text(doccano([0, 400, "PER"], [*utf16("Huế"), "LOC"]), encoding="utf-8")
    ran = nhan.done("import", project, file, "--offsets", "utf-16", "--lang", "en", "--report", tmp_path / "r.json")
    assert "[0, 400) PER" in ran.err
    (lost,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["lost"]
    assert (lost["start"], lost["end"], lost["label"]) == (0, 400, "PER")


def test_brat_is_a_folder_both_ways(nhan: Nhan, project: Path, file: Path, tmp_path: Path) -> None:
    nhan.done("import", project, file)
    out = tmp_path / "brat"
    nhan.done("export", project, "-o", out, "--format", "brat")
    assert (out / "7.txt").read_bytes() == TEXT.encode()
    assert (out / "annotation.conf").is_file()
    other = tmp_path / "p2"
    nhan.done("new", other)
    nhan.done("import", other, out)
    status = json.loads(nhan.done("status", other, "--json").out)
    assert status["spans"]["confirmed"] == 2 + 2
    ran = nhan("export", project, "-o", out, "--format", "brat")
    assert ran.code == 1 and str(out) in ran.err, "it holds files now"
    assert nhan("export", project, "-o", "-", "--format", "brat").code == 1
    third = tmp_path / "p3"
    nhan.done("new", third)
    nhan.done("import", third, *sorted(out.iterdir()))
    assert json.loads(nhan.done("status", third, "--json").out) | {"name": "", "folder": ""} == status | {
        "name": "",
        "folder": "",
    }, "files that are named one by one are the same articles"


def test_what_a_format_cannot_say_is_said_with_counts(nhan: Nhan, project: Path, file: Path, tmp_path: Path) -> None:
    nhan.done("import", project, file, "--as", "suggested")
    out = tmp_path / "ra.muc"
    ran = nhan.done(
        "export",
        project,
        "-o",
        out,
        "--format",
        "vlsp2018",
        "--suggested",
        "--lang",
        "en",
        "--report",
        tmp_path / "r.json",
    )
    assert "status of spans (3)" in ran.err
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["left_out"]["status"] == 3


def test_the_label_set_goes_along(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    config = tmp_path / "nhãn.xml"
    out = tmp_path / "a.json"
    nhan.done("export", project, "-o", out, "--format", "label-studio", "--label-config", config)
    nhan.done("new", tmp_path / "p2", "--labels", config)
    assert nhan("export", project, "-o", out, "--format", "csv", "--label-config", config).code == 2
    inside = project / "nhãn.xml"
    assert nhan("export", project, "-o", out, "--format", "doccano", "--label-config", inside).code == 1
    assert not inside.exists()


def test_a_library_that_is_not_there_is_one_sentence(
    nhan: Nhan, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cassis", None)
    ran = nhan("export", project, "-o", tmp_path / "ra", "--format", "uima-xmi", "--lang", "en")
    assert ran.code == 1 and 'pip install "nhan[uima]"' in ran.err and ran.err.count("\n") == 1
    assert not (tmp_path / "ra").exists()
