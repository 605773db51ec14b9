"""Where a project stands: counted from everybody's files, and what new work opens again."""

from pathlib import Path

import pytest

from nhan.core.adjudication.gold import decide
from nhan.core.adjudication.notes import answer_at
from nhan.core.adjudication.otherwise import decided_otherwise
from nhan.core.adjudication.people_work import PeopleWork
from nhan.core.agreement.result import ArticleAgreement
from nhan.core.model import Article, Change
from nhan.core.operations import add, comment, finish, reject
from nhan.core.people.person import Person
from nhan.core.project import Project
from nhan.core.report.over_time import over_time
from nhan.core.report.standing import OpenArticle, Standing, standing
from nhan.core.session import Session
from nhan.core.store.assignments_file import Assignments, write_assignments
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from tests.core.building import LABELS

TEXT = "Ở Huế. Về Vinh."
LAN, MINH, CUC = (Person(id=f"{name}-2345", name=name) for name in ("lan", "minh", "cuc"))
HUE, VINH = (2, 5), (10, 14)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles; Lan and Minh have done two, and call Huế otherwise."""
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article(f"a{n}", TEXT, meta={"topic": f"t{n % 2}"}) for n in range(3)])
    for person, label in ((LAN, "LOC"), (MINH, "ORG")):
        session = Session(project, person.id, name=person.name)
        for name in ("a0", "a1"):
            document = session.document(name)
            for place, its in ((HUE, label), (VINH, "LOC")):
                assert isinstance(session.commit(add(document, LABELS, *place, its)), Change)
            assert isinstance(session.commit(finish(document)), Change)
        assert session.close() is None
    return tmp_path / "p"


def adjudicated(folder: Path, article: str = "a0") -> None:
    """Cúc takes Lan's."""
    project = Project.open(Disk(), folder)
    project.welcome(CUC.id, CUC.name, Role.ADJUDICATOR)
    session = Session(project, CUC.id, name=CUC.name)
    gold, work = session.document(article), PeopleWork(project, CUC.id, print)
    state = work.adjudication(gold)
    assert state is not None
    taken = next(each.places for each in state.open[0].versions if LAN.id in each.voters)
    assert isinstance(session.commit(decide(gold, LABELS, state, state.open[0], taken)), Change)
    assert session.close() is None


def now(folder: Path) -> Standing:
    return standing(Project.open(Disk(), folder))


def test_before_anything_is_adjudicated(folder: Path) -> None:
    found = now(folder)
    assert (found.total, found.ready, found.adjudicated) == (3, 2, 0)
    assert [(each.name, each.articles["done"], each.spans, each.f1) for each in found.people] == [
        ("lan", 2, 4, None),
        ("minh", 2, 4, None),
    ]
    assert [(each.name, each.gold, each.people, each.open) for each in found.labels] == [
        ("LOC", 0, 6, 2),
        ("ORG", 0, 2, 2),
    ]
    assert [(each.name, each.articles, each.ready, each.adjudicated) for each in found.topics] == [
        ("t0", 2, 1, 0),
        ("t1", 1, 1, 0),
    ]
    assert found.open == (OpenArticle("a0", 2, 1, False), OpenArticle("a1", 2, 1, False))


def test_what_is_decided_is_over_until_there_is_new_work(folder: Path) -> None:
    adjudicated(folder)
    found = now(folder)
    assert found.adjudicated == 1 and [each.article for each in found.open] == ["a1"]
    by_name = {each.name: each for each in found.people}
    assert by_name["lan"].f1 is not None and by_name["minh"].f1 is not None and by_name["cuc"].f1 is None
    assert by_name["cuc"].role is Role.ADJUDICATOR and by_name["lan"].f1 > by_name["minh"].f1
    session = Session(Project.open(Disk(), folder), MINH.id)
    document = session.document("a0")
    vinh = next(span for span in document if (span.start, span.end) == VINH)
    assert isinstance(session.commit(reject(document, vinh.id)), Change)
    assert session.close() is None
    assert now(folder).open[0] == OpenArticle("a0", 2, 1, True)


def test_a_question_about_a_span_is_open_and_who_is_given_what_is_counted(folder: Path) -> None:
    project = Project.open(Disk(), folder)
    session = Session(project, LAN.id)
    document = session.document("a1")
    span = next(iter(document))
    assert isinstance(session.commit(comment(document, span.id, "tỉnh hay thành phố?", True)), Change)
    assert session.close() is None
    given = {"a0": (LAN.id, MINH.id), "a1": (LAN.id,), "a2": (MINH.id,)}
    write_assignments(Disk(), folder, Assignments(people=(LAN.id, MINH.id), articles=given))
    found = now(folder)
    (question,) = found.questions
    assert (question.article, question.person, question.start) == ("a1", LAN.id, HUE[0])
    assert not question.to_decision and [each.assigned for each in found.people] == [2, 2]


def test_an_article_counts_on_the_day_on_which_the_last_was_done_with_it(folder: Path) -> None:
    project = Project.open(Disk(), folder)
    measured = [ArticleAgreement(f"a{n}", "", 2, exact, 0) for n, exact in enumerate((0.5, 1.0, None))]
    (day,) = over_time(project, measured)
    assert (day.articles, day.exact) == (2, 0.75)


def test_a_question_is_over_once_the_curator_has_answered_and_who_asked_is_led_to_the_answer(folder: Path) -> None:
    project = Project.open(Disk(), folder)
    session = Session(project, LAN.id)
    document = session.document("a0")
    huế = next(span for span in document if (span.start, span.end) == HUE)
    assert isinstance(session.commit(comment(document, huế.id, "thành phố?", True)), Change)
    assert session.close() is None
    adjudicated(folder)
    (question,) = now(folder).questions
    assert (question.label, question.said) == ("LOC", "thành phố?")
    session = Session(Project.open(Disk(), folder), CUC.id, name=CUC.name)
    gold = session.document("a0")
    assert isinstance(session.commit(answer_at(gold, (*HUE, "LOC"), "Thành phố.")), Change)
    assert any(place.note == "Thành phố." and place.asked for place in decided_otherwise(gold, LAN.id))
    assert session.close() is None
    assert now(folder).questions == ()
