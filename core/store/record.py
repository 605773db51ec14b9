"""The article record, version 1: one article with its spans as JSON, in work files and in exports.

One span a line, so that version control merges and shows the work of annotators; no dates or counters in the header.
The last key is the SHA-256 of every byte before it. Keys this version does not know are kept and written back.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any, Literal

import msgspec

from nhan.core.document import Document, key_of
from nhan.core.model import Article, ArticleState, ArticleStatus, Decision, Source, Span, SpanStatus
from nhan.core.store.layout import sha256
from nhan.core.store.pieces import decode_list, in_pieces, without_list
from nhan.core.store.strict import Where, convert, decode, explain, refuse_duplicate_keys

FORMAT = "nhan/article"
VERSION = 1

Count = Annotated[int, msgspec.Meta(ge=0)]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


def _noted(description: str, **schema: object) -> msgspec.Meta:
    """What the schema says of a field. Ranges are checked below, in words, or not at all: what was written is read."""
    return msgspec.Meta(description=description, extra_json_schema=schema)


class Base(msgspec.Struct, frozen=True):
    """The suggestions an annotator started from: the run, and the hash of the run's line for this article."""

    run: str
    sha256: str = ""


class SpanRecord(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """A span as it is written: with the text it covers, which guards against drift."""

    id: Annotated[str, _noted("unique in the article", minLength=1)]
    start: Annotated[int, _noted("code points into `text`", minimum=0)]
    end: Annotated[int, _noted("code points into `text`, exclusive; greater than `start`", minimum=1)]
    label: Annotated[str, _noted("a label of the project", minLength=1)]
    text: Annotated[str, _noted("`text[start:end]` of the article")]
    status: SpanStatus
    source: Source
    confidence: Annotated[float, _noted("the proposer's", minimum=0, maximum=1)] | None = None
    runner_up: str | None = None
    decision: Decision | None = None
    note: str = ""


class ArticleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An article's whole file as it is written."""

    format: Literal["nhan/article"]
    version: Literal[1]
    id: Annotated[str, _noted("unique in the project, whatever the case", minLength=1)]
    title: str = ""
    meta: dict[str, Any] = {}
    text_sha256: Annotated[Hash, _noted("of `text` in UTF-8")]
    text: Annotated[str, _noted("exactly as imported")]
    status: ArticleStatus
    annotator: str = ""
    note: str = ""
    bulk: Annotated[bool, _noted("finished by the bulk key, not reviewed span by span")] = False
    base: Base | None = None
    spans: tuple[SpanRecord, ...]
    applied: Annotated[dict[str, Count], _noted("how far each journal is in here")] = {}
    sha256: Annotated[Hash, _noted("of the file's bytes before this key")] | msgspec.UnsetType = msgspec.UNSET


# The fast way in: these refuse unknown keys, and what they refuse is read again slowly (see ``_read``).
class _KnownSpan(SpanRecord, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    pass


class _KnownArticle(ArticleRecord, frozen=True, kw_only=True, forbid_unknown_fields=True):
    spans: tuple[_KnownSpan, ...]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What an article's file holds, as values of the model. ``spans`` are in the order of ``key_of``."""

    article: Article
    spans: tuple[Span, ...]
    state: ArticleState = ArticleState()
    annotator: str = ""
    base: Base | None = None
    applied: Mapping[str, int] = {}
    extra: Mapping[str, Any] = {}  # keys this version does not know


def record_of(document: Document, annotator: str = "", base: Base | None = None) -> Record:
    """The record of a document as it stands: what an export writes."""
    spans = tuple(document)
    return Record(article=document.article, spans=spans, state=document.state, annotator=annotator, base=base)


_SPAN_KEYS = frozenset(SpanRecord.__struct_fields__)
_ARTICLE_KEYS = frozenset(ArticleRecord.__struct_fields__)
_SEAL = re.compile(rb'"sha256": ?"([0-9a-f]{64})"\s*\}\s*\Z')
_SEAL_LENGTH = 128  # bytes from the end in which the seal is looked for

_encoder = msgspec.json.Encoder()
_known_spans: msgspec.json.Decoder[list[_KnownSpan]] = msgspec.json.Decoder(list[_KnownSpan])


def _json(value: object) -> bytes:
    """On one line, with spaces after commas and colons."""
    return msgspec.json.format(_encoder.encode(value), indent=0)


def encode_spans(spans: Sequence[Span], text: str, between: bytes = b", ") -> bytes:
    """Spans, each on one line, without the brackets of the list. ValueError where one is not inside the text."""
    return between.join(_encode_spans(piece, text, between) for piece in in_pieces(spans))


def _encode_spans(spans: Sequence[Span], text: str, between: bytes) -> bytes:
    written = [_written(span, text) for span in spans]
    if any(span.extra for span in spans):
        pairs = zip(written, spans, strict=True)
        return between.join(_json({**msgspec.to_builtins(each), **(span.extra or {})}) for each, span in pairs)
    # A third faster than span by span. Quotes inside strings are escaped, and spans hold no lists: so this stands
    # between two spans and nowhere else.
    return _json(written)[1:-1].replace(b'}, {"id": ', b"}" + between + b'{"id": ')


def _written(span: Span, text: str) -> SpanRecord:
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"span {span.id!r} [{span.start}, {span.end}) is not inside its text")
    return SpanRecord(
        id=span.id,
        start=span.start,
        end=span.end,
        label=span.label,
        text=text[span.start : span.end],
        status=span.status,
        source=span.source,
        confidence=span.confidence,
        runner_up=span.runner_up,
        decision=span.decision,
        note=span.note,
    )


def encode_record(record: Record) -> bytes:
    """The bytes of a work file: UTF-8, LF, one header key or span a line."""
    return b"".join(record_parts(record))


def record_parts(record: Record) -> list[bytes]:
    """The same in parts, none of them large: a copy of forty megabytes holds all threads."""
    return _encode(record, b"\n  ", b"\n    ", b"\n")


def encode_line(record: Record) -> bytes:
    """The same record as one line of a JSON-lines file, its line end included."""
    return b"".join(line_parts(record))


def line_parts(record: Record) -> list[bytes]:
    """The same in parts."""
    return _encode(record, b"", b"", b"")


def _encode(record: Record, key: bytes, span: bytes, end: bytes) -> list[bytes]:
    comma, between = b"," + (key or b" "), b"," + (span or b" ")
    head = _header(record)
    tail = {"applied": dict(sorted(record.applied.items())), **record.extra}
    parts = [b"{" + key, comma.join(_member(name, value) for name, value in head.items()), comma + b'"spans": [']
    for piece in in_pieces(sorted(record.spans, key=key_of)) if record.spans else ():
        parts += [span if len(parts) == 3 else between, _encode_spans(piece, record.article.text, between)]
    parts.append((key if record.spans else b"") + b"]" + comma)
    parts.append(comma.join(_member(name, value) for name, value in tail.items()) + comma)
    seal = hashlib.sha256()
    for part in parts:
        seal.update(part)
    return [*parts, b'"sha256": "' + seal.hexdigest().encode() + b'"' + end + b"}\n"]


def _member(name: str, value: object) -> bytes:
    return _encoder.encode(name) + b": " + _json(value)


def _header(record: Record) -> dict[str, object]:
    article, state = record.article, record.state
    head: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "id": article.id,
        "title": article.title,
        "meta": article.meta,
        "text_sha256": sha256(article.text),
        "text": article.text,
        "status": state.status,
        "annotator": record.annotator,
        "note": state.note,
    }
    if state.bulk:
        head["bulk"] = True
    if record.base:
        head["base"] = record.base
    return head


