"""``vlsp2018-columns``: token and three tags between tabs, the innermost span first; ``_`` joins syllables of words.

A span is on the level above the highest of those inside it, so that one that holds none is always on the first.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from nhan.core.formats.column_reading import ColumnLayout, is_tag, reader, recognise
from nhan.core.formats.column_writing import articles
from nhan.core.formats.columns import TAG, TOKEN
from nhan.core.formats.format import Carries, Format, WriteOptions
from nhan.core.messages import Message
from nhan.core.store.record import Record

LEVELS = 3

read = reader(ColumnLayout(((TOKEN, TAG, TAG, TAG), (TOKEN, TAG, TAG)), joined=True))


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """One chunk per article."""
    return articles(records, options, _line, levels=LEVELS, inner_first=True)


def _line(token: str, _: str, tags: Sequence[str]) -> str:
    return "\t".join((token, *tags)) + "\n"


def _recognise(_: PurePath, head: bytes) -> Message | None:
    return recognise(head, lambda _, rows: all(_is_row(row) for row in rows))


def _is_row(row: list[str]) -> bool:
    return len(row) == LEVELS + 1 and is_tag(row[1]) and is_tag(row[2]) and (is_tag(row[3]) or not row[3])


FORMAT = Format(
    "vlsp2018-columns",
    Message("formats.title.vlsp2018_columns"),
    (".txt", ".tsv", ".conll"),
    read,
    write,
    tokens=True,
    carries=Carries(text=False, nesting=True),
    unit=None,
    recognise=_recognise,
)
