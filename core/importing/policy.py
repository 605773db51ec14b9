"""The overlap policy where articles come in: which of their spans may not come in as they are."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from nhan.core.document import key_of
from nhan.core.formats.format import Incoming, Loss
from nhan.core.formats.text import is_blank
from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.model import Span, SpanStatus
from nhan.core.operations.building import live
from nhan.core.operations.overlap import clash, shown


class SortedOut(msgspec.Struct, frozen=True):
    """``against``: what is against the policy, a sentence each; ``spans``: all that comes in, what is against it
    (``changed``) as a suggestion. Blank spans, and what is there twice, do not come in (``lost``)."""

    against: tuple[NhanError, ...]
    spans: tuple[Span, ...]
    lost: tuple[Loss, ...] = ()
    changed: tuple[Loss, ...] = ()


def sort_out(incoming: Incoming, labels: LabelSet) -> SortedOut:
    """Of spans with known labels. Where several may not stand together, the outermost and first stays as it is."""
    text, places = incoming.article.text, {span.id: at for at, span in enumerate(incoming.spans)}
    against: list[NhanError] = []
    lost: list[Loss] = []
    changed: list[Loss] = []
    settled: list[Span] = []

    def fault(span: Span, key: str, named: list[Loss], why: str, **fields: object) -> None:
        words = text[span.start : span.end]
        field = f"spans[{places[span.id]}]"
        against.append(incoming.where.fault(key, field, text=shown(words), label=span.label, **fields))
        named.append(Loss(incoming.article.id, span.start, span.end, span.label, words, Message(why)))

    def trimmed(span: Span) -> Span | None:
        """The span; without the blanks at its ends, as a suggestion; None where it is nothing but blanks."""
        words = text[span.start : span.end]
        if not live(span) or not (words[0].isspace() or words[-1].isspace() or is_blank(words)):
            return span
        if is_blank(words):
            fault(span, "formats.span_blank", lost, "formats.lost.blank", start=span.start, end=span.end)
            return None
        fault(span, "formats.span_edge", changed, "formats.lost.edge")
        start, end = span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip())
        return _undecided(replace(span, start=start, end=end))

    within = [fits for span in incoming.spans if (fits := trimmed(span)) is not None]
    seen: set[tuple[int, int, str]] = set()
    for span in sorted(within, key=lambda span: (span.status is not SpanStatus.CONFIRMED, key_of(span))):
        place = span.start, span.end, span.label
        if live(span) and place in seen:
            fault(span, "formats.span_repeated", lost, "formats.lost.twice")
            continue
        seen.update([place] if live(span) else [])
        settled.append(span)
    clashing: set[str] = set()
    for span, reason, other in _clashing(labels, sorted(settled, key=key_of)):
        clashing.add(span.id)
        words = {"text": shown(text[other.start : other.end]), "label": other.label, "new": span.label}
        fault(span, "formats.span_clash", changed, "formats.lost.overlap", reason=Message(reason, words))
    as_suggested = (_undecided(span) if span.id in clashing else span for span in settled)
    spans = tuple(sorted(as_suggested, key=lambda span: places[span.id]))
    return SortedOut(tuple(against), spans, tuple(lost), tuple(changed))


def _undecided(span: Span) -> Span:
    """A suggestion, which nobody has decided on."""
    return replace(span, status=SpanStatus.SUGGESTED, decision=None)


def _clashing(labels: LabelSet, spans: Sequence[Span]) -> Iterator[tuple[Span, str, Span]]:
    """The confirmed spans that may not stand with one before them (in order), why, and with which."""
    reaching: list[Span] = []
    for span in spans:
        if span.status is not SpanStatus.CONFIRMED:
            continue
        reaching = [each for each in reaching if each.end > span.start]
        other, reason = next(((each, why) for each in reaching if (why := clash(labels, span, each))), (None, None))
        if other is None or reason is None:
            reaching.append(span)
        else:
            yield span, reason, other
