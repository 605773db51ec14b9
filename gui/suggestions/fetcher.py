"""Suggestions for the shown article and the next ones, computed in a child process while the annotator reads."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import Any, NamedTuple, assert_never

from PySide6.QtCore import QObject, Signal

from nhan.core.document import Document
from nhan.core.model import ArticleStatus
from nhan.core.operations.suggestions import is_proposed
from nhan.core.ordering import is_blind
from nhan.core.readable import Opened, Unreadable
from nhan.core.suggest.client import SuggestClient
from nhan.core.suggest.outcome import Suggested, SuggestFailed
from nhan.core.suggest.suggester_choice import FOLLOWERS, SuggesterChoice, chosen_suggester
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.turns import Turns

_AHEAD = 2  # articles after the shown one that are suggested for in advance
_WAITING = 24  # articles that the worker has before it; more would only lie in memory


class _Asked(NamedTuple):
    """What the worker was asked. ``again``: although the article has suggestions; ``whole``: because the annotator
    wants others, those that they have before them too."""

    future: Future[Any]
    again: bool
    whole: bool


class SuggestionFetcher(QObject):
    """Asks the worker, and offers what comes back to the session. Nothing is written for articles nobody touches."""

    awaited = Signal(str, bool)  # article id, and whether suggestions for it are on their way
    working = Signal(bool)  # whether the shown article is being worked on
    failed = Signal(object)  # SuggestFailed
    segmented = Signal(str, object)  # article id, the ranges of its words
    counted = Signal(int)  # how many of those that ``want_all`` was asked to count are still to come
    _arrived = Signal(object)  # a Future, from the worker's thread to this one
    _cut = Signal(str, object)

    def __init__(
        self,
        bridge: SessionBridge,
        after: Callable[[str, int], Iterable[str]],
        read_ahead: Callable[[], Sequence[Range]],
        parent: QObject | None = None,
        wanted: Callable[[], SuggesterChoice] = SuggesterChoice,
    ) -> None:
        """``after(article id, count)`` names the articles that come next; ``read_ahead`` says where nothing is changed
        in the one that is shown, unless it was asked for; ``wanted``: who suggests."""
        super().__init__(parent)
        self._bridge, self._after, self._wanted = bridge, after, wanted
        self._read_ahead = read_ahead
        self.name, self._worker = self._best()
        self._pending: dict[str, _Asked] = {}
        self._answered: dict[str, None] = {}  # article ids, in order
        self._later: dict[str, bool] = {}  # article ids in order, whether also where there are suggestions
        self._closed = False
        self._for_all: dict[str, None] = {}  # those that somebody waits for to be counted
        self._turns = Turns(self._want_next, self)
        self._arrived.connect(self._take)
        self._cut.connect(self._take_words)

    def _best(self) -> tuple[str, SuggestClient]:
        session = self._bridge.session
        name, parameters = chosen_suggester(session.project, session.annotator, self._wanted())
        return name, SuggestClient(name, parameters)

    @property
    def follows(self) -> bool:
        """Whether the suggester learns from the decisions above within an article."""
        return self.name in FOLLOWERS

    def exchange(self) -> None:
        """Suggest by who is wanted, or best, now: there is a new model, or another choice.

        What is in an article that nobody touched gives way.
        """
        if self._closed:
            return
        self._worker.close()
        self.name, self._worker = self._best()
        asked = [*self._pending, *self._answered]
        for name in list(self._pending):
            self._set_pending(name, None)
        self._answered = {}
        self.working.emit(False)
        shown = self._bridge.session.shown
        if shown in asked:
            self.want(shown, again=not self._is_touched(shown))
        self.want_all((name for name in asked if name != shown), again=True)
        for name in self._after(shown, _AHEAD):
            if name in self._later:
                self.want(name, first=False)

    def follow(self, article_id: str, text: str, confirmed: list[Labelled], end: int) -> "Future[Any]":
        """Ask again about what starts at ``end`` or after it; see ``SuggestClient.follow``."""
        return self._worker.follow(article_id, text, confirmed, end)

    def candidates(self, article_id: str, text: str) -> "Future[Any]":
        """Ask where the suggester is unsure; see ``SuggestClient.candidates``."""
        return self._worker.candidates(article_id, text)

    def want_all(self, article_ids: Iterable[str], again: bool = False, count: bool = False) -> None:
        """Suggest for many articles, when nobody waits for others (``again``: also where nobody touched what is there).

        Each is read from the disk to be asked for: a few a turn, so that the window goes on painting. ``count``: see
        ``counted``.
        """
        if self._closed:
            return
        for name in article_ids:
            self._later[name] = again or self._later.get(name, False)
            if count:
                self._for_all[name] = None
        self._turns.start()

    def stop_all(self) -> None:
        """Ask for no more of those that are counted. What the worker has before it still comes."""
        for name in self._for_all:
            self._later.pop(name, None)
        self._for_all.clear()
        self.counted.emit(0)

    def _want_next(self) -> bool:
        if not self._later or len(self._pending) >= _WAITING:
            return False  # ``_take`` starts it again
        name = next(iter(self._later))
        if name in self._bridge.session.project:
            self.want(name, first=False)
        self._later.pop(name, None)
        self._count(name)
        return True

    def _count(self, article_id: str) -> None:
        """It no longer waits, for whatever reason, unless it has been asked for or will be."""
        if article_id in self._for_all and article_id not in self._later and article_id not in self._pending:
            del self._for_all[article_id]
            self.counted.emit(len(self._for_all))

    def _is_touched(self, article_id: str) -> bool:
        match self._bridge.session.read(article_id):
            case Opened():
                return self._bridge.session.touched(article_id)
            case Unreadable():
                return True  # said when the article is shown
            case never:
                assert_never(never)

    def want_shown(self, article_id: str) -> None:
        """Suggest for the article that is shown, and for those that come next."""
        self.want(article_id)
        for name in self._after(article_id, _AHEAD):
            self.want(name, first=False)

    def want(self, article_id: str, first: bool = True, again: bool = False, whole: bool = False) -> None:
        """Suggest for an article that has no suggestions yet (``again``: also for one that has; ``whole``: also where
        the annotator reads)."""
        self._want(article_id, first, again, whole)
        self._count(article_id)

    def _want(self, article_id: str, first: bool, again: bool, whole: bool) -> None:
        session = self._bridge.session
        waiting = self._pending.get(article_id)
        if waiting is not None and not again:
            if not first:
                return
            if not waiting.future.cancel():  # it is being worked on already
                self.working.emit(True)
                return
            again, whole = waiting.again, waiting.whole  # else it is asked for once more, before all others
        self._set_pending(article_id, None)
        if self._later.pop(article_id, False) and not self._is_touched(article_id):
            again = True
        if article_id in self._answered and not again:
            return
        match session.read(article_id):
            case Opened(document):
                self._ask(document, first, again, whole)
            case Unreadable():
                return  # said when the article is shown
            case never:
                assert_never(never)

    def _ask(self, document: Document, first: bool, again: bool, whole: bool) -> None:
        article_id = document.id
        begun = document.state.status is not ArticleStatus.NEW or not all(map(is_proposed, document))
        if not again and (begun or is_blind(self._bridge.session.project, article_id)):
            return
        if first:
            self.working.emit(True)
        future = self._worker.submit(article_id, document.text, first=first)
        self._set_pending(article_id, _Asked(future, again, whole))
        self._answered.pop(article_id, None)
        future.add_done_callback(self._hand_over)

    def _set_pending(self, article_id: str, asked: _Asked | None) -> None:
        was = self._pending.pop(article_id, None)
        if asked is not None:
            self._pending[article_id] = asked
        if (was is None) != (asked is None):
            self.awaited.emit(article_id, asked is not None)

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
        asked = self._pending.get(answer.article)
        if asked is None or asked.future is not future:
            return  # it was asked for again, perhaps of a newer model: the old process no longer counts
        self._set_pending(answer.article, None)
        self._count(answer.article)
        if self._later:
            self._turns.start()
        shown = self._bridge.document
        if shown is not None and shown.id == answer.article:
            self.working.emit(False)
        if isinstance(answer, SuggestFailed):
            self.failed.emit(answer)
            return
        if answer.article not in self._bridge.session.project or self._is_late(answer.article):
            return
        self._answered[answer.article] = None
        keeps = shown is not None and shown.id == answer.article and not asked.whole
        self._bridge.offer(answer.article, answer.spans, self._read_ahead() if keeps else ())

    def _is_late(self, article_id: str) -> bool:
        """Whether the annotator has finished the article meanwhile: new suggestions would open it again."""
        match self._bridge.session.read(article_id):
            case Opened(document):
                return document.state.status in (ArticleStatus.DONE, ArticleStatus.SKIPPED)
            case Unreadable():
                return True  # said when the article is shown
            case never:
                assert_never(never)

    def close(self) -> None:
        self._closed = True
        self._turns.stop()
        self._later.clear()
        self._worker.close()
