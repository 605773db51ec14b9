"""``gliner``: a JSON list of ``tokenized_text`` and ``ner`` [[first token, last token, label], …] to train GLiNER."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

import msgspec

from nhan.core.formats.column_writing import aligned
from nhan.core.formats.columns import TOKENS, kept_sentences, rebuilt, units_of
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming, spans_in
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import (
    first_objects,
    json_list,
    kind_of,
    list_of,
    name_of,
    number_of,
    object_of,
    read_each,
    rows,
    seen,
)
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record
from nhan.core.store.strict import Where


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file, their texts rebuilt from the tokens."""
    return read_each(rows(file), lambda row: incoming(_article(file, *row), row[0], options))


def _article(file: InputFile, where: Where, value: Any) -> ForeignArticle:
    row = object_of(value, where)
    if "tokenized_text" not in row:
        raise where.fault("store.missing_field", "tokenized_text")
    tokens = list_of(row, where, "tokenized_text")
    for at, token in enumerate(tokens):
        field = f"tokenized_text[{at}]"
        if not isinstance(token, str):
            raise where.fault("store.wrong_type", field, expected="str", got=kind_of(token))
        if not token:
            raise where.fault("formats.no_token", field)
    text, lengths = rebuilt([tokens]) if tokens else ("", [])
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token) + 1)
    name = name_of(file, where, row.get("id"))
    spans, lost = spans_in(list_of(row, where, "ner"), name, "ner", lambda each: _spans(each, starts))
    meta = {key: value for key, value in row.items() if key not in ("tokenized_text", "ner", "id")}
    return ForeignArticle(id=name, text=text, meta={**meta, TOKENS: lengths}, spans=spans, lost=tuple(lost))


def _spans(given: Any, starts: Sequence[int]) -> Iterator[ForeignSpan]:
    if not isinstance(given, list) or len(given) != 3 or not isinstance(given[2], str):
        return
    first, last = number_of(given[0]), number_of(given[1])
    if first is not None and last is not None and 0 <= first <= last < len(starts) - 1:
        yield ForeignSpan(start=starts[first], end=starts[last + 1] - 1, label=given[2])


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """A list with one article a line."""
    return json_list(msgspec.json.encode(_row(record, options)) for record in records)


def _row(record: Record, options: WriteOptions) -> dict[str, Any]:
    article = record.article
    table = None if options.words else kept_sentences(article)
    units = [each for sentence in table for each in sentence.ranges] if table else None
    if units is None:
        units = units_of(article, options.words(article.text) if options.words else None)
    starts = {start: at for at, (start, _) in enumerate(units)}
    ends = {end: at for at, (_, end) in enumerate(units)}
    ner = [[starts[span.start], ends[span.end], span.label] for span in aligned(record, units, options)]
    return {"tokenized_text": [article.text[start:end] for start, end in units], "ner": ner, "id": article.id}


def _recognise(_: PurePath, head: bytes) -> Message | None:
    found = first_objects(head)
    return seen("tokenized_text", "ner") if found and "tokenized_text" in found[0] else None


FORMAT = Format(
    "gliner",
    Message("formats.title.gliner"),
    (".json",),
    read,
    write,
    tokens=True,
    carries=Carries(text=False, nesting=True, overlap=True),
    unit=None,
    recognise=_recognise,
    proof="GLiNER c2bb58d",
)
