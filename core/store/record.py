"""The article record, version 2: one article with its spans as JSON, in work files and in exports.

A work file is laid out in lines with a checksum each (``record_lines``), so that version control merges and shows the
work of annotators. In an export a record is one line, whose last key is the SHA-256 of every byte before it; so was it
in the work files of version 1, which are read, too. Keys this version does not know are kept and written back.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import UNSET

from nhan.core.document import Document, key_of
from nhan.core.model import Article, ArticleState, ArticleStatus, Decision, Dispute, Source, Span, SpanStatus
from nhan.core.store.disk import Stat
from nhan.core.store.layout import sha256
from nhan.core.store.pieces import decode_list, in_pieces, without_list
from nhan.core.store.record_lines import CHECK, ID, check, header_line, is_laid_out, laid_out, split_spans
from nhan.core.store.strict import Where, convert, decode, explain, refuse_duplicate_keys

FORMAT = "nhan/article"
VERSION = 2
READ = (1, VERSION)  # the versions that are understood

Count = Annotated[int, msgspec.Meta(ge=0)]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Check = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{8}$")]


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
    crc32: Annotated[Check, _noted("in work files: of the span's bytes without this key")] | msgspec.UnsetType = UNSET


class ArticleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An article's whole file as it is written. In work files each key down to ``base`` has a checksum beside it."""

    format: Literal["nhan/article"]
    version: Literal[2]
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
    disputes: Annotated[tuple[Dispute, ...], _noted("in work files: what people have to settle")] = ()
    spans: tuple[SpanRecord, ...]
    sha256: Annotated[Hash, _noted("in exports: of the record's bytes before this key")] | msgspec.UnsetType = UNSET


class _ReadArticle(ArticleRecord, frozen=True, kw_only=True):
    version: Literal[1, 2]  # type: ignore[assignment]
    applied: dict[str, Count] = {}  # version 1: how far each journal is in here


# The fast way in: these refuse unknown keys, and what they refuse is read again slowly (see ``_read``).
class _KnownSpan(SpanRecord, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True):
    pass


class _KnownArticle(_ReadArticle, frozen=True, kw_only=True, forbid_unknown_fields=True):
    spans: tuple[_KnownSpan, ...]
    id_crc32: Check = ""
    title_crc32: Check = ""
    meta_crc32: Check = ""
    text_sha256_crc32: Check = ""
    text_crc32: Check = ""
    status_crc32: Check = ""
    annotator_crc32: Check = ""
    note_crc32: Check = ""
    bulk_crc32: Check = ""
    base_crc32: Check = ""
    disputes_crc32: Check = ""


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
    decision: Decision | None = None
    note: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What an article's file holds, as values of the model. ``spans`` are in the order of ``key_of``."""

    article: Article
    spans: tuple[Span, ...]
    state: ArticleState = ArticleState()
    annotator: str = ""
    base: Base | None = None
    disputes: tuple[Dispute, ...] = ()  # they stay in work files
    repeated: tuple[Span, ...] = ()  # other versions of spans: two people moved one, and git merged that as two lines
    extra: Mapping[str, Any] = {}  # keys this version does not know
    version: int = VERSION  # of the file that it was read from
    applied: Mapping[str, int] = {}  # how far each journal is in it, where a file of version 1 says so
    stat: Stat | None = None  # of the file that it was read from
    versions: "Versions | None" = None  # what else there is of it


class Versions(msgspec.Struct, frozen=True):
    """Other versions of a record, the files they are in, and what all were made of where that is known."""

    records: tuple[Record, ...]
    files: tuple[Path, ...]
    base: Record | None = None


def record_of(document: Document, annotator: str = "", base: Base | None = None) -> Record:
    """The record of a document as it stands: what an export writes."""
    spans = tuple(document)
    return Record(article=document.article, spans=spans, state=document.state, annotator=annotator, base=base)


SPAN_KEYS = frozenset(SpanRecord.__struct_fields__)
ARTICLE_KEYS = frozenset(_ReadArticle.__struct_fields__)
_SEAL = re.compile(rb'"sha256": ?"([0-9a-f]{64})"\s*\}\s*\Z')
_SEAL_LENGTH = 128  # bytes from the end in which the seal is looked for

_encoder = msgspec.json.Encoder()
_known_spans: msgspec.json.Decoder[list[_KnownSpan]] = msgspec.json.Decoder(list[_KnownSpan])


def _json(value: object) -> bytes:
    """On one line, with spaces after commas and colons."""
    return msgspec.json.format(_encoder.encode(value), indent=0)


def encode_spans(spans: Sequence[Span], text: str) -> bytes:
    """Spans as they stand in packs and exports: JSON without the brackets of the list. ValueError where one is not
    inside the text."""
    return b", ".join(_encode_spans(piece, text) for piece in in_pieces(spans))


def _encode_spans(spans: Sequence[Span], text: str) -> bytes:
    written = [_written(SpanRecord, span, text) for span in spans]
    if not any(span.extra for span in spans):
        return _json(written)[1:-1]
    pairs = zip(written, spans, strict=True)
    return b", ".join(_json({**msgspec.to_builtins(each), **(span.extra or {})}) for each, span in pairs)


