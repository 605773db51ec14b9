"""``json``: the articles as one JSON list (a single object is read as a list of one)."""

from collections.abc import Iterable, Iterator

from nhan.core.formats.article_json import read_article, read_pieces
from nhan.core.formats.format import WHOLE, Format, Incoming, InputFile, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import BOM, json_list, pieces_of_list
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record, encode_line


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a list, or a single one. Where the file is no JSON there is nothing but that to say."""
    try:
        if file.head().removeprefix(BOM).lstrip()[:1] == b"{":
            yield read_article(file.read().removeprefix(BOM), file.where(), file.stem, options)
            return
    except NhanError as error:
        yield error
        return
    yield from read_pieces(pieces_of_list(file), file, options)


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """A list with one article a line."""
    return json_list(encode_line(record).removesuffix(b"\n") for record in records)


FORMAT = Format("json", Message("formats.title.json"), (".json",), read, write, carries=WHOLE)
