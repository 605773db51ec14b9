"""Corrected articles are collected in small steps, and are what is read from the project at once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.metrics.progress import Decisions
from nhan.core.model import ArticleStatus, Change
from nhan.core.operations import delete_articles, reject, restore_articles, set_note, set_status
from nhan.core.project import Project
from nhan.core.retraining import collector
from nhan.core.retraining.collector import PAUSE, Collector, ReadBeside
from nhan.core.retraining.corrections import corrections
from nhan.core.retraining.training_set import TrainingSet
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from tests.core.news import article, articles
from tests.core.operations.test_laws import any_verb
from tests.core.retraining.building import AT, PORTS, Clock, done, label, make


class Work:
    """A session whose changes are collected."""

    def __init__(self, folder: Path) -> None:
        self.session = Session(Project.open(Disk(), folder))
        self.clock, self.training_set = Clock(), TrainingSet()
        self.collector = Collector(self.session, self.training_set, self.clock)
        self.collector.start(Decisions())

    def do(self, answer: object) -> None:
        self.collector.changed(done(self.session, answer), AT)

    def collect(self) -> int:
        """Work until nothing is left for now. Returns how many steps that took."""
        steps = 0
        while self.collector.step():
            steps += 1
        if (found := self.read_long()) is not None:
            self.collector.take(found)
            return steps + self.collect()
        return steps

    def read_long(self) -> ReadBeside | None:
        """What another thread reads."""
        article = self.collector.begin_long()
        return article.read() if article is not None else None

    def names(self) -> list[str]:
        return [each.article for each in self.training_set.in_order(())]


def test_it_reads_one_article_at_a_step_and_only_those_that_may_be_corrected(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 5, corrected=2))
    assert not work.collector.complete
    assert work.collect() == 5 + 2  # a look at each line of the queue, and the two that are read
    assert work.collector.complete
    assert work.names() == ["bài 0", "bài 1"]
    assert work.collect() == 0


def test_nothing_is_done_before_the_decisions_of_earlier_sessions_are_read(tmp_path: Path) -> None:
    session = Session(Project.open(Disk(), make(tmp_path / "p", 3, corrected=2)))
    collector = Collector(session, TrainingSet(), Clock())
    for change in label(session, 2):
        collector.changed(change, AT)
    assert not collector.step()
    assert not collector.complete
    decisions = Decisions()
    collector.start(decisions)
    while collector.step():
        pass
    assert list(decisions.finished) == ["bài 2"]


def test_an_edit_in_a_done_article_is_read_in_a_pause_that_each_edit_puts_off(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 3, corrected=3))
    for number in range(3):
        work.do(set_status(work.session.document(f"bài {number}"), ArticleStatus.DONE))
    work.collect()
    given = articles(3)
    assert work.collector.pause is None
    for _ in range(2):
        work.clock.seconds += PAUSE / 2
        document = work.session.document("bài 1")
        work.do(reject(document, next(iter(document)).id))
        work.collect()
        assert work.collector.pause == PAUSE
    assert work.training_set.in_order(()) == given
    assert work.training_set.unseen.edits == 2
    work.clock.seconds += PAUSE
    assert work.collector.pause == 0
    work.collect()
    assert work.collector.pause is None
    assert work.training_set.in_order(())[1].spans == article(1).spans[2:]


def test_a_machine_s_edit_of_a_done_article_is_read_and_not_counted(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 2, corrected=2))
    work.do(set_status(work.session.document("bài 1"), ArticleStatus.DONE))
    work.collect()
    document = work.session.document("bài 1")
    edit = reject(document, next(iter(document)).id)
    assert isinstance(edit, Change)
    work.do(Change("suggest", edit.edits, machine=True))
    work.collect()
    assert work.collector.pause == PAUSE
    assert work.training_set.unseen.edits == 0


def test_an_article_that_is_taken_up_again_is_out_at_once(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 3, corrected=3))
    work.collect()
    work.do(set_status(work.session.document("bài 1"), ArticleStatus.IN_PROGRESS))
    work.collect()
    assert work.names() == ["bài 0", "bài 2"]


def test_a_deleted_article_is_out_at_once_and_in_again_when_it_comes_back(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 5, corrected=2))
    work.collect()
    project = work.session.project
    work.do(delete_articles(project, project.deleted, ["bài 0", "bài 4"]))
    work.collect()
    assert work.names() == ["bài 1"]
    work.collector.look_again()
    work.collect()
    assert work.names() == ["bài 1"]
    work.do(set_status(work.session.document("bài 0"), ArticleStatus.IN_PROGRESS))
    work.do(set_status(work.session.document("bài 0"), ArticleStatus.DONE))  # an undo may reach it
    work.collect()
    assert work.names() == ["bài 1"]
    work.do(restore_articles(project.deleted, ["bài 0"]))
    work.collect()
    assert set(work.names()) == {"bài 0", "bài 1"}


def test_articles_that_come_in_are_found_by_looking_again(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 2, corrected=1))
    work.collect()
    label(work.session, 1)  # as if it had come from elsewhere: nobody says so
    work.collect()
    assert work.names() == ["bài 0"]
    work.collector.look_again()
    assert not work.collector.complete
    work.collect()
    assert work.names() == ["bài 0", "bài 1"]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_after_any_work_and_a_pause_it_has_what_the_project_has(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collector, "LONG", data.draw(st.sampled_from([0, 6, 1000])))
        collect_any_work(Work(make(tmp_path_factory.mktemp("work") / "p", 4, corrected=2)), data)


def collect_any_work(work: Work, data: st.DataObject) -> None:
    found: ReadBeside | None = None
    for _ in range(data.draw(st.integers(0, 12))):
        document = work.session.document(f"bài {data.draw(st.integers(0, 3))}")
        answer = any_verb(data, document, PORTS)
        if isinstance(answer, Change):
            work.do(answer)
        if data.draw(st.booleans()):
            work.collector.step()
        if data.draw(st.booleans()):
            if found is not None:
                work.collector.take(found)
            found = work.read_long()
        work.clock.seconds += data.draw(st.sampled_from([0, PAUSE / 2, PAUSE]))
    if isinstance(undone := work.session.undo(), Change):
        work.collector.changed(undone, AT)
    if found is not None:
        work.collector.take(found)
    work.collect()
    work.clock.seconds += PAUSE
    work.collect()
    collected = work.training_set.in_order(())
    expected = list(corrections(work.session, lambda each: pytest.fail(each.article)))
    assert sorted(collected, key=lambda each: each.article) == expected
    work.session.close()


def test_a_note_costs_a_look_and_changes_nothing(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 3))
    for change in label(work.session, 0):
        work.collector.changed(change, AT)
    work.collect()
    work.training_set.begin()
    work.do(set_note(work.session.document("bài 0"), "ghi chú"))
    assert work.collect() == 2
    assert (work.training_set.unseen.new, work.training_set.unseen.edited) == (set(), set())


def test_a_long_article_is_read_in_no_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "LONG", 0)
    work = Work(make(tmp_path / "p", 3, corrected=1))
    while work.collector.step():
        pass
    assert not work.names() and not work.collector.complete
    found = work.read_long()
    assert found is not None
    assert not work.collector.complete and work.collector.begin_long() is None  # one at a time
    work.collector.take(found)
    assert work.names() == ["bài 0"] and work.collector.complete


def test_a_long_article_that_is_edited_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "LONG", 0)
    work = Work(make(tmp_path / "p", 2, corrected=1))
    while work.collector.step():
        pass
    found = work.read_long()
    assert found is not None
    document = work.session.document("bài 0")
    work.do(set_status(document, ArticleStatus.DONE))
    work.do(reject(document, next(iter(document)).id))
    work.collector.take(found)
    work.collect()
    assert work.training_set.in_order(())[0].spans == article(0).spans[1:]


def test_a_long_article_that_cannot_be_read_any_more_leaves_what_is_known_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collector, "LONG", 0)
    work = Work(make(tmp_path / "p", 2))
    for change in label(work.session, 0):
        work.collector.changed(change, AT)
    assert work.session.save_all() is None
    work.collect()
    record = work.session.project.record_path("bài 0", work.session.annotator)
    record.write_bytes(record.read_bytes()[:-200])
    work.collector.look_again()
    while work.collector.step():
        pass
    assert work.names() == ["bài 0"] and work.collector.complete
