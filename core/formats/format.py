"""What a format is: a name, its files' endings, and how its files are read and written, one article at a time."""

import codecs
import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, ArticleState, Span
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

CHUNK = 1 << 20  # bytes read at a time


class InputFile(msgspec.Struct, frozen=True):
    """A file to import. ``stem`` is what an article without an id of its own is called after.

    ``encoding`` "": the file is in UTF-8, and its reader looks at its own bytes; else its bytes are given out in UTF-8.
    """

    disk: Disk
    path: Path
    stem: str
    encoding: str = ""

    @property
    def shown(self) -> str:
        """The name as people read it in messages."""
        return str(self.path)

    def where(self, line: int | None = None) -> Where:
        return Where(self.shown, line)

    def read(self) -> bytes:
        """The whole file. NhanError where the system does not give it out."""
        return b"".join(self._decoded(iter([self._part(0, -1)])))

    def head(self, size: int = CHUNK) -> bytes:
        """The file's first bytes, as they are on the disk. NhanError likewise."""
        return self._part(0, size)

    def lines(self) -> Iterator[bytes]:
        """The file's lines without their line ends (LF), never all of them at once."""
        rest = b""
        for chunk in self._decoded(self._chunks()):
            *lines, rest = (rest + chunk).split(b"\n") if b"\n" in chunk else (rest + chunk,)
            yield from lines
        if rest:
            yield rest

    def _chunks(self) -> Iterator[bytes]:
        start = 0
        while chunk := self._part(start, CHUNK):
            start += len(chunk)
            yield chunk

    def _decoded(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The same in UTF-8. NhanError where the bytes are not in the file's encoding."""
        if not self.encoding:
            yield from chunks
            return
        decoder = codecs.getincrementaldecoder(self.encoding)()
        try:
            yield from (decoder.decode(chunk).encode() for chunk in chunks)
            yield decoder.decode(b"", final=True).encode()
        except UnicodeError:
            raise self.where().fault("formats.not_in_encoding", encoding=self.encoding) from None

    def _part(self, start: int, size: int) -> bytes:
        try:
            return self.disk.read_bytes(self.path, start, size)
        except OSError as error:
            raise self.where().fault("formats.unreadable", reason=reason_of(error)) from None


class Within(Where, frozen=True):
    """A place inside a file that is one JSON value: ``way`` leads to it and goes before every field (``[3].``)."""

    way: str = ""

    def fault(self, key: str, field: str = "", **more: Any) -> NhanError:
        return Where.fault(self, key, (self.way + field).rstrip("."), **more)


class Incoming(msgspec.Struct, frozen=True):
    """One article as a file has it."""

    article: Article
    where: Where
    spans: tuple[Span, ...] = ()
    state: ArticleState | None = None  # what the file says of the article as a whole
    left: tuple[str, ...] = ()  # fields of the file that an import does not take over


class Loss(msgspec.Struct, frozen=True):
    """A span that a format cannot write. ``start`` and ``end`` in code points."""

    article: str
    start: int
    end: int
    label: str
    text: str
    reason: Message


class ReadOptions(msgspec.Struct, frozen=True):
    """``as_suggested``: a span without a status is a suggestion, not a confirmed span."""

    as_suggested: bool = False


Words = Callable[[str], Sequence[tuple[int, int]]]


class WriteOptions(msgspec.Struct, frozen=True):
    """``words`` gives the ranges of a text's words where tokens are to be words, not syllables.

    ``lost`` hears of every span that could not be written.
    """

    words: Words | None = None
    lost: Callable[[Loss], None] = lambda _: None


# A reader yields what is wrong with one article in that article's place, and goes on behind it if it can.
Reader = Callable[[InputFile, ReadOptions], Iterator[Incoming | NhanError]]
Writer = Callable[[Iterable[Record], WriteOptions], Iterator[bytes]]


class Format(msgspec.Struct, frozen=True):
    """A format that can be read, written, or both."""

    name: str
    title: Message
    extensions: tuple[str, ...]  # with the dot, in lower case
    read: Reader | None = None
    write: Writer | None = None
    statuses: bool = False  # whether its spans say if they are confirmed, suggested or rejected
    tokens: bool = False  # whether it is made of tokens, and so asks for their unit


_KNOWN = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)


def reason_of(error: OSError) -> str | Message:
    """Why the system refused, in words where we have them, else in the system's own."""
    if isinstance(error, _KNOWN):
        return Message(f"formats.system.{type(error).__name__}")
    if error.errno in (errno.ENOSPC, errno.EROFS):
        return Message(f"formats.system.{errno.errorcode[error.errno]}")
    return error.strerror or str(error)
