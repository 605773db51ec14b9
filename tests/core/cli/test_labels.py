"""Labels and articles changed from the command line: the count first, and then with ``--yes``."""

import json
from pathlib import Path

from nhan.core.model import Change
from nhan.core.operations import accept
from nhan.core.people.person import Person, write_person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.cli.running import Nhan, tree

LAN = Person(id="lan-7k2q", name="Lan")


def work(folder: Path, annotator: str, name: str) -> None:
    """Somebody accepts the suggestion of the article "a"."""
    session = Session(Project.open(Disk(), folder), annotator, name=name)
    span = next(each for each in session.document("a") if each.label == "PER")
    assert isinstance(session.commit(accept(session.document("a"), session.project.labels, span.id)), Change)
    assert session.close() is None


def exported(nhan: Nhan, folder: Path, *more: str) -> list[str]:
    """The labels of the exported spans, in order."""
    lines = nhan.done("export", folder, "-o", "-", *more).out.splitlines()
    return [span["label"] for line in lines for span in json.loads(line)["spans"]]


def test_the_count_comes_first_and_changes_nothing(nhan: Nhan, project: Path) -> None:
    work(project, LAN.id, LAN.name)
    work(project, "minh-p3ra", "Minh")
    write_person(Disk(), LAN)
    before = tree(project)
    for command in (
        ("label", project, "rename", "PER", "NGƯỜI"),
        ("label", project, "merge", "PER", "ORG"),
        ("label", project, "delete", "PER"),
    ):
        ran = nhan(*command, "--lang", "en")
        assert ran.code == 1 and "--yes" in ran.err
        assert ran.out == "Label PER: Lan has 1 spans in 1 articles; Minh has 1 spans in 1 articles.\n"
    ran = nhan("delete", project, "a", "b", "--lang", "en")
    assert ran.code == 1 and "--yes" in ran.err
    assert ran.out == "2 articles: Lan has 3 spans in 1 articles; Minh has 3 spans in 1 articles.\n"
    assert tree(project) == before


def test_labels_are_renamed_merged_deleted_and_all_is_taken_back(nhan: Nhan, project: Path) -> None:
    work(project, LAN.id, LAN.name)
    work(project, "minh-p3ra", "Minh")
    write_person(Disk(), LAN)
    nhan.done("label", project, "rename", "PER", "NGƯỜI", "--yes")
    assert exported(nhan, project) == ["ORG", "LOC", "NGƯỜI"]
    nhan.done("label", project, "merge", "LOC", "NGƯỜI", "--yes")
    assert exported(nhan, project) == exported(nhan, project, "--annotator", "Minh") == ["ORG", "NGƯỜI", "NGƯỜI"]
    nhan.done("label", project, "delete", "ORG", "--yes")
    assert exported(nhan, project) == ["NGƯỜI", "NGƯỜI"]
    ran = nhan.done("export", project, "-o", "-", "--annotator", "Minh", "--lang", "en")
    (span, *_) = json.loads(ran.out.splitlines()[0])["spans"]
    assert span["label"] == "NGƯỜI" and "ORG" in ran.err and "deleted" in ran.err  # left out, and named
    status = json.loads(nhan.done("status", project, "--json").out)
    assert status["labels"] == ["NGƯỜI", "MISC"]
    for _ in range(3):
        nhan.done("undo", project, "--yes")
    assert exported(nhan, project) == ["ORG", "LOC", "PER"]
    nhan.done("undo", project, "--redo", "--yes")
    assert exported(nhan, project) == ["ORG", "LOC", "NGƯỜI"]
    assert nhan.done("check", project).code == 0


def test_articles_are_deleted_counted_and_restored(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    work(project, LAN.id, LAN.name)
    nhan.done("delete", project, "a", "--yes")
    status = json.loads(nhan.done("status", project, "--json").out)
    assert (status["total"], status["deleted"], status["people"][0]["spans"]) == (1, 1, 0)
    assert "1 articles are deleted" in nhan.done("status", project, "--lang", "en").out
    assert exported(nhan, project) == []
    again = tmp_path / "a.txt"
    again.write_text("Khác.", encoding="utf-8")
    ran = nhan("import", project, again, "--lang", "en")
    assert ran.code == 1 and "--restore" in ran.err and ran.err.count("\n") == 1
    nhan.done("delete", project, "a", "--restore", "--yes")
    assert exported(nhan, project) == ["ORG", "LOC", "PER"]


def test_what_makes_no_sense_is_said_in_one_sentence(nhan: Nhan, project: Path) -> None:
    before = tree(project)
    for command, code, word in (
        (("label", project, "rename", "PER"), 2, "name"),
        (("label", project, "delete", "PER", "LOC"), 2, "alone"),
        (("label", project, "rename", "X", "Y", "--yes"), 1, "X"),
        (("label", project, "rename", "PER", "LOC", "--yes"), 1, "merge"),
        (("label", project, "rename", "PER", "hai từ", "--yes"), 1, "hai từ"),
        (("label", project, "merge", "PER", "X", "--yes"), 1, "X"),
        (("delete", project, "a", "x", "--yes"), 1, "“x”"),
        (("delete", project, "a", "--restore", "--yes"), 1, "“a”"),
        (("undo", project), 1, "undo"),
        (("undo", project, "--redo"), 1, "redo"),
    ):
        ran = nhan(*command, "--lang", "en")
        assert ran.code == code and word in ran.err.splitlines()[-1] and "Traceback" not in ran.err, ran
    assert tree(project) == before
    session = Session(Project.open(Disk(), project))
    ran = nhan("label", project, "delete", "PER", "--yes")
    assert ran.code == 1 and ran.err.count("\n") == 1  # somebody else writes
    session.close()
