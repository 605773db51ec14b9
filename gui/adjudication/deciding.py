"""The keys that decide a stop. None decides what is not drawn, not in view, or not at the ring."""

from collections.abc import Callable, Sequence

from nhan.core.adjudication.disagreements import in_order
from nhan.core.adjudication.gold import decide
from nhan.core.messages import Message
from nhan.core.suggestion import Labelled
from nhan.gui.adjudication.stops import OpenStops
from nhan.gui.context import Context


class DecidingKeys:
    """Each returns False where the ring is elsewhere: then the key does there what it does everywhere."""

    def __init__(
        self, context: Context, stops: OpenStops, is_told: Callable[[], bool], end: Callable[[], object]
    ) -> None:
        """``is_told``: whether all versions are to be read somewhere, and not only the one that is drawn. ``end``: what
        comes once nothing is open in any article."""
        self._context, self._bridge, self._stops = context, context.bridge, stops
        self._is_told, self._end = is_told, end

    def take_shown(self) -> bool:
        """What is drawn stands. Where nothing is active, the stop is gone to first."""
        if self._stops.stop is not None and not self._stops.draft.is_here and self._context.view.active is None:
            self._stops.come_back()
            return True
        return self._take(self._stops.draft.places)

    def take_second(self) -> bool:
        """The second version stands."""
        return self._take_seen(lambda versions: versions[1])

    def take_both(self) -> bool:
        """The first two together, where the policy lets them stand."""
        return self._take_seen(lambda versions: in_order({place for version in versions[:2] for place in version}))

    def _take_seen(self, taken: Callable[[Sequence[Sequence[Labelled]]], Sequence[Labelled]]) -> bool:
        """Where only one version is to be seen, the second is drawn first: the next press takes it."""
        draft = self._stops.draft
        if not draft.is_here:
            return False
        if len(draft.versions) < 2:
            self._context.say(Message("window.one_version"))
        elif not self._is_told() and draft.at != 1:
            self._stops.show_version(1 - draft.at)
        else:
            self._take(taken([version.places for version in draft.versions]))
        return True

    def take_none(self) -> bool:
        """Nothing of it stands."""
        return self._take(())

    def take_key(self, digit: str) -> bool:
        """The active span of what is drawn gets the digit's label, and it stands."""
        label = self._bridge.labels.with_key(digit)
        return label is not None and self._take(self._stops.draft.labelled(label.name))

    def take_label(self, name: str) -> bool:
        """The same for a label that was chosen by its name."""
        return self._take(self._stops.draft.labelled(name))

    def _take(self, places: Sequence[Labelled]) -> bool:
        document, state, draft = self._bridge.document, self._stops.state, self._stops.draft
        stop = draft.stop
        if document is None or state is None or stop is None or not draft.is_here:
            return False
        if not draft.is_in_view:
            draft.come_back()  # no key decides what is not seen: the next one does
        elif self._bridge.commit(decide(document, self._bridge.labels, state, stop, places)):
            self.go_on()
        return True

    def go_on(self) -> None:
        """Elsewhere, where nothing is left here."""
        if self._stops.stop is None:
            self._stops.next_article(self._end)

    def finish(self) -> bool:
        """Nothing is done while something is open: that is shown first."""
        state = self._stops.state
        if state is None or not state.open:
            return False
        self._context.say(Message("window.stops_open", {"count": len(state.open)}))
        self._stops.come_back()
        return True

    def refuse(self) -> bool:
        """What is for spans of the article alone."""
        if not self._stops.draft.is_here:
            return False
        self._context.say(Message("window.adjudicate_first"))
        return True
