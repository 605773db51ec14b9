"""``iob``: columns token<TAB>tag in IOB2 (or another scheme), a blank line between sentences, for training taggers.

Tokens are syllables or, with ``WriteOptions.words``, words (their blanks written ``_``, as the VLSP and PhoNER corpora
do; so are those in labels' names, which is said). IOB2 holds one layer: of spans that share text the outermost is
written. What cannot be written is reported.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from nhan.core.formats.column_reading import ColumnLayout, is_tag, reader, recognise
from nhan.core.formats.column_writing import articles
from nhan.core.formats.columns import TAG, TOKEN
from nhan.core.formats.format import Carries, Format, WriteOptions
from nhan.core.messages import Message
from nhan.core.store.record import Record

read = reader(ColumnLayout(((TOKEN, TAG),)))


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[bytes]:
    """One chunk per article."""
    return articles(records, options, lambda token, _, tags: f"{token}\t{tags[0]}\n")


def _recognise(_: PurePath, head: bytes) -> Message | None:
    return recognise(head, _fits) if b"\t" in head else None


def _fits(_: str, rows: list[list[str]]) -> bool:
    return all(len(row) == 2 and is_tag(row[1]) for row in rows)


FORMAT = Format(
    "iob",
    Message("formats.title.iob"),
    (".iob", ".iob2", ".conll", ".bio", ".tsv"),
    read,
    write,
    tokens=True,
    carries=Carries(text=False),
    unit=None,
    recognise=_recognise,
    proof="doccano 1.8.4, spaCy 3.8.18, seqeval 1.2.2",
)
