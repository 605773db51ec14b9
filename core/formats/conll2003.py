"""``conll2003``: token, part of speech, chunk and tag between spaces, ``-DOCSTART-`` before each article.

The corpus itself is in IOB1; most programs read and write IOB2, and so does this. What an article did not come with is
``-X-`` and ``_``, as Label Studio writes it.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from nhan.core.formats.column_reading import ColumnLayout, is_tag, reader, recognise
from nhan.core.formats.column_writing import articles
from nhan.core.formats.columns import TAG, TOKEN
from nhan.core.formats.format import Carries, Format, WriteOptions
from nhan.core.messages import Message
from nhan.core.store.record import Record

_START = "-DOCSTART- -X- O O\n\n"
_UNKNOWN = "-X- _"

read = reader(ColumnLayout(((TOKEN, "pos", "chunk", TAG),)))


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """One chunk per article."""
    return articles(records, options, _line, start=_START)


def _line(token: str, others: str, tags: Sequence[str]) -> str:
    columns = others.split("\t")
    between = " ".join(each or "_" for each in columns) if len(columns) == 2 else _UNKNOWN
    return f"{token} {between} {tags[0]}\n"


def _recognise(_: PurePath, head: bytes) -> Message | None:
    return recognise(head, _fits)


def _fits(first: str, rows: list[list[str]]) -> bool:
    start = first.startswith("-DOCSTART-")
    return (start or len(rows[0]) == 4) and all(len(row) >= 2 and is_tag(row[-1]) for row in rows)


FORMAT = Format(
    "conll2003",
    Message("formats.title.conll2003"),
    (".conll", ".conll03", ".conll2003", ".txt"),
    read,
    write,
    tokens=True,
    carries=Carries(text=False),
    unit=None,
    recognise=_recognise,
    proof="Label Studio 1.23.2, spaCy 3.8.18",
)
