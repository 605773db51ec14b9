"""Where the suggester was unsure whether there is a span: faint places that Tab stops at, by setting."""

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Signal

from nhan.core.ordering import is_blind
from nhan.core.review.stops import Candidates
from nhan.gui.context import Context
from nhan.gui.settings import TAB_CANDIDATES, Affects, Setting
from nhan.gui.suggestions.arrival_marks import ArrivalMarks
from nhan.gui.suggestions.fetcher import SuggestionFetcher


class UnsureCandidates(QObject):
    """Asks once for each article that is shown, and again once there is another suggester."""

    _arrived = Signal(str, object)  # article id, and a tuple of places: from the worker's thread to this one

    def __init__(self, context: Context, fetcher: SuggestionFetcher, marks: ArrivalMarks) -> None:
        super().__init__(context.window)
        self._bridge, self._settings = context.bridge, context.settings
        self._fetcher, self._marks = fetcher, marks
        self._arrived.connect(self._take)
        context.events.shown.connect(self.ask)
        context.settings.changed.connect(self._setting_changed)

    @property
    def _wanted(self) -> bool:
        return Candidates(self._settings.get(TAB_CANDIDATES)).with_unsure

    def ask(self, _document: object = None) -> None:
        """Ask about the shown article, if that is wanted. Not where a machine is to keep silent."""
        document, session = self._bridge.document, self._bridge.session
        if document is None or not self._wanted or session.read_only or is_blind(session.project, document.id):
            return
        future = self._fetcher.candidates(document.id, document.text)
        future.add_done_callback(lambda done: self._hand_over(document.id, done))

    def _setting_changed(self, setting: Setting[object]) -> None:
        if setting.affects is Affects.STOPS:
            self.ask() if self._wanted else self._marks.drop_unsure()

    def _hand_over(self, article_id: str, future: "Future[Any]") -> None:
        if not future.cancelled() and isinstance(future.result(), tuple):  # else why there are none is said elsewhere
            self._arrived.emit(article_id, future.result())

    def _take(self, article_id: str, places: tuple[Any, ...]) -> None:
        document = self._bridge.document
        if document is not None and document.id == article_id and self._wanted:
            self._marks.offer(places)
