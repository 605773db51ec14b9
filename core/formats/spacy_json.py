"""``spacy-json``: spaCy's JSON for training (documents of paragraphs of sentences of tokens), which keeps a nested
span beside them under a key of its own; ``Doc.to_json`` and lists of [text, {"entities": …}] are read, too.

Offsets are code points. Tokens end at edges of spans; ``ner`` is BILOU of the outermost spans.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

import msgspec

from nhan.core.formats.column_writing import outer_levels
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import (
    first_values,
    list_of,
    name_of,
    number_of,
    object_of,
    read_each,
    rows,
    seen,
    text_of,
)
from nhan.core.formats.spaced import places, spaced
from nhan.core.formats.tagged_rows import token_ranges
from nhan.core.iob import Scheme, runs_of, tags_of
from nhan.core.messages import Message, NhanError
from nhan.core.model import Span
from nhan.core.store.record import Record
from nhan.core.store.strict import Where


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file."""
    return read_each(rows(file), lambda row: incoming(_article(file, *row), row[0], options))


def _article(file: InputFile, where: Where, value: Any) -> ForeignArticle:
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict):
        return _of_spans(file, where, {"text": value[0]}, list_of(value[1], where, "entities"))
    row = object_of(value, where)
    if "paragraphs" in row:
        return _of_training(file, where, row)
    given: list[Any] = list_of(row, where, "ents")
    groups = row.get("spans")
    if isinstance(groups, dict):
        grouped = [span for group in groups.values() if isinstance(group, list) for span in group]
        given = grouped or given
    return _of_spans(file, where, row, given)


def _of_spans(file: InputFile, where: Where, row: dict[str, Any], given: list[Any]) -> ForeignArticle:
    name = name_of(file, where, row.get("article_id", row.get("id")))
    spans: list[ForeignSpan] = []
    lost: list[Loss] = []
    for at, each in enumerate(given):
        span = _span(each)
        if span is None:
            reason = Message("formats.lost.no_span", {"field": f"entities[{at}]"})
            lost.append(Loss(name, 0, 0, "", str(each)[:60], reason))
        else:
            spans.append(span)
    meta = row["meta"] if isinstance(row.get("meta"), dict) else {}
    return ForeignArticle(id=name, text=text_of(row, where, "text"), meta=meta, spans=spans, lost=tuple(lost))


def _span(given: Any) -> ForeignSpan | None:
    if isinstance(given, dict):
        given = [given.get("start"), given.get("end"), given.get("label")]
    if not isinstance(given, list) or len(given) < 3 or not isinstance(given[2], str):
        return None
    start, end = number_of(given[0]), number_of(given[1])
    return ForeignSpan(start=start, end=end, label=given[2]) if start is not None and end is not None else None


def _of_training(file: InputFile, where: Where, row: dict[str, Any]) -> ForeignArticle:
    """The paragraphs of a document, joined by line breaks."""
    texts: list[str] = []
    spans: list[ForeignSpan] = []
    at = 0
    for number, paragraph in enumerate(list_of(row, where, "paragraphs")):
        field = f"paragraphs[{number}]"
        text, found = _paragraph(object_of(paragraph, where), where, field)
        texts.append(text)
        spans += (msgspec.structs.replace(span, start=span.start + at, end=span.end + at) for span in found)
        at += len(text) + 1
    return ForeignArticle(
        id=name_of(file, where, row.get("article_id", row.get("id"))),
        text="\n".join(texts),
        title=row["title"] if isinstance(row.get("title"), str) else "",
        meta=row["meta"] if isinstance(row.get("meta"), dict) else {},
        spans=spans,
    )


def _paragraph(paragraph: dict[str, Any], where: Where, field: str) -> tuple[str, list[ForeignSpan]]:
    tokens = [
        object_of(token, where)
        for sentence in list_of(paragraph, where, "sentences")
        for token in list_of(object_of(sentence, where), where, "tokens")
    ]
    words = [text_of(token, where, "orth") for token in tokens]
    raw = paragraph.get("raw")
    text = raw if isinstance(raw, str) else "".join(_spelled(tokens, words))
    own = paragraph.get("spans")
    if isinstance(own, list):
        return text, [span for span in map(_span, own) if span is not None]
    ranges = token_ranges(text, words, where, f"{field}.tokens")
    tags = [str(token.get("ner") or "O") for token in tokens]
    found = [
        ForeignSpan(start=ranges[first][0], end=ranges[last - 1][1], label=label)
        for first, last, label in runs_of(["O" if tag == "-" else tag for tag in tags])
    ]
    entities = paragraph.get("entities")
    if not found and isinstance(entities, list):
        found = [span for span in map(_span, entities) if span is not None]
    return text, found


def _spelled(tokens: list[dict[str, Any]], words: list[str]) -> Iterator[str]:
    for at, (token, word) in enumerate(zip(tokens, words, strict=True)):
        space = token.get("space")
        yield word + (space if isinstance(space, str) else " " if at < len(words) - 1 else "")


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """A list with one article a line."""
    before = b"[\n"
    for number, record in enumerate(records):
        yield before + msgspec.json.encode(_document(number, record))
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def _document(number: int, record: Record) -> dict[str, Any]:
    article = record.article
    units = spaced(article.text, record.spans)
    (outer,) = outer_levels(record, record.spans, 1, WriteOptions())
    runs = []
    for span in outer:
        place = places(units, (span.start, span.end))
        assert place is not None  # the tokens were cut at its edges
        runs.append((*place, span.label))
    tokens = [
        {"id": at, "orth": article.text[unit.start : unit.end], "space": " " if unit.space else "", "ner": tag}
        for at, (unit, tag) in enumerate(zip(units, tags_of(len(units), runs, Scheme.BILOU), strict=True))
    ]
    paragraph = {"raw": article.text, "sentences": [{"tokens": tokens}], "spans": [_written(s) for s in record.spans]}
    head = {"id": number, "article_id": article.id, "title": article.title, "meta": article.meta}
    return {**head, "paragraphs": [paragraph]}


def _written(span: Span) -> list[Any]:
    return [span.start, span.end, span.label]


def _recognise(_: PurePath, head: bytes) -> Message | None:
    for value in first_values(head):
        if isinstance(value, dict) and isinstance(value.get("paragraphs"), list):
            return seen("paragraphs")
        if isinstance(value, dict) and isinstance(value.get("ents"), list) and "text" in value:
            return seen("text", "ents")
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], dict) and "entities" in value[1]:
            return seen("entities")
        return None
    return None


FORMAT = Format(
    "spacy-json",
    Message("formats.title.spacy_json"),
    (".json", ".jsonl"),
    read,
    write,
    carries=Carries(nesting=True, overlap=True, metadata=True),
    recognise=_recognise,
    proof="spaCy 3.8.18",
)
