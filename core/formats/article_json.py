"""An article as JSON from anywhere: ``text``, and what else of the article record is there; strict about that."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Annotated, Any

import msgspec

from nhan.core.formats.format import Incoming, InputFile, ReadOptions
from nhan.core.formats.json_rows import Piece, read_each
from nhan.core.formats.plain import refuse_unfit
from nhan.core.formats.text import is_blank, title_of
from nhan.core.messages import NhanError
from nhan.core.model import (
    Article,
    ArticleState,
    ArticleStatus,
    Decision,
    PlaceAnswer,
    Reading,
    Source,
    Span,
    SpanStatus,
)
from nhan.core.store.layout import sha256
from nhan.core.store.record import ARTICLE_KEYS, FORMAT, READ, without_checks
from nhan.core.store.span_record import SPAN_KEYS
from nhan.core.store.strict import Where, convert, decode, refuse_duplicate_keys


class SpanJson(msgspec.Struct, frozen=True, kw_only=True):
    """A span of an import: where, and which label; the rest is optional."""

    start: int  # code points
    end: int  # code points, exclusive
    label: str
    id: str | int | None = None
    text: str | None = None
    status: SpanStatus | None = None
    source: Source | None = None
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] | None = None
    runner_up: str | None = None
    readings: tuple[Reading, ...] = ()
    decision: Decision | None = None
    note: str | None = None
    question: bool = False
    votes: dict[str, bool] | None = None


class ArticleJson(msgspec.Struct, frozen=True, kw_only=True):
    """An article of an import: its text; the rest is optional."""

    text: str
    id: str | int | None = None
    title: str | None = None
    meta: dict[str, Any] | None = None
    spans: tuple[SpanJson, ...] | None = None
    text_sha256: str | None = None


class RecordJson(ArticleJson, frozen=True, kw_only=True):
    """The same where the file says that it is the article record."""

    status: ArticleStatus = ArticleStatus.NEW
    note: str = ""
    bulk: bool = False
    flagged: bool = False
    answers: tuple[PlaceAnswer, ...] = ()


_SPAN_KEYS = frozenset(SpanJson.__struct_fields__)
_ANY_KEYS = frozenset(ArticleJson.__struct_fields__)
_STATE_KEYS = ("status", "note", "flagged")  # which articles that come in as new do not keep
_STARTS = frozenset({"start", "start_offset", "begin", "offset", "from"})  # as other programs call them
_KINDS = frozenset({"label", "labels", "tag", "type", "entity", "entity_group", "class"})
_RECORD_KEYS = ARTICLE_KEYS | _ANY_KEYS


def read_pieces(
    pieces: Iterable[Piece | NhanError], file: InputFile, options: ReadOptions
) -> Iterator[Incoming | NhanError]:
    """An article of each; without an id it is named after the file and its number."""
    return read_each(pieces, lambda piece: read_article(piece.data, piece.where, _name(file, piece), options))


def _name(file: InputFile, piece: Piece) -> str:
    return f"{file.stem}-{piece.number:06d}"


def read_article(data: bytes, where: Where, default_id: str, options: ReadOptions) -> Incoming:
    """The article in a JSON object. NhanError naming the field.

    Keys that an import has no use for are kept: an article's in its ``meta``, a span's as its own.
    """
    whole = decode(data, dict[str, Any], where)
    refuse_duplicate_keys(data, where)
    ours = _is_record(whole, where)
    read: ArticleJson = convert(whole, RecordJson, where) if ours else convert(whole, ArticleJson, where)
    if is_blank(read.text):
        raise where.fault("formats.no_text", "text")
    if read.text_sha256 is not None and read.text_sha256 != sha256(read.text):
        raise where.fault("store.text_changed", "text_sha256")
    if not ours:
        _refuse_foreign(whole, bool(read.spans), where)
    known = _RECORD_KEYS if ours else _ANY_KEYS
    others = {name: value for name, value in whole.items() if name not in known}
    others = without_checks(others) if ours else others
    span_keys = SPAN_KEYS if ours else _SPAN_KEYS
    article = Article(
        id=default_id if read.id in (None, "") else str(read.id),
        text=read.text,
        title=read.title or title_of(read.text),
        meta={**others, **(read.meta or {})},
    )
    spans = tuple(_spans(read.spans or (), whole.get("spans") or [], read.text, where, options, span_keys))
    refuse_unfit(article, [span.extra for span in spans if span.extra], where)
    return Incoming(
        article=article,
        where=where,
        spans=spans,
        state=_state(read) if isinstance(read, RecordJson) else None,
        left=tuple(name for name in _STATE_KEYS if ours and whole.get(name) not in (None, "", "new", False)),
    )


def _state(read: RecordJson) -> ArticleState:
    return ArticleState(read.status, read.note, read.bulk, read.flagged, read.answers)


def _is_record(whole: dict[str, Any], where: Where) -> bool:
    """Whether this is our record. NhanError for another of our formats and for a later version."""
    said = whole.get("format")
    if not isinstance(said, str) or not said.startswith("nhan/"):
        return False
    if said != FORMAT:
        raise where.fault("store.other_format", "format")
    if whole.get("version") not in READ:
        raise where.fault("store.unknown_version", "version")
    return True


def _refuse_foreign(whole: dict[str, Any], has_spans: bool, where: Where) -> None:
    """NhanError where spans stand in a field that only another program's format reads, or that this one would only
    keep as meta data, and where the file says that its spans were refused."""
    for field, name, sign in _FOREIGN:
        given = whole.get(field)
        if isinstance(given, list) and given and sign(given[0]):
            raise where.fault("formats.not_json_lines", field, name=name)
    for field, given in whole.items():
        if field != "spans" and not has_spans and isinstance(given, list) and given and all(map(_is_span, given)):
            raise where.fault("formats.unread_spans", field)
    if has_spans and whole.get("answer") in ("reject", "ignore"):
        raise where.fault("formats.unread_answer", "answer", value=whole["answer"])


def _is_span(value: object) -> bool:
    """Whether a value looks like a span: ``[4, 10, "PER"]``, an object with a start and a label, or a list of such in
    ``result``."""
    if isinstance(value, list):
        return len(value) >= 3 and all(type(each) is int for each in value[:2]) and isinstance(value[2], str)
    if not isinstance(value, dict):
        return False
    return isinstance(value.get("result"), list) or bool(_STARTS & value.keys() and _KINDS & value.keys())


def _is_triple(given: Any) -> bool:
    return isinstance(given, list) and len(given) == 3 and all(isinstance(each, int) for each in given[:2])


# Fields that hold spans elsewhere, the format that reads them, and what the first of the spans looks like.
_FOREIGN: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    ("label", "doccano", _is_triple),
    ("labels", "doccano", _is_triple),
    ("entities", "doccano", lambda given: isinstance(given, dict) and "start_offset" in given),
    ("label", "label-studio-min", lambda given: isinstance(given, dict) and "labels" in given),
    ("annotations", "label-studio", lambda given: isinstance(given, dict) and "result" in given),
    ("predictions", "label-studio", lambda given: isinstance(given, dict) and "result" in given),
    ("ents", "spacy-json", lambda given: isinstance(given, dict) and "start" in given),
)


def _spans(
    read: Iterable[SpanJson],
    raw: list[dict[str, Any]],
    text: str,
    where: Where,
    options: ReadOptions,
    known: frozenset[str],
) -> Iterable[Span]:
    # ids that are given come first: one that is made up here must not take any of them
    taken = {str(each.id) for each in read if each.id not in (None, "")}
    free = (name for number in count(1) if (name := f"i{number}") not in taken)
    seen: set[str] = set()
    for at, each in enumerate(read):
        _check(each, at, text, where)
        name = next(free) if each.id in (None, "") else str(each.id)
        if name in seen:
            raise where.fault("store.span_repeated", f"spans[{at}].id", id=name)
        seen.add(name)
        extra = {key: value for key, value in raw[at].items() if key not in known}
        yield Span(
            id=name,
            start=each.start,
            end=each.end,
            label=each.label,
            status=each.status or (SpanStatus.SUGGESTED if options.as_suggested else SpanStatus.CONFIRMED),
            source=each.source or Source("import", where.file.replace("\\", "/").rsplit("/", 1)[-1]),
            confidence=each.confidence,
            runner_up=each.runner_up,
            readings=each.readings,
            decision=each.decision,
            note=each.note or "",
            question=each.question,
            extra=extra or None,
            votes=each.votes,
        )


def _check(span: SpanJson, at: int, text: str, where: Where) -> None:
    start, end = span.start, span.end
    if not 0 <= start < end <= len(text):
        field = "start" if not 0 <= start < len(text) else "end"
        raise where.fault("store.span_outside", f"spans[{at}].{field}", start=start, end=end, length=len(text))
    if span.text is not None and span.text != text[start:end]:
        raise where.fault("store.span_text", f"spans[{at}].text", stored=span.text, actual=text[start:end])


def refuse_unknown_labels(incoming: Incoming, labels: frozenset[str]) -> None:
    """NhanError naming the first span whose label the project does not have."""
    for at, span in enumerate(incoming.spans):
        if span.label not in labels:
            raise incoming.where.fault("store.unknown_label", f"spans[{at}].label", label=span.label)
