"""``spacy``: spaCy's DocBin, read and written without spaCy: compressed msgpack, in which nothing is ever unpickled.

All spans are in ``spans["sc"]``, suggestions and rejected ones in groups of these names; the outermost that cross no
other are the entities. Tokens end at edges of spans, so that every span is whole tokens. The article's id, title and
metadata are in ``user_data``.
"""

import mmap
import struct
import sys
import tempfile
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import PurePath
from typing import Any, BinaryIO

import msgspec

from nhan.core.formats.column_writing import outer_levels
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming
from nhan.core.formats.format import CHUNK, Carries, Format, Incoming, InputFile, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import string_in
from nhan.core.formats.murmur import murmur64
from nhan.core.formats.spaced import Spaced, places, spaced
from nhan.core.formats.spacy_symbols import NUMBERS, WORDS
from nhan.core.messages import Message, NhanError
from nhan.core.model import SpanStatus
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

_ORTH, _IOB, _TYPE = 65, 77, 78  # spaCy's numbers of a token's word, of its B, I or O, and of its entity's label
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3
_SPAN = struct.Struct(">QQQllll")  # id, knowledge base, label; first token, one past the last; the same in code points
_LENGTH = struct.Struct(">I")
_MOST = 1 << 30  # bytes that a file may unpack to
_TOGETHER = 1000  # articles whose memory is let go together
_NO_GROUPS = b"\x90"  # an empty list
_GROUPS = {"sc": None, "suggested": SpanStatus.SUGGESTED, "rejected": SpanStatus.REJECTED}
_GROUP_OF = {SpanStatus.CONFIRMED: "sc", SpanStatus.SUGGESTED: "suggested", SpanStatus.REJECTED: "rejected"}


class Flags(msgspec.Struct, frozen=True, gc=False):
    """What is said of one document."""

    has_unknown_spaces: bool = False


class Bin(msgspec.Struct, frozen=True):
    """What is in the file, as spaCy writes it; nothing of it is copied."""

    attrs: list[int]
    tokens: memoryview
    spaces: memoryview
    lengths: memoryview
    strings: list[str]
    span_groups: list[memoryview] = []
    flags: list[Flags] = []
    user_data: list[memoryview | None] = []


