"""Whose work the commands read, and that reading hinders nobody."""

import json
from contextlib import suppress
from pathlib import Path

import pytest

from nhan.core.cli.reading import open_to_read, read_work
from nhan.core.model import Change
from nhan.core.operations import accept, add, finish
from nhan.core.people.person import Person, person_file, write_person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.cli.running import Nhan, tree

LAN = Person(id="lan-7k2q", name="Nguyễn Thị Lan")
MINH = Person(id="minh-p3ra", name="Minh")


def work(folder: Path, person: Person, label: str) -> None:
    """The person labels the first syllable of "b" and is done with it, and begins "a"."""
    session = Session(Project.open(Disk(), folder), person.id, name=person.name)
    for verb in (
        lambda: add(session.document("b"), session.project.labels, 0, 3, label),
        lambda: finish(session.document("b")),
        lambda: accept(
            session.document("a"), session.project.labels, next(s.id for s in session.document("a") if s.label == "PER")
        ),
    ):
        outcome = session.commit(verb())
        assert isinstance(outcome, Change), outcome
    session.close()


def exported(nhan: Nhan, folder: Path, *more: str) -> str:
    """The label of the first syllable of "b"."""
    out = nhan.done("export", folder, "-o", "-", "--status", "done", *more).out
    (article,) = (json.loads(line) for line in out.splitlines())
    return str(article["spans"][0]["label"])


def test_whose_work_is_exported(nhan: Nhan, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work(project, LAN, "LOC")
    assert exported(nhan, project) == "LOC"  # the only one who has work
    work(project, MINH, "ORG")
    ran = nhan("export", project, "-o", "-")
    assert ran.code == 1 and ran.out == "" and "lan-7k2q" in ran.err and ran.err.count("\n") == 1
    write_person(Disk(), LAN)
    assert exported(nhan, project) == "LOC"
    monkeypatch.setenv("NHAN_ANNOTATOR", "minh")
    assert exported(nhan, project) == "ORG"
    assert exported(nhan, project, "--annotator", "Nguyễn Thị Lan") == "LOC"
    assert exported(nhan, project, "--annotator", LAN.id) == "LOC"
    for command in (("export", project, "-o", "-"), ("status", project), ("train", project)):
        ran = nhan(*command, "--annotator", "Hoa")
        assert ran.code == 1 and "Hoa" in ran.err and "Minh" in ran.err and ran.err.count("\n") == 1
    monkeypatch.delenv("NHAN_ANNOTATOR")
    person_file().write_bytes(b"{")
    ran = nhan("export", project, "-o", "-")
    assert ran.code == 1 and str(person_file()) in ran.err and ran.err.count("\n") == 1


@pytest.mark.parametrize("curator", [None, MINH])
def test_setting_the_project_makes_nobody_a_worker(
    nhan: Nhan, project: Path, tmp_path: Path, curator: Person | None
) -> None:
    if curator is not None:
        write_person(Disk(), curator)
    nhan.done("set", project, "--order", "file", "--others-work", "always")
    work(project, LAN, "LOC")
    assert exported(nhan, project) == "LOC"
    nhan.done("report", project, "-o", tmp_path / "r.html")
    assert LAN.name in (tmp_path / "r.html").read_text(encoding="utf-8")
    nhan.done("release", project, "1", "--date", "2026-11-28", "-o", tmp_path / "out", "--license", "CC-BY-4.0")
    people = json.loads(nhan.done("status", project, "--json").out)["people"]
    assert [each["spans"] for each in people if each["id"] != MINH.id] == [4]
    nhan.done("undo", project, "--yes", "--annotator", curator.id if curator else "an1")  # whoever set it
    assert "always" not in nhan.done("set", project).out


def test_status_says_how_far_each_is(nhan: Nhan, project: Path) -> None:
    assert json.loads(nhan.done("status", project, "--json").out)["people"] == []
    work(project, LAN, "LOC")
    work(project, MINH, "ORG")
    before = tree(project)
    people = json.loads(nhan.done("status", project, "--json").out)["people"]
    assert [(each["id"], each["name"], each["role"]) for each in people] == [
        (LAN.id, LAN.name, "annotator"),
        (MINH.id, "Minh", "annotator"),
    ]
    for each in people:
        assert (each["articles"]["done"], each["articles"]["in_progress"], each["spans"]) == (1, 1, 4)
    said = nhan.done("status", project).out
    assert f"{LAN.name}: xong 1 · đang làm 1 · cụm 4" in said and "Minh: xong 1" in said
    assert "whose work is shown: Minh" in nhan.done("status", project, "--annotator", "Minh", "--lang", "en").out
    assert tree(project) == before


class Sealing(Disk):
    """A disk on which a journal is sealed by its window just when somebody is about to read it."""

    def read_bytes(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        if path.parent.parent.name == "journal":
            sealed = path.parents[2] / "audit" / path.parent.name
            sealed.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # that was done at the first read
                path.rename(sealed / path.name)
        return super().read_bytes(path, start, size)


def test_a_journal_that_is_sealed_meanwhile_is_no_fault(project: Path) -> None:
    session = Session(Project.open(Disk(), project), LAN.id)
    outcome = session.commit(add(session.document("b"), session.project.labels, 0, 3, "LOC"))
    assert isinstance(outcome, Change) and session.save_all() is None
    reading = read_work(Project.open(Sealing(), project), LAN.id)
    assert [span.label for span in reading.document("b")] == ["LOC"]


def test_reading_takes_no_lock(nhan: Nhan, project: Path, own_folders: Path) -> None:
    before = tree(own_folders / "state")
    nhan.done("status", project)
    nhan.done("export", project, "-o", "-")
    nhan.done("check", project)
    assert tree(own_folders / "state") == before
    reading = open_to_read(project)
    assert Session(Project.open(Disk(), project)).read_only is None
    assert len(list(reading.summaries())) == 2
