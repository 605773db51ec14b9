"""A simulated annotator: goes down an article as the ring does, uses the verbs, and counts what it takes.

What stands at the ring is always made right. The bulk key ("accept down to the next doubtful one") is pressed where
that is right, and confirms what is marked as sure below it. Of the marked ones that are wrong a share is overlooked:
they stay. The others are seen; they are clicked after the key and made right.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet, Overlap
from nhan.core.model import Article, Change, Rejected, Span, SpanStatus
from nhan.core.operations import Edge, accept, add, move_edge, next_reading, reject, relabel, suggest
from nhan.core.operations.building import live
from nhan.core.operations.readings import readings_of
from nhan.core.simulation.assistant import Assistant
from nhan.core.simulation.effort import (
    ACCEPT,
    BACK,
    BULK,
    CLICK,
    CLOSE,
    DOUBLE_CLICK,
    GO_ON,
    READING,
    Effort,
    JudgedSuggestion,
)
from nhan.core.suggestion import Labelled, Suggestion, outermost, to_spans
from nhan.core.text.units import Range, syllables

SIMULATED = "simulated"
SCREEN = 1500  # code points below the ring that are on the screen: what lies further down is not confirmed in bulk


class BulkUse(NamedTuple):
    """How the bulk key is used."""

    sure: float  # the confidence from which on it takes a suggestion
    overlooked: float = 1.0  # the share of wrong ones among the marked that is not seen; all: the marked are not read


class SimulatedAnnotator:
    """Works on one article with one assistant; without ``bulk`` the bulk key is not used."""

    def __init__(
        self,
        article: Article,
        gold: Sequence[Labelled],
        labels: LabelSet,
        assistant: Assistant,
        bulk: BulkUse | None = None,
    ) -> None:
        self._labels = _without_parents(labels)
        self._names = {label.name for label in labels.labels}
        self._left = outermost(gold)  # the outermost spans that are still to be labelled, in order
        self._inner = [] if labels.overlap is Overlap.FLAT else nested(gold)
        self._gold = {*self._left, *self._inner}
        self._assistant = assistant
        self._bulk = bulk
        self.document = Document(article)
        self.effort = Effort()
        self._from = 0
        self._is_aside = False  # something was put in or moved: the ring is not at the next stop
        self._confirmed: set[str] = set()  # ids of spans that a bulk key confirmed, which are to be made right

    def work(self) -> Effort:
        """From top to bottom; afterwards the document's confirmed spans are the gold ones, but for what a bulk key
        has confirmed."""
        while True:
            waiting = self._waiting()
            first, wanted = next(iter(waiting), None), next(iter(self._left), None)
            if first is None and wanted is None:
                self.effort.press(CLOSE, "finish")
                return self.effort
            if first is not None and self._may_accept_down(first, wanted):
                self._accept_down(waiting)
                continue
            if first is not None and (wanted is None or first.end <= wanted[0]):
                self._delete(first)
                continue
            assert wanted is not None
            over = [span for span in waiting if span.start < wanted[1] and span.end > wanted[0]]
            self._left.pop(0)
            if over:
                self._correct(over, wanted)
            else:
                self._insert(wanted)
                self._settle(None, wanted, wanted[1])
            self._work_inside(wanted)

    # -- suggestions ----------------------------------------------------------------------------------------------

    def _waiting(self) -> list[Span]:
        """The suggestions that are left, as the document has them once the assistant has been asked."""
        self._suggest(self._assistant.suggestions())
        return self._undecided(self._from, len(self.document.text))

    def _suggest(self, suggestions: Iterable[Suggestion]) -> None:
        found = to_spans(self.document.id, SIMULATED, "", suggestions)
        answer = suggest(self.document, self._labels, [span for span in found if span.label in self._names])
        if isinstance(answer, Change):
            self._apply(answer)

    def _undecided(self, start: int, end: int) -> list[Span]:
        return [span for span in self.document.overlapping(start, end) if span.status is SpanStatus.SUGGESTED]

    # -- key by key -----------------------------------------------------------------------------------------------

    def _delete(self, span: Span) -> None:
        self._reject(span)
        self._settle(span.place, None, span.end)

    def _reject(self, span: Span, former: tuple[str, ...] = ("delete",)) -> None:
        self._go_on()
        self._judge(span, right=False)
        self._apply(reject(self.document, span.id))
        self.effort.correct("delete", former)
        self.effort.press("delete", "reject")

    def _go_on(self) -> None:
        """Back to the next stop."""
        if self._is_aside:
            self.effort.press(GO_ON, "next_stop")
            self._is_aside = False

    def _insert(self, wanted: Labelled, former: tuple[str, ...] = ("insert",)) -> None:
        """A double click on one of its words, its label's digit, and what is left of the way."""
        start, end, label = wanted
        text = self.document.text
        clicked = min(self._places(start, end), key=lambda place: self._moves(place, (start, end)))
        answer = add(self.document, self._labels, *wanted)
        if isinstance(answer, Rejected) and self._confirmed:
            return  # a bulk key has confirmed it already, or what was overlooked is in its way
        self._apply(answer)
        self.effort.correct("insert", former)
        self.effort.press("insert", DOUBLE_CLICK, at=clicked[0])
        self.effort.press("insert", "label", label)
        for edge, was, now in ((Edge.START, clicked[0], start), (Edge.END, clicked[1], end)):
            self.effort.press("insert", _way(edge, was, now), times=_steps(text, was, now))
        self._is_aside = True

    def _places(self, start: int, end: int) -> list[Range]:
        """What a double click selects there."""
        return list(syllables(self.document.text, start, end)) or [(start, end)]

    def _moves(self, place: Range, wanted: Range) -> int:
        text = self.document.text
        return sum(_steps(text, was, now) for was, now in zip(place, wanted, strict=True))

    def _correct(self, over: list[Span], wanted: Labelled) -> None:
        """Make the nearest of the suggestions right, and delete the others unless they reach beyond, or are right
        inside."""
        best = min(over, key=lambda span: _faults(span, wanted))
        old = best.place
        for span in over:
            if span is best:
                self._make_right(span, wanted)
            elif self._is_undecided(span) and (span.end <= wanted[1] or span.start < old[0]):
                self._reject(span)
        self._settle(old, wanted, wanted[1])

    def _is_undecided(self, span: Span) -> bool:
        here = self.document.get(span.id)
        return here is not None and here.status is SpanStatus.SUGGESTED

    def _make_right(self, span: Span, wanted: Labelled, inner: bool = False) -> None:
        old = span.place
        self._go_on()
        self._judge(span, right=old == wanted)
        wrong_edges, wrong_label = old[:2] != wanted[:2], old[2] != wanted[2]
        if wrong_edges or wrong_label:
            self.effort.correct(
                "edge" if wrong_edges else "relabel", () if inner else _former(wrong_edges, wrong_label)
            )
            span = self._by_reading(span, wanted)
            old = span.place
            wrong_edges, wrong_label = old[:2] != wanted[:2], old[2] != wanted[2]
        if wrong_edges:
            self._move(span, wanted)
        if wrong_label:
            self._apply(relabel(self.document, self._labels, span.id, wanted[2]))
            self.effort.press("edge" if wrong_edges else "relabel", "label", wanted[2])
        elif self._is_undecided(span):
            self._apply(accept(self.document, self._labels, span.id))
            self.effort.press(ACCEPT, "accept")
        else:
            self._is_aside = True  # what was moved is confirmed, and stays at the ring

    def _by_reading(self, span: Span, wanted: Labelled) -> Span:
        """The span after the keys of "the next reading", where those are fewer than edge by edge."""
        readings = readings_of(span)
        which = readings.index(wanted) + 1 if wanted in readings else 0
        self.effort.readings[which] += 1
        if span.id in self._confirmed or not 0 < which < self._moves((span.start, span.end), wanted[:2]):
            return span
        for _ in range(which):
            self._apply(next_reading(self.document, self._labels, span.id))
        self.effort.press(READING, "next_reading", times=which)
        return self.document.get(span.id) or span

    def _move(self, span: Span, wanted: Labelled) -> None:
        for edge, was, now in ((Edge.START, span.start, wanted[0]), (Edge.END, span.end, wanted[1])):
            if was != now:
                self._apply(move_edge(self.document, self._labels, span.id, edge, now))
                self.effort.press("edge", _way(edge, was, now), times=_steps(self.document.text, was, now))

    # -- spans inside spans ---------------------------------------------------------------------------------------

    def _work_inside(self, outer: Labelled) -> None:
        """Decide on all that is suggested inside a span, and insert what is missing there."""
        if self._labels.overlap is Overlap.FLAT:
            return
        wanted = {each[:2]: each for each in self._inner if _lies_in(each, outer)}
        self._suggest([*self._assistant.suggestions(), *self._assistant.inside(outer)])
        for span in self._undecided(*outer[:2]):
            right = wanted.pop((span.start, span.end), None)
            if right is not None:
                self._make_right(span, right, inner=True)
            elif _lies_in(span.place, outer):
                self._reject(span, ())
        for place, each in wanted.items():
            there = [span.place for span in self.document.overlapping(*place) if live(span)]
            if not any(place == other[:2] or _cross(each, other) for other in there):
                self._insert(each, ())

    # -- in bulk --------------------------------------------------------------------------------------------------

    def _may_accept_down(self, first: Span, wanted: Labelled | None) -> bool:
        """Whether the bulk key is pressed: on what is right at the ring; beside the ring, where the next one is sure
        and no fault is seen in it."""
        if self._bulk is None:
            return False
        missing = wanted is not None and wanted[1] <= first.start
        if self._is_aside and not missing and self._is_sure(first):
            return not self._is_seen_wrong(first)
        return first.place == wanted

    def _is_sure(self, span: Span) -> bool:
        return self._bulk is not None and span.confidence is not None and span.confidence >= self._bulk.sure

    def _is_seen_wrong(self, span: Span) -> bool:
        """Chance, but always the same for a span."""
        if self._bulk is None or span.place in self._gold:
            return False
        chance = crc32(f"{self.document.id} {span.place}".encode()) / 2**32
        return chance >= self._bulk.overlooked

    def _accept_down(self, waiting: list[Span]) -> None:
        """One key: what is at the ring, and what is sure below it as far as the screen shows it."""
        first = waiting[0]
        at_ring = not (self._is_aside and self._is_sure(first))
        if at_ring:
            self._go_on()
        taken: list[Span] = []
        for span in self._with_inner(waiting):
            if (taken or not at_ring) and not (self._is_sure(span) and span.end <= first.start + SCREEN):
                break
            taken.append(span)
        self._is_aside = False
        if at_ring and len(taken) == 1:
            self.effort.press(ACCEPT, "accept")
        else:
            self.effort.press(BULK, "accept_down")
            self.effort.in_bulk += len(taken)
        taken = [span for span in taken if self._confirm(span)]
        self._confirmed = {span.id for span in taken}
        around = set(outermost(each.place for each in taken))
        for span in taken:
            if span.place in around:
                self._take_in(span)
            elif self._is_seen_wrong(span):
                self._click(span)
                self._reject(span, ())

    def _confirm(self, span: Span) -> bool:
        """Whether it could be: it may have given way to one before."""
        if not self._is_undecided(span):
            return False
        self._apply(accept(self.document, self._labels, span.id))
        self.effort.wrongly += span.place not in self._gold and not self._is_seen_wrong(span)
        return True

    def _take_in(self, span: Span) -> None:
        """What a bulk key has confirmed: what is missing above it is inserted. What is wrong is clicked and made right;
        where that is overlooked, what it hides is lost."""
        while self._left and self._left[0][1] <= span.start:
            missing = self._left.pop(0)
            self._insert(missing)
            self._settle(None, missing, missing[1])
            self._work_inside(missing)
        here = span.place
        if self._is_seen_wrong(span):
            self._click(span)
            if not self._left or not self._is_free(self._left[0], span):
                self._delete(span)
                return
            here = self._left.pop(0)
            self._correct([span], here)
        else:
            while self._left and self._left[0][0] < span.end:
                self._left.pop(0)
            self._settle(here, here, span.end)
        self._work_inside(here)

    def _click(self, span: Span) -> None:
        self.effort.press(BACK, CLICK, at=span.start)
        self._is_aside = False

    def _is_free(self, wanted: Labelled, span: Span) -> bool:
        """Whether the span may become what is wanted: it is about the same words, and nothing else decided is."""
        there = [each for each in self.document.overlapping(*wanted[:2]) if each.status is SpanStatus.CONFIRMED]
        return [each.id for each in there] == [span.id]

    def _with_inner(self, waiting: list[Span]) -> list[Span]:
        """The suggestions in the order of the ring, those inside others included. They are in the document then."""
        if self._labels.overlap is Overlap.FLAT:
            return waiting
        near = [span.place for span in waiting if span.start < waiting[0].start + SCREEN]
        inner = [each for span in near for each in self._assistant.inside(span)]
        self._suggest([*self._assistant.suggestions(), *inner])
        return self._undecided(self._from, len(self.document.text))

    # -- what all of it comes to ----------------------------------------------------------------------------------

    def _judge(self, span: Span, *, right: bool) -> None:
        if span.confidence is not None:
            self.effort.judged.append(JudgedSuggestion(span.confidence, right))

    def _settle(self, old: Labelled | None, new: Labelled | None, end: int) -> None:
        self._from = max(self._from, end)
        self._assistant.decided(old, new, self._from)

    def _apply(self, change: Change | Rejected) -> None:
        if isinstance(change, Rejected):
            raise AssertionError(f"the annotator's verb was refused: {change.reason} {change.fields}")
        for edit in change.edits:
            self.document.apply(edit)