def _to_lay_out(spans: Sequence[Span], text: str) -> Iterable[bytes]:
    """Spans as ``laid_out`` wants them."""
    written = [_written(_SpanInLines, span, text) for span in spans]
    if not any(span.extra for span in spans):
        return split_spans(_json(written))  # a third faster than span by span
    pairs = zip(written, spans, strict=True)
    return (_json({**msgspec.to_builtins(each), **(span.extra or {})})[len(ID) : -1] for each, span in pairs)


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
        decision=span.decision,
        note=span.note,
    )


def encode_record(record: Record) -> bytes:
    """The bytes of a work file: UTF-8, LF, laid out as ``record_lines`` says."""
    return b"".join(record_parts(record))


def record_parts(record: Record) -> list[bytes]:
    """The same in parts, none of them large: a copy of forty megabytes holds all threads."""
    disputes = {"disputes": record.disputes} if record.disputes else {}
    head = {**_header(record), **disputes, **record.extra}
    spans = in_pieces(sorted(record.spans, key=key_of)) if record.spans else ()
    pieces = (_to_lay_out(piece, record.article.text) for piece in spans)
    return laid_out((header_line(name, _json(value)) for name, value in head.items()), pieces)


def encode_line(record: Record) -> bytes:
    """The same record as one line of a JSON-lines file, its line end included."""
    return b"".join(line_parts(record))


def line_parts(record: Record) -> list[bytes]:
    """The same in parts."""
    head: dict[str, object] = {"format": FORMAT, "version": VERSION, **_header(record)}
    parts = [b"{", *(_member(name, value) + b", " for name, value in head.items()), b'"spans": [']
    for piece in in_pieces(sorted(record.spans, key=key_of)) if record.spans else ():
        parts += [b"" if parts[-1].endswith(b"[") else b", ", _encode_spans(piece, record.article.text)]
    parts += [b"], ", *(_member(name, value) + b", " for name, value in record.extra.items())]
    seal = hashlib.sha256()
    for part in parts:
        seal.update(part)
    return [*parts, b'"sha256": "' + seal.hexdigest().encode() + b'"}\n']


def _member(name: str, value: object) -> bytes:
    return _encoder.encode(name) + b": " + _json(value)


def _header(record: Record) -> dict[str, object]:
    article, state = record.article, record.state
    head: dict[str, object] = {
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

    ``sealed``: its checksums must be there and right, as in work files. Without it (what others wrote) a SHA-256 that
    is there is checked all the same, and duplicate keys are looked for.
    """
    found = _SEAL.search(data, max(0, len(data) - _SEAL_LENGTH))
    whole = found is not None and hashlib.sha256(memoryview(data)[: found.start()]).hexdigest().encode() == found[1]
    lines = not whole and sealed and is_laid_out(data)
    if lines:
        check(data, where)
    elif not whole:  # what we sealed ourselves repeats no key
        refuse_duplicate_keys(data, where)
    read, extra, extras = _read(data, where)
    if not whole and not lines and (sealed or read.sha256):
        raise where.fault("store.damaged" if read.sha256 else "store.no_hash", "sha256")
    if sha256(read.text) != read.text_sha256:
        raise where.fault("store.text_changed", "text_sha256")
    article = Article(read.id, read.text, read.title, read.meta)
    for at, dispute in enumerate(read.disputes):
        if dispute.other and not 0 <= dispute.other.start < dispute.other.end <= len(read.text):
            fields = {"start": dispute.other.start, "end": dispute.other.end, "length": len(read.text)}
            raise where.fault("store.span_outside", f"disputes[{at}].other", **fields)
    repeated: list[Span] | None = [] if lines else None
    spans = spans_of(read.spans, read.text, where, extras, repeated)
    state = ArticleState(read.status, read.note, read.bulk)
    return Record(
        article=article,
        spans=tuple(sorted(spans, key=key_of)),
        state=state,
        annotator=read.annotator,
        base=read.base,
        disputes=read.disputes,
        repeated=tuple(repeated or ()),
        extra=extra if read.version < VERSION else without_checks(extra),
        version=read.version,
        applied=read.applied,
    )


def without_checks(extra: Mapping[str, Any]) -> dict[str, Any]:
    """Unknown keys of an article without the checksums beside them and beside the known ones."""
    known = {f"{name}{CHECK}" for name in (*ARTICLE_KEYS, *extra)}
    return {name: value for name, value in extra.items() if name not in known}


Extras = Mapping[int, dict[str, Any]]  # the unknown keys of a span, by its place in the file


def _read(data: bytes, where: Where) -> tuple[_ReadArticle, dict[str, Any], Extras]:
    """The file as it is written, and the unknown keys of the article and of its spans."""
    try:
        return _read_known(data), {}, {}
    except msgspec.ValidationError:
        pass  # an unknown key, or something wrong: the slow way keeps the one and names the other
    except (ValueError, RecursionError) as error:
        raise explain(error, data, where) from None
    whole = decode(data, dict[str, Any], where)
    return convert(whole, _ReadArticle, where), _unknown(whole, ARTICLE_KEYS), _extras(whole)


def _read_known(data: bytes) -> _KnownArticle:
    cut = without_list(data, b'"spans": [', b"\n  ]\n}") or without_list(data, b'"spans": [', b'],\n  "applied": ')
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
    return {at: unknown for at, span in dicts if (unknown := _unknown(span, SPAN_KEYS))}


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
            decision=each.decision,
            note=each.note,
            extra=extras.get(at),
        )
        if again and repeated is not None:
            repeated.append(span)
        else:
            spans.append(span)
    return spans
