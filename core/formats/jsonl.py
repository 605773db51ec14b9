"""``jsonl``: one JSON object a line; written as the article record, read from anything that has ``text``."""

from collections.abc import Iterable, Iterator

from nhan.core.formats.article_json import read_article
from nhan.core.formats.format import WHOLE, Format, Incoming, InputFile, ReadOptions, WriteOptions
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record, line_parts

BOM = b"\xef\xbb\xbf"  # before JSON it is only a mark of the file; inside a string it is text and stays


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file, and in the place of those that are wrong, what is wrong. Blank lines are passed over."""
    found = False
    try:
        for number, line in enumerate(file.lines(), 1):
            line = line.removeprefix(BOM) if number == 1 else line
            if not line.strip():
                continue
            found = True
            try:
                yield read_article(line, file.where(number), f"{file.stem}-{number:06d}", options)
            except NhanError as error:
                yield error
        if not found:
            raise file.where().fault("store.empty_file")
    except NhanError as error:
        yield error


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """One line per article."""
    return (part for record in records for part in line_parts(record))


FORMAT = Format(
    "jsonl",
    Message("formats.title.jsonl"),
    (".jsonl", ".ndjson"),
    read,
    write,
    statuses=True,
    carries=WHOLE,
)
