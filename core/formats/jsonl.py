"""``jsonl``: one JSON object a line; written as the article record, read from anything that has ``text``."""

from collections.abc import Iterable, Iterator

from nhan.core.formats.article_json import read_pieces
from nhan.core.formats.format import WHOLE, Format, Incoming, InputFile, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import pieces_of_lines
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record, line_parts


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file, and in the place of those that are wrong, what is wrong. Blank lines are passed over."""
    return read_pieces(pieces_of_lines(file), file, options)


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """One line per article."""
    return (part for record in records for part in line_parts(record))


FORMAT = Format(
    "jsonl",
    Message("formats.title.jsonl"),
    (".jsonl", ".ndjson"),
    read,
    write,
    carries=WHOLE,
)
