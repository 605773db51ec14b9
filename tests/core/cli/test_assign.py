"""``nhan assign``: articles are given to people, each of whom has a queue of their own."""

import json
from pathlib import Path

import pytest

from nhan.core.model import ArticleStatus, Change
from nhan.core.operations import set_status
from nhan.core.ordering import Order, arrangement
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.assignments_file import read_assignments
from nhan.core.store.disk import Disk
from tests.core.cli.running import Nhan, tree


@pytest.fixture
def folder(tmp_path: Path, nhan: Nhan) -> Path:
    folder, source = tmp_path / "p", tmp_path / "x.jsonl"
    source.write_text("\n".join(json.dumps({"id": f"n{n}", "text": "Mưa. " * n}) for n in range(1, 31)))
    nhan.done("new", folder)
    nhan.done("import", folder, source)
    return folder


def queue(folder: Path, person: str) -> list[str]:
    session = Session(Project.open(Disk(), folder), person)
    found = [summary.id for summary in arrangement(session.snapshot(), Order.FILE).summaries]
    session.close()
    return found


def test_each_sees_their_own_queue(folder: Path, nhan: Nhan) -> None:
    assert nhan("assign", folder, "--show").code == 1
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333,hoa-4444", "--overlap", "12")
    found = read_assignments(Disk(), folder)
    assert found is not None and len(found.articles) == 30
    for person in found.people:
        mine = queue(folder, person)
        assert sorted(mine) == sorted(found.of(person) or []) and len(mine) < 30
        assert mine[:10] == list(found.first)
    assert len(queue(folder, "curator")) == 30
    before = tree(folder)
    loads = json.loads(nhan.done("assign", folder, "--show", "--json").out)
    assert [each["person"] for each in loads] == list(found.people) and tree(folder) == before
    assert all(each["assigned"] == each["new"] for each in loads)
    nhan.done("assign", folder, "--leave", "minh-3333")
    again = read_assignments(Disk(), folder)
    assert again is not None and all("minh-3333" not in its for its in again.articles.values())
    nhan.done("assign", folder, "--join", "tam-5555")
    given = (read_assignments(Disk(), folder) or found).of("tam-5555") or []
    nhan.done("assign", folder, "--give-back", "tam-5555", given[-1])
    assert given[-1] not in ((read_assignments(Disk(), folder) or found).of("tam-5555") or [])
    ran = nhan("assign", folder, "--give-back", "tam-5555", given[-1])
    assert ran.code == 1 and len(ran.err.splitlines()) == 1


def test_a_backup_holds_it(folder: Path, nhan: Nhan, tmp_path: Path) -> None:
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333")
    before = (folder / "assignments.json").read_bytes()
    nhan.done("backup", folder)
    nhan.done("restore", folder, "--to", tmp_path / "again")
    assert (tmp_path / "again" / "assignments.json").read_bytes() == before


def test_a_damaged_file_is_named_and_hides_nothing(folder: Path, nhan: Nhan) -> None:
    (folder / "assignments.json").write_text('{"format": "nhan/assignments", "version": 1, "people": 3}')
    ran = nhan("assign", folder, "--show")
    assert ran.code == 1 and "assignments.json" in ran.err and "people" in ran.err
    assert len(queue(folder, "lan-2222")) == 30


def test_a_refused_call_writes_nothing(folder: Path, nhan: Nhan) -> None:
    before = tree(folder)
    for refused in (("--people", "Lan,Minh,lan"), ("--people", "Lan", "--overlap", "-1"), ("--join", "Lan")):
        ran = nhan("assign", folder, *refused)
        assert ran.code == 1 and len(ran.err.splitlines()) == 1 and tree(folder) == before
    nhan.done("assign", folder, "--people", "Lan,Minh")
    before = tree(folder)
    some = json.loads((folder / "assignments.json").read_bytes())["first"][0]
    for wrong in (
        ("--people", "Lan,Hoa"),
        ("--leave", "Mihn"),
        ("--leave", ""),
        ("--join", " "),
        ("--give-back", "Lna", some),
        ("--give-back", "Lan", "nowhere"),
    ):
        ran = nhan("assign", folder, *wrong)
        assert ran.code == 1 and len(ran.err.splitlines()) == 1 and tree(folder) == before, wrong
    nhan.done("assign", folder, "--join", "Hoa")
    listed = [each.name for each in Project.open(Disk(), folder).annotators]
    assert listed.count("Hoa") == 1 and "Mihn" not in listed
    nhan.done("assign", folder, "--leave", "hoa")


@pytest.mark.parametrize("kind", ["conflict", "newer"])
def test_what_cannot_be_read_is_named_wherever_faults_are(folder: Path, nhan: Nhan, kind: str) -> None:
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333")
    for command in ("check", "status", "recover"):
        nhan.done(command, folder)
    path = folder / "assignments.json"
    whole = path.read_text(encoding="utf-8")
    newer = whole.replace('"version": 1', '"version": 2')
    path.write_text(f"<<<<<<< HEAD\n{whole}=======\n{whole}>>>>>>> theirs\n" if kind == "conflict" else newer)
    for command in ("check", "status", "recover"):
        ran = nhan(command, folder)
        named = [line for line in ran.err.splitlines() if "assignments.json" in line]
        assert ran.code == 1 and len(named) == 1, (command, ran)
    session = Session(Project.open(Disk(), folder), "lan-2222")
    found = arrangement(session.snapshot(), Order.FILE)
    assert len(found.summaries) == 30 and len(found.faults) == 1
    session.close()


