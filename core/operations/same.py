"""Accept, relabel, reject all spans of the same words: decided together, one step of undo.

What a person has confirmed with another label is another decision, and stays.
"""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Rejected, Span, SpanStatus
from nhan.core.operations.batch import batch
from nhan.core.operations.building import find
from nhan.core.operations.decisions import accept, reject, relabel
from nhan.core.operations.everywhere import spans_of_words, withdraw_same
from nhan.core.operations.overlap import shown

Act = Callable[[Document, str], Change | Rejected]  # on the span with that id


def accept_same(document: Document, labels: LabelSet, span_id: str) -> Change | Rejected:
    """Confirm every suggestion of this span's words with its label."""
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    return _focused(accept_words(document, labels, _words(document, span), span.label), span_id)


def relabel_same(document: Document, labels: LabelSet, span_id: str, label: str) -> Change | Rejected:
    """Give ``label`` to this span and all others of its words: suggestions, and what is confirmed with its label."""
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    return _focused(relabel_words(document, labels, _words(document, span), span.label, label), span_id)


def reject_same(document: Document, span_id: str) -> Change | Rejected:
    """Reject every suggestion of this span's words with its label; where the span itself is confirmed, also what is
    confirmed so."""
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    if span.status is SpanStatus.SUGGESTED:
        return withdraw_same(document, span_id)
    return _focused(reject_words(document, _words(document, span), span.label), span_id)


def accept_words(document: Document, labels: LabelSet, words: str, label: str) -> Change | Rejected:
    """Confirm every suggestion of ``words`` with ``label`` in the article."""
    chosen = [span for span in spans_of_words(document, words) if _is_suggested(span) and span.label == label]
    return _each("accept_same", document, chosen, lambda draft, name: accept(draft, labels, name), words)


def relabel_words(document: Document, labels: LabelSet, words: str, was: str, label: str) -> Change | Rejected:
    """Give ``label`` to all suggestions of ``words`` in the article, and to what is confirmed as ``was``."""
    if labels.find(label) is None:
        return Rejected("verbs.unknown_label", {"label": label})
    chosen = [
        span
        for span in spans_of_words(document, words)
        if _is_suggested(span) or (span.label == was and span.label != label)
    ]
    return _each("relabel_same", document, chosen, lambda draft, name: relabel(draft, labels, name, label), words)


def reject_words(document: Document, words: str, label: str) -> Change | Rejected:
    """Reject or remove every span of ``words`` with ``label`` in the article, decided on or not."""
    chosen = [span for span in spans_of_words(document, words) if span.label == label]
    return _each("reject_same", document, chosen, reject, words)


def _each(verb: str, document: Document, spans: Sequence[Span], act: Act, words: str) -> Change | Rejected:
    """Do the same to each, where it can be done."""
    if not spans:
        return Rejected("verbs.none_same", {"text": shown(words)})
    answer, _ = batch(verb, [(document, partial(_act_on, act, span.id)) for span in spans])
    return answer


def _act_on(act: Act, span_id: str, draft: Document) -> Change | Rejected:
    return act(draft, span_id)


def _words(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def _is_suggested(span: Span) -> bool:
    return span.status is SpanStatus.SUGGESTED


def _focused(answer: Change | Rejected, span_id: str) -> Change | Rejected:
    return replace(answer, focus=span_id) if isinstance(answer, Change) else answer
