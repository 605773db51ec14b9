"""All the same at once: what is done to the active span, done to every span of its words."""

from enum import Enum
from typing import NamedTuple, assert_never

from PySide6.QtCore import QObject, Signal

from nhan.core import operations as op
from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.messages import Message
from nhan.core.model import Change, Rejected, Span, SpanStatus
from nhan.core.operations.building import live
from nhan.core.operations.overlap import shown
from nhan.gui.review.correction import Correction
from nhan.gui.session_bridge import SessionBridge


class SameVerb(Enum):
    """What is done to all the same."""

    PROPOSE = "propose"
    ACCEPT = "accept"
    RELABEL = "relabel"
    REJECT = "reject"


class Question(NamedTuple):
    """What is asked of the corpus, for ``words`` labelled ``label``. ``to``: the other label; ``decided``: whether what
    is confirmed is rejected, too."""

    what: SameVerb
    words: str
    label: str
    to: str = ""
    decided: bool = False


# What is said once it is done: of one article, and of many.
RECEIPTS = {
    "propose_same": "window.proposed",
    "accept_same": "window.accepted_same",
    "relabel_same": "window.relabelled_same",
    "reject_same": "window.rejected_same",
    "withdraw_same": "window.withdrawn",
}


class AllTheSame(QObject):
    """Acts on what the ring shows. Only where nothing is active, on what was decided last: the receipt names it."""

    said = Signal(object)  # Message
    corpus_wanted = Signal(object)  # Question

    def __init__(self, bridge: SessionBridge, correction: Correction, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._correction = bridge, correction

    def do(self, what: SameVerb, to: str = "") -> None:
        """Do it in this article: one step of undo, and a receipt with the count."""
        span, document = self._correction.subject(), self._bridge.document
        if span is None or document is None:
            self.said.emit(Message("verbs.no_span"))
            return
        answer = in_article(document, self._bridge.labels, span, what, to)
        if not self._correction.do(answer, focus=False) or not isinstance(answer, Change):
            return
        if what is not SameVerb.PROPOSE or not live(span) or not self._correction.is_active:
            self._correction.go_on(span)
        fields = {"label": to or span.label, "text": shown(document.text[span.start : span.end])}
        self.said.emit(Message(RECEIPTS[answer.verb], {"count": count_of(answer), **fields}))

    def label(self, digit: str) -> None:
        """Give all the same the label of a digit."""
        label = self._bridge.labels.with_key(digit)
        if label is None:
            self.said.emit(Message("window.no_label_key", {"key": digit}))
        else:
            self.do(SameVerb.RELABEL, label.name)

    def ask_corpus(self, what: SameVerb, to: str = "") -> None:
        """Ask for the same over the corpus."""
        span, document = self._correction.subject(), self._bridge.document
        if span is None or document is None:
            self.said.emit(Message("verbs.no_span"))
            return
        what = what if live(span) else SameVerb.REJECT
        decided = what is SameVerb.REJECT and span.status is SpanStatus.CONFIRMED
        self.corpus_wanted.emit(Question(what, document.text[span.start : span.end], span.label, to, decided))


def in_article(document: Document, labels: LabelSet, span: Span, what: SameVerb, to: str) -> Change | Rejected:
    """The change of the article. A rejected span is decided on, too: then its fellows are, whichever key asks."""
    if not live(span):
        return op.withdraw_same(document, span.id)
    match what:
        case SameVerb.PROPOSE:
            return op.propose_same(document, labels, span.id)
        case SameVerb.ACCEPT:
            return op.accept_same(document, labels, span.id)
        case SameVerb.RELABEL:
            return op.relabel_same(document, labels, span.id, to)
        case SameVerb.REJECT:
            return op.reject_same(document, span.id)
        case never:
            assert_never(never)


def in_corpus(document: Document, labels: LabelSet, asked: Question) -> Change | Rejected:
    """The answer of one article to a question over the corpus."""
    match asked.what:
        case SameVerb.PROPOSE:
            return op.propose_everywhere([document], labels, asked.words, asked.label)
        case SameVerb.ACCEPT:
            return op.accept_words(document, labels, asked.words, asked.label)
        case SameVerb.RELABEL:
            return op.relabel_words(document, labels, asked.words, asked.label, asked.to)
        case SameVerb.REJECT if asked.decided:
            return op.reject_words(document, asked.words, asked.label)
        case SameVerb.REJECT:
            return op.withdraw_everywhere([document], asked.words, asked.label)
        case never:
            assert_never(never)


def count_of(change: Change) -> int:
    """How many spans it is about. What made room for them is not counted."""
    if change.verb in ("propose_same", "withdraw_same"):
        return sum(len(edit.added) for edit in change.edits)
    return len(change.edits)
