"""The article record, version 2: one article with its spans as JSON, in work files and in exports.

A work file is laid out in lines with a checksum each (``record_lines``), so that version control merges and shows the
work of annotators. In an export a record is one line, whose last key is the SHA-256 of every byte before it; so was it
in the work files of version 1, which are read, too. Keys this version does not know are kept and written back.
"""

import hashlib
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET

from nhan.core.document import Document, key_of
from nhan.core.model import Article, ArticleState, ArticleStatus, Dispute, PlaceAnswer, Span
from nhan.core.store.disk import Stat
from nhan.core.store.layout import sha256
from nhan.core.store.pieces import decode_list, in_pieces, without_list
from nhan.core.store.record_lines import CHECK, check, header_line, is_laid_out, laid_out
from nhan.core.store.span_record import (
    Check,
    Extras,
    KnownSpan,
    SpanRecord,
    encode_spans,
    encoder,
    known_spans,
    noted,
    spans_of,
    to_json,
    to_lay_out,
    unknown_keys,
    unknown_of_spans,
)
from nhan.core.store.strict import Where, convert, decode, explain, refuse_duplicate_keys

FORMAT = "nhan/article"
VERSION = 2
READ = (1, VERSION)  # the versions that are understood

Count = Annotated[int, msgspec.Meta(ge=0)]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Base(msgspec.Struct, frozen=True):
    """The suggestions an annotator started from: the run, and the hash of the run's line for this article."""

    run: str
    sha256: str = ""


class ArticleRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An article's whole file as it is written. In work files each key down to ``base`` has a checksum beside it."""

    format: Literal["nhan/article"]
    version: Literal[2]
    id: Annotated[str, noted("unique in the project, whatever the case", minLength=1)]
    title: str = ""
    meta: dict[str, Any] = {}
    text_sha256: Annotated[Hash, noted("of `text` in UTF-8")]
    flagged: Annotated[bool, noted("to be discussed, whatever the status is")] = False
    text: Annotated[str, noted("exactly as imported")]
    status: Annotated[ArticleStatus, noted("`flagged`: in progress and flagged, as earlier versions wrote it")]
    annotator: str = ""
    note: str = ""
    bulk: Annotated[bool, noted("finished by the bulk key, not reviewed span by span")] = False
    base: Base | None = None
    disputes: Annotated[tuple[Dispute, ...], noted("in work files: what people have to settle")] = ()
    answers: Annotated[tuple[PlaceAnswer, ...], noted("in work files: what is said to what was decided otherwise")] = ()
    spans: tuple[SpanRecord, ...]
    sha256: Annotated[Hash, noted("in exports: of the record's bytes before this key")] | msgspec.UnsetType = UNSET


class _ReadArticle(ArticleRecord, frozen=True, kw_only=True):
    version: Literal[1, 2]  # type: ignore[assignment]
    applied: dict[str, Count] = {}  # version 1: how far each journal is in here


# The fast way in: these refuse unknown keys, and what they refuse is read again slowly (see ``_read``).


class _KnownArticle(_ReadArticle, frozen=True, kw_only=True, forbid_unknown_fields=True):
    spans: tuple[KnownSpan, ...]
    id_crc32: Check = ""
    title_crc32: Check = ""
    meta_crc32: Check = ""
    text_sha256_crc32: Check = ""
    flagged_crc32: Check = ""
    text_crc32: Check = ""
    status_crc32: Check = ""
    annotator_crc32: Check = ""
    note_crc32: Check = ""
    bulk_crc32: Check = ""
    base_crc32: Check = ""
    disputes_crc32: Check = ""
    answers_crc32: Check = ""


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

    def document(self) -> Document:
        """The article as the record has it."""
        return Document(self.article, self.spans, self.state, self.disputes)


class Versions(msgspec.Struct, frozen=True):
    """Other versions of a record, the files they are in, and what all were made of where that is known."""

    records: tuple[Record, ...]
    files: tuple[Path, ...]
    base: Record | None = None


def record_of(document: Document, annotator: str = "", base: Base | None = None) -> Record:
    """The record of a document as it stands: what an export writes."""
    spans = tuple(document)
    return Record(article=document.article, spans=spans, state=document.state, annotator=annotator, base=base)


