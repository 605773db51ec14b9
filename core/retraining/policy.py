"""When a project's model is trained: the one place that decides, for the window and for whoever has none.

Driven by calls, with a clock from outside: told what changes, asked to work a little (``step``) and then what to do
(``decide``). It starts no process and no timer.
"""

import time
from collections.abc import Callable, Sequence

import msgspec

from nhan.core.messages import Message
from nhan.core.metrics.progress import ArticleResult, Decisions
from nhan.core.model import Change
from nhan.core.retraining.collector import Collector, LongArticle, ReadBeside
from nhan.core.retraining.outlook import (
    Behind,
    Collecting,
    FirstModelAfter,
    InTraining,
    OnDemand,
    Outlook,
    OwnModelAfter,
    ReadingOnly,
    UpToDate,
)
from nhan.core.retraining.schedule import missing, worth_a_pause, worth_training
from nhan.core.retraining.training_set import TrainingSet
from nhan.core.session import Session
from nhan.core.tagger.model_file import ModelFile
from nhan.core.tagger.training_example import CorrectedArticle

IDLE = 5.0  # seconds without an edit, after which anything new is worth a model ...
PATIENCE = 5  # ... and at least so many times as long as the last training took


class TrainNow(msgspec.Struct, frozen=True):
    """Call ``begin`` and train on what it returns."""


class WaitFor(msgspec.Struct, frozen=True):
    """Ask again after so many seconds, or when something has changed."""

    seconds: float


class NothingDue(msgspec.Struct, frozen=True):
    """Ask again when something has changed."""


NextTraining = TrainNow | WaitFor | NothingDue


class LastTraining(msgspec.Struct, frozen=True):
    """What the project's model was made from. ``at``: UTC, ISO 8601; ``seconds``: None where nobody has measured."""

    articles: int
    spans: int
    at: str
    seconds: float | None = None


class TrainingPolicy:
    """One training at a time, of one project. Make it before the session's first edit, and tell it of every change."""

    def __init__(self, session: Session, automatic: bool, clock: Callable[[], float] = time.monotonic) -> None:
        """``automatic``: whether to train without being asked; may be set later. ``clock``: seconds that only grow."""
        self.automatic = automatic
        self.last: LastTraining | None = None
        self.problem: Message | None = None  # why the last training failed
        self.training = False
        self.training_set = TrainingSet()
        self._session, self._clock = session, clock
        self._collector = Collector(session, self.training_set, clock)
        self._asked = False
        self._idle_at: float | None = None  # when the pause that is under way is long enough for a training

    # -- what there is to learn from ------------------------------------------------------------------------------

    def start(self, decisions: Decisions, model: ModelFile | None, others: Sequence[CorrectedArticle] = ()) -> None:
        """Begin to collect, from what earlier sessions and other people left (see ``EarlierSessions``)."""
        if model is not None:
            self.training_set.know(model)
            self.last = _last(model, None)
        self._collector.start(decisions, others)

    def look_again(self) -> None:
        """Look at every article again: others have come in."""
        self._collector.look_again()

    def changed(self, change: Change, at: str) -> None:
        """Take note of a change that was applied ``at`` (UTC, ISO 8601). Quick enough for the way of a key."""
        self._collector.changed(change, at)
        if not change.machine:
            self._idle_at = None

    def step(self) -> bool:
        """Collect a little: read one article at most. Returns False when nothing is left for now: ``decide`` then."""
        return self._collector.step()

    def begin_long(self) -> LongArticle | None:
        """A long article to be read in another thread, once ``step`` has nothing left; what comes of it is for
        ``take``. None: there is none, or one is being read."""
        return self._collector.begin_long()

    def take(self, found: ReadBeside) -> None:
        """A long article was read: ``step`` again."""
        self._collector.take(found)

    def give_up(self) -> None:
        """The long article could not be read after all."""
        self._collector.give_up()

    @property
    def pause(self) -> float | None:
        """Seconds until there is more for ``step`` to do, if nothing changes; None = nothing."""
        return self._collector.pause

    @property
    def complete(self) -> bool:
        """Whether every article has been looked at."""
        return self._collector.complete

    def results(self) -> Sequence[ArticleResult]:
        """What was done to each done article, in the order of finishing."""
        decisions = self._collector.decisions
        return decisions.results() if decisions is not None else ()

    # -- when to train --------------------------------------------------------------------------------------------

    @property
    def allowed(self) -> bool:
        """Whether there may be a training at all: not for those who only read."""
        return self._session.read_only is None

    def ask(self) -> None:
        """Train on everything that is done, as soon as it is collected."""
        if self.allowed and not self.training:
            self._asked = True
            self._collector.end_pause()

    def take_back(self) -> None:
        """Forget that a training was asked for."""
        self._asked = False

    def decide(self) -> NextTraining:
        """What to do now. A pause counts from the first time that this is asked without an edit since."""
        over = self._idle_at is not None and self._clock() >= self._idle_at
        if over:
            self._idle_at = None
        if self.training or not self.complete or not self.allowed:
            return NothingDue()
        if self._asked:
            return TrainNow()
        if not self.automatic or self.training_set.on_hold:
            return NothingDue()
        if worth_training(self.training_set):
            return TrainNow()
        if not worth_a_pause(self.training_set):
            return NothingDue()
        return TrainNow() if over else WaitFor(self._until_idle())

    def _until_idle(self) -> float:
        if self._idle_at is None:
            took = self.last.seconds if self.last is not None and self.last.seconds else 0.0
            self._idle_at = self._clock() + max(IDLE, PATIENCE * took)
        return self._idle_at - self._clock()

    def outlook(self) -> Outlook:
        """What comes next."""
        more, unseen = missing(self.training_set), self.training_set.unseen
        if not self.allowed:
            return ReadingOnly()
        if self.training:
            return InTraining()
        if not self.complete:
            return Collecting()
        if not self.automatic:
            return OnDemand()
        if more and self.training_set.foreign:
            return OwnModelAfter(more)
        if more and self.last is None:
            return FirstModelAfter(more)
        if unseen.new or unseen.edited:
            return Behind(len(unseen.new), len(unseen.edited))
        return UpToDate()

    # -- a training -----------------------------------------------------------------------------------------------

    def begin(self) -> list[CorrectedArticle]:
        """A training begins. Returns what it is to learn from, the newest last."""
        self.training, self._asked, self.problem, self._idle_at = True, False, None, None
        decisions = self._collector.decisions
        articles = self.training_set.in_order(decisions.finished if decisions is not None else ())
        self.training_set.begin()
        return articles

    def succeed(self, model: ModelFile, seconds: float) -> None:
        """The training has taken so long, and its model is on the disk."""
        self.training = False
        self.training_set.succeed(model)
        self.last = _last(model, seconds)

    def fail(self, problem: Message | None) -> None:
        """The training has ended without a model; None: it was stopped. The next one waits for something new."""
        self.training, self.problem = False, problem
        self.training_set.fail()


def _last(model: ModelFile, seconds: float | None) -> LastTraining:
    spans = sum(each.spans for each in model.studied)
    return LastTraining(len(model.studied), spans, model.trained_at, seconds)
