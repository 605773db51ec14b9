"""Spans as files hold them: written with the text that they cover, read strictly and checked against it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import UNSET

from nhan.core.model import Decision, Reading, Source, Span, SpanStatus
from nhan.core.store.pieces import decode_list, in_pieces
from nhan.core.store.record_lines import ID, split_spans
from nhan.core.store.strict import Where, convert, decode, explain

Check = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{8}$")]


def noted(description: str, **schema: object) -> msgspec.Meta:
    """What the schema says of a field. Ranges are checked below, in words, or not at all: what was written is read."""
    return msgspec.Meta(description=description, extra_json_schema=schema)


class SpanRecord(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """A span as it is written: with the text it covers, which guards against drift."""

    id: Annotated[str, noted("unique in the article", minLength=1)]
    start: Annotated[int, noted("code points into `text`", minimum=0)]
    end: Annotated[int, noted("code points into `text`, exclusive; greater than `start`", minimum=1)]
    label: Annotated[str, noted("a label of the project", minLength=1)]
    text: Annotated[str, noted("`text[start:end]` of the article")]
    status: SpanStatus
    source: Source
    confidence: Annotated[float, noted("the proposer's", minimum=0, maximum=1)] | None = None
    runner_up: str | None = None
    readings: Annotated[tuple[Reading, ...], noted("other readings of a suggestion: start, end, label")] = ()
    decision: Decision | None = None
    note: str = ""
    question: Annotated[bool, noted("`note` asks something of whoever curates")] = False
    votes: Annotated[dict[str, bool] | None, noted("of adjudicated spans: by annotator, whether they had it")] = None
    crc32: Annotated[Check, noted("in work files: of the span's bytes without this key")] | msgspec.UnsetType = UNSET


# The fast way in: it refuses unknown keys, and what it refuses is read again slowly (see ``decode_spans``).
class KnownSpan(SpanRecord, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    pass


class _SpanInLines(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """A span with its keys in the order in which a work file has them."""

    id: str
    start: int
    end: int
    text: str
    label: str
    status: SpanStatus
    source: Source
    confidence: float | None = None
    runner_up: str | None = None
    readings: tuple[Reading, ...] = ()
    decision: Decision | None = None
    note: str = ""
    question: bool = False
    votes: dict[str, bool] | None = None


SPAN_KEYS = frozenset(SpanRecord.__struct_fields__)
Extras = Mapping[int, dict[str, Any]]  # the unknown keys of a span, by its place in the file

encoder = msgspec.json.Encoder()
known_spans: msgspec.json.Decoder[list[KnownSpan]] = msgspec.json.Decoder(list[KnownSpan])


def to_json(value: object) -> bytes:
    """On one line, with spaces after commas and colons."""
    return msgspec.json.format(encoder.encode(value), indent=0)


def encode_spans(spans: Sequence[Span], text: str) -> bytes:
    """Spans as they stand in packs and exports: JSON without the brackets of the list. ValueError where one is not
    inside the text."""
    return b", ".join(_encode_spans(piece, text) for piece in in_pieces(spans))


def _encode_spans(spans: Sequence[Span], text: str) -> bytes:
    written = [_written(SpanRecord, span, text) for span in spans]
    if not any(span.extra for span in spans):
        return to_json(written)[1:-1]
    pairs = zip(written, spans, strict=True)
    return b", ".join(to_json({**msgspec.to_builtins(each), **(span.extra or {})}) for each, span in pairs)


def to_lay_out(spans: Sequence[Span], text: str) -> Iterable[bytes]:
    """Spans as ``laid_out`` wants them."""
    written = [_written(_SpanInLines, span, text) for span in spans]
    if not any(span.extra for span in spans):
        return split_spans(to_json(written))  # a third faster than span by span
    pairs = zip(written, spans, strict=True)
    return (to_json({**msgspec.to_builtins(each), **(span.extra or {})})[len(ID) : -1] for each, span in pairs)


S = TypeVar("S", SpanRecord, _SpanInLines)


def _written(kind: type[S], span: Span, text: str) -> S:
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"span {span.id!r} [{span.start}, {span.end}) is not inside its text")
    return kind(
        id=span.id,
        start=span.start,
        end=span.end,
        label=span.label,
        text=text[span.start : span.end],
        status=span.status,
        source=span.source,
        confidence=span.confidence,
        runner_up=span.runner_up,
        readings=span.readings,
        decision=span.decision,
        note=span.note,
        question=span.question,
        votes=span.votes,
    )


def unknown_of_spans(whole: dict[str, Any]) -> Extras:
    spans = whole.get("spans")
    dicts = [(at, span) for at, span in enumerate(spans) if isinstance(span, dict)] if isinstance(spans, list) else []
    return {at: unknown for at, span in dicts if (unknown := unknown_keys(span, SPAN_KEYS))}


def unknown_keys(found: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in known}


class _Spans(msgspec.Struct, frozen=True):
    spans: tuple[SpanRecord, ...]


def decode_spans(data: bytes, text: str, where: Where, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """A JSON list of spans over this text, as packs hold it: ``data`` from ``start`` to ``end``.

    Raises NhanError naming the field.
    """
    end = len(data) if end is None else end
    try:
        written = decode_list(data, start + 1, end - 1, known_spans)
        return tuple(spans_of(written, text, where, {}))
    except msgspec.DecodeError:
        whole = decode(b'{"spans": ' + data[start:end] + b"}", dict[str, Any], where)
        return tuple(spans_of(convert(whole, _Spans, where).spans, text, where, unknown_of_spans(whole)))
    except (ValueError, RecursionError) as error:  # bytes inside a string that are no UTF-8 come to light here
        raise explain(error, data, where) from None


def spans_of(
    written: Iterable[SpanRecord], text: str, where: Where, extras: Extras, repeated: list[Span] | None = None
) -> list[Span]:
    """The spans of a file, each checked against the text. Raises NhanError naming the field.

    ``repeated`` takes those whose id was there already; without it they are refused.
    """
    spans: list[Span] = []
    seen: set[str] = set()
    for at, each in enumerate(written):
        start, end = each.start, each.end
        if not 0 <= start < end <= len(text):
            field = f"spans[{at}].{'start' if start < 0 else 'end'}"
            raise where.fault("store.span_outside", field, start=start, end=end, length=len(text))
        if text[start:end] != each.text:
            raise where.fault("store.span_text", f"spans[{at}].text", stored=each.text, actual=text[start:end])
        again = each.id in seen
        if again and repeated is None:
            raise where.fault("store.span_repeated", f"spans[{at}].id", id=each.id)
        seen.add(each.id)
        span = Span(
            id=each.id,
            start=start,
            end=end,
            label=each.label,
            status=each.status,
            source=each.source,
            confidence=each.confidence,
            runner_up=each.runner_up,
            readings=each.readings,
            decision=each.decision,
            note=each.note,
            question=each.question,
            extra=extras.get(at),
            votes=each.votes,
        )
        if again and repeated is not None:
            repeated.append(span)
        else:
            spans.append(span)
    return spans
