"""What the correcting keys mean: the active span, the selection or the word under the caret, given to core's verbs."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from nhan.core import operations as op
from nhan.core.document import Document
from nhan.core.messages import Message
from nhan.core.model import ArticleStatus, Change, Rejected, Span, SpanStatus
from nhan.core.operations import Edge
from nhan.core.operations.building import live
from nhan.core.review.lexicon import Lexicon
from nhan.core.review.stops import Candidates, Filter, Stop, candidates_in, next_stop, previous_stop
from nhan.core.review.sure import Sure, down_to_doubt, every_stop
from nhan.core.text.units import Range, Unit, next_end, next_start, previous_end, previous_start, unit_at
from nhan.gui.article_view.view import ArticleView
from nhan.gui.session_bridge import SessionBridge


class Correction(QObject):
    """Acts on the shown article. A deciding key moves on to the next stop; edges, merge, split and trim stay."""

    said = Signal(object)  # Message: a word for the status line
    decided = Signal(object)  # Change: what the annotator has just done, and not taken back
    going_on = Signal()  # the place is left; the next stop is looked for after this
    finished = Signal()  # the article is done: the next one, please
    at_candidate = Signal(object)  # Stop, or None when it is left
    left_behind = Signal(object)  # Span that was decided on, as it was before

    def __init__(
        self, bridge: SessionBridge, view: ArticleView, lexicon: Lexicon, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._view = view
        self._lexicon = lexicon  # what was labelled elsewhere in the project
        self.candidate: Stop | None = None  # where a span may be missing, until the annotator moves
        self._decided: str | None = None  # the span last decided on, until the annotator moves
        self.at_end = False  # nothing was left to go to, and the annotator has not moved since
        self._refused = False  # that the article is done, and the annotator has not moved since
        self._filter = Filter()
        self._awaited: set[str] = set()  # ids of articles whose suggestions are on their way
        view.active_changed.connect(self._moved)
        view.caret_moved.connect(self._moved)

    @property
    def _document(self) -> Document:
        document = self._bridge.document
        assert document is not None, "actions of the article are off while none is shown"
        return document

    @property
    def reaches(self) -> bool:
        """Whether a verb has something to act on: a span, a candidate, or the decision that was just made."""
        return self._view.active is not None or self.candidate is not None or self._decided is not None

    @property
    def is_active(self) -> bool:
        """Whether a span is active."""
        return self._view.active is not None

    def set_filter(self, wanted: Filter) -> None:
        """Where the stops are from now on."""
        self._filter = wanted

    def set_awaited(self, article_id: str, awaited: bool) -> None:
        """Whether suggestions for the article are on their way."""
        (self._awaited.add if awaited else self._awaited.discard)(article_id)

    def _moved(self, *_: object) -> None:
        self._decided, self.at_end, self._refused = None, False, False
        if self.candidate is not None:
            self.candidate = None
            self.at_candidate.emit(None)

    def _span(self) -> Span | None:
        return self._view.span(self._view.active) if self._view.active else None

    @property
    def at_ring(self) -> Span | None:
        """The active span."""
        return self._span()

    def down_to_doubt(self, sure: Sure) -> list[Span]:
        """The active suggestion, and the sure ones from there down to the first stop that is not sure."""
        stops = every_stop(self._filter)
        next_one = partial(next_stop, self._document, wanted=stops, lexicon=self._lexicon, faint=self._view.faint)
        return down_to_doubt(self._span(), next_one, self._here(1), sure)

    def go_after(self, place: Range) -> None:
        """To the next stop after a place."""
        self._go(self._stop_after(place))

    def do(self, answer: Change | Rejected, focus: bool = True) -> bool:
        """Commit an answer; what it asks to be active becomes active."""
        done = self._bridge.commit(answer)
        if done and isinstance(answer, Change):
            self.decided.emit(answer)
        if done and focus and isinstance(answer, Change) and answer.focus:
            self._view.set_active(answer.focus, reveal=False)
        return done

    # -- deciding -------------------------------------------------------------------------------------------------

    def once_seen(self, does: Callable[..., object], *given: object) -> None:
        """What a key does, if what it acts on is in view; else that is brought there, and the next press acts."""
        span = self._span()
        place = (span.start, span.end) if span is not None else self._view.selection
        if place is None or self._is_seen(place):
            does(*given)

    def _is_seen(self, place: Range) -> bool:
        """Whether an edge of it is in view; if not, it is brought there and said."""
        seen = any(self._view.is_in_view(edge) for edge in place)
        if not seen:
            self._view.reveal(place[0], steady=True)
            self.said.emit(Message("window.not_seen"))
        return seen

    def accept(self) -> None:
        """Accept the active suggestion and go on; on a confirmed span just go on. A candidate with a label gets it."""
        span = self._span()
        if span is None and self.candidate is not None and self.candidate.label:
            self._add(self.candidate.label)
        elif span is None:
            self.next_stop()
        elif span.status is SpanStatus.CONFIRMED or self.do(op.accept(self._document, self._bridge.labels, span.id)):
            self.go_on(span)

    def label_key(self, digit: str) -> None:
        """The digit's label for the active span, else for the selection or the word under the caret."""
        label = self._bridge.labels.with_key(digit)
        if label is None:
            self.said.emit(Message("window.no_label_key", {"key": digit}))
        else:
            self.label(label.name)

    def take_label(self, name: str) -> bool:
        """A label that was chosen by its name, for what is at the ring, once that is seen."""
        self.once_seen(self.label, name)
        return True

    def label(self, name: str) -> None:
        span = self._span()
        if span is None:
            self._add(name)
        elif (span.status, span.label) == (SpanStatus.CONFIRMED, name) or self.do(
            op.relabel(self._document, self._bridge.labels, span.id, name)
        ):
            self.go_on(span)

    def _add(self, label: str) -> None:
        chosen = self._view.selection or self._word_under_caret()
        if chosen is None:
            self.said.emit(Message("verbs.nothing_selected"))
            return
        if not self._is_seen(chosen):
            return
        candidate = self.candidate
        answer = op.add(self._document, self._bridge.labels, *chosen, label)
        if self.do(answer) and isinstance(answer, Change):
            span = self._document.get(answer.focus)
            if candidate is not None and span is not None:
                self.go_on(span)
            elif span is not None:
                self.left_behind.emit(span)

    def _word_under_caret(self) -> Range | None:
        """All of what was suggested there, where it was withdrawn."""
        for start, end, _ in self._view.faint:
            if start <= self._view.caret < end:
                return start, end
        return unit_at(self._document.text, self._view.caret, *self._view.unit)

    def next_reading(self) -> None:
        """What else the active span may be, edges and label; it stays active, and the next press goes one further."""
        before = self._span()
        self._on_active(lambda span: op.next_reading(self._document, self._bridge.labels, span.id))
        now = self._document.get(before.id) if before is not None else None
        if now is not None and now != before:  # a decision, although one stays: there is a way back to it
            self.left_behind.emit(now)

    def reject(self) -> None:
        """Reject or remove the active span, or refuse the candidate, and go on."""
        span, candidate = self._span(), self.candidate
        if span is None and candidate is not None:
            place = candidate.start, candidate.end
            if self.do(op.refuse(self._document, self._bridge.labels, *place, candidate.label), focus=False):
                self.going_on.emit()
                self._go(self._stop_after(place))
        elif span is None:
            self.said.emit(Message("verbs.no_span"))
        elif self.do(op.reject(self._document, span.id), focus=False):
            self.go_on(span)

    def go_on(self, span: Span) -> None:
        """To the next stop after a decision."""
        self.left_behind.emit(span)
        self.going_on.emit()
        self._go(self._stop_after((span.start, span.end)))
        self._decided = span.id

    # -- going ----------------------------------------------------------------------------------------------------

    def next_stop(self) -> None:
        self.going_on.emit()
        self._go(self._stop_after(self._here(1)))

    def previous_stop(self) -> None:
        self.going_on.emit()
        stop = previous_stop(self._document, self._here(-1), self._wanted, self._lexicon, self._view.faint)
        self._go(stop, forward=False)

    def _stop_after(self, here: Range) -> Stop | None:
        return next_stop(self._document, here, self._wanted, self._lexicon, self._view.faint)

    @property
    def _is_waiting(self) -> bool:
        """Whether the article's first suggestions are on their way."""
        return not len(self._document) and self._document.id in self._awaited

    @property
    def _wanted(self) -> Filter:
        """No candidates where suggestions will stand in a moment."""
        return replace(self._filter, candidates=Candidates.NONE) if self._is_waiting else self._filter

    def candidates(self, seen: Range) -> list[Range]:
        """Where in this part of the article the walk stops at what is no span."""
        return candidates_in(self._document, seen, self._wanted, self._lexicon, self._view.faint)

    def first_stop(self) -> None:
        """When an article is opened: what is to decide first is active at once, and title and lead stay in view."""
        stop = self._stop_after((-1, -1))
        if stop is not None:
            self._go(stop, steady=False)

    def _here(self, way: int) -> Range:
        """Where one is: the active span, the selection, or the caret (a span that begins there is ahead)."""
        span = self._span()
        if span is not None:
            return span.start, span.end
        if self._view.selection is not None:
            return self._view.selection
        caret = self._view.caret
        return (caret - 1, caret) if way > 0 else (caret, len(self._document.text) + 1)

    def _go(self, stop: Stop | None, forward: bool = True, steady: bool = True) -> None:
        if stop is None and self._document.unreviewed and forward:
            stop = self._stop_after((-1, -1))  # once around
        if stop is None:
            self._view.set_active(None)
            self._view.set_caret(self._view.caret, reveal=False)
            self.at_end = True
            left = "window.no_stop" if self._document.unreviewed else "window.no_stop_left"
            self.said.emit(Message("window.suggestions_pending" if self._is_waiting else left))
        elif stop.span is not None:
            self._view.set_active(stop.span.id, reveal=False)
            self._view.reveal(stop.start, steady)
        else:
            self._view.set_selection(stop.start, stop.end)
            self._view.reveal(stop.start, steady)
            self.candidate = stop
            self.at_candidate.emit(stop)
            key = "window.candidate" if stop.label else "window.candidate_run"
            if (stop.start, stop.end, stop.label) in self._view.faint:
                key = "window.candidate_faint"
            self.said.emit(Message(key, {"label": stop.label}))

    def select(self, start: int, end: int) -> None:
        """Words in which nothing stands; as a candidate, where the walk stops at just these."""
        stop = self._stop_after((start, end + 1))
        if stop is not None and stop.span is None and (stop.start, stop.end) == (start, end):
            self._go(stop)
        else:
            self._view.set_selection(start, end)
            self._view.reveal(start, steady=True)

    def step(self, way: int) -> None:
        self._view.step(self._view.unit[0], way)

    def outer_span(self) -> None:
        """The next span under the caret: from the innermost outwards, and around."""
        here = [span.id for span in reversed(self._document.covering(self._view.caret)) if live(span)]
        if not here:
            self.said.emit(Message("verbs.no_span"))
        else:
            place = here.index(self._view.active) + 1 if self._view.active in here else 0
            self._view.set_active(here[place % len(here)], reveal=False)

    def release(self) -> None:
        self._view.set_active(None)
        self._view.set_caret(self._view.caret, reveal=False)

    def come_back(self, start: int, end: int) -> None:
        """The active suggestion has given way to a better one: that is active now, or else what comes next."""
        there = next((span for span in self._document.overlapping(start, end) if live(span)), None)
        if there is not None:
            self._view.set_active(there.id, reveal=False)
        else:
            self._go(self._stop_after((start, end)))

    # -- edges ----------------------------------------------------------------------------------------------------

    def edge(self, edge: Edge, outwards: bool, by_character: bool = False) -> None:
        """Move an edge of the active span by a unit; with nothing active extend or shrink the selection."""
        span = self._span()
        unit, words = (Unit.GRAPHEME, ()) if by_character else self._view.unit
        if span is None:
            forward = outwards is (edge is Edge.END)
            self._view.step(unit, 1 if forward else -1, extend=True)
            return
        text = self._document.text
        moves: dict[tuple[Edge, bool], Callable[[], int]] = {
            (Edge.END, True): lambda: next_end(text, span.end, unit, words),
            (Edge.END, False): lambda: previous_end(text, span.end, unit, words),
            (Edge.START, True): lambda: previous_start(text, span.start, unit, words),
            (Edge.START, False): lambda: next_start(text, span.start, unit, words),
        }
        self.drag_edge(span.id, edge, moves[edge, outwards]())

    def drag_edge(self, span_id: str, edge: Edge, offset: int) -> None:
        if self._document.get(span_id) is not None:  # one that is only proposed is moved by who proposes it
            self.do(op.move_edge(self._document, self._bridge.labels, span_id, edge, offset))

    # -- pieces and copies ----------------------------------------------------------------------------------------

    def merge(self) -> None:
        self._on_active(lambda span: op.merge(self._document, self._bridge.labels, span.id))

    def split(self) -> None:
        self._on_active(lambda span: op.split(self._document, self._bridge.labels, span.id, self._view.caret))

    def trim(self) -> None:
        self._on_active(lambda span: op.trim(self._document, self._bridge.labels, span.id))

    def _on_active(self, verb: Callable[[Span], Change | Rejected]) -> None:
        span = self._span()
        if span is None:
            self.said.emit(Message("verbs.no_span"))
        else:
            self.do(verb(span))

    def subject(self) -> Span | None:
        """What "all the same" is about: the active span; where nothing is active, selected or a candidate, the span
        that has just been decided on, until one moves. It may be a rejected one, and is none that is only proposed."""
        if self._view.at_proposed:
            return None
        if self._span() is not None or self._view.selection is not None or self._decided is None:
            return self._span()
        return self._document.get(self._decided)

    # -- the article ----------------------------------------------------------------------------------------------

    def finish(self, bulk: bool = False) -> None:
        """Done. Refused while something is unreviewed: then the first of it becomes active.

        Refused also while the first suggestions are on their way: what nobody has looked through would be learned from
        as an article without a span.
        """
        if self._is_waiting:
            self.said.emit(Message("window.suggestions_pending"))
            return
        document = self._document
        answer = op.accept_rest(document, self._bridge.labels) if bulk else op.finish(document)
        if (isinstance(answer, Rejected) and answer.reason == "verbs.already_done") or self.do(answer):
            self.finished.emit()
        elif isinstance(answer, Rejected) and answer.reason == "verbs.unreviewed":
            again = self._refused
            self._go(next_stop(self._document, (-1, -1), Filter()))
            self._refused = True
            if again:
                self.said.emit(Message("window.finish_bulk", answer.fields))

    def set_status(self, status: ArticleStatus, go_on: bool) -> None:
        if self.do(op.set_status(self._document, status)) and go_on:
            self.finished.emit()

    def flag(self) -> None:
        """A flag on the article, or none where it has one."""
        flagged = not self._document.state.flagged
        if self.do(op.set_flag(self._document, flagged)):
            self.said.emit(Message("window.flagged" if flagged else "window.unflagged"))

    def copy(self) -> None:
        span = self._span()
        chosen = self._view.selection or ((span.start, span.end) if span else None)
        if not chosen:
            self.said.emit(Message("window.nothing_to_copy"))
        else:
            QGuiApplication.clipboard().setText(self._document.text[slice(*chosen)])
