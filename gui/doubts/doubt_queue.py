"""The doubts that wait, in order; which of them is looked at; and the way from one to the next."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from nhan.core.document import Document
from nhan.core.doubts.answering import given_span, is_open, open_places
from nhan.core.doubts.doubt import Doubt, DoubtKind
from nhan.core.messages import Message
from nhan.core.model import ArticleEdit
from nhan.core.text.units import Range
from nhan.gui.context import Context
from nhan.gui.doubts.looking import OpenDoubt, open_doubt
from nhan.gui.events import Settled


class DoubtQueue(QObject):
    """Answers are read off the article: what an undo takes back waits again."""

    changed = Signal()  # another doubt is looked at, or one was answered
    emptied = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context, self._bridge, self._view = context, context.bridge, context.view
        self.doubts: list[OpenDoubt] = []
        self.answered: set[int] = set()  # places in the list
        self._of_article: dict[str, list[int]] = {}
        self._at: int | None = None
        self._closed = False  # nobody wants to answer doubts until one is gone to
        self._is_reached = False  # whether others know that the ring is on it
        self._came_back = False  # an undo has opened one again, which the ring is to be on once all has settled
        context.events.edited.connect(self._edited)
        context.events.settled.connect(self._settled)
        context.view.selection_changed.connect(self._tell_reach)

    @property
    def at(self) -> int | None:
        """The place in the list of the one that is looked at."""
        return self._at

    @property
    def current(self) -> Doubt | None:
        """The one that is looked at."""
        return self.doubts[self._at].doubt if self._at is not None else None

    @property
    def left(self) -> int:
        """How many wait."""
        return len(self.doubts) - len(self.answered)

    def take(self, doubts: list[OpenDoubt]) -> None:
        """These wait from now on; to the first of them."""
        self.doubts, self.answered, self._at = doubts, set(), None
        self._of_article = {}
        for place, each in enumerate(doubts):
            self._of_article.setdefault(each.doubt.article, []).append(place)
        self.step(1)

    # -- where the annotator is -----------------------------------------------------------------------------------

    @property
    def _document(self) -> Document | None:
        """The shown article, where it is that of the doubt."""
        document, doubt = self._bridge.document, self.current
        return document if document is not None and doubt is not None and document.id == doubt.article else None

    @property
    def is_here(self) -> bool:
        """Whether the ring is on a place of the doubt that waits for an answer."""
        document, doubt = self._document, self.current
        if document is None or doubt is None:
            return False
        places = [doubt.places[number] for number in open_places(document, doubt)]
        if doubt.kind is DoubtKind.MISSING:
            return self._view.at_proposed and self._view.selection in places
        spans = (given_span(document, doubt.label, place) for place in places)
        return any(span is not None and span.id == self._view.active for span in spans)

    @property
    def is_done_here(self) -> bool:
        """Whether the doubt has just been answered by other keys, edges for example, and the ring is still on it."""
        document, doubt = self._document, self.current
        if document is None or doubt is None or is_open(document, doubt):
            return False
        span = self._view.span(self._view.active) if self._view.active else None
        return span is not None and any(span.start < end and start < span.end for start, end in doubt.places)

    @property
    def is_in_view(self) -> bool:
        """Whether the place at the ring can be seen."""
        return self._view.viewport().rect().intersects(self._view.rect_of(self._ring[0]))

    @property
    def _ring(self) -> Range:
        span = self._view.span(self._view.active) if self._view.active else None
        return (span.start, span.end) if span is not None else self._view.selection or (self._view.caret,) * 2

    # -- going ----------------------------------------------------------------------------------------------------

    def step(self, way: int) -> None:
        """To the next (1) or previous (-1) that waits, around the ends."""
        size = len(self.doubts)
        start = self._at if self._at is not None else -1 if way > 0 else 0
        around = ((start + way * each) % size for each in range(1, size + 1))
        place = next((each for each in around if each not in self.answered), None)
        if place is not None:
            self.go(place)
        elif size:
            self._leave()
            self._at = None
            self._tell_reach()
            self.changed.emit()
            self.emptied.emit()
            self._context.say(Message("window.no_doubt_left"))

    def go(self, place: int) -> None:
        """To this one of the list."""
        self._leave()
        self._at, self._closed = place, False
        self._context.events.going_on.emit()
        self._context.show_article(self.doubts[place].doubt.article, partial(self._stand_at, place))

    def leave(self) -> None:
        """No doubt is looked at until one is gone to."""
        self._leave()
        self._at, self._closed = None, True
        self._tell_reach()
        self.changed.emit()

    def _leave(self) -> None:
        """What the view was told of the doubt that is looked at holds no more."""
        if self.current is not None and self.current.kind is DoubtKind.MISSING:
            self._view.set_proposed(())

    def _stand_at(self, place: int) -> None:
        if self._at != place:
            return  # a long article: the annotator has gone elsewhere meanwhile
        document, doubt = self._document, self.current
        if document is None or doubt is None:
            return
        waits = open_doubt(document, doubt)
        if waits is None:  # answered elsewhere since
            self.answered.add(place)
            self.step(1)
            return
        self.doubts[place] = waits  # another of its places may tell it now
        start, end = doubt.places[waits.at]
        span = given_span(document, doubt.label, (start, end))
        if doubt.kind is DoubtKind.MISSING:
            self._view.set_proposed((), (start, end))
            self._view.set_selection(start, end)
        elif span is not None:
            self._view.set_active(span.id, reveal=False)
        self._view.reveal(start, steady=True)
        self._view.setFocus()
        self.changed.emit()
        self._tell_reach()

    def come_back(self) -> None:
        """To the one that is looked at, or the first."""
        if self._at is None:
            self.step(1)
        else:
            self.go(self._at)

    # -- what happens to the article ------------------------------------------------------------------------------

    def _edited(self, edit: ArticleEdit, machine: bool) -> None:
        document = self._bridge.document
        places = self._of_article.get(edit.article, ())
        if document is None or document.id != edit.article or not places:
            return
        again = [each for each in places if each in self.answered and is_open(document, self.doubts[each].doubt)]
        self.answered.difference_update(again)
        self.answered.update(each for each in places if not is_open(document, self.doubts[each].doubt))
        if again and not machine and not self._closed:
            self._at, self._came_back = again[0], True
        self.changed.emit()

    def _settled(self, _: Settled) -> None:
        """What comes after an edit may have taken the ring elsewhere."""
        if self._came_back and not self.is_here:
            self.come_back()
        self._came_back = False
        self._tell_reach()

    def _tell_reach(self, _: object = None) -> None:
        here, events = self._at is not None and self.is_here, self._context.events
        if here:
            events.reach_changed.emit(True)
        if here is not self._is_reached:
            self._is_reached = here
            events.doubt_reached.emit(here)
