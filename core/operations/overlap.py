"""The overlap policy: which spans may share text, enforced by every verb that places a span."""

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.labels import LabelSet, Overlap
from nhan.core.model import Rejected, Span, SpanStatus
from nhan.core.operations.building import live


def clash(labels: LabelSet, span: Span, other: Span) -> str | None:
    """Why the two may not stand together (a message key), or None. Both are live and share text."""
    if (span.start, span.end, span.label) == (other.start, other.end, other.label):
        return "verbs.same_span"
    match labels.overlap:
        case Overlap.FREE:
            return None
        case Overlap.FLAT:
            return "verbs.overlap_flat"
        case Overlap.NESTED:
            return _nested_clash(labels, span, other)


def _nested_clash(labels: LabelSet, span: Span, other: Span) -> str | None:
    if (span.start, span.end) == (other.start, other.end):
        return "verbs.same_range"
    within, around = (
        other.start <= span.start and span.end <= other.end,
        span.start <= other.start and other.end <= span.end,
    )
    if not within and not around:
        return "verbs.crossing"
    inner, outer = (span, other) if within else (other, span)
    label = labels.find(inner.label)
    return "verbs.parent" if label and label.parents and outer.label not in label.parents else None


def make_room(
    document: Document, labels: LabelSet, span: Span, without: tuple[Span, ...] = (), override: bool = True
) -> tuple[tuple[Span, ...], tuple[Span, ...]] | Rejected:
    """What must go and what takes its place so that ``span`` can stand in the document.

    A person's span is never in the way of itself (``without``); confirmed spans refuse it; suggestions, which nobody
    has decided on, give way and become rejected (``override``) or are left to be decided later.
    """
    gone = {each.id for each in without} | {span.id}
    removed: list[Span] = []
    for other in document.overlapping(span.start, span.end):
        if other.id in gone or not live(other):
            continue
        reason = clash(labels, span, other)
        if reason is None:
            continue
        if other.status is SpanStatus.CONFIRMED:
            text = document.text[other.start : other.end]
            return Rejected(reason, {"text": shown(text), "label": other.label, "new": span.label})
        if override or reason == "verbs.same_span":
            removed.append(other)
    return tuple(removed), tuple(replace(each, status=SpanStatus.REJECTED) for each in removed)


def shown(text: str, length: int = 40) -> str:
    """A span's text as a sentence can hold it: one line, shortened."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
