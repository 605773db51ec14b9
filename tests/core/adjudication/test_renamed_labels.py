"""A label that is called otherwise after places were decided opens none of them again."""

from pathlib import Path

import pytest

from nhan.core.adjudication.gold import Adjudication, adjudication, decide, enter
from nhan.core.adjudication.people_work import PeopleWork
from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Change, SpanStatus
from nhan.core.operations import relabel, rename_label
from nhan.core.project import Project
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.suggestion import Labelled
from tests.core.adjudication.test_agreed import AS_ORG, HUE, made

BOTH: Labelled = (6, 9, "LOC")


def state_of(session: Session) -> tuple[Document, Adjudication]:
    gold = session.document("a00")
    state = PeopleWork(session.project, "c", print).adjudication(gold)
    assert state is not None
    return gold, state


def commit(session: Session, gold: Document, state: Adjudication, *taken: Labelled) -> None:
    labels: LabelSet = session.project.labels
    entered = enter(gold, labels, state, "2026-11-28T00:00:00Z")
    if isinstance(entered, Change):
        assert isinstance(session.offer_change(gold.id, entered), Change)
    assert isinstance(session.commit(decide(gold, labels, state, state.open[0], taken)), Change)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What "a" had was taken; then LOC is called NƠI."""
    project = made(tmp_path / "p", [{"a": [HUE, BOTH], "b": [AS_ORG, BOTH]}])
    session = Session(project, "c", name="c")
    commit(session, *state_of(session), HUE)
    assert isinstance(session.commit(rename_label(project.labels, "LOC", "NƠI")), Change)
    assert session.close() is None
    return tmp_path / "p"


def test_what_is_decided_stays_so(folder: Path) -> None:
    session = Session(Project.open(Disk(), folder), "c")
    gold, state = state_of(session)
    assert (state.open, state.entering, state.decided) == ((), (), 1)
    assert [span.place for span in gold if span.status is SpanStatus.CONFIRMED] == [(2, 5, "NƠI"), (6, 9, "NƠI")]
    session.close()


def test_new_work_opens_what_it_touches_and_is_decided_on_the_same_spans(folder: Path) -> None:
    other = Session(Project.open(Disk(), folder), "b")
    document = other.document("a00")
    own = next(span for span in document if span.place == AS_ORG)
    assert isinstance(other.commit(relabel(document, other.project.labels, own.id, "PER")), Change)
    assert other.close() is None
    session = Session(Project.open(Disk(), folder), "c", name="c")
    gold, state = state_of(session)
    (stop,), before = state.open, {span.id for span in gold}
    assert stop.before == ((2, 5, "NƠI"),)
    commit(session, gold, state, (2, 5, "NƠI"))
    assert len({span.id for span in gold} - before) == 1  # what "b" has now
    assert not adjudication(gold, PeopleWork(session.project, "c", print).of("a00")).open
    assert session.close() is None
