"""Suggestions for the shown article and the next ones, computed in a child process while the annotator reads."""

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from nhan.core.learning.choice import FOLLOWERS, best_suggester
from nhan.core.learning.lesson import Labelled
from nhan.core.messages import NhanError
from nhan.core.model import ArticleStatus, Change
from nhan.core.ordering import is_blind
from nhan.core.suggest.outcome import Suggested, SuggestFailed
from nhan.core.suggest.worker import SuggestWorker
from nhan.gui.session_bridge import SessionBridge

_AT_ONCE = 8  # articles that are opened to be asked for, between two paints


class Suggesting(QObject):
    """Asks the worker, and offers what comes back to the session. Nothing is written for articles nobody touches."""

    working = Signal(bool)  # whether the shown article is being worked on
    failed = Signal(object)  # SuggestFailed
    segmented = Signal(str, object)  # article id, the ranges of its words
    _arrived = Signal(object)  # a Future, from the worker's thread to this one
    _cut = Signal(str, object)

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.name, self._worker = self._best()
        self._pending: dict[str, Future[Any]] = {}
        self._answered: set[str] = set()
        self._later: deque[tuple[str, bool]] = deque()  # article id, whether also where there are suggestions
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._want_some)
        self._arrived.connect(self._take)
        self._cut.connect(self._take_words)

    def _best(self) -> tuple[str, SuggestWorker]:
        name, parameters = best_suggester(self._bridge.session.project)
        return name, SuggestWorker(name, parameters)

    @property
    def follows(self) -> bool:
        """Whether the suggester learns from the decisions above within an article."""
        return self.name in FOLLOWERS

    def exchange(self) -> None:
        """Suggest by what is best now: there is a new model. What is in an article that nobody touched gives way."""
        self._worker.close()
        self.name, self._worker = self._best()
        asked = [*self._pending, *self._answered]
        self._pending, self._answered = {}, set()
        self.working.emit(False)
        shown = self._bridge.session.shown
        if shown in asked:
            self.want(shown, again=not self._is_touched(shown))
        self.want_all((name for name in asked if name != shown), again=True)

    def follow(self, article_id: str, text: str, confirmed: list[Labelled], end: int) -> "Future[Any]":
        """Ask anew about what starts at ``end`` or after it; see ``SuggestWorker.follow``."""
        return self._worker.follow(article_id, text, confirmed, end)

    def want_all(self, article_ids: Iterable[str], again: bool = False) -> None:
        """Suggest for many articles, when nobody waits for others (``again``: also where nobody touched what is there).

        Each is read from the disk to be asked for: a few a turn, so that the window goes on painting.
        """
        self._later.extend((name, again) for name in article_ids)
        self._turn.start()

    def _want_some(self) -> None:
        session = self._bridge.session
        for _ in range(min(_AT_ONCE, len(self._later))):
            name, again = self._later.popleft()
            if name in session.project:
                self.want(name, first=False, again=again and not self._is_touched(name))
        if not self._later:
            self._turn.stop()

    def _is_touched(self, article_id: str) -> bool:
        try:
            return self._bridge.session.touched(article_id)
        except NhanError:
            return True  # said when the article is shown

    def want(self, article_id: str, first: bool = True, again: bool = False) -> None:
        """Suggest for an article that has no suggestions yet (``again``: also for one that has)."""
        session = self._bridge.session
        waiting = self._pending.get(article_id)
        if not again and (article_id in self._answered or (waiting is not None and not first)):
            return
        if waiting is not None and not again:
            self.working.emit(True)
            if not waiting.cancel():  # it is being worked on already; else it is asked for anew, before all others
                return
        try:
            document = session.document(article_id)
        except NhanError:
            return  # said when the article is shown
        begun = bool(len(document)) or document.state.status is not ArticleStatus.NEW
        if not again and (begun or is_blind(session.project, article_id)):
            return
        if first:
            self.working.emit(True)
        future = self._worker.submit(article_id, document.text, first=first)
        self._pending[article_id] = future
        self._answered.discard(article_id)
        future.add_done_callback(self._hand_over)

    def is_pending(self, article_id: str) -> bool:
        """Whether suggestions for the article are on their way."""
        return article_id in self._pending

    def want_words(self, article_id: str, text: str) -> None:
        """Cut an article into words, for the edges to move by."""
        future = self._worker.words(text)
        future.add_done_callback(lambda done: self._hand_over_words(article_id, done))

    def _hand_over(self, future: "Future[Any]") -> None:
        if not future.cancelled():
            self._arrived.emit(future)

    def _hand_over_words(self, article_id: str, future: "Future[Any]") -> None:
        if not future.cancelled() and isinstance(future.result(), tuple):
            self._cut.emit(article_id, future.result())

    def _take_words(self, article_id: str, words: object) -> None:
        self.segmented.emit(article_id, words)

    def _take(self, future: "Future[Suggested | SuggestFailed]") -> None:
        answer = future.result()
        if self._pending.get(answer.article) is not future:
            return  # it was asked for anew, perhaps of a newer model: the old worker has nothing to say any more
        del self._pending[answer.article]
        shown = self._bridge.document
        if shown is not None and shown.id == answer.article:
            self.working.emit(False)
        if isinstance(answer, SuggestFailed):
            self.failed.emit(answer)
            return
        if answer.article not in self._bridge.session.project or self._is_late(answer.article):
            return
        self._answered.add(answer.article)
        outcome = self._bridge.session.offer(answer.article, answer.spans)
        if isinstance(outcome, Change):
            self._bridge.changed.emit(outcome)

    def _is_late(self, article_id: str) -> bool:
        """Whether the annotator has finished the article meanwhile: new suggestions would open it again."""
        state = self._bridge.session.document(article_id).state
        return state.status in (ArticleStatus.DONE, ArticleStatus.SKIPPED)

    def close(self) -> None:
        self._turn.stop()
        self._later.clear()
        self._worker.close()