def nested(gold: Iterable[Labelled]) -> list[Labelled]:
    """The spans that lie inside the outermost ones and cross none, in order; of two over the same words the first."""
    found = outermost(gold)
    around = set(found)
    for each in sorted(gold, key=lambda span: (span[0], -span[1])):
        if not any(each[:2] == other[:2] or _cross(each, other) for other in found):
            found.append(each)
    return [each for each in found if each not in around]


def _cross(one: Labelled, other: Labelled) -> bool:
    return one[0] < other[0] < one[1] < other[1] or other[0] < one[0] < other[1] < one[1]


def _lies_in(inner: Labelled, outer: Labelled) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and inner[:2] != outer[:2]


def _without_parents(labels: LabelSet) -> LabelSet:
    """What is right may break the rules of the label set: it is what people have left standing. Of the overlap
    policies two are left: spans inside spans or none."""
    plain = tuple(replace(label, parents=()) for label in labels.labels)
    return replace(labels, labels=plain, overlap=Overlap.FLAT if labels.overlap is Overlap.FLAT else Overlap.NESTED)


def _former(wrong_edges: bool, wrong_label: bool) -> tuple[str, ...]:
    return ("edge",) * wrong_edges + ("relabel",) * wrong_label


def _faults(span: Span, wanted: Labelled) -> int:
    return ((span.start, span.end) != wanted[:2]) + (span.label != wanted[2])


def _way(edge: Edge, was: int, now: int) -> str:
    """The action that moves the edge so."""
    return f"{edge.value}_{'out' if (now > was) is (edge is Edge.END) else 'in'}"


def _steps(text: str, was: int, now: int) -> int:
    """Presses of an arrow key from one offset to the other: the syllables between them, one at least."""
    if was == now:
        return 0
    return max(1, sum(1 for _ in syllables(text, min(was, now), max(was, now))))
