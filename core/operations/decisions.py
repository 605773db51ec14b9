"""Accept, relabel, reject or remove, add: the verbs that settle one span."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Rejected, Source, Span, SpanStatus
from nhan.core.operations.building import change_of, confirmed, find, fresh_id, left, live
from nhan.core.operations.overlap import make_room

# Source names of places that the walk stopped at and a person refused: with a label proposed, and without.
CANDIDATE, NOWHERE = "candidate", "nowhere"


def refuses(span: Span, label: str) -> bool:
    """Whether a rejected span stands against this label in its place: with its own label, or with any (``NOWHERE``)."""
    return span.status is SpanStatus.REJECTED and (span.label == label or span.source.name == NOWHERE)


def accept(document: Document, labels: LabelSet, span_id: str) -> Change | Rejected:
    """Confirm a suggestion as it is."""
    return _settle("accept", document, labels, span_id, None)


def relabel(document: Document, labels: LabelSet, span_id: str, label: str) -> Change | Rejected:
    """Give a span another label and confirm it. With the label it has, this is accepting."""
    if labels.find(label) is None:
        return Rejected("verbs.unknown_label", {"label": label})
    return _settle("relabel", document, labels, span_id, label)


def _settle(verb: str, document: Document, labels: LabelSet, span_id: str, label: str | None) -> Change | Rejected:
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    settled = confirmed(span if label is None else replace(span, label=label))
    if settled == span:
        return Rejected("verbs.already")
    if labels.find(settled.label) is None:
        return Rejected("verbs.unknown_label", {"label": settled.label})
    room = make_room(document, labels, settled)
    if isinstance(room, Rejected):
        return room
    return change_of(verb, document, (span, *room[0]), (settled, *room[1]), settled.id)


def reject(document: Document, span_id: str) -> Change | Rejected:
    """Reject what a machine proposed (kept as rejected: it is measured and not proposed again) or people voted on;
    remove the rest."""
    span = find(document, span_id)
    if isinstance(span, Rejected):
        return span
    kept = left(span)
    return change_of("reject" if kept else "remove", document, (span,), kept)


def refuse(document: Document, labels: LabelSet, start: int, end: int, label: str) -> Change | Rejected:
    """Say that ``text[start:end]``, a candidate, is no such span: kept as rejected, so that it is none again.

    ``label``: what was proposed; "" where nothing was. A record has a label, so it is then the first of the set, and
    the source is ``NOWHERE``: it says nothing against that label.
    """
    by = CANDIDATE if label else NOWHERE
    label = label or labels.labels[0].name
    if labels.find(label) is None:
        return Rejected("verbs.unknown_label", {"label": label})
    if not 0 <= start < end <= len(document.text):
        return Rejected("verbs.nothing_selected")
    name, source = fresh_id(document, start, end, label), Source("machine", by)
    span = Span(id=name, start=start, end=end, label=label, status=SpanStatus.REJECTED, source=source)
    return change_of("reject", document, (), (span,))


def add(document: Document, labels: LabelSet, start: int, end: int, label: str) -> Change | Rejected:
    """Label ``text[start:end]``. Over exactly an existing span this relabels it (or, under FREE, stands beside it)."""
    if labels.find(label) is None:
        return Rejected("verbs.unknown_label", {"label": label})
    if not 0 <= start < end <= len(document.text) or document.text[start:end].isspace():
        return Rejected("verbs.nothing_selected")
    there = [span for span in document.overlapping(start, end) if live(span) and (span.start, span.end) == (start, end)]
    same = next((span for span in there if span.label == label), None)
    if same or (there and labels.overlap.value != "free"):
        return relabel(document, labels, (same or there[0]).id, label)
    name = fresh_id(document, start, end, label)
    span = Span(id=name, start=start, end=end, label=label, status=SpanStatus.CONFIRMED, source=Source("human"))
    room = make_room(document, labels, span)
    if isinstance(room, Rejected):
        return room
    return change_of("add", document, room[0], (span, *room[1]), span.id)
