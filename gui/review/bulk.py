"""The bulk keys: what is sure is confirmed with what stands at the ring; what that would be is marked beforehand."""

from collections.abc import Sequence
from itertools import takewhile

from PySide6.QtCore import QObject, QTimer, Signal

from nhan.core import operations as op
from nhan.core.messages import Message
from nhan.core.model import Span
from nhan.core.review.sure import Sure, sure_copies
from nhan.core.text.units import Range
from nhan.gui.article_view.scene import Taken
from nhan.gui.article_view.view import ArticleView
from nhan.gui.review.correction import Correction
from nhan.gui.session_bridge import SessionBridge
from nhan.gui.settings import CERTAIN, Setting, Settings


class BulkKeys(QObject):
    """Confirms only what was painted as marked before the key came: whoever presses it has had that on the screen.

    What a machine has just changed is a stop, however sure; so is what lies below the edge of the screen. While the
    annotator stays where they are, marks only go.
    """

    said = Signal(object)  # Message

    def __init__(
        self,
        bridge: SessionBridge,
        view: ArticleView,
        correction: Correction,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._view, self._correction, self._settings = bridge, view, correction, settings
        self._standing: object = None  # what the marks were made for
        self._soon = QTimer(self, singleShot=True, interval=0)  # not amidst painting
        self._soon.timeout.connect(self.mark)
        view.seen_changed.connect(self._soon.start)
        settings.changed.connect(self._setting_changed)

    def _setting_changed(self, setting: Setting[object]) -> None:
        if setting is CERTAIN:
            self.mark()

    @property
    def _sure(self) -> Sure:
        return Sure(self._settings.get(CERTAIN), self._view.seen, self._view.arrived)

    def mark(self, _: object = None) -> None:
        """Show what the keys would confirm beside what the ring shows."""
        here, before, sure = self._correction.at_ring, self._view.taken, self._sure
        would = self._down(sure), self._copies(sure)
        down, copies = ([_place(span) for span in found if span != here] for found in would)
        standing = here, sure.seen, sure.least
        if standing == self._standing:  # what has come meanwhile is not taken: the key may have been decided on
            down = [place for place in down if place in before.down]
            copies = [place for place in copies if place in before.copies]
        self._standing = standing
        self._view.set_taken(Taken(down, copies))

    def _is_off(self) -> bool:
        document = self._bridge.document
        return document is None or not document.unreviewed or self._bridge.session.read_only is not None

    def _down(self, sure: Sure) -> Sequence[Span]:
        return () if self._is_off() else self._correction.down_to_doubt(sure)

    def _copies(self, sure: Sure) -> Sequence[Span]:
        here, document = self._correction.at_ring, self._bridge.document
        return () if self._is_off() or here is None or document is None else sure_copies(document, here, sure)

    def accept_down(self) -> None:
        """Accept what the ring shows and what is sure below it, down to the next doubtful one, and go there."""
        here = self._correction.at_ring
        seen = {*self._view.painted.down, *([_place(here)] if here is not None else [])}
        taken = list(takewhile(lambda span: _place(span) in seen, self._down(self._sure)))
        if not taken:
            self._correction.next_stop()
        elif taken == [here]:
            self._correction.accept()
        else:
            self._accept(taken, taken[-1])

    def accept_copies(self) -> None:
        """Accept what the ring shows and the sure ones of the same words that are on the screen, and go on."""
        here = self._correction.at_ring
        if here is None:
            self.said.emit(Message("verbs.no_span"))
            return
        seen = {*self._view.painted.copies, _place(here)}
        taken = [span for span in self._copies(self._sure) if _place(span) in seen]
        if len(taken) < 2 and here in taken:
            self._correction.accept()
        elif taken:
            self._accept(taken, here)
        else:
            self._correction.go_on(here)

    def _accept(self, taken: Sequence[Span], last: Span) -> None:
        """One step of undo. Goes on from ``last``."""
        document = self._bridge.document
        assert document is not None
        if self._correction.do(op.accept_sure(document, self._bridge.labels, [s.id for s in taken]), focus=False):
            self._correction.go_on(last)
            self.said.emit(Message("window.accepted_sure", {"count": len(taken)}))


def _place(span: Span) -> Range:
    return span.start, span.end
