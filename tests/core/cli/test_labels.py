"""Labels and articles changed from the command line: the count first, and then with ``--yes``."""

import json
from pathlib import Path

from nhan.core.labels import Label, Overlap
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


def test_labels_are_moved_and_articles_renamed_and_both_are_taken_back(nhan: Nhan, project: Path) -> None:
    def labels() -> list[str]:
        found: list[str] = json.loads(nhan.done("status", project, "--json").out)["labels"]
        return found

    def title() -> str:
        return str(json.loads(nhan.done("articles", project, "--json").out)[0]["title"])

    before, called = labels(), title()
    assert "place 2" in nhan.done("label", project, "move", before[0], "2", "--lang", "en").out
    assert labels() == [before[1], before[0], *before[2:]]
    assert "“Chuyện ở Huế”" in nhan.done("rename", project, "a", "Chuyện ở Huế").out
    assert title() == "Chuyện ở Huế"
    assert json.loads(nhan.done("export", project, "-o", "-").out.splitlines()[0])["title"] == "Chuyện ở Huế"
    for _ in range(2):
        nhan.done("undo", project, "--yes")
    assert (labels(), title()) == (before, called)
    assert nhan.done("check", project).code == 0


def test_what_makes_no_sense_is_said_in_one_sentence(nhan: Nhan, project: Path) -> None:
    before = tree(project)
    for command, code, word in (
        (("label", project, "rename", "PER"), 2, "name"),
        (("label", project, "delete", "PER", "LOC"), 2, "alone"),
        (("label", project, "rename", "X", "Y", "--yes"), 1, "X"),
        (("label", project, "rename", "PER", "LOC", "--yes"), 1, "merge"),
        (("label", project, "rename", "PER", " hai từ", "--yes"), 1, "hai từ"),
        (("label", project, "merge", "PER", "X", "--yes"), 1, "X"),
        (("label", project, "move", "PER", "zwei"), 2, "zwei"),
        (("label", project, "move", "PER", "0"), 1, "1 to"),
        (("label", project, "move", "X", "1"), 1, "X"),
        (("rename", project, "x", "Y"), 1, "“x”"),
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


def label_in(project: Path, name: str) -> Label:
    found = Project.open(Disk(), project).labels.find(name)
    assert found is not None, name
    return found


def test_a_label_is_added_described_and_taken_back(nhan: Nhan, project: Path) -> None:
    write_person(Disk(), LAN)
    before = Project.open(Disk(), project).labels
    told = nhan.done("label", project, "add", "NGÀY", "--title", "Ngày tháng", "--example", "hôm [2/9]")
    assert "NGÀY" in told.out
    added = label_in(project, "NGÀY")
    assert added.title == {"vi": "Ngày tháng"} and added.examples == ("hôm [2/9]",) and added.key not in "1234"
    ran = nhan("label", project, "set", "NGÀY", "--color", "#ffff00", "--key", "", "--guideline", "Mốc thời gian")
    assert ran.code == 1 and "--yes" in ran.err and label_in(project, "NGÀY") == added
    assert "#ffff00" in ran.err and "4.5" in ran.err and "1.1 : 1" in ran.err
    nearest = ran.err.splitlines()[0].rstrip(".").rsplit(" ", 1)[1]
    more = ("--color", nearest, "--key", "", "--guideline", "Mốc thời gian", "--parents", "PER, LOC")
    ran = nhan.done("label", project, "set", "NGÀY", *more, "--yes", "--lang", "vi")
    assert "#ffff00" not in ran.err and "4.5" not in ran.err
    found = label_in(project, "NGÀY")
    assert (found.color, found.key, found.parents) == (nearest, "", ("PER", "LOC"))
    assert found.guideline == {"vi": "Mốc thời gian"} and found.examples == added.examples
    nhan.done("undo", project, "--yes")
    nhan.done("undo", project, "--yes")
    assert Project.open(Disk(), project).labels == before
    assert nhan.done("check", project).code == 0


def test_what_a_stricter_policy_makes_wrong_is_counted_first(nhan: Nhan, project: Path) -> None:
    write_person(Disk(), LAN)
    ran = nhan("label", project, "overlap", "flat", "--lang", "en")
    assert ran.code == 1 and "2 spans in 1 articles that nobody has begun" in ran.out
    work(project, LAN.id, LAN.name)
    work(project, "minh-p3ra", "Minh")
    for command in (("overlap", "flat"), ("set", "LOC", "--parents", "PER,LOC")):
        ran = nhan("label", project, *command, "--lang", "en")
        assert ran.code == 1 and "Lan has 2 spans in 1 articles; Minh has 2 spans in 1 articles" in ran.out
    ran = nhan("label", project, "set", "LOC", "--parents", "ORG", "--lang", "en")
    assert "Nothing that people have confirmed" in ran.out
    before = Project.open(Disk(), project).labels
    nhan.done("label", project, "overlap", "flat", "--yes")
    assert Project.open(Disk(), project).labels.overlap is Overlap.FLAT
    nhan.done("undo", project, "--yes")
    assert Project.open(Disk(), project).labels == before


def test_label_sets_go_out_and_come_in(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    write_person(Disk(), LAN)
    file = tmp_path / "bộ nhãn.json"
    nhan.done("label", project, "export", file)
    nhan.done("new", tmp_path / "other", "--labels", file)
    before = Project.open(Disk(), project).labels
    assert [label.name for label in Project.open(Disk(), tmp_path / "other").labels.labels] == [
        label.name for label in before.labels
    ]
    ran = nhan("label", project, "import", "vlsp2021", "--lang", "en")
    assert ran.code == 1 and "PERSONTYPE" in ran.out and Project.open(Disk(), project).labels == before
    nhan.done("label", project, "import", "vlsp2021", "--yes")
    now = Project.open(Disk(), project).labels
    assert now.find("PERSONTYPE") and all(now.find(label.name) for label in before.labels)
    assert exported(nhan, project) == ["ORG", "LOC"]
    nhan.done("undo", project, "--yes")
    assert Project.open(Disk(), project).labels == before


def test_wrong_descriptions_are_said_in_one_sentence(nhan: Nhan, project: Path, tmp_path: Path) -> None:
    before = tree(project)
    for command, code, word in (
        (("add", "PER"), 1, "PER"),
        (("add", "X", "--key", "1"), 1, "PER"),
        (("add", "X", "--color", "red"), 1, "red"),
        (("set", "X", "--color", "#112233", "--yes"), 1, "X"),
        (("set", "PER", "--yes"), 1, "nothing"),
        (("set", "PER", "--parents", "Y", "--yes"), 1, "Y"),
        (("rename", "PER", "A", "--color", "#112233"), 2, "--color"),
        (("overlap", "crossing"), 2, "crossing"),
        (("import", str(tmp_path / "none.json"), "--yes"), 1, "none.json"),
        (("export", str(tmp_path / "no" / "where.json")), 1, "where.json"),
    ):
        ran = nhan("label", project, *command, "--lang", "en")
        assert ran.code == code and word in ran.err.splitlines()[-1] and "Traceback" not in ran.err, ran
    assert tree(project) == before
