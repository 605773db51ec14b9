"""What people are told of the gold, and what they say to it: in files, through merges, and until something changes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from nhan.core.adjudication.gold import adjudication, decide, enter
from nhan.core.adjudication.gold_places import places_for
from nhan.core.adjudication.otherwise import DecidedOtherwise, decided_otherwise
from nhan.core.document import Document
from nhan.core.doubts.answering import take
from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.merging.combine import merged_state
from nhan.core.merging.steps import EditStep
from nhan.core.model import Article, ArticleState, ArticleStatus, Change, PlaceAnswer, Span
from nhan.core.operations import add, answer, comment, finish, merge, reject, relabel, set_flag, split
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


def test_what_stands_now_is_told_whatever_changed_it() -> None:
    document, minh = gold(), partial(list[Labelled], [AS_ORG])
    right = next(span for span in document if span.place == AS_ORG)
    doubt = Doubt("a0", DoubtKind.LABEL, "ORG", ((2, 5),), (HUE,), 1.0, 0.1, 0.9)
    apply(document, take(document, LABELS, doubt))
    assert document.get(right.id) is not None and not told(document, "a")
    (place,) = decided_otherwise(document, "b", minh)
    assert (place.had, place.stands) == ((AS_ORG,), (HUE,))
    apply(document, relabel(document, LABELS, right.id, "MISC"))
    for person, own, had in (("a", tuple, HUE), ("b", minh, AS_ORG)):
        (place,) = decided_otherwise(document, person, own)
        assert (place.had, place.stands) == ((had,), ((2, 5, "MISC"),))


@pytest.mark.parametrize(
    ("verb", "stands"),
    [
        (lambda document, span: reject(document, span.id), ()),
        (lambda document, span: split(document, LABELS, span.id, 5), ((2, 5, "ORG"), (6, 9, "ORG"))),
        (lambda document, span: merge(document, LABELS, next(iter(document)).id), ((0, 9, "ORG"),)),
    ],
)
def test_what_is_taken_out_cut_or_put_together_afterwards_is_told(
    verb: Callable[[Document, Span], Change], stands: tuple[Labelled, ...]
) -> None:
    """And what all had does not come in again."""
    both: list[Labelled] = [(0, 1, "ORG"), (2, 9, "ORG")]
    document = Document(Article("a0", TEXT))
    spans = {"a": both, "b": both}
    apply(document, enter(document, LABELS, adjudication(document, spans), AT))
    apply(document, verb(document, list(document)[1]))
    (place,) = decided_otherwise(document, "a", lambda: both)
    assert place.stands == stands and (2, 9, "ORG") in place.had
    assert not adjudication(document, spans).entering


def test_what_two_adjudicators_decided_at_one_place_is_answered_each() -> None:
    document, given_to = (
        Document(Article("a0", TEXT)),
        [PlaceAnswer(2, 5, "one"), PlaceAnswer(2, 5, "two", "sao?", True)],
    )
    for given in given_to:
        apply(document, answer(document, given, {"one", "two"}))
    assert list(document.state.answers) == given_to
    again = PlaceAnswer(2, 5, "three")  # both have decided again, and alike
    apply(document, answer(document, again, {"three"}))
    assert list(document.state.answers) == [again]


def test_answers_of_two_machines_to_two_adjudicators_come_together() -> None:
    start = ArticleState(ArticleStatus.DONE)
    one, other = (ArticleState(ArticleStatus.DONE, answers=(PlaceAnswer(2, 5, to),)) for to in ("one", "two"))
    state, others = merged_state(one, [EditStep(start, one), EditStep(start, other)])
    assert [each.to for each in state.answers] == ["one", "two"] and not others


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
