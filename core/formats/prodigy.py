"""``prodigy``: JSON lines with ``text``, ``tokens``, ``spans`` and an ``answer`` of the whole task.

``accept`` confirms the spans, ``reject`` rejects them, ``ignore`` skips the article; without an answer they are
suggestions. Offsets are code points; ``token_end`` is the last token itself.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming, placed, spans_in
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import (
    first_objects,
    json_line,
    list_of,
    name_of,
    object_of,
    read_each,
    rows,
    seen,
    string_in,
    text_of,
)
from nhan.core.formats.spaced import places, spaced
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleState, ArticleStatus, Span, SpanStatus
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

_ANSWERS = {"accept": SpanStatus.CONFIRMED, "reject": SpanStatus.REJECTED, "ignore": SpanStatus.SUGGESTED}
_KNOWN = ("text", "meta", "tokens", "spans", "answer")


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file."""
    return read_each(rows(file), lambda row: incoming(_article(file, *row), row[0], options))


def _article(file: InputFile, where: Where, value: Any) -> ForeignArticle:
    row = object_of(value, where)
    meta = row.get("meta")
    given: dict[str, Any] = meta if isinstance(meta, dict) else {}
    name = name_of(file, where, given.get("id"))
    answer = row.get("answer")
    if answer is not None and str(answer) not in _ANSWERS:
        raise where.fault("store.not_among", "answer", value=str(answer))
    status = _ANSWERS.get(str(answer), SpanStatus.SUGGESTED)
    spans, lost = spans_in(list_of(row, where, "spans"), name, "spans", lambda each: _spans(each, status))
    kept = {key: value for key, value in row.items() if key not in _KNOWN}
    kept |= {key: value for key, value in given.items() if key not in ("id", "title")}
    return ForeignArticle(
        id=name,
        text=text_of(row, where, "text"),
        title=string_in(given, "title"),
        meta=kept,
        spans=spans,
        state=ArticleState(ArticleStatus.SKIPPED) if answer == "ignore" else None,
        left=("answer",) if answer == "ignore" else (),
        lost=tuple(lost),
    )


def _spans(given: Any, status: SpanStatus) -> Iterator[ForeignSpan]:
    if isinstance(given, dict):
        start, end, label = given.get("start"), given.get("end"), given.get("label")
        yield from placed(start, end, label, score=given.get("score"), status=status)


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """One task per article: of its confirmed spans with an answer, else of its suggestions without one."""
    for record in records:
        yield json_line(_task(record, options))


def _task(record: Record, options: WriteOptions) -> dict[str, Any]:
    article, state = record.article, record.state.status
    answered = any(span.status is SpanStatus.CONFIRMED for span in record.spans) or state is ArticleStatus.DONE
    wanted = SpanStatus.CONFIRMED if answered else SpanStatus.SUGGESTED
    spans = [span for span in record.spans if span.status is wanted]
    for span in record.spans:
        if span.status is not wanted:
            options.lost(Loss.of(article, span, Message("formats.lost.one_answer")))
    units = spaced(article.text, spans)
    tokens = [
        {"text": article.text[each.start : each.end], "start": each.start, "end": each.end, "id": at, "ws": each.space}
        for at, each in enumerate(units)
    ]
    meta = {**article.meta, "id": article.id, "title": article.title}
    task = {"text": article.text, "meta": meta, "tokens": tokens, "spans": [_written(span, units) for span in spans]}
    if state is ArticleStatus.SKIPPED:
        return task | {"answer": "ignore"}
    return task | {"answer": "accept"} if answered else task


def _written(span: Span, units: Any) -> dict[str, Any]:
    place = places(units, (span.start, span.end))
    found: dict[str, Any] = {"start": span.start, "end": span.end}
    if place is not None:
        found |= {"token_start": place[0], "token_end": place[1] - 1}
    found["label"] = span.label
    return found if span.confidence is None else found | {"score": span.confidence}


def _recognise(_: PurePath, head: bytes) -> Message | None:
    for row in first_objects(head):
        if isinstance(row.get("spans"), list) and "text" in row and ("answer" in row or "_task_hash" in row):
            return seen("spans", "answer")
        if isinstance(row.get("tokens"), list) and row["tokens"] and isinstance(row["tokens"][0], dict):
            return seen("tokens", "spans") if isinstance(row.get("spans"), list) else None
        if not {"answer", "_task_hash"} & row.keys():
            return None  # else it is a task without spans, or a damaged one: the others say what the file is
    return None


FORMAT = Format(
    "prodigy",
    Message("formats.title.prodigy"),
    (".jsonl",),
    read,
    write,
    carries=Carries(nesting=True, overlap=True, confidence=True, metadata=True, skipped=True),
    recognise=_recognise,
)
