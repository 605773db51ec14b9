"""``nhan import --add-labels``: labels that come with files are an edit of the label set like every other."""

import json
from pathlib import Path

from nhan.core.project import Project
from nhan.core.store.disk import Disk
from tests.core.cli.running import Nhan, tree


def lines(folder: Path, *labels: str, name: str = "tin.jsonl", bad: bool = False, head: str = "x") -> Path:
    file = folder / name
    spans = (
        {"id": f"{head}{at}", "text": f"Ở Huế {at}.", "spans": [{"start": 2, "end": 5, "label": label}]}
        for at, label in enumerate(labels)
    )
    file.write_text("".join(json.dumps(each) + "\n" for each in spans) + "{" * bad, encoding="utf-8")
    return file


def names(folder: Path) -> list[str]:
    return [label.name for label in Project.open(Disk(), folder).labels.labels]


def exported(nhan: Nhan, folder: Path) -> list[str]:
    rows = map(json.loads, nhan.done("export", folder, "-o", "-").out.splitlines())
    return [span["label"] for row in rows for span in row["spans"] if row["id"].startswith("x")]


def test_new_labels_come_in_and_stay_with_the_spans_that_bear_them(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    before, file = names(project), lines(tmp_path, "DATE", "LOC", "TIME")
    looked = tree(project)
    nhan.done("import", project, file, "--add-labels", "--dry-run")
    assert tree(project) == looked
    ran = nhan.done("import", project, file, "--add-labels", "--lang", "en")
    assert "2 labels: DATE, TIME" in ran.out
    assert names(project) == [*before, "DATE", "TIME"]
    assert exported(nhan, project) == ["DATE", "LOC", "TIME"]
    ran = nhan("undo", project, "--yes")
    assert ran.code == 1 and names(project) == [*before, "DATE", "TIME"]  # of that nobody has done anything
    nhan.done("label", project, "delete", "DATE", "--yes")
    assert exported(nhan, project) == ["LOC", "TIME"]


def test_a_deleted_label_does_not_come_back_as_another_one(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    nhan.done("label", project, "delete", "MISC", "--yes")
    file, before = lines(tmp_path, "LOC", "MISC"), tree(project)
    ran = nhan("import", project, file, "--add-labels", "--lang", "en")
    assert ran.code == 1 and tree(project) == before
    assert f"{file}, line 2, field spans[0].label: A label “MISC” was deleted" in ran.err
    ran = nhan.done("import", project, file, "--add-labels", "--skip-bad")
    assert exported(nhan, project) == ["LOC"] and "MISC" not in names(project)


def test_a_label_whose_blanks_a_format_has_no_place_for_comes_back_whole(nhan: Nhan, tmp_path: Path) -> None:
    """Where the word could be two labels, or is one itself, it is what it says."""
    here, there = tmp_path / "đây", tmp_path / "đó"
    for folder in (here, there):
        nhan.done("new", folder)
        nhan.done("label", folder, "add", "NHÂN VẬT")
    nhan.done("import", here, lines(tmp_path, "NHÂN VẬT"))
    for name in ("iob", "brat"):
        out = tmp_path / f"ra-{name}"
        nhan.done("export", here, "-o", out, "--format", name)
        assert "NHÂN_VẬT" in (out / "x0.ann" if name == "brat" else out).read_text(encoding="utf-8")
        ran = nhan.done("import", there, out, "--format", name)
        assert "“NHÂN_VẬT” được hiểu là nhãn “NHÂN VẬT”" in ran.err
    spans = [json.loads(line)["spans"] for line in nhan.done("export", there, "-o", "-").out.splitlines()]
    assert [each["label"] for found in spans for each in found] == ["NHÂN VẬT"] * 2
    words = lines(tmp_path, "NHÂN_VẬT", name="khác.jsonl", head="y")
    nhan.done("label", there, "add", "NHÂN_VẬT")
    ran = nhan.done("import", there, words)
    assert "NHÂN VẬT" not in ran.err
    assert "NHÂN_VẬT" in nhan.done("export", there, "-o", "-").out


def test_no_label_stays_of_an_import_that_is_refused(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    file, before = lines(tmp_path, "DATE", bad=True), tree(project)
    assert nhan("import", project, file, "--add-labels").code == 1
    assert tree(project) == before
