"""What is drawn of a stop: one of its versions, or what edges and pieces made of it. Nothing is decided by it."""

from collections.abc import Callable, Sequence
from functools import partial

from nhan.core import operations as op
from nhan.core.adjudication.disagreements import Disagreement, PeopleVersion
from nhan.core.adjudication.gold import gold_id
from nhan.core.adjudication.notes import said_at, with_said
from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected, Span
from nhan.core.operations import Edge
from nhan.core.operations.building import live, uncommented
from nhan.core.suggestion import Labelled
from nhan.core.text.units import Unit, next_end, next_start, previous_end, previous_start
from nhan.gui.context import Context

Verb = Callable[[Document, Span], Change | Rejected]


class StopDraft:
    """``versions``: those of the stop, the first of them to be shown first; ``at``: which of them is drawn."""

    def __init__(self, context: Context) -> None:
        self._context, self._bridge, self._view = context, context.bridge, context.view
        self.stop: Disagreement | None = None
        self.versions: tuple[PeopleVersion, ...] = ()
        self.at = 0
        self.spans: Document | None = None

    @property
    def places(self) -> list[Labelled]:
        """What is drawn, in order."""
        return [span.place for span in self.spans or ()]

    @property
    def active(self) -> Span | None:
        """The active span, where it is one of these."""
        return self.spans.get(self._view.active) if self.spans is not None and self._view.active else None

    @property
    def is_here(self) -> bool:
        """Whether the ring is on the stop: on a span of what is drawn or, where that is none, on the stop's words."""
        return self.stop is not None and self._view.at_proposed

    @property
    def is_in_view(self) -> bool:
        return self.stop is not None and self._view.is_in_view(self.stop.start)

    def clear(self) -> None:
        """Draw nothing."""
        self.stop = self.spans = None
        self.versions = ()
        self._view.set_proposed(())

    def show(self, stop: Disagreement, versions: tuple[PeopleVersion, ...], at: int = 0) -> None:
        """Draw a version of the stop, counted around, and go there."""
        document = self._bridge.document
        assert document is not None, "who shows a stop has its article shown"
        self.stop, self.versions, self.at = stop, versions, at % len(versions)
        places = versions[self.at].places
        names = ("?" + gold_id(document.id, place) for place in places)
        spans = [
            Span(id=name, start=start, end=end, label=label)
            for name, (start, end, label) in zip(names, places, strict=True)
        ]
        said = said_at(document, stop.start, stop.end)
        self._draw(Document(document.article, [with_said(each, said) for each in spans]))

    def look_again(self) -> None:
        """Something else may be said about the stop now: nothing moves."""
        document, stop, draft = self._bridge.document, self.stop, self.spans
        if document is not None and stop is not None and draft is not None:
            said = said_at(document, stop.start, stop.end)
            spans = [with_said(uncommented(each), said) for each in draft]
            self.spans = Document(draft.article, spans)
            self._view.set_proposed(spans, (stop.start, stop.end))

    def come_back(self) -> None:
        """Go to what is drawn, as it is."""
        if self.spans is not None:
            self._draw(self.spans)

    def _draw(self, draft: Document, active: str = "") -> None:
        stop = self.stop
        assert stop is not None
        self.spans, spans = draft, list(draft)
        self._view.set_proposed(spans, (stop.start, stop.end))
        first = active or next((span.id for span in spans), "")
        if first:
            self._view.set_active(first, reveal=False)
        else:
            self._view.set_selection(stop.start, stop.end)
        self._view.reveal(stop.start, steady=True)

    def labelled(self, label: str) -> Sequence[Labelled]:
        """What is drawn with another label for the active span; where nothing is drawn, the stop's words with it."""
        span, stop = self.active, self.stop
        if span is None:
            return [(stop.start, stop.end, label)] if stop is not None else []
        return [*(place for place in self.places if place != span.place), (span.start, span.end, label)]

    def edge(self, edge: Edge, outwards: bool, by_character: bool) -> bool:
        """Move an edge of the active span by a unit."""
        span, text = self.active, self._view.text
        if span is None:
            return False
        unit, words = (Unit.GRAPHEME, ()) if by_character else self._view.unit
        moves = {
            (Edge.END, True): partial(next_end, text, span.end),
            (Edge.END, False): partial(previous_end, text, span.end),
            (Edge.START, True): partial(previous_start, text, span.start),
            (Edge.START, False): partial(next_start, text, span.start),
        }
        self.drag_edge(span.id, edge, moves[edge, outwards](unit, words))
        return True

    def drag_edge(self, span_id: str, edge: Edge, offset: int) -> None:
        """Move an edge of what is drawn, active or not, to an offset in code points."""
        span = self.spans.get(span_id) if self.spans is not None else None
        self._change(span, lambda draft, each: op.move_edge(draft, self._bridge.labels, each.id, edge, offset))

    def change(self, verb: Verb) -> bool:
        """Do to what is drawn what the verb does to spans. False where the active span is none of it."""
        return self._change(self.active, verb)

    def _change(self, span: Span | None, verb: Verb) -> bool:
        draft = self.spans
        if span is None or draft is None:
            return False
        answer = verb(draft, span)
        if isinstance(answer, Rejected):
            self._context.say(Message(answer.reason, answer.fields))
            return True
        for edit in answer.edits:
            draft.apply(edit)
        self._draw(Document(draft.article, filter(live, draft)), answer.focus)
        return True
