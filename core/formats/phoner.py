"""``phoner``: PhoNER_COVID19's columns, token and tag between a space, or its JSON lines of ``words`` and ``tags``.

Files of words join their syllables by ``_``; files of syllables have none. Of spans that share text the outermost is
written. The corpus's own files may not be passed on; only their form is known here.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from nhan.core.formats.column_reading import ColumnLayout, is_tag, reader, recognise
from nhan.core.formats.column_writing import articles
from nhan.core.formats.columns import TAG, TOKEN
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import (
    first_objects,
    list_of,
    name_of,
    object_of,
    read_each,
    rows,
    seen,
)
from nhan.core.formats.tagged_rows import tagged_row
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{")  # of a row, or of a list of them

_read_columns = reader(ColumnLayout(((TOKEN, TAG),), joined=True))


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of columns, or of JSON: there every line is one, because nothing says what belongs together."""
    try:
        is_json = bool(_JSON.match(file.head()))
    except NhanError as error:
        yield error
        return
    if not is_json:
        yield from _read_columns(file, options)
        return
    yield from read_each(rows(file), lambda row: _sentence(file, *row, options))


def _sentence(file: InputFile, where: Where, value: Any, options: ReadOptions) -> Incoming:
    row = object_of(value, where)
    words, tags = list_of(row, where, "words"), list_of(row, where, "tags")
    return tagged_row(
        name_of(file, where, row.get("id")), words, tags, where, options, joined=True, field="tags", tokens="words"
    )


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """One chunk per article."""
    return articles(records, options, lambda token, _, tags: f"{token} {tags[0]}\n")


def _recognise(_: PurePath, head: bytes) -> Message | None:
    for row in first_objects(head):
        return seen("words", "tags") if isinstance(row.get("words"), list) and "tags" in row else None
    return recognise(head, _fits)


def _fits(first: str, rows: list[list[str]]) -> bool:
    return "\t" not in first and all(len(row) == 2 and is_tag(row[1]) for row in rows)


FORMAT = Format(
    "phoner",
    Message("formats.title.phoner"),
    (".conll", ".json", ".jsonl"),
    read,
    write,
    tokens=True,
    carries=Carries(text=False),
    unit=None,
    recognise=_recognise,
)
