"""Retraining by itself: collects what is corrected, trains in a child process, and never makes the window wait."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from nhan.core.messages import Message, NhanError
from nhan.core.metrics.progress import ArticleResult, Decisions, read_decisions, sessions
from nhan.core.model import ArticleStatus, Change
from nhan.core.queue import Summary
from nhan.core.readable import readable
from nhan.core.retraining.corrections import is_corrected
from nhan.core.retraining.policy import TakenExamples, TrainingPolicy
from nhan.core.retraining.trainer import Trainer
from nhan.core.session import now
from nhan.core.tagger.model_file import ModelFile
from nhan.core.tagger.model_store import imported, model_path
from nhan.core.tagger.training_example import CorrectedArticle, corrected
from nhan.gui.i18n import Language
from nhan.gui.learning.panel import LastTraining, LearningPanel
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import Settings

SLICE = 0.004  # seconds of a step of collecting; an article that takes longer is a step of its own
FIRST = 500  # ms, in which the window is built and painted before this begins
PAUSE = 500  # ms without an edit, after which a done article that was edited is looked at
IDLE = 5000  # ms without an edit, after which anything new is worth a model ...
PATIENCE = 5  # ... and at least so many times as long as the last training took
_OFTEN = 0.05  # seconds between two words on how far a training is


class Learning(QObject):
    """One training at a time. Make it before the session's first edit: it reads what earlier sessions left."""

    trained = Signal(object)  # ModelFile: it is on the disk
    failed = Signal(object)  # Message: the last model stays
    progress = Signal(int, int)  # articles read, of
    state_changed = Signal()  # a training begins or ends, or there is more to learn from
    results_changed = Signal()
    _read = Signal(object, object)  # from the threads to this one: Decisions, ModelFile | None
    _ended = Signal(object, float)  # ModelFile | Message | None (stopped), seconds

    def __init__(self, bridge: SessionBridge, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._settings = bridge, settings
        self.last: LastTraining | None = None
        self.problem: Message | None = None  # of the last training
        self.results: Sequence[ArticleResult] = ()  # of the done articles, in the order of finishing
        self.ready = False  # whether everything there is has been collected
        self._decisions: Decisions | None = None  # None until the journals are read
        self._changes: deque[tuple[Change, str]] = deque()
        self._scan: Iterator[Summary] = iter(())
        self._wanted: dict[str, None] = {}  # articles to look at, in order
        self._later: set[str] = set()  # done articles that were edited a moment ago
        self.lessons = TrainingPolicy()
        self._held = False  # a training was stopped or failed: the next one waits for something new
        self._asked = False
        self._taken = TakenExamples(set(), set(), 0)
        self._learner: Trainer | None = None
        self._threads: list[threading.Thread] = []
        self._closed = threading.Event()
        self._steps = QTimer(self, interval=0)
        self._steps.timeout.connect(self._step)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(lambda: self._consider(idle=True))
        self._first = QTimer(self, singleShot=True, interval=FIRST)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._look_now)
        self._read.connect(self._begin)
        self._ended.connect(self._end)
        bridge.changed.connect(self._changed)
        settings.changed.connect(self._setting_changed)
        self._read_history()

    # -- what there is to know ------------------------------------------------------------------------------------

    @property
    def training(self) -> bool:
        return self._learner is not None

    @property
    def allowed(self) -> bool:
        """Whether there may be a training at all: not for those who only read."""
        return self._bridge.session.read_only is None and not self._closed.is_set()

    # -- collecting -----------------------------------------------------------------------------------------------

    def _read_history(self) -> None:
        project = self._bridge.session.project
        journals = project.journal(self._bridge.session.annotator)
        found = sessions(journals)  # listed now: what this session will write is heard of otherwise
        path = model_path(project.folder)

        def read() -> None:
            try:
                decisions = read_decisions(journals, found, self._closed.is_set)
            except (OSError, NhanError):
                decisions = Decisions()  # ``nhan check`` names what is damaged
            decisions.results()
            try:
                model = imported(project.disk, path)[1]
            except (OSError, NhanError):
                model = None
            self._read.emit(decisions, model)

        self._first.timeout.connect(lambda: self._start(read, "learning history"))
        self._first.start()

    def _begin(self, decisions: Decisions, model: ModelFile | None) -> None:
        self._decisions = decisions
        if model is not None:
            self.lessons.know(model)
            self.last = _last(model, None)
        self.look_again()

    def look_again(self) -> None:
        """Look at every article of the project: when it is opened, and when others have come in."""
        self.ready = False
        self._scan = self._bridge.session.summaries()
        self._steps.start()

    def _changed(self, change: Change) -> None:
        """Only takes note: this is on the way of a key to the screen."""
        self._changes.append((change, now()))
        self._steps.start()

    def _step(self) -> None:
        """Work for a few milliseconds, then let the window have its turn."""
        if self._decisions is None or self._closed.is_set():
            self._steps.stop()
            return
        end = time.monotonic() + SLICE
        while time.monotonic() < end:
            if self._changes:
                self._note(*self._changes.popleft())
            elif self._wanted:
                name = next(iter(self._wanted))
                del self._wanted[name]
                self._look_at(name)
            elif (summary := next(self._scan, None)) is not None:
                if _may_be_corrected(summary):
                    self._wanted[summary.id] = None
            else:
                self._steps.stop()
                self._collected()
                return

    def _note(self, change: Change, at: str) -> None:
        assert self._decisions is not None
        self._decisions.add(change, at)
        for edit in change.edits:
            done = edit.article in self.lessons
            if edit.now is not None:
                self._wanted[edit.article] = None
            elif done:
                self._later.add(edit.article)
                self._pause.start()
                self.lessons.edits += not change.machine
        if not change.machine:
            self._idle.stop()

    def _look_now(self) -> None:
        """Look at what was edited in done articles: in a pause, or each key would cost a walk through all spans."""
        self._pause.stop()
        self._wanted.update(dict.fromkeys(self._later))
        self._later.clear()
        self._steps.start()

    def _look_at(self, article_id: str) -> None:
        for document in readable([self._bridge.session.read(article_id)], lambda _: None):  # said when it is shown
            if not is_corrected(document):
                self.lessons.drop(article_id)
            elif self.lessons.put(corrected(document)):
                self._held = False

    def _collected(self) -> None:
        """Nothing is left to look at for now."""
        assert self._decisions is not None
        self.ready = True
        results = self._decisions.results()
        if results != self.results:
            self.results = results
            self.results_changed.emit()
        self.state_changed.emit()
        self._consider()

    # -- when to train --------------------------------------------------------------------------------------------

    def _setting_changed(self, name: str) -> None:
        if name == "auto_train":
            self.state_changed.emit()
            self._consider()

    def _consider(self, idle: bool = False) -> None:
        if self.training or not self.ready or not self.allowed:
            return
        if self._asked:
            self._train()
        elif not self._settings.get("auto_train") or self._held:
            return
        elif self.lessons.due or (idle and self.lessons.worthwhile):
            self._train()
        elif self.lessons.worthwhile and not self._idle.isActive():
            took = self.last.seconds if self.last is not None and self.last.seconds else 0.0
            self._idle.start(max(IDLE, round(1000 * PATIENCE * took)))

    def train_now(self) -> None:
        """Train on everything that is done, as soon as it is collected."""
        if self.allowed and not self.training:
            self._asked = True
            self._look_now()

    def sentence(self) -> str:
        """What comes next, in words; "" = nothing to say."""
        lessons = self.lessons
        if not self.allowed:
            return self.tr("Read only: nothing is learned here.")
        if self.training:
            return ""
        if not self.ready:
            return self.tr("Looking at the articles…")
        if not self._settings.get("auto_train"):
            return self.tr("Learns only when it is asked to.")
        missing = lessons.missing
        if lessons.foreign and missing:
            return self.tr(
                "The model comes from another project; after %n more articles this one gets its own.", "", missing
            )
        if self.last is None and missing:
            return self.tr("Learns after %n more articles.", "", missing)
        new, changed = len(lessons.fresh), len(lessons.edited)
        told = [self.tr("%n articles are new since then.", "", new)] if new else []
        told += [self.tr("%n articles have changed since then.", "", changed)] if changed else []
        return " ".join(told) or self.tr("It knows all that is done.")

    # -- training -------------------------------------------------------------------------------------------------

    def _train(self) -> None:
        assert self._decisions is not None
        self._asked, self.problem = False, None
        self._idle.stop()
        project = self._bridge.session.project
        learner = self._learner = Trainer(project.disk, project.folder)
        lessons = self.lessons.in_order(self._decisions.finished)
        self._taken = self.lessons.begin()
        self._start(lambda: self._work(learner, lessons), "training")
        self.state_changed.emit()
        self.progress.emit(0, len(lessons))

    def _work(self, learner: Trainer, lessons: list[CorrectedArticle]) -> None:
        """On a thread of its own, which waits for the child process."""
        begun = said = time.monotonic()

        def seen(done: int, of: int) -> None:
            nonlocal said
            if done >= of or time.monotonic() - said >= _OFTEN:
                said = time.monotonic()
                self.progress.emit(done, of)

        answer: ModelFile | Message | None
        try:
            answer = learner.train(lessons, now(), seen)
        except NhanError as error:
            answer = None if error.message.key == "learning.stopped" else error.message
        except Exception as error:  # whatever it is, the window must hear that the training is over
            answer = Message("learning.error", {"error": f"{type(error).__name__}: {error}"})
        self._ended.emit(answer, time.monotonic() - begun)

    def _end(self, answer: ModelFile | Message | None, seconds: float) -> None:
        self._learner = None
        if self._closed.is_set():
            return
        if isinstance(answer, ModelFile):
            self.lessons.succeed(answer)
            self.last = _last(answer, seconds)
            self.trained.emit(answer)
        else:
            self._held = True
            self.lessons.fail(self._taken)
            self.problem = answer
            if answer is not None:
                self.failed.emit(answer)
        self.state_changed.emit()
        self._consider()

    def stop(self) -> None:
        """End the training that is under way. The next one waits until there is something new, or is asked for."""
        self._asked = False
        if self._learner is not None:
            self._learner.stop()

    def close(self) -> None:
        """End everything at once. A model is either on the disk as a whole or not at all; the next session sees what
        it does not know."""
        self._closed.set()
        for timer in (self._first, self._steps, self._pause, self._idle):
            timer.stop()
        self.stop()
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[[], None], name: str) -> None:
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()


def _may_be_corrected(summary: Summary) -> bool:
    """By what the queue knows; see ``is_corrected``."""
    if summary.problem is not None:
        return False
    imported_whole = summary.status is ArticleStatus.NEW and not summary.suggested and summary.confirmed > 0
    return summary.status is ArticleStatus.DONE or imported_whole


def _last(model: ModelFile, seconds: float | None) -> LastTraining:
    spans = sum(each.spans for each in model.studied)
    return LastTraining(len(model.studied), spans, model.trained_at, seconds)


def connect_panel(learning: Learning, panel: LearningPanel, language: Language) -> None:
    """Let the panel show what goes on, and ask for more or for an end."""

    def show_state() -> None:
        panel.allow_training(learning.allowed)
        panel.show_model(learning.last)
        panel.show_next(language.say(learning.problem) if learning.problem else learning.sentence())
        if not learning.training:
            panel.show_training(False, 0, 0)

    panel.train_wanted.connect(learning.train_now)
    panel.stop_wanted.connect(learning.stop)
    learning.progress.connect(lambda done, of: panel.show_training(learning.training, done, of))
    learning.state_changed.connect(show_state)
    learning.results_changed.connect(lambda: panel.show_results(learning.results))
    show_state()
