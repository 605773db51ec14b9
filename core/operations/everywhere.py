"""The same for all the same: propose a label for, or withdraw suggestions from, every occurrence of some words.

What is proposed comes as suggestions to review, never as a fact; one change, also over many articles. What settles the
spans that are there is in ``same``.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from nhan.core.document import Document, key_of
from nhan.core.labels import LabelSet
from nhan.core.model import ArticleEdit, Change, Rejected, Source, Span, SpanStatus
from nhan.core.operations.building import edit_of, find, fresh_id, live
from nhan.core.operations.decisions import refuses
from nhan.core.operations.overlap import shown
from nhan.core.operations.suggestions import SAME
from nhan.core.text.fold import fold_words
from nhan.core.text.occurrences import occurrences, spellings


def propose_same(document: Document, labels: LabelSet, span_id: str) -> Change | Rejected:
    """Propose this span's label for all other occurrences of its words in the article."""
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    change = propose_everywhere([document], labels, document.text[span.start : span.end], span.label)
    return replace(change, focus=span_id) if isinstance(change, Change) else change


def propose_everywhere(documents: Iterable[Document], labels: LabelSet, words: str, label: str) -> Change | Rejected:
    """Propose ``label`` for all occurrences of ``words`` in these articles; one step of undo."""
    if labels.find(label) is None:
        return Rejected("verbs.unknown_label", {"label": label})
    edits = [edit for document in documents if (edit := _proposals(document, words, label))]
    return Change("propose_same", tuple(edits)) if edits else Rejected("verbs.no_more", {"text": shown(words)})


def _proposals(document: Document, words: str, label: str) -> ArticleEdit | None:
    """An occurrence that touches a span, or was rejected once with this label, is left alone."""
    added: list[Span] = []
    taken: set[str] = set()
    for start, end in occurrences(document.text, words):
        if any(live(other) or refuses(other, label) for other in document.overlapping(start, end)):
            continue
        name = fresh_id(document, start, end, label, taken)
        taken.add(name)
        added.append(Span(id=name, start=start, end=end, label=label, source=Source("machine", SAME)))
    return edit_of(document, (), tuple(added)) if added else None


def withdraw_same(document: Document, span_id: str) -> Change | Rejected:
    """Reject this and every other undecided suggestion of the same words with the same label in the article."""
    span = document.get(span_id)
    if span is None:
        return Rejected("verbs.no_span")
    change = withdraw_everywhere([document], document.text[span.start : span.end], span.label)
    return replace(change, focus=span_id) if isinstance(change, Change) else change


def withdraw_everywhere(documents: Iterable[Document], words: str, label: str) -> Change | Rejected:
    """Reject every undecided suggestion of ``words`` with ``label`` in these articles; one step of undo."""
    edits = []
    for document in documents:
        removed = tuple(_suggested(document, words, label))
        if removed:
            edits.append(edit_of(document, removed, tuple(replace(s, status=SpanStatus.REJECTED) for s in removed)))
    return Change("withdraw_same", tuple(edits)) if edits else Rejected("verbs.no_more", {"text": shown(words)})


def withdraw_label(document: Document, label: str) -> Change | Rejected:
    """Reject what machines labelled so, and take out the rest that is live: the label is to be deleted. The state of
    the article stays, since nobody has looked at it."""
    if not document.live()[label]:
        return Rejected("verbs.already")
    removed = tuple(span for span in document.unrejected() if span.label == label)
    rejected = (span for span in removed if span.status is SpanStatus.SUGGESTED or span.source.kind == "machine")
    added = tuple(replace(span, status=SpanStatus.REJECTED) for span in rejected)
    return Change("delete_label", (ArticleEdit(document.id, removed, added),))


def _suggested(document: Document, words: str, label: str) -> list[Span]:
    """In order."""
    if not document.unreviewed:
        return []
    found = spans_of_words(document, words)
    return [span for span in found if span.status is SpanStatus.SUGGESTED and span.label == label]


def spans_of_words(document: Document, words: str) -> list[Span]:
    """The live spans over just these words, in order. Found by the words: in an article of 50,000 spans a tenth of the
    time of looking at each span."""
    wanted, text = fold_words(words), document.text
    found: dict[str, Span] = {}
    for start, end in spellings(text, words):
        for span in document.overlapping(start, end):
            if live(span) and fold_words(text[span.start : span.end]) == wanted:
                found[span.id] = span
    return sorted(found.values(), key=key_of)
