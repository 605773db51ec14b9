"""A batch of suggestions from a machine: replaces only suggestions that nobody has touched."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from nhan.core.document import Document, key_of
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Rejected, Span, SpanStatus
from nhan.core.operations.building import change_of, live
from nhan.core.operations.decisions import refuses
from nhan.core.operations.overlap import clash
from nhan.core.text.name_edges import name_range
from nhan.core.text.units import Range

SAME = "same"  # the source name of what an annotator proposed for all the same: no batch takes that away


def suggest(
    document: Document,
    labels: LabelSet,
    spans: Iterable[Span],
    replacing: Iterable[Span] | None = None,
    kept: Sequence[Range] = (),
) -> Change | Rejected:
    """Put a machine's new suggestions in the place of ``replacing`` (by default of all that machines suggested).

    What shares text with a range of ``kept`` stays as it is: somebody may have read it already. What a person decided
    stays and wins: no suggestion that the overlap policy forbids beside a confirmed span, and none that was rejected
    before (same range, same label), or where nothing was said to be.
    """
    stale = tuple(document if replacing is None else replacing)
    stale = tuple(span for span in stale if is_untouched(span) and not _lies_in(span, kept))
    stale_ids = {span.id for span in stale}
    new: list[Span] = []
    for span in compatible(labels, document.text, (span for span in spans if not _lies_in(span, kept))):
        is_there = document.get(span.id) is not None and span.id not in stale_ids
        if not is_there and _fits(document, labels, span, stale_ids):
            new.append(span)
    again = {span.id: span for span in new}
    staying = {span.id for span in stale if again.get(span.id) == span}
    removed = tuple(span for span in stale if span.id not in staying)
    added = tuple(span for span in new if span.id not in staying)
    if not removed and not added:
        return Rejected("verbs.nothing_new")
    return change_of("suggest", document, removed, added, machine=True)


def is_proposed(span: Span) -> bool:
    """Whether it is what somebody proposed for all the same, and nobody has decided on it."""
    return span.status is SpanStatus.SUGGESTED and span.source.name == SAME


def is_untouched(span: Span) -> bool:
    """Whether it is a machine's suggestion about which nobody has said anything: the next batch may take it away."""
    return span.status is SpanStatus.SUGGESTED and span.source.name != SAME and not (span.note or span.question)


def in_labels(labels: LabelSet, spans: Iterable[Span]) -> Iterator[Span]:
    """A suggester's spans in the project's own labels: what has none is left out, be it a span, its runner-up or one of
    its readings."""
    for span in spans:
        label, other = labels.meant(span.label), labels.meant(span.runner_up or "")
        if label is None:
            continue
        names = label.name, other.name if other is not None and other is not label else None
        readings = tuple(
            (start, end, meant.name) for start, end, name in span.readings if (meant := labels.meant(name)) is not None
        )
        if (*names, readings) == (span.label, span.runner_up, span.readings):
            yield span
        else:
            yield replace(span, label=names[0], runner_up=names[1], readings=readings)


def compatible(labels: LabelSet, text: str, spans: Iterable[Span]) -> list[Span]:
    """A suggester's spans over ``text`` in the project's labels, trimmed to what may be names (see ``name_range``) and
    in order; of those that may not stand together the outermost."""
    found: list[Span] = []
    reaching: list[Span] = []  # those that go on where the next one begins
    for span in sorted(_trimmed(text, in_labels(labels, spans)), key=key_of):
        reaching = [each for each in reaching if each.end > span.start]
        if not any(clash(labels, span, other) for other in reaching):
            found.append(span)
            reaching.append(span)
    return found


def _trimmed(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        place = name_range(text, span.start, span.end)
        if place is None:
            continue
        readings = tuple(
            (*meant, label) for start, end, label in span.readings if (meant := name_range(text, start, end))
        )
        if (*place, readings) == (span.start, span.end, span.readings):
            yield span
        else:
            yield replace(span, start=place[0], end=place[1], readings=readings)


def _lies_in(span: Span, ranges: Sequence[Range]) -> bool:
    return any(span.start < end and start < span.end for start, end in ranges)


def _fits(document: Document, labels: LabelSet, span: Span, stale: set[str]) -> bool:
    for other in document.overlapping(span.start, span.end):
        if other.id in stale:
            continue
        if live(other) and clash(labels, span, other):
            return False
        if refuses(other, span.label) and (other.start, other.end) == (span.start, span.end):
            return False
    return True
