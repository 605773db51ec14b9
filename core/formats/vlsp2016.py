"""``vlsp2016``: word, part of speech, chunk, tag and the tag of what is inside, between tabs; ``_`` joins syllables.

A literal ``_`` cannot be told from a joint and is read as one.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from nhan.core.formats.column_reading import ColumnLayout, is_tag, reader, recognise
from nhan.core.formats.column_writing import articles
from nhan.core.formats.columns import TAG, TOKEN
from nhan.core.formats.format import Carries, Format, WriteOptions
from nhan.core.messages import Message
from nhan.core.store.record import Record

_NAMES = (TOKEN, "pos", "chunk", TAG, TAG)

read = reader(ColumnLayout((_NAMES, _NAMES[:4]), joined=True))


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """One chunk per article."""
    return articles(records, options, _line, levels=2)


def _line(token: str, others: str, tags: Sequence[str]) -> str:
    columns = others.split("\t")
    between = "\t".join(each or "_" for each in columns) if len(columns) == 2 else "_\t_"
    return f"{token}\t{between}\t{tags[0]}\t{tags[1]}\n"


def _recognise(_: PurePath, head: bytes) -> Message | None:
    return recognise(head, _fits)


def _fits(_: str, rows: list[list[str]]) -> bool:
    return all(len(row) == 5 and is_tag(row[3]) and is_tag(row[4]) for row in rows)


FORMAT = Format(
    "vlsp2016",
    Message("formats.title.vlsp2016"),
    (".txt", ".tsv", ".conll"),
    read,
    write,
    tokens=True,
    carries=Carries(text=False, nesting=True),
    unit=None,
    recognise=_recognise,
)
