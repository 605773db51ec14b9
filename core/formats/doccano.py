"""``doccano``: JSON lines with ``label`` [[start, end, label], …] or ``entities``, as doccano exports and imports them.

What its offsets count no file says: UTF-16 units (its page), graphemes (an option of a project), or whatever a program
gave it. So a reader tries which of them fits (``guessing``). Written are UTF-16 units, else the spans stand wrong on
its page, and the same keys in every row, else doccano takes none of them.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

import msgspec

from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming, placed, spans_in
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.guessing import Guess, guess, of_article
from nhan.core.formats.json_rows import (
    Row,
    first_objects,
    json_line,
    kind_of,
    name_of,
    object_of,
    read_each,
    rows,
    seen,
    string_in,
    text_of,
)
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record
from nhan.core.store.strict import Where
from nhan.core.text.offset_units import OffsetUnit, from_code_points

SPANS = ("label", "labels", "entities")  # the columns that hold spans
TEXTS = ("text", "data")
_UNIT = "offsets"
_OURS = ("article_id", "title", "meta", _UNIT)


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file. The unit is that which fits the file's spans best; an article that none of its spans
    fit in that is read in its own."""
    unit = options.unit
    known = guess(_pairs(file)) if unit is None else Guess(unit, True)

    def article(row: Row) -> Incoming:
        found = _article(file, *row)
        chosen = known if unit is not None else _unit_of(row[1], known, found)
        said = (*found.said, *chosen.said)
        return incoming(msgspec.structs.replace(found, unit=chosen.unit, said=said), row[0], options)

    yield from read_each(rows(file), article)


def _pairs(file: InputFile) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Every text with the ranges that stand in it."""
    for row in rows(file):
        if isinstance(row, NhanError):
            continue
        try:
            found = _article(file, *row)
        except NhanError:
            continue
        yield found.text, _offsets(found.spans)


def _unit_of(row: Any, known: Guess, found: ForeignArticle) -> Guess:
    if row.get(_UNIT) == OffsetUnit.UTF16.value:  # our own export, and what doccano's page has made of it
        return Guess(OffsetUnit.UTF16, True)
    return of_article(known, found.text, _offsets(found.spans))


def _offsets(spans: Iterable[ForeignSpan]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _article(file: InputFile, where: Where, value: Any) -> ForeignArticle:
    row = object_of(value, where)
    text = text_of(row, where, *TEXTS)
    spans: list[ForeignSpan] = []
    lost: list[Loss] = []
    name = name_of(file, where, row.get("article_id", row.get("id")))
    for column in SPANS:
        given = row.get(column)
        if given is None:
            continue
        if not isinstance(given, list):
            raise where.fault("store.wrong_type", column, expected="array", got=kind_of(given))
        read, unread = spans_in(given, name, column, _spans)
        spans += read
        lost += unread
    relations = row.get("relations")
    count = len(relations) if isinstance(relations, list) else 0
    said = [Message("formats.said.relations", {"count": count})] if count else []
    known = {*SPANS, "text", "id", "relations", *_OURS} if "text" in row else {*SPANS, "data", "id", *_OURS}
    meta = {key: value for key, value in row.items() if key not in known and value not in ([], None)}
    own = row.get("meta")
    if isinstance(own, dict):
        meta |= own
    elif own is not None:
        meta["meta"] = own
    title = string_in(row, "title")
    return ForeignArticle(id=name, text=text, title=title, meta=meta, spans=spans, lost=tuple(lost), said=tuple(said))


def _spans(given: Any) -> Iterator[ForeignSpan]:
    if isinstance(given, dict):
        start, end = given.get("start_offset", given.get("start")), given.get("end_offset", given.get("end"))
        label, name = given.get("label"), str(given.get("id") or "")
    elif isinstance(given, list) and len(given) == 3:
        (start, end, label), name = given, ""
    else:
        return
    yield from placed(start, end, label, id=name)


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """One line per article; U+2028 and U+2029 escaped, because some readers take them for ends of lines."""
    for record in records:
        article = record.article
        place = from_code_points(article.text, OffsetUnit.UTF16)
        row = {
            "text": article.text,
            "label": [[place(span.start), place(span.end), span.label] for span in record.spans],
            "article_id": article.id,
            "title": article.title,
            "meta": article.meta,
            _UNIT: OffsetUnit.UTF16.value,
        }
        yield json_line(row)


def _recognise(_: PurePath, head: bytes) -> Message | None:
    for row in first_objects(head):
        if "spans" in row:
            return None
        if not any(isinstance(row.get(name), str) for name in TEXTS):
            continue  # this row is damaged; the others say what the file is
        for column in SPANS:
            given = row.get(column)
            if isinstance(given, list) and any(any(_spans(each)) for each in given):
                return seen(column)
        if "label" in row and row["label"] == [] and "Comments" in row:
            return seen("label", "Comments")
    return None


FORMAT = Format(
    "doccano",
    Message("formats.title.doccano"),
    (".jsonl", ".json"),
    read,
    write,
    carries=Carries(nesting=True, overlap=True, metadata=True),
    unit=OffsetUnit.UTF16,
    recognise=_recognise,
    proof="doccano 1.8.4",
)
