"""``hf-jsonl``: JSON lines for ``datasets``: ``text`` with ``spans``, and ``tokens`` with ``ner_tags`` for training.

Spans are a list of objects, or an object of lists; where there are none, the tags say them. Labels that are numbers get
their names from ``dataset_info.json`` beside the file, or from ``ReadOptions.names``. Written are names, which every
reader understands.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from msgspec.structs import replace

from nhan.core.formats.column_writing import sentences
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming, placed, spans_in
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import (
    Row,
    first_objects,
    json_line,
    kind_of,
    list_of,
    name_of,
    object_of,
    read_each,
    rows,
    seen,
    string_in,
)
from nhan.core.formats.tagged_rows import name_of_number, tagged_row
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

TAGS = ("ner_tags", "tags", "labels")
INFO = "dataset_info.json"
_KNOWN = ("id", "text", "title", "spans", "tokens", "meta")


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file."""
    try:
        names = _names_beside(file)
    except NhanError as error:
        yield error
        return

    def article(row: Row) -> Incoming:
        where, value = row[0], object_of(row[1], row[0])
        return article_of(name_of(file, where, value.get("id")), value, where, options, names)

    yield from read_each(rows(file), article)


def _names_beside(file: InputFile) -> Mapping[str, list[str]]:
    """NhanError: what is beside the file cannot be read."""
    info = file.beside(INFO)
    with suppress(ValueError, RecursionError, AttributeError):
        return class_names(json.loads(info.read()).get("features") if info else {})
    return {}


def class_names(features: Any) -> Mapping[str, list[str]]:
    """By column, the names of its ClassLabel, however deep that is."""
    found: dict[str, list[str]] = {}
    for column, feature in features.items() if isinstance(features, dict) else ():
        waiting = [feature]
        while waiting:
            each = waiting.pop()
            if isinstance(each, dict) and each.get("_type") == "ClassLabel" and isinstance(each.get("names"), list):
                found[column] = [str(name) for name in each["names"]]
            waiting += each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
    return found


def article_of(
    name: str, row: dict[str, Any], where: Where, options: ReadOptions, names: Mapping[str, list[str]]
) -> Incoming:
    """The article of a row. NhanError naming the field."""
    tags = next((tag for tag in TAGS if row.get(tag) is not None), "") if row.get("tokens") is not None else ""
    text, title = row.get("text"), string_in(row, "title")
    meta = {key: value for key, value in row.items() if key not in (*_KNOWN, tags)}
    own = row.get("meta")
    if isinstance(own, str):  # in Parquet it is JSON: every row has other keys
        with suppress(ValueError, RecursionError):
            own = json.loads(own)
    meta |= own if isinstance(own, dict) else {}
    if not isinstance(text, str):
        if not tags:
            raise where.fault("store.missing_field", "text")
        text = None
    if tags and (text is None or not row.get("spans")):
        words, its, known = list_of(row, where, "tokens"), list_of(row, where, tags), names.get(tags, ())
        return tagged_row(name, words, its, where, options, field=tags, names=known, text=text, title=title, meta=meta)
    assert text is not None  # without one there are tags
    numbers = options.names or tuple(names.get("spans", ()))
    listed = enumerate(_as_list(row.get("spans"), where))
    given = [_named(each, numbers, where, f"spans[{at}].label") for at, each in listed]
    spans, lost = spans_in(given, name, "spans", _spans)
    found = ForeignArticle(id=name, text=text, title=title, meta=meta, spans=spans, lost=tuple(lost))
    return incoming(found, where, options)


def _as_list(given: Any, where: Where) -> list[Any]:
    if isinstance(given, dict):
        columns = {key: value for key, value in given.items() if isinstance(value, list)}
        lengths = {len(value) for value in columns.values()}
        if len(lengths) > 1:
            raise where.fault("formats.columns_uneven", "spans")
        return [{key: value[at] for key, value in columns.items()} for at in range(lengths.pop() if lengths else 0)]
    if given is not None and not isinstance(given, list):
        raise where.fault("store.wrong_type", "spans", expected="array", got=kind_of(given))
    return given or []


def _named(given: Any, names: tuple[str, ...], where: Where, field: str) -> Any:
    """The same with its label's name. NhanError: the label is a number that nothing says the name of."""
    label = name_of_number(given.get("label"), names) if isinstance(given, dict) else None
    if isinstance(label, int) and not isinstance(label, bool):
        raise where.fault("formats.numbered_tags", field)
    return {**given, "label": label} if isinstance(given, dict) else given


def _spans(given: Any) -> Iterator[ForeignSpan]:
    if isinstance(given, dict):
        yield from placed(given.get("start"), given.get("end"), given.get("label"))


def row_of(record: Record, options: WriteOptions) -> dict[str, Any]:
    """The columns of an article. Its tokens have the outermost spans that are whole tokens; its spans are all."""
    # No span is lost with its tag: all stand among the spans.
    quiet = replace(options, lost=lambda _: None, changed=lambda _: None)
    tokens: list[str] = []
    tags: list[str] = []
    for sentence in sentences(record, quiet):
        tokens += sentence.tokens
        tags += sentence.tags[0]
    article = record.article
    spans = [{"start": span.start, "end": span.end, "label": span.label} for span in record.spans]
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "spans": spans,
        "tokens": tokens,
        "ner_tags": tags,
        "meta": json.dumps(article.meta, ensure_ascii=False),
    }


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """One line per article, the same columns in each."""
    for record in records:
        yield json_line(row_of(record, options))


def _recognise(_: PurePath, head: bytes) -> Message | None:
    for row in first_objects(head):
        tags = next((tag for tag in TAGS if isinstance(row.get(tag), list)), "")
        if isinstance(row.get("tokens"), list) and tags:
            return seen("tokens", tags)
        spans = row.get("spans")
        if isinstance(spans, dict) and isinstance(row.get("text"), str):
            return seen("text", "spans")
        if isinstance(spans, list) and spans and isinstance(spans[0], dict) and isinstance(spans[0].get("label"), int):
            return seen("text", "spans")
    return None


FORMAT = Format(
    "hf-jsonl",
    Message("formats.title.hf_jsonl"),
    (".jsonl", ".json"),
    read,
    write,
    tokens=True,
    carries=Carries(nesting=True, overlap=True, metadata=True),
    recognise=_recognise,
    proof="datasets 5.2.0",
)
