"""Carries each decision over to the rest of the article: the next time the same words are right already."""

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from nhan.core.document import Document
from nhan.core.model import Change, Rejected
from nhan.core.ordering import is_blind
from nhan.core.propagation.propagate import (
    Decided,
    confirmed_above,
    decisions,
    followed,
    has_own,
    same_string_change,
    settled,
)
from nhan.core.suggest.outcome import Suggested
from nhan.gui.article_view.view import ArticleView
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import FOLLOW, Settings
from nhan.gui.suggestions.fetcher import SuggestionFetcher

MOST_DECISIONS = 20  # of one edit; more is bulk work, which says nothing new
LONGEST = 60_000  # code points of an article that is suggested for again after each decision
PAUSE = 500  # ms after a decision in which the annotator does not make another one


class Propagation(QObject):
    """Collects decisions, and when the annotator goes on, carries them over.

    Going on and not at once: an edge is moved in steps, and what it was on the way means nothing. Where the annotator
    may have read already nothing changes (see ``core/review/read_ahead.py``).
    """

    _answered = Signal(object, int)

    def __init__(
        self,
        bridge: SessionBridge,
        suggesting: SuggestionFetcher,
        view: ArticleView,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._suggesting, self._view, self._settings = bridge, suggesting, view, settings
        self._decided: dict[str, Decided] = {}  # by the id of what is right there now, else of what was suggested
        self._far: list[Decided] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._go_far)
        self._asked: Future[Any] | None = None
        self._answered.connect(self._take)
        bridge.article_shown.connect(self.forget)  # whoever shows another one: offsets are an article's own

    @property
    def _on(self) -> bool:
        return self._settings.get(FOLLOW)

    def forget(self) -> None:
        """What was decided is taken back, or another article is shown."""
        self._decided.clear()
        self._far.clear()
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def decided(self, change: Change) -> None:
        """An edit of the annotator, as it was made."""
        self._wait_longer()
        document = self._bridge.document
        for edit in change.edits:
            if document is None or edit.article != document.id:
                continue
            found = decisions(edit)
            for old, new in found if len(found) <= MOST_DECISIONS else []:
                before = self._decided.pop(old.id, None) if old is not None else None
                first = before.old if before is not None else old
                known = new or first
                if known is not None:
                    self._decided[known.id] = Decided(first, new)

    def go_on(self) -> None:
        """The annotator leaves the place: what was decided there holds below. Not in the blind sample."""
        self._wait_longer()
        document = self._bridge.document
        pending, self._decided = list(self._decided.values()), {}
        if not self._on or document is None or not pending or is_blind(self._bridge.session.project, document.id):
            return
        if self._may_ask(document):
            self._ask(document)
            return
        pending = [each for each in pending if each.tells]
        for each in pending:
            kept = self._view.read_ahead()
            self._offer(document, same_string_change(document, self._bridge.labels, each, kept=kept))
        self._far += pending
        self._pause.start(PAUSE)

    def _may_ask(self, document: Document) -> bool:
        """Whether the suggester may say again what is left."""
        return self._suggesting.follows and len(document.text) <= LONGEST and has_own(document)

    def _wait_longer(self) -> None:
        """The annotator is at work: what lies far below can wait for a pause."""
        if self._far:
            self._pause.start(PAUSE)

    def _go_far(self) -> None:
        """The annotator pauses: the decisions hold for what lies far below, too. One at a time: a key may come."""
        document = self._bridge.document
        if document is None or not self._far:
            return
        decided, kept = self._far.pop(0), self._view.read_ahead()
        self._offer(document, same_string_change(document, self._bridge.labels, decided, far=True, kept=kept))
        if self._far:
            self._pause.start(0)

    def ask_again(self) -> None:
        """There is a better model: what is left of the shown article is suggested by it."""
        document = self._bridge.document
        if self._on and document is not None and document.unreviewed and self._may_ask(document):
            self._ask(document)

    def _offer(self, document: Document, change: Change | Rejected) -> None:
        self._bridge.offer_change(document.id, change)

    # -- the suggester's answer -----------------------------------------------------------------------------------

    def _ask(self, document: Document) -> None:
        if self._asked is not None:
            self._asked.cancel()  # what it would say is out of date
        end = settled(document)
        self._asked = self._suggesting.follow(document.id, document.text, confirmed_above(document, end), end)
        self._asked.add_done_callback(lambda done: self._hand_over(done, end))

    def _hand_over(self, future: "Future[Any]", end: int) -> None:
        if not future.cancelled() and isinstance(future.result(), Suggested):
            self._answered.emit(future, end)

    def _take(self, future: "Future[Any]", end: int) -> None:
        document, answer = self._bridge.document, future.result()
        if future is not self._asked or document is None or document.id != answer.article:
            return
        self._asked = None
        self._offer(document, followed(document, self._bridge.labels, answer.spans, end, self._view.read_ahead()))
