"""What a machine changes in the shown article says so: marked at its place for a moment, and once in words.

What it withdraws, or almost suggested, stays to be seen, faintly, where nothing takes its place.
"""

from collections.abc import Collection
from functools import reduce

from PySide6.QtCore import QObject, QTimer

from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import ArticleEdit
from nhan.core.review.arrivals import Arrivals, FaintPlaces, arrivals
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Range
from nhan.gui.context import Context

SHOWN = 2500  # ms after the last arrival in which the marks stay


class ArrivalMarks(QObject):
    """Of the shown article; another one begins with none."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._view, self._bridge, self._say = context.view, context.bridge, context.say
        self._places: set[Range] = set()
        self._faint = FaintPlaces()
        self._passing = QTimer(self, singleShot=True, interval=SHOWN)
        self._passing.timeout.connect(self._pass)
        context.events.shown.connect(self._shown)
        context.events.edited.connect(self._edited)

    def _shown(self, _document: Document) -> None:
        self._faint = FaintPlaces()
        self._view.set_faint(())
        self._pass()

    def _pass(self) -> None:
        self._passing.stop()
        self._places.clear()
        self._view.set_arrived(())

    def _edited(self, edit: ArticleEdit, machine: bool) -> None:
        document = self._bridge.document
        if document is None:
            return
        is_first = not edit.removed and len(document) == len(edit.added)  # nobody has seen the article without them
        arrived = arrivals(edit) if machine and not is_first else Arrivals()
        changed = self._faint.take(document, arrived)
        if self._faint.waits:
            changed |= self._faint.let_in(document, self._view.read_ahead())
        if changed:
            self._view.set_faint(tuple(self._faint))
        if arrived != Arrivals():
            self._places.update(arrived.places)
            self._view.set_arrived(sorted(self._places))
            self._passing.start()
            self._say(receipt(arrived))
        elif self._places and not machine:
            self._decided(edit)

    def offer(self, places: Collection[Labelled]) -> None:
        """Mark where the suggester was unsure whether there is a span, too; not where the annotator has read ahead."""
        document = self._bridge.document
        if document is not None and self._faint.offer(document, places, self._view.read_ahead()):
            self._view.set_faint(tuple(self._faint))

    def drop_unsure(self) -> None:
        """Mark only what was withdrawn."""
        if self._faint.drop_unsure():
            self._view.set_faint(tuple(self._faint))

    def _decided(self, edit: ArticleEdit) -> None:
        """What a person has just decided on is nothing to be looked at any more."""
        spans = (*edit.removed, *edit.added)
        met = {place for place in self._places if any(s.start < place[1] and place[0] < s.end for s in spans)}
        if met:
            self._places -= met
            self._view.set_arrived(sorted(self._places))


def receipt(arrived: Arrivals) -> Message:
    """How much has changed, in one sentence."""
    counted = (
        (len(arrived.changed), Message("window.arrived_changed", {"count": len(arrived.changed)})),
        (len(arrived.withdrawn), Message("window.arrived_withdrawn", {"count": len(arrived.withdrawn)})),
        (len(arrived.added), Message("window.arrived_added", {"count": len(arrived.added)})),
    )
    parts = [message for count, message in counted if count]
    what = reduce(lambda one, other: Message("window.arrived_and", {"one": one, "other": other}), parts)
    return Message("window.arrived", {"what": what})
