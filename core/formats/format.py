"""What a format is: a name, its files' endings, and how its files are read and written, one article at a time."""

import codecs
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from pathlib import Path, PurePath
from typing import Any

import msgspec
from msgspec.structs import replace

from nhan.core.iob import Scheme
from nhan.core.labels import LabelSet
from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, ArticleState, Span
from nhan.core.store.disk import Disk
from nhan.core.store.record import Record
from nhan.core.store.strict import Where
from nhan.core.system_reason import reason_of
from nhan.core.text.offset_units import OffsetUnit

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
        """The first bytes of ``read``, by which a format is recognised. NhanError likewise."""
        return b"".join(self._decoded(iter([self._part(0, size)]), whole=False))

    def lines(self) -> Iterator[bytes]:
        """The file's lines without their line ends (LF), never all of them at once."""
        rest: list[bytes] = []  # of a line that goes on
        for chunk in self.chunks():
            first, *more = chunk.split(b"\n")
            rest.append(first)
            if more:
                yield b"".join(rest)
                yield from more[:-1]
                rest = [more[-1]]
        if last := b"".join(rest):
            yield last

    def chunks(self) -> Iterator[bytes]:
        """The whole file a part at a time. NhanError as ``read``."""
        return self._decoded(self._chunks())

    def _chunks(self) -> Iterator[bytes]:
        start = 0
        while chunk := self._part(start, CHUNK):
            start += len(chunk)
            yield chunk

    def _decoded(self, chunks: Iterator[bytes], whole: bool = True) -> Iterator[bytes]:
        """The same in UTF-8; unless they are the ``whole``, without a character that is cut off at their end.

        NhanError where the bytes are not in the file's encoding.
        """
        if not self.encoding:
            yield from chunks
            return
        decoder = codecs.getincrementaldecoder(self.encoding)()
        try:
            yield from (decoder.decode(chunk).encode() for chunk in chunks)
            yield decoder.decode(b"", final=whole).encode()
        except UnicodeError:
            raise self.where().fault("formats.not_in_encoding", encoding=self.encoding) from None

    def beside(self, name: str) -> "InputFile | None":
        """The file of this name in the same folder, or None. NhanError: it is a link out of it."""
        path = self.path.with_name(name)
        if not self.disk.exists(path):
            return None
        found = replace(self, path=path)
        found.refuse_link(path.parent)
        return found

    def refuse_link(self, folder: Path) -> None:
        """NhanError where the file lies in this folder by its name only."""
        target = self.path.resolve()
        if not target.is_relative_to(folder.resolve()):
            raise self.where().fault("formats.link", target=str(target))

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


class Loss(msgspec.Struct, frozen=True):
    """A span that a format cannot write, or a span of a file that cannot be read.

    ``start`` and ``end`` are code points; of a span that was not read, as the file has them.
    """

    article: str
    start: int
    end: int
    label: str
    text: str
    reason: Message

    @staticmethod
    def of(article: Article, span: Span, reason: Message) -> "Loss":
        return Loss(article.id, span.start, span.end, span.label, article.text[span.start : span.end], reason)


class Incoming(msgspec.Struct, frozen=True):
    """One article as a file has it."""

    article: Article
    where: Where
    spans: tuple[Span, ...] = ()
    state: ArticleState | None = None  # what the file says of the article as a whole
    left: tuple[str, ...] = ()  # fields of the file that an import does not take over
    lost: tuple[Loss, ...] = ()  # spans of the file that are not among ``spans``
    said: tuple[Message, ...] = ()  # what was decided in reading it that the file does not say


class ReadOptions(msgspec.Struct, frozen=True):
    """How a file is read where it does not say so itself.

    ``as_suggested``: a span without a status is a suggestion, not a confirmed span.
    ``unit``: what the file's offsets count; ``columns``: what the columns of tokens are called, one of them ``token``
    and at least one ``tag``; ``scheme``: of their tags; ``names``: what labels and tags that are numbers mean;
    ``person``: whose annotations, where there are several.
    """

    as_suggested: bool = False
    unit: OffsetUnit | None = None
    columns: tuple[str, ...] = ()
    scheme: Scheme | None = None
    names: tuple[str, ...] = ()
    person: str = ""


