"""``nhan adjudicate``: two people's work becomes one gold by hand and by rules; it is in the files afterwards."""

import json
from pathlib import Path

import pytest

from nhan.core.adjudication.kinds import StopKind
from nhan.core.cli.commands.adjudicate import KINDS
from nhan.core.model import Article, ArticleStatus, Change, SpanStatus
from nhan.core.operations import add, finish, set_status
from nhan.core.people.person import Person
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from tests.core.cli.running import Nhan, tree

LAN = Person(id="lan-7k2q", name="Lan")
MINH = Person(id="minh-p3ra", name="Minh")
HOA = Person(id="hoa-a2b3", name="Hoa")


def work(folder: Path, person: Person, *places: tuple[int, int, str]) -> None:
    """The person labels these places of "b" ("Mưa ở Huế.") and is done with it."""
    session = Session(Project.open(Disk(), folder), person.id, name=person.name)
    for place in places:
        assert isinstance(session.commit(add(session.document("b"), session.project.labels, *place)), Change)
    assert isinstance(session.commit(finish(session.document("b"))), Change)
    assert session.close() is None


def gold(folder: Path) -> list[tuple[int, int, str, str]]:
    session = Session(Project.open(Disk(), folder), "cu-2345")
    found = [
        (span.start, span.end, span.label, span.decision.by if span.decision else "")
        for span in session.document("b")
        if span.status is SpanStatus.CONFIRMED
    ]
    session.close()
    return found


def test_stops_are_listed_and_decided_one_by_one(nhan: Nhan, project: Path) -> None:
    work(project, LAN, (6, 9, "LOC"), (0, 3, "MISC"))
    work(project, MINH, (6, 9, "ORG"), (0, 3, "MISC"))
    before = tree(project)
    ran = nhan("adjudicate", project, "--annotator", "cu-2345", "--json")
    assert ran.code == 1 and tree(project) == before
    (stop,) = json.loads(ran.out)["open"]
    assert (stop["start"], stop["kind"]) == (6, "label")
    number = 1 + next(n for n, version in enumerate(stop["versions"]) if version["voters"] == [MINH.id])
    said = nhan("adjudicate", project, "b", "--annotator", "cu-2345").out
    assert "Lan" in said and "[Huế]" in said and "(nhãn)" in said
    for argv in (["--take", "9"], ["--take", "1"], ["--take", "1", "--at", "3"]):
        more = ["--at", "6"] if argv == ["--take", "9"] else []
        ran = nhan("adjudicate", project, "b", *argv, *more, "--annotator", "cu-2345")
        assert ran.code == 1 and len(ran.err.splitlines()) == 1, ran
    nhan.done("adjudicate", project, "b", "--at", "6", "--take", str(number), "--annotator", "cu-2345")
    assert gold(project) == [(0, 3, "MISC", "agreed"), (6, 9, "ORG", "cu-2345")]
    nhan.done("undo", project, "--yes", "--annotator", "cu-2345")
    assert nhan("adjudicate", project, "--annotator", "cu-2345").code == 1


def test_rules_sign_for_themselves(nhan: Nhan, project: Path) -> None:
    work(project, LAN, (6, 9, "LOC"), (0, 3, "MISC"))
    work(project, MINH, (6, 9, "ORG"), (0, 3, "MISC"))
    ran = nhan("adjudicate", project, "--by", "majority", "--annotator", "cu-2345")
    assert ran.code == 1  # one against one is no majority
    work(project, HOA, (6, 9, "LOC"), (0, 3, "MISC"))
    nhan.done("adjudicate", project, "--by", "majority", "--annotator", "cu-2345")
    assert gold(project) == [(0, 3, "MISC", "agreed"), (6, 9, "LOC", "majority")]
    nhan.done("adjudicate", project, "--annotator", "cu-2345")
    assert nhan.done("check", project).code == 0


def test_where_all_agree_nothing_is_open_and_the_article_is_done_by_its_rule(nhan: Nhan, project: Path) -> None:
    for person in (LAN, MINH):
        work(project, person, (6, 9, "LOC"))
    asked = ("adjudicate", project, "--annotator", "cu-2345")
    ran = nhan(*asked)
    assert ran.code == 1 and "--by agreed" in ran.out and "b" in ran.out
    ran = nhan("curate", project)
    assert "--by agreed" in ran.out and "Chờ phân xử" not in ran.out
    ran = nhan.done(*asked, "--by", "agreed", "--json")
    found = json.loads(ran.out)
    assert (found["agreed"], found["waiting"], found["open"]) == (1, [], [])
    assert gold(project) == [(6, 9, "LOC", "agreed")]
    assert [each["id"] for each in exported(nhan, project)[0]] == ["b"]
    nhan.done("undo", project, "--yes", "--annotator", "cu-2345")
    assert gold(project) == [] and json.loads(nhan(*asked, "--json").out)["waiting"] == ["b"]


