"""Retraining by itself in the window: timers, threads and signals around ``core/retraining``, which decides.

A training runs in a child process, and the window never waits for it.
"""

import math
import threading
import time
from collections.abc import Callable, Sequence
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from nhan.core.messages import Message, NhanError
from nhan.core.metrics.progress import ArticleResult, Decisions
from nhan.core.model import Change
from nhan.core.retraining.collector import ReadBeside
from nhan.core.retraining.earlier_sessions import EarlierSessions
from nhan.core.retraining.outlook import Outlook
from nhan.core.retraining.policy import LastTraining, NothingDue, TrainingPolicy, TrainNow, WaitFor
from nhan.core.retraining.trainer import Trainer
from nhan.core.tagger.model_file import ModelFile
from nhan.core.tagger.training_example import CorrectedArticle
from nhan.core.time_on_article import now
from nhan.gui.i18n import Language
from nhan.gui.jobs import Err, Ok
from nhan.gui.learning.panel import LearningPanel
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import AUTO_TRAIN, Affects, Setting, Settings
from nhan.gui.turns import Turns

AT_ONCE = 50  # articles of one change that are counted in one step
FIRST = 500  # ms, in which the window is built and painted before this begins
_OFTEN = 0.05  # seconds between two words on how far a training is


class Learning(QObject):
    """One training at a time. Make it before the session's first edit: it reads what earlier sessions left."""

    trained = Signal(object)  # ModelFile: it is on the disk
    failed = Signal(object)  # Message: the last model stays
    progress = Signal(int, int)  # articles read, of
    state_changed = Signal()  # a training begins or ends, or there is more to learn from
    results_changed = Signal()
    _read = Signal(object, object, object)  # from the threads to this one: Decisions, ModelFile | None, others' work
    _ended = Signal(object, float)  # ModelFile | Message | None (stopped), seconds

    def __init__(self, bridge: SessionBridge, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._settings = bridge, settings
        self.policy = TrainingPolicy(bridge.session, settings.get(AUTO_TRAIN))
        self.results: Sequence[ArticleResult] = ()  # of the done articles, in the order of finishing
        self._trainer: Trainer | None = None
        self._threads: list[threading.Thread] = []
        self._closed = threading.Event()
        self._turns = Turns(self._step, self)
        self._turns.ended.connect(self._collected)
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._turns.start)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self._decide)
        self._first = QTimer(self, singleShot=True, interval=FIRST)
        self._read.connect(self._begin)
        self._ended.connect(self._end)
        bridge.changed.connect(self._changed)
        settings.changed.connect(self._setting_changed)
        earlier = EarlierSessions(bridge.session)  # listed now, before this session writes
        self._first.timeout.connect(lambda: self._start(lambda: self._read_earlier(earlier), "learning history"))
        self._first.start()

    # -- what there is to know ------------------------------------------------------------------------------------

    @property
    def training(self) -> bool:
        return self.policy.training

    @property
    def allowed(self) -> bool:
        """Whether there may be a training at all: not for those who only read."""
        return self.policy.allowed and not self._closed.is_set()

    @property
    def ready(self) -> bool:
        """Whether everything there is has been collected."""
        return self.policy.complete

    @property
    def last(self) -> LastTraining | None:
        return self.policy.last

    @property
    def problem(self) -> Message | None:
        """Why the last training failed."""
        return self.policy.problem

    def outlook(self) -> Outlook:
        """What comes next."""
        return self.policy.outlook()

    # -- collecting -----------------------------------------------------------------------------------------------

    def _read_earlier(self, earlier: EarlierSessions) -> None:
        """On a thread of its own."""
        self._read.emit(*earlier.read(self._closed.is_set), earlier.others(self._closed.is_set))

    def _begin(self, decisions: Decisions, model: ModelFile | None, others: list[CorrectedArticle]) -> None:
        self.policy.start(decisions, model, others)
        self._turns.start()

    def look_again(self) -> None:
        """Look at every article of the project again: others have come in."""
        self.policy.look_again()
        self._turns.start()

    def _changed(self, change: Change) -> None:
        """Only takes note: this is on the way of a key to the screen."""
        at = now()
        for part in change.parts(AT_ONCE):
            self.policy.changed(part, at)
        self._turns.start()

    def _step(self) -> bool:
        return not self._closed.is_set() and self.policy.step()

    def _collected(self) -> None:
        """Nothing is left to look at for now."""
        if self._closed.is_set():
            return
        self._read_long()
        pause = self.policy.pause
        if pause is not None:
            self._pause.start(_milliseconds(pause))
        results = self.policy.results()
        if results != self.results:
            self.results = results
            self.results_changed.emit()
        self.state_changed.emit()
        self._decide()

    def _read_long(self) -> None:
        """A long article is read beside the window."""
        article = self.policy.begin_long()
        if article is not None:
            title = QCoreApplication.translate("Jobs", "Reading a corrected article")
            self._bridge.jobs.run(title, lambda _: article.read(), self._take, stoppable=False)

    def _take(self, result: Ok[ReadBeside] | Err) -> None:
        match result:
            case Ok(found):
                self.policy.take(found)
            case Err():
                self.policy.give_up()
            case _:
                assert_never(result)
        if not self._closed.is_set():
            self._turns.start()

    # -- when to train --------------------------------------------------------------------------------------------

    def _setting_changed(self, setting: Setting[object]) -> None:
        if setting.affects is Affects.TRAINING:
            self.policy.automatic = self._settings.get(AUTO_TRAIN)
            self.state_changed.emit()
            self._decide()

    def _decide(self) -> None:
        if self._closed.is_set():
            return
        next_training = self.policy.decide()
        match next_training:
            case TrainNow():
                self._train()
            case WaitFor():
                self._idle.start(_milliseconds(next_training.seconds))
            case NothingDue():
                pass
            case _:
                assert_never(next_training)

    def train_now(self) -> None:
        """Train on everything that is done, as soon as it is collected."""
        self.policy.ask()
        self._turns.start()

    # -- training -------------------------------------------------------------------------------------------------

    def _train(self) -> None:
        session = self._bridge.session
        trainer = self._trainer = Trainer(session.project.disk, session.project.folder, session.annotator)
        articles = self.policy.begin()
        adviser = self._settings.suggester_of(session.project.folder).adviser(session.project.labels)
        self._start(lambda: self._work(trainer, articles, adviser), "training")
        self.state_changed.emit()
        self.progress.emit(0, len(articles))

    def _work(self, trainer: Trainer, articles: list[CorrectedArticle], adviser: str) -> None:
        """On a thread of its own, which waits for the child process."""
        begun = said = time.monotonic()

        def seen(done: int, of: int) -> None:
            nonlocal said
            if done >= of or time.monotonic() - said >= _OFTEN:
                said = time.monotonic()
                self.progress.emit(done, of)

        answer: ModelFile | Message | None
        try:
            answer = trainer.train(articles, now(), seen, adviser)
        except NhanError as error:
            answer = None if error.message.key == "learning.stopped" else error.message
        except Exception as error:  # whatever it is, the window must hear that the training is over
            answer = Message("learning.error", {"error": f"{type(error).__name__}: {error}"})
        self._ended.emit(answer, time.monotonic() - begun)

    def _end(self, answer: ModelFile | Message | None, seconds: float) -> None:
        self._trainer = None
        if self._closed.is_set():
            return
        if isinstance(answer, ModelFile):
            self.policy.succeed(answer, seconds)
            self.trained.emit(answer)
        else:
            self.policy.fail(answer)
            if answer is not None:
                self.failed.emit(answer)
        self.state_changed.emit()
        self._decide()

    def stop(self) -> None:
        """End the training that is under way. The next one waits until there is something new, or is asked for."""
        self.policy.take_back()
        if self._trainer is not None:
            self._trainer.stop()

    def close(self) -> None:
        """End everything at once. A model is either on the disk as a whole or not at all; the next session sees what
        it does not know."""
        self._closed.set()
        for timer in (self._first, self._turns, self._pause, self._idle):
            timer.stop()
        self.stop()
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[[], None], name: str) -> None:
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()


def _milliseconds(seconds: float) -> int:
    return math.ceil(1000 * seconds)


def connect_panel(learning: Learning, panel: LearningPanel, language: Language) -> None:
    """Let the panel show what goes on, and ask for more or for an end."""

    def show_state() -> None:
        panel.allow_training(learning.allowed)
        panel.show_model(learning.last)
        if learning.problem is not None:
            panel.show_problem(language.say(learning.problem))
        else:
            panel.show_outlook(learning.outlook())
        if not learning.training:
            panel.show_training(False, 0, 0)

    panel.train_wanted.connect(learning.train_now)
    panel.stop_wanted.connect(learning.stop)
    learning.progress.connect(lambda done, of: panel.show_training(learning.training, done, of))
    learning.state_changed.connect(show_state)
    learning.results_changed.connect(lambda: panel.show_results(learning.results))
    show_state()
