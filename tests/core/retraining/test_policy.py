"""When a model is trained: over real sessions, with a clock that is told the time and trainings that take none."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.messages import Message
from nhan.core.metrics.progress import Decisions
from nhan.core.model import ArticleStatus
from nhan.core.operations import reject, set_note, set_status
from nhan.core.project import Project
from nhan.core.retraining.collector import PAUSE
from nhan.core.retraining.outlook import (
    Behind,
    Collecting,
    FirstModelAfter,
    InTraining,
    OnDemand,
    OwnModelAfter,
    ReadingOnly,
    UpToDate,
)
from nhan.core.retraining.policy import IDLE, PATIENCE, LastTraining, NothingDue, TrainingPolicy, TrainNow, WaitFor
from nhan.core.retraining.schedule import OWN_ENOUGH
from nhan.core.session import Session
from nhan.core.store.disk import Disk
from nhan.core.tagger.model_file import ModelFile
from nhan.core.tagger.training_example import CorrectedArticle
from tests.core.news import article, articles
from tests.core.retraining.building import AT, Clock, done, label, make, model_of

DIED = Message("learning.died", {"code": 9})


class Work:
    """A session and the policy that is told of what is done in it."""

    def __init__(self, folder: Path, model: ModelFile | None = None, automatic: bool = True) -> None:
        self.session, self.clock = Session(Project.open(Disk(), folder)), Clock()
        self.policy = TrainingPolicy(self.session, automatic, self.clock)
        self.model = model

    def open(self) -> "Work":
        """Collect all there is, as after the opening of the project."""
        self.policy.start(Decisions(), self.model)
        self.collect()
        return self

    def collect(self) -> None:
        while self.policy.step():
            pass

    def do(self, answer: object) -> None:
        self.policy.changed(done(self.session, answer), AT)
        self.collect()

    def label(self, number: int) -> None:
        for change in label(self.session, number):
            self.policy.changed(change, AT)
        self.collect()

    def edit(self, number: int) -> None:
        """Take a span of a done article back."""
        document = self.session.document(f"bài {number}")
        self.do(reject(document, next(iter(document)).id))

    def wait(self, seconds: float) -> None:
        self.clock.seconds += seconds
        self.collect()

    def train(self, seconds: float = 0.5) -> list[str]:
        """Train as it was decided. Returns the articles, in order."""
        assert self.policy.decide() == TrainNow()
        learned = self.policy.begin()
        self.policy.succeed(model_of(learned), seconds)
        return [each.article for each in learned]


def test_each_of_the_first_articles_is_learned_from_at_once_the_newest_last(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 4)).open()
    assert (work.policy.decide(), work.policy.outlook()) == (NothingDue(), FirstModelAfter(1))
    work.label(2)
    assert work.policy.outlook() == Behind(1, 0)
    assert work.train() == ["bài 2"]
    assert (work.policy.decide(), work.policy.outlook()) == (NothingDue(), UpToDate())
    assert work.policy.last == LastTraining(1, len(article(2).spans), AT, 0.5)
    work.label(0)
    assert work.train() == ["bài 2", "bài 0"]
    assert [each.article for each in work.policy.results()] == ["bài 2", "bài 0"]


def test_a_project_that_is_opened_again_knows_what_is_learned(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 4, corrected=3), model_of(articles(3)))
    assert (work.policy.last, work.policy.outlook()) == (None, Collecting())
    work.open()
    assert (work.policy.decide(), work.policy.outlook()) == (NothingDue(), UpToDate())
    assert work.policy.last == LastTraining(3, sum(len(each.spans) for each in articles(3)), AT)


def test_nothing_is_decided_before_everything_is_collected(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 4, corrected=4))
    work.policy.ask()
    assert work.policy.decide() == NothingDue()
    work.policy.start(Decisions(), None)
    while work.policy.step():
        assert work.policy.decide() == NothingDue()
        assert work.policy.outlook() == Collecting()
    assert len(work.train()) == 4
    work.policy.look_again()
    assert work.policy.outlook() == Collecting()


def test_a_changed_article_is_learned_in_a_pause_that_each_edit_puts_off(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 3, corrected=3), model_of(articles(3))).open()
    for number in range(3):
        work.do(set_status(work.session.document(f"bài {number}"), ArticleStatus.DONE))
    work.edit(1)
    assert (work.policy.decide(), work.policy.pause) == (NothingDue(), PAUSE)
    work.wait(PAUSE)
    assert (work.policy.decide(), work.policy.outlook()) == (WaitFor(IDLE), Behind(0, 1))
    work.wait(IDLE - 1)
    assert work.policy.decide() == WaitFor(1)
    work.edit(2)
    assert work.policy.decide() == WaitFor(IDLE)
    work.wait(IDLE)
    assert len(work.train()) == 3
    assert work.policy.decide() == NothingDue()


def test_a_pause_is_longer_where_the_last_training_took_long(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 3, corrected=3)).open()
    work.train(seconds=4.0)
    for number in range(3):
        work.do(set_status(work.session.document(f"bài {number}"), ArticleStatus.DONE))
    work.edit(0)
    work.wait(PAUSE)
    assert work.policy.decide() == WaitFor(4.0 * PATIENCE)


def test_a_pause_that_is_over_while_articles_come_in_begins_again(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 101, corrected=101), model_of(articles(100))).open()
    assert work.policy.decide() == WaitFor(IDLE)
    work.policy.look_again()
    work.clock.seconds += IDLE
    assert work.policy.decide() == NothingDue()
    work.collect()
    assert work.policy.decide() == WaitFor(IDLE)


def test_an_article_that_is_taken_up_again_is_not_learned_from(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 5, corrected=4)).open()
    work.train()
    work.do(set_status(work.session.document("bài 2"), ArticleStatus.IN_PROGRESS))
    work.label(4)
    assert work.train() == ["bài 0", "bài 1", "bài 3", "bài 4"]


def test_when_it_is_switched_off_it_learns_only_on_demand(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 4, corrected=4), automatic=False).open()
    assert (work.policy.decide(), work.policy.outlook()) == (NothingDue(), OnDemand())
    work.policy.ask()
    assert len(work.train()) == 4
    work.policy.automatic = True  # nothing is new
    assert (work.policy.decide(), work.policy.outlook()) == (NothingDue(), UpToDate())


def test_what_was_asked_for_can_be_taken_back(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 2, corrected=2), automatic=False)
    work.policy.ask()
    work.policy.take_back()
    assert work.open().policy.decide() == NothingDue()


def test_on_demand_what_was_edited_a_moment_ago_is_learned_too(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 2, corrected=2), automatic=False).open()
    work.do(set_status(work.session.document("bài 1"), ArticleStatus.DONE))
    work.edit(1)
    work.policy.ask()
    work.collect()
    assert work.policy.begin()[1].spans == article(1).spans[1:]


def test_who_only_reads_learns_nothing(tmp_path: Path) -> None:
    writer = Session(Project.open(Disk(), make(tmp_path / "p", 4, corrected=4)))
    work = Work(tmp_path / "p").open()
    work.policy.ask()
    assert (work.policy.decide(), work.policy.outlook()) == (NothingDue(), ReadingOnly())
    writer.close()


def test_a_training_that_failed_or_was_stopped_waits_for_something_new_or_for_being_asked(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 5, corrected=3)).open()
    for problem in (DIED, None):
        work.policy.ask()
        assert work.policy.decide() == TrainNow()
        work.policy.begin()
        assert (work.policy.problem, work.policy.outlook()) == (None, InTraining())
        work.policy.fail(problem)
        assert (work.policy.decide(), work.policy.problem) == (NothingDue(), problem)
        assert work.policy.outlook() == Behind(3, 0)
    work.label(3)
    assert len(work.train()) == 4


def test_there_is_one_training_at_a_time_and_what_comes_meanwhile_is_for_the_next(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 3, corrected=2)).open()
    assert work.policy.decide() == TrainNow()
    learned = work.policy.begin()
    work.label(2)
    assert work.policy.decide() == NothingDue()
    work.policy.succeed(model_of(learned), 0.1)
    assert work.policy.outlook() == Behind(1, 0)
    assert len(work.train()) == 3
    assert work.policy.decide() == NothingDue()


def test_asking_while_a_training_runs_asks_for_nothing_more(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 2, corrected=2)).open()
    learned = work.policy.begin()
    work.policy.ask()
    work.policy.succeed(model_of(learned), 0.1)
    assert work.policy.decide() == NothingDue()


def test_after_a_training_a_pause_begins_again(tmp_path: Path) -> None:
    work = Work(make(tmp_path / "p", 102, corrected=101), model_of(articles(100))).open()
    assert work.policy.decide() == WaitFor(IDLE)
    work.policy.ask()
    work.train()
    label(work.session, 101)  # as if it had come from elsewhere
    work.policy.look_again()
    work.wait(1)
    assert work.policy.decide() == WaitFor(IDLE)


def test_a_model_from_another_project_stays_until_there_is_enough(tmp_path: Path) -> None:
    other = model_of(articles(200, first=1000))
    work = Work(make(tmp_path / "p", OWN_ENOUGH, corrected=OWN_ENOUGH - 1), other).open()
    assert (work.policy.decide(), work.policy.outlook()) == (NothingDue(), OwnModelAfter(1))
    work.label(OWN_ENOUGH - 1)
    assert work.policy.outlook() == Behind(OWN_ENOUGH, 0)
    assert len(work.train()) == OWN_ENOUGH


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whoever_waits_as_long_as_told_trains(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """However long the last training took and whatever happens meanwhile; and never before IDLE seconds without an
    edit."""
    given = articles(3)
    known = [CorrectedArticle(given[0].article, given[0].text, given[0].spans[1:]), *given[1:]]
    work = Work(make(tmp_path_factory.mktemp("work") / "p", 3, corrected=3), model_of(known)).open()
    took = data.draw(st.none() | st.integers(0, 100))
    work.policy.last = LastTraining(3, 9, AT, took)
    edited, edits = work.clock.seconds, data.draw(st.integers(0, 3))
    while isinstance(answer := work.policy.decide(), WaitFor):
        assert 0 < answer.seconds <= max(IDLE, PATIENCE * (took or 0))
        passed = data.draw(st.sampled_from([1.0, answer.seconds]))
        if edits and passed < answer.seconds:
            work.do(set_note(work.session.document("bài 1"), f"{edits} lần nữa"))
            edited, edits = work.clock.seconds, edits - 1
        else:
            work.wait(passed)
    assert answer == TrainNow()
    assert work.clock.seconds - edited >= max(IDLE, PATIENCE * (took or 0))
    work.session.close()