def decode_record(data: bytes, where: Where, sealed: bool = True) -> Record:
    """Read a record strictly. Raises NhanError naming the place and the field.

    ``sealed``: the trailing hash must be there and right, as in work files. Without it (what others wrote) a hash
    that is there is checked all the same, and duplicate keys are looked for.
    """
    found = _SEAL.search(data, max(0, len(data) - _SEAL_LENGTH))
    whole = found is not None and hashlib.sha256(memoryview(data)[: found.start()]).hexdigest().encode() == found[1]
    if not whole:  # what we sealed ourselves repeats no key
        refuse_duplicate_keys(data, where)
    read, extra, extras = _read(data, where)
    if not whole and (sealed or read.sha256):
        raise where.fault("store.damaged" if read.sha256 else "store.no_hash", "sha256")
    if sha256(read.text) != read.text_sha256:
        raise where.fault("store.text_changed", "text_sha256")
    article = Article(read.id, read.text, read.title, read.meta)
    spans = spans_of(read.spans, read.text, where, extras)
    state = ArticleState(read.status, read.note, read.bulk)
    return Record(
        article=article,
        spans=tuple(sorted(spans, key=key_of)),
        state=state,
        annotator=read.annotator,
        base=read.base,
        applied=read.applied,
        extra=extra,
    )


