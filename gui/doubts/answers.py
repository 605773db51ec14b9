"""The keys that answer a doubt, in all its places at once. None answers what is not at the ring and in view."""

from collections.abc import Callable

from nhan.core.document import Document
from nhan.core.doubts.answering import keep, label_as, remove, take
from nhan.core.doubts.doubt import Doubt
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Rejected
from nhan.gui.context import Context
from nhan.gui.doubts.doubt_queue import DoubtQueue

Verb = Callable[[Document, LabelSet, Doubt], Change | Rejected]


class DoubtAnswers:
    """Each returns False where the ring is elsewhere: then the key does there what it does everywhere."""

    def __init__(self, context: Context, queue: DoubtQueue) -> None:
        self._context, self._bridge, self._queue = context, context.bridge, queue

    def keep(self) -> bool:
        """What is given stays. Where other keys have answered already, on to the next."""
        if self._queue.is_done_here:
            self._queue.step(1)
            return True
        return self._answer(keep)

    def take(self) -> bool:
        """The alternative stands."""
        return self._answer(take)

    def remove(self) -> bool:
        """Nothing stands."""
        return self._answer(remove)

    def take_key(self, digit: str) -> bool:
        """The digit's label stands."""
        label = self._bridge.labels.with_key(digit)
        return label is not None and self.take_label(label.name)

    def take_label(self, name: str) -> bool:
        """The same for a label that was chosen by its name."""
        return self._answer(lambda document, labels, doubt: label_as(document, labels, doubt, name))

    def step(self, way: int) -> bool:
        """To the next (1) or previous (-1) doubt, with this one unanswered."""
        if not (self._queue.is_here or self._queue.is_done_here):
            return False
        self._queue.step(way)
        return True

    def _answer(self, verb: Verb) -> bool:
        document, doubt = self._bridge.document, self._queue.current
        if document is None or doubt is None or not self._queue.is_here:
            return False
        if not self._queue.is_in_view:
            self._queue.come_back()  # no key answers what is not seen: the next one does
        elif self._bridge.commit(verb(document, self._bridge.labels, doubt)):
            self._queue.step(1)
        return True
