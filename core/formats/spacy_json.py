"""``spacy-json``: spaCy's JSON for training (documents of paragraphs of sentences of tokens), which keeps a nested
span beside them under a key of its own; ``Doc.to_json`` and lists of [text, {"entities": …}] are read, too.

Offsets are code points. Tokens end at edges of spans; ``ner`` is BILOU of the outermost spans.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

import msgspec
from msgspec.structs import replace

from nhan.core.formats.column_writing import outer_levels
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming, placed, spans_in
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import (
    first_values,
    json_list,
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
from nhan.core.formats.tagged_rows import token_ranges
from nhan.core.iob import Scheme, runs_of, tags_of
from nhan.core.messages import Message, NhanError
from nhan.core.model import Span
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

_KNOWN = ("id", "article_id", "title", "meta", "text", "paragraphs", "ents", "entities", "spans", "tokens", "sents")


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file."""
    return read_each(rows(file), lambda row: incoming(_article(file, *row), row[0], options))


def _article(file: InputFile, where: Where, value: Any) -> ForeignArticle:
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict):
        row = {**value[1], "text": value[0]}
        return _of_spans(file, where, row, "entities", list_of(row, where, "entities"))
    row = object_of(value, where)
    if "paragraphs" in row:
        return _of_training(file, where, row)
    groups = row.get("spans")
    if isinstance(groups, dict):
        grouped = [span for group in groups.values() if isinstance(group, list) for span in group]
        if grouped:
            return _of_spans(file, where, row, "spans", grouped)
    return _of_spans(file, where, row, "ents", list_of(row, where, "ents"))


def _of_spans(file: InputFile, where: Where, row: dict[str, Any], field: str, given: list[Any]) -> ForeignArticle:
    name = _id_of(file, where, row)
    spans, lost = spans_in(given, name, field, _spans)
    return _made(name, row, text_of(row, where, "text"), spans, lost)


def _of_training(file: InputFile, where: Where, row: dict[str, Any]) -> ForeignArticle:
    """The paragraphs of a document, joined by line breaks."""
    name = _id_of(file, where, row)
    texts: list[str] = []
    spans: list[ForeignSpan] = []
    lost: list[Loss] = []
    at = 0
    for number, paragraph in enumerate(list_of(row, where, "paragraphs")):
        text, found, unread = _paragraph(name, object_of(paragraph, where), where, f"paragraphs[{number}]")
        texts.append(text)
        spans += (replace(span, start=span.start + at, end=span.end + at) for span in found)
        lost += unread
        at += len(text) + 1
    return _made(name, row, "\n".join(texts), spans, lost)


def _id_of(file: InputFile, where: Where, row: dict[str, Any]) -> str:
    return name_of(file, where, row.get("article_id", row.get("id")))


def _made(
    name: str, row: dict[str, Any], text: str, spans: Sequence[ForeignSpan], lost: Sequence[Loss]
) -> ForeignArticle:
    title = string_in(row, "title")
    meta = {key: value for key, value in row.items() if key not in _KNOWN and value not in ([], {}, None)}
    meta |= row["meta"] if isinstance(row.get("meta"), dict) else {}
    return ForeignArticle(id=name, text=text, title=title, meta=meta, spans=spans, lost=tuple(lost))


def _spans(given: Any) -> Iterator[ForeignSpan]:
    if isinstance(given, dict):
        given = [given.get("start"), given.get("end"), given.get("label")]
    if isinstance(given, list) and len(given) >= 3:
        yield from placed(*given[:3])


def _paragraph(
    name: str, paragraph: dict[str, Any], where: Where, field: str
) -> tuple[str, list[ForeignSpan], list[Loss]]:
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
        return text, *spans_in(own, name, f"{field}.spans", _spans)
    ranges = token_ranges(text, words, where, f"{field}.tokens")
    tags = [str(token.get("ner") or "O") for token in tokens]
    found = [
        ForeignSpan(start=ranges[first][0], end=ranges[last - 1][1], label=label)
        for first, last, label in runs_of(["O" if tag == "-" else tag for tag in tags])
    ]
    entities = paragraph.get("entities")
    if not found and isinstance(entities, list):
        return text, *spans_in(entities, name, f"{field}.entities", _spans)
    return text, found, []


def _spelled(tokens: list[dict[str, Any]], words: list[str]) -> Iterator[str]:
    for at, (token, word) in enumerate(zip(tokens, words, strict=True)):
        space = token.get("space")
        yield word + (space if isinstance(space, str) else " " if at < len(words) - 1 else "")


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """A list with one article a line."""
    return json_list(msgspec.json.encode(_document(number, record)) for number, record in enumerate(records))


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
