"""``json``: the articles as one JSON list (a single object is read as a list of one)."""

from collections.abc import Iterable, Iterator

import msgspec

from nhan.core.formats.article_json import read_article
from nhan.core.formats.format import WHOLE, Format, Incoming, InputFile, ReadOptions, Within, WriteOptions
from nhan.core.formats.jsonl import BOM
from nhan.core.messages import Message, NhanError
from nhan.core.store.record import Record, encode_line
from nhan.core.store.strict import decode


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a list. Where the file as a whole is no JSON there is nothing but that to say."""
    try:
        data = file.read().removeprefix(BOM)
        if not data.strip():
            raise file.where().fault("store.empty_file")
        if data.lstrip()[:1] == b"{":
            yield read_article(data, file.where(), file.stem, options)
            return
        parts = decode(data, list[msgspec.Raw], file.where())
        if not parts:
            raise file.where().fault("formats.no_articles")
    except NhanError as error:
        yield error
        return
    end, line = 0, 1
    for at, part in enumerate(parts):
        article = bytes(part)
        start = data.index(article, end)
        line += data.count(b"\n", end, start)
        where = Within(file.shown, line, f"[{at}].")
        try:
            yield read_article(article, where, f"{file.stem}-{at + 1:06d}", options)
        except NhanError as error:
            yield error
        end, line = start + len(article), line + article.count(b"\n")


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """A list with one article a line."""
    before = b"[\n"
    for record in records:
        yield before + encode_line(record).removesuffix(b"\n")
        before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


FORMAT = Format("json", Message("formats.title.json"), (".json",), read, write, statuses=True, carries=WHOLE)
