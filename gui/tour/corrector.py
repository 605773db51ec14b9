"""Corrects an article by keys, as a good annotator does: down the suggestions, then what no machine has found."""

from collections.abc import Iterator

from nhan.core.model import Span, SpanStatus
from nhan.core.operations.building import live
from nhan.core.suggestion import Labelled
from nhan.gui.tour.tour import Tour

ACCEPT, RELABEL, EDGE, REJECT, ADD = "accept", "relabel", "edge", "reject", "add"
MOST = 60  # keys for one edge
ROUNDS = 6  # through an article; suggestions may change while it is corrected


class Corrector:
    """Presses the keys that make the shown article's spans the right ones."""

    def __init__(self, tour: Tour) -> None:
        self._tour, self._right = tour, tour.right

    def deeds(self) -> Iterator[str]:
        """Correct it, and tell after each decision what it was. RuntimeError: keys do not lead there."""
        for _ in range(ROUNDS):
            yield from self._decide_on_suggestions()
            yield from self._add_missing()
            if not self._wrong() and not self._missing():
                return
        raise RuntimeError(f"{self._tour.document.id}: not corrected: {self._wrong()} {self._missing()}")

    # -- what is to do --------------------------------------------------------------------------------------------

    @property
    def _live(self) -> list[Span]:
        return [span for span in self._tour.document if live(span)]

    def _wrong(self) -> list[Span]:
        """What is undecided, or confirmed and wrong."""
        right = set(self._right)
        return [s for s in self._live if s.status is SpanStatus.SUGGESTED or s.place not in right]

    def _missing(self) -> list[Labelled]:
        there = {span.place for span in self._live}
        return [span for span in self._right if span not in there]

    def _active(self) -> Span | None:
        view = self._tour.window.view
        return view.span(view.active) if view.active else None

    # -- deciding -------------------------------------------------------------------------------------------------

    def _decide_on_suggestions(self) -> Iterator[str]:
        for _ in range(4 * (len(self._tour.document) + len(self._right))):
            wrong = self._wrong()
            if not wrong:
                return
            span = self._active()
            if span is None or span not in wrong:
                self._tour.do("next_stop")
                span = self._active()
            if span is None or span not in wrong:  # confirmed and wrong: Tab does not stop there
                self._tour.window.view.set_active(wrong[0].id)
                span = wrong[0]
            yield from self._decide(span)

    def _decide(self, span: Span) -> Iterator[str]:
        do = self._tour.do
        if span.place in self._right:
            do("accept")
            yield ACCEPT
            return
        wanted = self._nearest(span)
        if wanted is None:
            do("reject")
            yield REJECT
            return
        if (span.start, span.end) != wanted[:2]:
            moved = self._move_edges(span, wanted)
            if not moved:
                do("reject")
                yield REJECT
                return
            yield EDGE
        now = self._active()
        if now is None or (now.start, now.end) != wanted[:2]:
            return  # it gave way to another suggestion meanwhile
        if now.label != wanted[2]:
            self._tour.press(self._key_of(wanted[2]))
            yield RELABEL
        elif now.status is SpanStatus.SUGGESTED:
            do("accept")

    def _nearest(self, span: Span) -> Labelled | None:
        """The right span that this one was meant for: one that is missing, of the same label before others, and of
        several the one it shares most text with."""
        shared = [
            (label == span.label, min(span.end, end) - max(span.start, start), (start, end, label))
            for start, end, label in self._missing()
        ]
        return max((each for each in shared if each[1] > 0), default=(False, 0, None))[2]

    def _key_of(self, label: str) -> str:
        found = self._tour.window.bridge.labels.find(label)
        assert found is not None
        return found.key

    # -- edges and what is missing --------------------------------------------------------------------------------

    def _move_edges(self, span: Span, wanted: Labelled) -> bool:
        """By words, and by characters where the edge lies inside one. False: a key did not move it."""
        edges = wanted[0], wanted[1]
        for at, outwards, inwards in ((1, "end_out", "end_in"), (0, "start_out", "start_in")):
            fine = ""
            for _ in range(MOST):
                before = self._active()
                if before is None:
                    return False
                away = edges[at] - (before.end if at else before.start)
                if not away:
                    break
                self._tour.do((outwards if (away > 0) == bool(at) else inwards) + fine)
                now = self._active()
                if now is None or now.place == before.place:
                    return False
                left = edges[at] - (now.end if at else now.start)
                if away * left < 0:
                    fine = "_char"  # past it
            else:
                return False
        return True

    def _add_missing(self) -> Iterator[str]:
        for start, end, label in self._missing():
            self._select(start, end)
            self._tour.press(self._key_of(label))
            yield ADD

    def _select(self, start: int, end: int) -> None:
        """A click, and then the arrows."""
        view = self._tour.window.view
        view.set_active(None)
        view.set_caret(start)
        for action in ("end_out", "end_in_char"):
            for _ in range(MOST):
                reached = view.selection[1] if view.selection else start
                if (reached >= end) if action == "end_out" else (reached <= end):
                    break
                self._tour.do(action)