ARTICLE_KEYS = frozenset(_ReadArticle.__struct_fields__)
_SEAL = re.compile(rb'"sha256": ?"([0-9a-f]{64})"\s*\}\s*\Z')
_SEAL_LENGTH = 128  # bytes from the end in which the seal is looked for


def encode_record(record: Record) -> bytes:
    """The bytes of a work file: UTF-8, LF, laid out as ``record_lines`` says."""
    return b"".join(record_parts(record))


def record_parts(record: Record) -> list[bytes]:
    """The same in parts, none of them large: a copy of forty megabytes holds all threads."""
    disputes = {"disputes": record.disputes} if record.disputes else {}
    answers = {"answers": record.state.answers} if record.state.answers else {}
    head = {**_header(record), **disputes, **answers, **record.extra}
    spans = in_pieces(sorted(record.spans, key=key_of)) if record.spans else ()
    pieces = (to_lay_out(piece, record.article.text) for piece in spans)
    return laid_out((header_line(name, to_json(value)) for name, value in head.items()), pieces)


def encode_line(record: Record) -> bytes:
    """The same record as one line of a JSON-lines file, its line end included."""
    return b"".join(line_parts(record))


def line_parts(record: Record) -> list[bytes]:
    """The same in parts."""
    head: dict[str, object] = {"format": FORMAT, "version": VERSION, **_header(record)}
    parts = [b"{", *(_member(name, value) + b", " for name, value in head.items()), b'"spans": [']
    for piece in in_pieces(sorted(record.spans, key=key_of)) if record.spans else ():
        parts += [b"" if parts[-1].endswith(b"[") else b", ", encode_spans(piece, record.article.text)]
    parts += [b"], ", *(_member(name, value) + b", " for name, value in record.extra.items())]
    seal = hashlib.sha256()
    for part in parts:
        seal.update(part)
    return [*parts, b'"sha256": "' + seal.hexdigest().encode() + b'"}\n']


def _member(name: str, value: object) -> bytes:
    return encoder.encode(name) + b": " + to_json(value)


def _header(record: Record) -> dict[str, object]:
    article, state = record.article, record.state
    head: dict[str, object] = {
        "id": article.id,
        "title": article.title,
        "meta": article.meta,
        "text_sha256": sha256(article.text),
        # between lines that never change, so that version control brings it together with another status or note
        **({"flagged": True} if state.flagged else {}),
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
    for at, answer in enumerate(read.answers):
        if not 0 <= answer.start <= answer.end <= len(read.text):
            fields = {"start": answer.start, "end": answer.end, "length": len(read.text)}
            raise where.fault("store.span_outside", f"answers[{at}]", **fields)
    repeated: list[Span] | None = [] if lines else None
    spans = spans_of(read.spans, read.text, where, extras, repeated)
    state = ArticleState(read.status, read.note, read.bulk, read.flagged, read.answers)
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


def _read(data: bytes, where: Where) -> tuple[_ReadArticle, dict[str, Any], Extras]:
    """The file as it is written, and the unknown keys of the article and of its spans."""
    try:
        return _read_known(data), {}, {}
    except msgspec.ValidationError:
        pass  # an unknown key, or something wrong: the slow way keeps the one and names the other
    except (ValueError, RecursionError) as error:
        raise explain(error, data, where) from None
    whole = decode(data, dict[str, Any], where)
    return convert(whole, _ReadArticle, where), unknown_keys(whole, ARTICLE_KEYS), unknown_of_spans(whole)


def _read_known(data: bytes) -> _KnownArticle:
    cut = without_list(data, b'"spans": [', b"\n  ]\n}") or without_list(data, b'"spans": [', b'],\n  "applied": ')
    if cut is not None:
        without, start, end = cut
        with suppress(msgspec.DecodeError):
            article = msgspec.json.decode(without, type=_KnownArticle)
            spans = decode_list(data, start, end, known_spans)
            return msgspec.structs.replace(article, spans=tuple(spans))
    return msgspec.json.decode(data, type=_KnownArticle)
