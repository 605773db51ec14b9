"""``label-studio-min``: Label Studio's JSON_MIN, one row per annotation of a task, of which one is taken.

The rows of a task repeat its id. An annotation without spans has no ``label``; one that was skipped is not there.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePath
from typing import Any

import msgspec

from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming, placed, spans_in
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import (
    Row,
    first_objects,
    json_list,
    list_of,
    name_of,
    object_of,
    read_each,
    rows,
    seen,
    string_in,
)
from nhan.core.formats.label_studio import has_regions, labels_of, person_of, text_key
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

_BOOKKEEPING = ("annotation_id", "annotator", "created_at", "updated_at", "lead_time", "id", "label")


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file; of several annotations of one the first to be made, or those of the person."""

    def article(group: list[Row]) -> Incoming:
        chosen = _choose(group, options.person)
        return incoming(_article(file, *chosen, len(group)), chosen[0], options)

    return read_each(_tasks(rows(file)), article)


def _tasks(found: Iterable[Row | NhanError]) -> Iterator[list[Row] | NhanError]:
    for _, together in groupby(enumerate(found), _task_of):
        group: list[Row] = []
        for _, row in together:
            if isinstance(row, NhanError):
                yield row
            else:
                group.append(row)
        if group:
            yield group


def _task_of(numbered: tuple[int, Row | NhanError]) -> tuple[int, object]:
    number, row = numbered
    if isinstance(row, NhanError) or not isinstance(row[1], dict) or row[1].get("id") in (None, ""):
        return number, None
    return -1, str(row[1]["id"])


def _choose(group: list[Row], person: str) -> Row:
    own = [row for row in group if person and isinstance(row[1], dict) and person_of(row[1]) == person]
    among = own or group
    numbers = [row[1].get("annotation_id") if isinstance(row[1], dict) else None for row in among]
    if all(isinstance(number, int) for number in numbers):  # they come newest first
        return min(among, key=lambda row: row[1]["annotation_id"])
    return among[-1]


def _article(file: InputFile, where: Where, value: Any, several: int) -> ForeignArticle:
    row = object_of(value, where)
    key = text_key({name: value for name, value in row.items() if name not in _BOOKKEEPING}, (), where, "text")
    name = name_of(file, where, row.get("article_id", row.get("id")))
    columns = ["label", *(name for name, value in row.items() if name != "label" and has_regions(value))]
    spans: list[ForeignSpan] = []
    lost: list[Loss] = []
    for column in columns:
        read, unread = spans_in(list_of(row, where, column), name, column, _spans)
        spans += read
        lost += unread
    said = []
    if several > 1:
        fields = {"count": several, "person": person_of(row), "id": row.get("annotation_id", "")}
        said.append(Message("formats.said.chosen", fields))
    known = {key, *columns, "title", "meta", "article_id", *_BOOKKEEPING}
    meta = {name: value for name, value in row.items() if name not in known}
    own = row.get("meta")
    return ForeignArticle(
        id=name,
        text=row[key],
        title=string_in(row, "title"),
        meta=meta | (own if isinstance(own, dict) else {}),
        spans=spans,
        lost=tuple(lost),
        said=tuple(said),
    )


def _spans(given: Any) -> Iterator[ForeignSpan]:
    for label in labels_of(given) if isinstance(given, dict) else ():
        yield from placed(given.get("start"), given.get("end"), label)


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """A list with one row a line."""
    return json_list(msgspec.json.encode(_row(number, record)) for number, record in enumerate(records, 1))


def _row(number: int, record: Record) -> dict[str, Any]:
    article = record.article
    label = [
        {"start": s.start, "end": s.end, "text": article.text[s.start : s.end], "labels": [s.label]}
        for s in record.spans
    ]
    row: dict[str, Any] = {"id": number, "text": article.text, "article_id": article.id, "title": article.title}
    row |= {"meta": article.meta, "annotation_id": number, "annotator": record.annotator}
    return row | ({"label": label} if label else {})


def _recognise(_: PurePath, head: bytes) -> Message | None:
    for row in first_objects(head):
        if "annotation_id" in row:
            return seen("annotation_id")
        if "text" in row and (columns := [name for name, value in row.items() if has_regions(value)]):
            return seen(*columns, "labels")
    return None


FORMAT = Format(
    "label-studio-min",
    Message("formats.title.label_studio_min"),
    (".json",),
    read,
    write,
    carries=Carries(nesting=True, overlap=True, metadata=True),
    recognise=_recognise,
    proof="Label Studio 1.23.2",
)
