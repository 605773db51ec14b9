"""What people are told of the gold, and what they say to it: in files, through merges, and until something changes."""

from pathlib import Path

from nhan.core.adjudication.gold import adjudication, decide, enter
from nhan.core.adjudication.gold_places import places_for
from nhan.core.adjudication.otherwise import DecidedOtherwise, decided_otherwise
from nhan.core.document import Document
from nhan.core.merging.combine import merged_state
from nhan.core.merging.steps import EditStep
from nhan.core.model import Article, ArticleState, ArticleStatus, Change, PlaceAnswer, Span
from nhan.core.operations import add, answer, comment, finish, set_flag
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.store.project_file import Role
from nhan.core.suggestion import Labelled
from tests.core.building import LABELS

TEXT, AT = "Ở Huế hôm qua.", "2026-11-28T00:00:00Z"
HUE: Labelled = (2, 5, "LOC")
AS_ORG: Labelled = (2, 5, "ORG")


def gold() -> Document:
    """An article in which "a" had LOC and "b" ORG, decided for ORG."""
    document, spans = Document(Article("a0", TEXT)), {"a": [HUE], "b": [AS_ORG]}
    state = adjudication(document, spans)
    apply(document, enter(document, LABELS, state, AT))
    state = adjudication(document, spans)
    apply(document, decide(document, LABELS, state, state.open[0], (AS_ORG,)))
    return document


def apply(document: Document, change: object) -> None:
    for edit in change.edits if isinstance(change, Change) else ():
        document.apply(edit)


def told(document: Document, person: str) -> list[DecidedOtherwise]:
    return list(decided_otherwise(document, person))


def first(document: Document) -> Span:
    return next(iter(document))


def test_an_answer_is_to_what_was_decided_then() -> None:
    document = gold()
    (place,) = told(document, "a")
    state = ArticleState(answers=(place.answered(),))
    assert place.answer_in(state) == PlaceAnswer(2, 5, place.digest)
    right = next(span for span in document if span.place == AS_ORG)
    apply(document, comment(document, right.id, "xem hướng dẫn, mục 2"))
    (again,) = told(document, "a")
    assert again.note and again.answer_in(state) is None  # a new note is to be answered, too


def test_who_is_asked_hears_of_it_though_they_had_what_stands() -> None:
    document = gold()
    right = next(span for span in document if span.place == AS_ORG)
    assert not told(document, "b")
    apply(document, comment(document, right.id, "vì sao?", True))
    (place,) = told(document, "b")
    assert place.asked and place.had == place.stands == (AS_ORG,) and not told(document, "c")
    apply(document, set_flag(document, True))
    assert [(each.start, each.end) for each in told(document, "b")] == [(0, 0), (2, 5)]


def test_an_answer_takes_the_place_of_the_one_before() -> None:
    document = Document(Article("a0", TEXT))
    for said in ("một", "hai"):
        apply(document, answer(document, PlaceAnswer(2, 5, "d", said, True)))
    assert [each.said for each in document.state.answers] == ["hai"] and document.state.questions == 1
    assert not isinstance(answer(document, PlaceAnswer(2, 5, "d", "hai", True)), Change)


def test_answers_of_two_machines_come_together() -> None:
    start = ArticleState(ArticleStatus.DONE)
    one, other = (ArticleState(ArticleStatus.DONE, answers=(PlaceAnswer(at, 9, "d"),)) for at in (5, 2))
    state, others = merged_state(one, [EditStep(start, one), EditStep(start, other)])
    assert [each.start for each in state.answers] == [2, 5] and not others


def test_answers_are_on_the_disk_and_in_the_queue(tmp_path: Path) -> None:
    project = Project.create(Disk(), tmp_path / "p", LABELS)
    project.add_articles([Article("a0", TEXT)])
    for person, label in (("a", "LOC"), ("b", "ORG")):
        session = Session(project, person, name=person)
        document = session.document("a0")
        assert isinstance(session.commit(add(document, LABELS, 2, 5, label)), Change)
        assert isinstance(session.commit(finish(document)), Change)
        assert session.close() is None
    project.welcome("c", "c", Role.ADJUDICATOR)
    session = Session(project, "c", name="c")
    document, spans = session.document("a0"), {"a": [HUE], "b": [AS_ORG]}
    state = adjudication(document, spans)
    assert isinstance(session.commit(decide(document, LABELS, state, state.open[0], (AS_ORG,))), Change)
    assert session.close() is None
    session = Session(project, "a", name="a")
    (place,) = places_for(session.snapshot(), session.begun, print)
    asks = place.answered("sao lại ORG?", True)
    assert isinstance(session.commit(answer(session.document("a0"), asks)), Change)
    assert session.summary("a0").questions == 1
    assert session.close() is None
    again = Session(Project.open(Disk(), tmp_path / "p"), "a")
    assert again.summary("a0").questions == 1  # as the queue reads it
    assert again.document("a0").state == ArticleState(ArticleStatus.DONE, answers=(asks,))
    assert isinstance(again.undo(), Change) and not again.document("a0").state.answers
    assert again.close() is None
