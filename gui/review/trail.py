"""The way back: the spans that were decided on, the last one first."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from nhan.core.messages import Message
from nhan.core.model import Span
from nhan.core.operations.overlap import shown
from nhan.gui.article_view.view import ArticleView
from nhan.gui.session_bridge import SessionBridge

MOST = 200  # decisions that one can go back over


class DecidedPlace(NamedTuple):
    """A span that was decided on, by its article's id and its own, and where it was in code points."""

    article: str
    span: str
    start: int
    end: int


class Trail(QObject):
    """Each press goes one decision further back; the next decision begins again."""

    said = Signal(object)  # Message
    going_on = Signal()  # the place is left

    def __init__(
        self,
        bridge: SessionBridge,
        view: ArticleView,
        show_article: Callable[..., bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._view, self._show_article = bridge, view, show_article
        self._places: list[DecidedPlace] = []
        self._at = 0  # how many of them are still behind

    def put(self, span: Span) -> None:
        """It has just been decided on."""
        document = self._bridge.document
        if document is not None:
            place = DecidedPlace(document.id, span.id, span.start, span.end)
            others = [each for each in self._places if each[:2] != place[:2]]
            self._places = [*others, place][-MOST:]
            self._at = len(self._places)

    def back(self) -> None:
        """To the span decided on before this one, into another article if need be."""
        here = self._bridge.document.id if self._bridge.document is not None else ""
        project = self._bridge.session.project
        while self._at:
            self._at -= 1
            place = self._places[self._at]
            if place.article not in project or (place.article, place.span) == (here, self._view.active):
                continue
            if place.article == here:
                self.going_on.emit()
            self._show_article(place.article, partial(self._stand_at, place))
            return
        self.said.emit(Message("window.nothing_decided"))

    def _stand_at(self, place: DecidedPlace) -> None:
        """Make it active. One that is gone has its words selected: a digit labels them."""
        if self._view.span(place.span) is not None:
            self._view.set_active(place.span)
            return
        self._view.set_selection(place.start, place.end)
        self._view.reveal(place.start, steady=True)
        self.said.emit(Message("window.back_rejected", {"text": shown(self._view.text[place.start : place.end])}))
