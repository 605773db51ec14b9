"""``nhan import --add-labels``: labels that come with files are an edit of the label set like every other."""

import json
from pathlib import Path

from nhan.core.project import Project
from nhan.core.store.disk import Disk
from tests.core.cli.running import Nhan, tree


def lines(folder: Path, *labels: str, name: str = "tin.jsonl", bad: bool = False) -> Path:
    file = folder / name
    spans = (
        {"id": f"x{at}", "text": f"Ở Huế {at}.", "spans": [{"start": 2, "end": 5, "label": label}]}
        for at, label in enumerate(labels)
    )
    file.write_text("".join(json.dumps(each) + "\n" for each in spans) + "{" * bad, encoding="utf-8")
    return file


def names(folder: Path) -> list[str]:
    return [label.name for label in Project.open(Disk(), folder).labels.labels]


def exported(nhan: Nhan, folder: Path) -> list[str]:
    rows = map(json.loads, nhan.done("export", folder, "-o", "-").out.splitlines())
    return [span["label"] for row in rows for span in row["spans"] if row["id"].startswith("x")]


def test_new_labels_are_one_edit_that_is_taken_back(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    before, file = names(project), lines(tmp_path, "DATE", "LOC", "TIME")
    looked = tree(project)
    nhan.done("import", project, file, "--add-labels", "--dry-run")
    assert tree(project) == looked
    ran = nhan.done("import", project, file, "--add-labels", "--lang", "en")
    assert "2 labels: DATE, TIME" in ran.out
    assert names(project) == [*before, "DATE", "TIME"]
    assert exported(nhan, project) == ["DATE", "LOC", "TIME"]
    nhan.done("undo", project, "--yes")
    assert names(project) == before


def test_a_deleted_label_does_not_come_back_as_another_one(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    nhan.done("label", project, "delete", "MISC", "--yes")
    file, before = lines(tmp_path, "LOC", "MISC"), tree(project)
    ran = nhan("import", project, file, "--add-labels", "--lang", "en")
    assert ran.code == 1 and tree(project) == before
    assert f"{file}, line 2, field spans[0].label: A label “MISC” was deleted" in ran.err
    ran = nhan.done("import", project, file, "--add-labels", "--skip-bad")
    assert exported(nhan, project) == ["LOC"] and "MISC" not in names(project)


def test_no_label_stays_of_an_import_that_is_refused(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    file, before = lines(tmp_path, "DATE", bad=True), tree(project)
    assert nhan("import", project, file, "--add-labels").code == 1
    assert tree(project) == before