class Misaligned(Enum):
    """What becomes of a span whose edges are not edges of tokens, where a format is made of tokens."""

    FAIL = "fail"
    REPORT = "report"
    EXPAND = "expand"
    CONTRACT = "contract"


Words = Callable[[str], Sequence[tuple[int, int]]]


class WriteOptions(msgspec.Struct, frozen=True):
    """``words`` gives the ranges of a text's words where tokens are to be words, not syllables.

    ``lost`` hears of every span that could not be written, ``changed`` of every one that was written otherwise.
    ``labels`` are the project's; ``scheme`` is that of tags (None: the format's own); ``ids``: columns say each
    article's id in a comment.
    """

    words: Words | None = None
    lost: Callable[[Loss], None] = lambda _: None
    changed: Callable[[Loss], None] = lambda _: None
    labels: LabelSet | None = None
    scheme: Scheme | None = None
    ids: bool = False
    misaligned: Misaligned = Misaligned.REPORT


class Carries(msgspec.Struct, frozen=True):
    """What a format can say of an article beside its text and its confirmed spans."""

    text: bool = True  # to the code point; else it is made of tokens
    nesting: bool = False  # spans inside other ones
    overlap: bool = False  # spans that cross, or have one range
    confidence: bool = False
    status: bool = False  # whether a span is confirmed or suggested
    rejected: bool = False
    notes: bool = False  # of spans
    metadata: bool = False  # the article's
    people: bool = False  # who decided
    questions: bool = False  # whether a note asks something
    runner_up: bool = False  # the second-best label
    article_status: bool = False  # beside that it was skipped
    skipped: bool = False  # whether an article was
    article_notes: bool = False
    flags: bool = False
    bulk: bool = False  # whether an article was done in bulk

    @property
    def names(self) -> tuple[str, ...]:
        """What it carries, by the names above."""
        return tuple(name for name in self.__struct_fields__ if getattr(self, name))


WHOLE = Carries(*[True] * len(Carries.__struct_fields__))

# A reader yields what is wrong with one article in that article's place, and goes on behind it if it can.
Reader = Callable[[InputFile, ReadOptions], Iterator[Incoming | NhanError]]
Writer = Callable[[Iterable[Record], WriteOptions], Iterator[bytes]]
# A name in the folder, forward slashes between its parts, and what is in that file.
FolderWriter = Callable[[Iterable[Record], WriteOptions], Iterator[tuple[str, bytes]]]
Recogniser = Callable[[PurePath, bytes], Message | None]


class Format(msgspec.Struct, frozen=True):
    """A format that can be read, written, or both.

    ``recognise`` says by which sign a file (its name and its first bytes) is one of this format, or None.
    ``lead`` leads from a file to the one of its group that is read, as far as that is there; None: it is only read
    along with others.
    """

    name: str
    title: Message
    extensions: tuple[str, ...]  # with the dot, in lower case
    read: Reader | None = None
    write: Writer | None = None
    tokens: bool = False  # whether it is made of tokens, and so asks for their unit
    binary: bool = False  # whether its files are not text, and so have no encoding
    write_folder: FolderWriter | None = None  # instead of ``write``: an export is a folder
    carries: Carries = Carries()
    unit: OffsetUnit | None = OffsetUnit.CODE_POINTS  # of its offsets; None: it counts tokens, or marks the text
    recognise: Recogniser | None = None
    lead: Callable[[Path, Callable[[Path], bool]], Path | None] = lambda path, _: path
    extra: str = ""  # the extra of this package that brings its library
    proof: str = ""  # the software, and its version, whose files it was tried with

    @property
    def writable(self) -> bool:
        return self.write is not None or self.write_folder is not None
