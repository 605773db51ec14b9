"""A simulated annotator: goes down an article, never errs, uses the verbs, and counts what it takes.

One action each: insert, delete, relabel, edge fix (both edges of a span count one). A span with a wrong edge and a
wrong label takes two. Accepting is no action, but it is a key.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from nhan.core.document import Document
from nhan.core.labels import LabelSet, Overlap
from nhan.core.model import Article, Change, Rejected, Span, SpanStatus
from nhan.core.operations import Edge, accept, add, move_edge, reject, relabel, suggest
from nhan.core.simulation.assistant import Assistant
from nhan.core.suggestion import Labelled, to_spans
from nhan.core.text.units import syllables

ACCEPT = "accept"
SIMULATED = "simulated"


class JudgedSuggestion(msgspec.Struct, frozen=True):
    """A suggestion as it stood when the annotator came to it."""

    confidence: float
    right: bool


class Effort:
    """What it took: actions and keys by kind, and how right the suggestions were."""

    def __init__(self) -> None:
        self.actions: Counter[str] = Counter()
        self.keys: Counter[str] = Counter()
        self.judged: list[JudgedSuggestion] = []

    def add(self, kind: str, keys: int, *, action: bool = True) -> None:
        if action:
            self.actions[kind] += 1
        self.keys[kind] += keys


class SimulatedAnnotator:
    """Works on one article with one assistant."""

    def __init__(self, article: Article, gold: Sequence[Labelled], labels: LabelSet, assistant: Assistant) -> None:
        # Outermost spans are counted, so the suggestions are flat, whatever the project allows.
        self._labels = msgspec.structs.replace(labels, overlap=Overlap.FLAT)
        self._gold = list(gold)
        self._assistant = assistant
        self.document = Document(article)
        self.effort = Effort()
        self._from = 0

    def work(self) -> Effort:
        """From top to bottom; afterwards the document's confirmed spans are the gold ones."""
        gold = iter([*self._gold, None])
        wanted = next(gold)
        while True:
            waiting = self._waiting()
            if wanted is None and not waiting:
                return self.effort
            first = waiting[0] if waiting else None
            if wanted is None or (first is not None and first.end <= wanted[0]):
                assert first is not None
                self._delete(first)
                continue
            over = [span for span in waiting if span.start < wanted[1] and span.end > wanted[0]]
            if over:
                self._correct(over, wanted)
            else:
                self._insert(wanted)
            wanted = next(gold)

    def _waiting(self) -> list[Span]:
        """The suggestions that are left, as the document has them once the assistant has been asked."""
        found = to_spans(self.document.id, SIMULATED, "", self._assistant.suggestions())
        labels = {label.name for label in self._labels.labels}
        self._apply(
            suggest(self.document, self._labels, [span for span in found if span.label in labels]), may_refuse=True
        )
        return [span for span in self.document if span.status is SpanStatus.SUGGESTED and span.end > self._from]

    def _delete(self, span: Span) -> None:
        self._judge(span, right=False)
        self._apply(reject(self.document, span.id))
        self.effort.add("delete", 1)
        self._settle(_labelled(span), None, span.end)

    def _insert(self, wanted: Labelled) -> None:
        self._apply(add(self.document, self._labels, *wanted))
        # There, the further syllables of the selection, the label's digit.
        self.effort.add("insert", 1 + _steps(self.document.text, wanted[0], wanted[1]))
        self._settle(None, wanted, wanted[1])

    def _correct(self, over: list[Span], wanted: Labelled) -> None:
        """Make the nearest of the suggestions right, and delete the others unless they reach beyond."""
        best = min(over, key=lambda span: _faults(span, wanted))
        for span in over:
            if span is not best and (span.end <= wanted[1] or span.start < best.start):
                self._judge(span, right=False)
                self._apply(reject(self.document, span.id))
                self.effort.add("delete", 1)
        old = _labelled(best)
        self._judge(best, right=old == wanted)
        if old == wanted:
            self._apply(accept(self.document, self._labels, best.id))
            self.effort.add(ACCEPT, 1, action=False)
        if old[2] != wanted[2]:
            self._apply(relabel(self.document, self._labels, best.id, wanted[2]))
            self.effort.add("relabel", 1)
        if old[:2] != wanted[:2]:
            self._move(best, wanted)
        self._settle(old, wanted, wanted[1])

    def _move(self, span: Span, wanted: Labelled) -> None:
        keys = 1  # to go on
        for edge, was, now in ((Edge.START, span.start, wanted[0]), (Edge.END, span.end, wanted[1])):
            if was != now:
                self._apply(move_edge(self.document, self._labels, span.id, edge, now))
                keys += _steps(self.document.text, min(was, now), max(was, now))
        self.effort.add("edge", keys)

    def _judge(self, span: Span, *, right: bool) -> None:
        if span.confidence is not None:
            self.effort.judged.append(JudgedSuggestion(span.confidence, right))

    def _settle(self, old: Labelled | None, new: Labelled | None, end: int) -> None:
        self._from = max(self._from, end)
        self._assistant.decided(old, new, self._from)

    def _apply(self, change: Change | Rejected, *, may_refuse: bool = False) -> None:
        if isinstance(change, Rejected):
            if may_refuse:
                return
            raise AssertionError(f"the annotator's verb was refused: {change.reason} {change.fields}")
        for edit in change.edits:
            self.document.apply(edit)


def _labelled(span: Span) -> Labelled:
    return span.start, span.end, span.label


def _faults(span: Span, wanted: Labelled) -> int:
    return ((span.start, span.end) != wanted[:2]) + (span.label != wanted[2])


def _steps(text: str, start: int, end: int) -> int:
    """Presses of an arrow key over a stretch: its syllables, one at least."""
    return max(1, sum(1 for _ in syllables(text, start, end)))