Extras = Mapping[int, dict[str, Any]]  # the unknown keys of a span, by its place in the file


def _read(data: bytes, where: Where) -> tuple[ArticleRecord, dict[str, Any], Extras]:
    """The file as it is written, and the unknown keys of the article and of its spans."""
    try:
        return _read_known(data), {}, {}
    except msgspec.ValidationError:
        pass  # an unknown key, or something wrong: the slow way keeps the one and names the other
    except (ValueError, RecursionError) as error:
        raise explain(error, data, where) from None
    whole = decode(data, dict[str, Any], where)
    return convert(whole, ArticleRecord, where), _unknown(whole, _ARTICLE_KEYS), _extras(whole)


def _read_known(data: bytes) -> _KnownArticle:
    cut = without_list(data, b'"spans": [', b'],\n  "applied": ')
    if cut is not None:
        without, start, end = cut
        with suppress(msgspec.DecodeError):
            article = msgspec.json.decode(without, type=_KnownArticle)
            spans = decode_list(data, start, end, _known_spans)
            return msgspec.structs.replace(article, spans=tuple(spans))
    return msgspec.json.decode(data, type=_KnownArticle)


def _extras(whole: dict[str, Any]) -> Extras:
    spans = whole.get("spans")
    dicts = [(at, span) for at, span in enumerate(spans) if isinstance(span, dict)] if isinstance(spans, list) else []
    return {at: unknown for at, span in dicts if (unknown := _unknown(span, _SPAN_KEYS))}


def _unknown(found: dict[str, Any], known: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in known}


class _Spans(msgspec.Struct, frozen=True):
    spans: tuple[SpanRecord, ...]


def decode_spans(data: bytes, text: str, where: Where, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """A JSON list of spans over this text, as packs hold it: ``data`` from ``start`` to ``end``.

    Raises NhanError naming the field.
    """
    end = len(data) if end is None else end
    try:
        written = decode_list(data, start + 1, end - 1, _known_spans)
        return tuple(spans_of(written, text, where, {}))
    except msgspec.DecodeError:
        whole = decode(b'{"spans": ' + data[start:end] + b"}", dict[str, Any], where)
        return tuple(spans_of(convert(whole, _Spans, where).spans, text, where, _extras(whole)))
    except (ValueError, RecursionError) as error:  # bytes inside a string that are no UTF-8 come to light here
        raise explain(error, data, where) from None


def spans_of(written: Iterable[SpanRecord], text: str, where: Where, extras: Extras) -> list[Span]:
    """The spans of a file, each checked against the text. Raises NhanError naming the field."""
    spans: list[Span] = []
    seen: set[str] = set()
    for at, each in enumerate(written):
        start, end = each.start, each.end
        if not 0 <= start < end <= len(text):
            field = f"spans[{at}].{'start' if start < 0 else 'end'}"
            raise where.fault("store.span_outside", field, start=start, end=end, length=len(text))
        if text[start:end] != each.text:
            raise where.fault("store.span_text", f"spans[{at}].text", stored=each.text, actual=text[start:end])
        if each.id in seen:
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
            decision=each.decision,
            note=each.note,
            extra=extras.get(at),
        )
        spans.append(span)
    return spans