class SpanGroup(msgspec.Struct, frozen=True):
    """A group of spans of one document."""

    name: str
    spans: list[bytes]


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file."""
    where = file.where()
    try:
        plain = _unpacked(file, where)
        reader = _Reader(_decoded(plain, where), where)
    except NhanError as error:
        yield error
        return
    for number in range(reader.count):
        if number % _TOGETHER == 0:
            _let_go(plain)
        try:
            yield incoming(reader.article(number, f"{file.stem}-{number + 1:06d}"), where, options)
        except NhanError as error:
            yield error


def _unpacked(file: InputFile, where: Where) -> mmap.mmap:
    """What is compressed in the file, on the disk: in memory is what of it is being read."""
    unpacker = zlib.decompressobj()
    left = _MOST
    try:
        with tempfile.TemporaryFile() as plain:
            for data in chain(file.chunks(), [b""]):
                size = CHUNK
                while left >= 0 and (data or size == CHUNK):  # as much as that, and there may be more behind it
                    size = plain.write(unpacker.decompress(data, CHUNK))
                    left -= size
                    data = unpacker.unconsumed_tail
            if left < 0:
                raise where.fault("formats.too_large")
            if not unpacker.eof:
                raise where.fault("formats.cut_short")
            plain.flush()
            return mmap.mmap(plain.fileno(), 0, access=mmap.ACCESS_READ)
    except (zlib.error, ValueError) as error:
        raise where.fault("formats.not_this", name="spacy", reason=str(error)) from None


def _decoded(plain: mmap.mmap, where: Where) -> Bin:
    try:
        return msgspec.msgpack.decode(plain, type=Bin)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise where.fault("formats.not_this", name="spacy", reason=str(error)) from None


def _let_go(plain: mmap.mmap) -> None:
    """The memory of what has been read; where the system has no word for that, it is taken when others need it."""
    if sys.platform != "win32":
        plain.madvise(mmap.MADV_DONTNEED)


class _Reader:
    def __init__(self, found: Bin, where: Where) -> None:
        self._bin, self._where = found, where
        if _ORTH not in found.attrs or len(set(found.attrs)) != len(found.attrs):
            raise self._broken("attrs")
        self._words = {murmur64(word.encode()): word for word in found.strings}
        try:
            lengths, tokens = found.lengths.cast("i"), found.tokens.cast("Q")
        except TypeError:
            raise self._broken("tokens") from None
        if any(length < 0 for length in lengths) or sum(lengths) * len(found.attrs) != len(tokens):
            raise self._broken("lengths")
        if len(found.spaces) != sum(lengths):
            raise self._broken("spaces")
        self._tokens = tokens
        self._starts = array("q", [0])
        for length in lengths:
            self._starts.append(self._starts[-1] + length)
        self.count = len(lengths)

    def _broken(self, field: str) -> NhanError:
        return self._where.fault("formats.not_this", field, name="spacy", reason=field)

    def _word(self, number: int, field: str) -> str:
        word = WORDS.get(number) if number in WORDS else self._words.get(number)
        if word is None:
            raise self._broken(field)
        return word

    def _column(self, attr: int, number: int) -> Sequence[int]:
        width, at = len(self._bin.attrs), self._bin.attrs.index(attr)
        return self._tokens[self._starts[number] * width + at : self._starts[number + 1] * width : width]

    def article(self, number: int, name: str) -> ForeignArticle:
        words = [self._word(each, "tokens") for each in self._column(_ORTH, number)]
        unknown = self._at(self._bin.flags, number, Flags()).has_unknown_spaces
        spaces = self._bin.spaces[self._starts[number] : self._starts[number + 1]]
        parts: list[str] = []
        ranges: list[tuple[int, int]] = []
        at = 0
        for place, word in enumerate(words):
            last = place == len(words) - 1
            space = " " if (not last if unknown else spaces[place]) else ""
            ranges.append((at, at + len(word)))
            parts += [word, space]
            at += len(word) + len(space)
        given = self._user_data(number)
        spans = list(self._groups(number, ranges)) or list(self._entities(number, ranges))
        meta = given.get("meta")
        return ForeignArticle(
            id=str(given["id"]) if isinstance(given.get("id"), (str, int)) else name,
            text="".join(parts),
            title=string_in(given, "title"),
            meta=meta if isinstance(meta, dict) else {},
            spans=spans,
        )

    def _at(self, values: Sequence[Any], number: int, default: Any) -> Any:
        return values[number] if number < len(values) and values[number] is not None else default

    def _user_data(self, number: int) -> Mapping[Any, Any]:
        data = self._at(self._bin.user_data, number, b"")
        try:
            found = msgspec.msgpack.decode(data) if data else {}
        except (msgspec.DecodeError, ValueError, TypeError, RecursionError):
            return {}  # a program's own data; nothing of the text or the spans
        return found if isinstance(found, dict) else {}

    def _groups(self, number: int, ranges: Sequence[tuple[int, int]]) -> Iterator[ForeignSpan]:
        data = self._at(self._bin.span_groups, number, b"")
        try:
            packed = msgspec.msgpack.decode(data) if data and data != _NO_GROUPS else []
            groups = packed.items() if isinstance(packed, dict) else [(each, []) for each in packed]
            for each, keys in groups:
                group = msgspec.msgpack.decode(each, type=SpanGroup)
                key = str(keys[0]) if keys else group.name
                for span in group.spans:
                    _, _, label, first, last, *_ = _SPAN.unpack(span)
                    if not 0 <= first < last <= len(ranges):
                        raise self._broken("span_groups")
                    start, end = ranges[first][0], ranges[last - 1][1]
                    label_ = self._word(label, "span_groups")
                    yield ForeignSpan(start=start, end=end, label=label_, status=_GROUPS.get(key))
        except (msgspec.DecodeError, struct.error, ValueError, TypeError, RecursionError):
            raise self._broken("span_groups") from None

    def _entities(self, number: int, ranges: Sequence[tuple[int, int]]) -> Iterator[ForeignSpan]:
        if _IOB not in self._bin.attrs or _TYPE not in self._bin.attrs:
            return
        start, label = -1, 0
        iobs, types = self._column(_IOB, number), self._column(_TYPE, number)
        for at, (iob, kind) in enumerate(zip(iobs, types, strict=True)):
            goes_on = iob == _INSIDE and kind == label and start >= 0
            if start >= 0 and not goes_on:
                yield ForeignSpan(start=start, end=ranges[at - 1][1], label=self._word(label, "tokens"))
                start = -1
            if kind and not goes_on and iob in (_INSIDE, _BEGINS):
                start, label = ranges[at][0], kind
        if start >= 0:
            yield ForeignSpan(start=start, end=ranges[-1][1], label=self._word(label, "tokens"))


def write(records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """One DocBin, which is one piece: spaCy reads no other."""
    with ExitStack() as stack:
        writer = _Writer(*(stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)))
        for record in records:
            writer.add(record)
        packer = zlib.compressobj()
        for part in writer.parts():
            yield packer.compress(part)
        yield packer.flush()


class _Writer:
    """What is as long as the articles waits on the disk: tokens, groups of spans and what belongs to the user."""

    def __init__(self, tokens: BinaryIO, groups: BinaryIO, user_data: BinaryIO) -> None:
        self._tokens, self._groups, self._user_data = tokens, groups, user_data
        self._spaces, self._lengths = bytearray(), array("i")
        self._strings: set[str] = {""}

    def parts(self) -> Iterator[bytes]:
        """The msgpack of the whole."""
        pack = msgspec.msgpack.encode
        count = len(self._lengths)
        listed = b"\xdd" + _LENGTH.pack(count)
        yield b"\x8a" + pack("version") + pack("0.1") + pack("attrs") + pack([_ORTH, _IOB, _TYPE])
        yield pack("tokens") + b"\xc6" + _LENGTH.pack(self._tokens.tell())
        yield from _whole(self._tokens)
        yield pack("spaces") + pack(bytes(self._spaces)) + pack("lengths") + pack(self._lengths.tobytes())
        yield pack("strings") + pack(sorted(self._strings))
        yield pack("cats") + listed + pack({}) * count
        yield pack("flags") + listed + pack({"has_unknown_spaces": False}) * count
        yield pack("span_groups") + listed
        yield from _whole(self._groups)
        yield pack("user_data") + listed
        yield from _whole(self._user_data)

    def add(self, record: Record) -> None:
        article = record.article
        units = spaced(article.text, record.spans)
        entities = _entities(record, units)
        self._lengths.append(len(units))
        tokens = array("Q")
        for at, unit in enumerate(units):
            iob, label = entities.get(at, (_OUTSIDE, ""))
            word = self._number(article.text[unit.start : unit.end])
            tokens.extend((word, iob, self._number(label) if label else 0))
            self._spaces.append(unit.space)
        self._tokens.write(tokens.tobytes())
        self._groups.write(msgspec.msgpack.encode(self._packed_groups(record, units)))
        given = {"id": article.id, "title": article.title, "meta": article.meta}
        self._user_data.write(msgspec.msgpack.encode(msgspec.msgpack.encode(given)))

    def _number(self, word: str) -> int:
        self._strings.add(word)
        return NUMBERS[word] if word in NUMBERS else murmur64(word.encode())

    def _packed_groups(self, record: Record, units: Sequence[Spaced]) -> bytes:
        groups: dict[str, list[bytes]] = {}
        for span in record.spans:
            place = places(units, (span.start, span.end))
            assert place is not None  # the tokens were cut at its edges
            packed = _SPAN.pack(0, 0, self._number(span.label), *place, span.start, span.end)
            groups.setdefault(_GROUP_OF[span.status], []).append(packed)
        whole = {_packed_group(name, spans): [name] for name, spans in groups.items()}
        return msgspec.msgpack.encode(whole) if whole else _NO_GROUPS


def _whole(file: BinaryIO) -> Iterator[bytes]:
    """What has been written into the file, a part at a time."""
    file.seek(0)
    while data := file.read(CHUNK):
        yield data


def _packed_group(name: str, spans: Sequence[bytes]) -> bytes:
    return msgspec.msgpack.encode({"name": name, "attrs": {}, "spans": spans})


def _entities(record: Record, units: Sequence[Spaced]) -> dict[int, tuple[int, str]]:
    """By token, what it is in an entity: of confirmed spans that share text the outermost; none cross."""
    confirmed = [span for span in record.spans if span.status is SpanStatus.CONFIRMED]
    (outer,) = outer_levels(record, confirmed, 1, WriteOptions())
    found: dict[int, tuple[int, str]] = {}
    for span in outer:
        place = places(units, (span.start, span.end))
        assert place is not None
        found |= dict.fromkeys(range(place[0] + 1, place[1]), (_INSIDE, span.label))
        found[place[0]] = (_BEGINS, span.label)
    return found


def _recognise(path: PurePath, head: bytes) -> Message | None:
    if path.suffix.lower() == ".spacy" and head[:1] == b"\x78":
        return Message("formats.seen.magic")
    return None


FORMAT = Format(
    "spacy",
    Message("formats.title.spacy"),
    (".spacy",),
    read,
    write,
    binary=True,
    carries=Carries(nesting=True, overlap=True, status=True, rejected=True, metadata=True),
    recognise=_recognise,
    proof="spaCy 3.8.18",
)