def test_what_is_for_a_person_is_told_from_what_a_rule_does(nhan: Nhan, project: Path) -> None:
    for person in (LAN, MINH):
        work(project, person, (6, 9, "LOC"))
    asked = ("adjudicate", project, "--annotator", "cu-2345")
    nhan.done(*asked, "--by", "agreed")
    session = Session(Project.open(Disk(), project), "cu-2345")
    assert isinstance(session.commit(set_status(session.document("b"), ArticleStatus.IN_PROGRESS)), Change)
    assert session.close() is None
    for rule in ((), ("--by", "agreed")):
        ran = nhan(*asked, *rule)
        assert ran.code == 1 and "--by agreed" not in ran.out and "còn chờ bạn" in ran.out and "(b)" in ran.out
    assert json.loads(nhan(*asked, "--json").out)["waiting"] == ["b"]


def exported(nhan: Nhan, project: Path, *options: str) -> tuple[list[dict[str, object]], str]:
    ran = nhan.done("export", project, "-o", "-", "--adjudicated", *options)
    return [json.loads(line) for line in ran.out.splitlines()], ran.err


def test_what_is_adjudicated_goes_out_whoever_asks(
    nhan: Nhan, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is done; whose work it is, is said, also in the report."""
    work(project, LAN, (6, 9, "LOC"), (0, 3, "MISC"))
    work(project, MINH, (6, 9, "ORG"), (0, 3, "LOC"))
    decide = ("adjudicate", project, "b", "--take", "1", "--annotator", "Cúc", "--at")
    nhan(*decide, "0")
    monkeypatch.setenv("NHAN_ANNOTATOR", "Lan")
    report = tmp_path / "report.json"
    records, said = exported(nhan, project, "--report", str(report))
    assert records == [] and "bài của Cúc" in said and "2 bài chưa xong" in said
    assert json.loads(report.read_bytes())["undone"] == 2
    nhan.done(*decide, "6")
    (record,), _ = exported(nhan, project, "--report", str(report))
    assert record["id"] == "b" and json.loads(report.read_bytes())["by"] == record["annotator"]
    assert [each["id"] for each in exported(nhan, project, "--status", "begun")[0]] == ["a", "b"]
    assert [each["annotator"] for each in exported(nhan, project, "--annotator", "Minh")[0]] == [MINH.id]


def test_without_one_adjudicator_it_has_to_be_said_whose_work_is_the_gold(nhan: Nhan, project: Path) -> None:
    asked = ("export", project, "-o", "-", "--adjudicated")
    ran = nhan(*asked)
    assert (ran.code, ran.out, ran.err) == (1, "", "Dự án này chưa có bài của ai.\n")
    work(project, LAN, (6, 9, "LOC"))
    assert "bài của Lan" in nhan.done(*asked).err
    work(project, MINH, (6, 9, "ORG"))
    ran = nhan(*asked)
    assert (ran.code, ran.out) == (1, "") and "--annotator" in ran.err and "Minh" in ran.err


def test_who_adjudicates_by_name_is_known_by_it(nhan: Nhan, project: Path) -> None:
    work(project, LAN, (6, 9, "LOC"))
    work(project, MINH, (6, 9, "ORG"))
    for _ in range(2):  # nothing is agreed on, so nothing else is written of her
        assert nhan("adjudicate", project, "--by", "agreed", "--annotator", "Hoa").code == 1
    (hoa,) = (each for each in Project.open(Disk(), project).annotators if each.name == "Hoa")
    assert hoa.role is Role.ADJUDICATOR
    assert "Hoa" in nhan.done("status", project, "--annotator", "Hoa").out


def test_every_kind_of_difference_has_words() -> None:
    assert KINDS.keys() == {*StopKind}


def test_which_order_the_versions_have_is_said(nhan: Nhan, project: Path) -> None:
    work(project, LAN, (6, 9, "LOC"))
    work(project, MINH, (6, 9, "ORG"))
    asked = ("adjudicate", project, "b", "--annotator", "cu-2345")
    assert "--model" in nhan(*asked).out and not json.loads(nhan(*asked, "--json").out)["model"]


@pytest.mark.slow
def test_a_model_has_the_say_in_the_order_that_it_has_in_the_window(nhan: Nhan, project: Path) -> None:
    """Listed and taken alike, whatever lot the versions have without it."""
    texts = [f"{name} là thủ đô." for name in ("Hà Nội", "Paris", "Tokyo", "Bắc Kinh", "Luân Đôn", "Berlin")]
    opened = Project.open(Disk(), project)
    opened.add_articles([Article(f"m{n}", text) for n, text in enumerate(texts)])
    for person, label in ((LAN, "ORG"), (MINH, "LOC")):
        session = Session(Project.open(Disk(), project), person.id, name=person.name)
        for number, text in enumerate(texts):
            document = session.document(f"m{number}")
            end = text.index(" là")
            assert isinstance(session.commit(add(document, session.project.labels, 0, end, label)), Change)
            assert isinstance(session.commit(finish(document)), Change)
        assert session.close() is None
    asked = ("--annotator", "cu-2345", "--model")
    found = json.loads(nhan("adjudicate", project, *asked, "--json").out)
    assert found["model"] and [stop["versions"][0]["spans"][0][2] for stop in found["open"]] == ["LOC"] * len(texts)
    nhan("adjudicate", project, "m3", *asked, "--at", "0", "--take", "1")
    session = Session(Project.open(Disk(), project), "cu-2345")
    assert [span.label for span in session.document("m3") if span.status is SpanStatus.CONFIRMED] == ["LOC"]
    session.close()