def test_a_dry_run_says_what_would_come_and_writes_nothing(folder: Path, nhan: Nhan) -> None:
    before = tree(folder)
    ran = nhan.done("assign", folder, "--people", "Lan,Minh", "--overlap", "6", "--first", "4", "--dry-run")
    assert tree(folder) == before and "Lan" in ran.out and "0 → 18" in ran.out and "4" in ran.out
    words = ("assign", folder, "--people", "lan-2222,minh-3333", "--overlap", "6", "--first", "4")
    found = json.loads(nhan.done(*words, "--dry-run", "--json").out)
    assert found["shared"] == 6 and found["first"] == 4 and [each["after"] for each in found["shares"]] == [18, 18]
    nhan.done(*words)
    there = read_assignments(Disk(), folder)
    assert there is not None and len(there.first) == 4 and sum(len(its) > 1 for its in there.articles.values()) == 6


def test_one_undo_takes_it_back(folder: Path, nhan: Nhan) -> None:
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333", "--annotator", "tam-5555")
    first = (folder / "assignments.json").read_bytes()
    nhan.done("assign", folder, "--join", "hoa-4444", "--annotator", "tam-5555")
    nhan.done("undo", folder, "--annotator", "tam-5555", "--yes")
    assert (folder / "assignments.json").read_bytes() == first
    nhan.done("undo", folder, "--annotator", "tam-5555", "--yes")
    assert not (folder / "assignments.json").exists() and len(queue(folder, "lan-2222")) == 30
    nhan.done("undo", folder, "--annotator", "tam-5555", "--redo", "--yes")
    assert (folder / "assignments.json").read_bytes() == first


def test_more_articles_are_shared_later(folder: Path, nhan: Nhan) -> None:
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333", "--overlap", "12")
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333")
    there = read_assignments(Disk(), folder)
    assert there is not None and there.overlap == 12 and sum(len(its) > 1 for its in there.articles.values()) == 12
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333", "--overlap", "20")
    there = read_assignments(Disk(), folder)
    assert there is not None and sum(len(its) > 1 for its in there.articles.values()) == 20


def test_the_workload_is_a_table(folder: Path, nhan: Nhan) -> None:
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333", "--overlap", "0")
    head, *rows = nhan.done("assign", folder, "--show").out.splitlines()
    assert len(head.split("  ")) >= 8 and rows[0].split()[:6] == ["lan-2222", "15", "15", "0", "0", "0"]
    loads = json.loads(nhan.done("assign", folder, "--show", "--json").out)
    assert all(each["spans_an_hour"] is None and each["gold"] is None for each in loads)


def test_several_articles_are_given_back_at_once(folder: Path, nhan: Nhan) -> None:
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333", "--overlap", "0")
    mine = of(folder, "lan-2222")
    nhan.done("assign", folder, "--give-back", "lan-2222", *mine[:3])
    assert len(of(folder, "lan-2222")) == 12
    assert nhan("assign", folder, "--give-back", "lan-2222").code == 1


def of(folder: Path, person: str) -> list[str]:
    found = read_assignments(Disk(), folder)
    assert found is not None
    return found.of(person) or []


def test_who_adjudicates_sees_all_even_with_articles_of_their_own(folder: Path, nhan: Nhan) -> None:
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333", "--overlap", "0")
    assert len(queue(folder, "lan-2222")) == 15
    nhan.done("set", folder, "--role", "lan-2222=adjudicator")
    assert len(queue(folder, "lan-2222")) == 30 and len(queue(folder, "minh-3333")) == 15


def test_who_leaves_keeps_what_is_done_and_stays_on_the_list(folder: Path, nhan: Nhan) -> None:
    nhan.done("assign", folder, "--people", "lan-2222,minh-3333", "--overlap", "0")
    its = queue(folder, "minh-3333")
    session = Session(Project.open(Disk(), folder), "minh-3333")
    assert isinstance(session.commit(set_status(session.document(its[0]), ArticleStatus.DONE)), Change)
    session.close()
    said = nhan.done("assign", folder, "--leave", "minh-3333", "--annotator", "lan-2222").out
    assert "minh-3333: 15 → 1" in said and "lan-2222: 15 → 29" in said and "thôi làm" in said
    loads = json.loads(nhan.done("assign", folder, "--show", "--json").out)
    assert [(each["person"], each["assigned"], each["done"]) for each in loads][1:] == [("minh-3333", 1, 1)]
    for words in (("--leave", "lan-2222"), ("--give-back", "lan-2222", its[1])):
        ran = nhan("assign", folder, *words)
        assert ran.code == 1 and "Ngoài lan-2222" in ran.err, ran
    assert "thôi làm" in nhan("assign", folder, "--leave", "minh-3333").err
