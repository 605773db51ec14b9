"""The imported articles of a project: packs in texts/, found by id, read line by line."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from nhan.core.messages import Message, NhanError
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.store.disk import Disk
from nhan.core.store.label_names import LabelNames
from nhan.core.store.layout import TEXTS, fold_id, sha256, shown, twin
from nhan.core.store.packs import (
    MOST_ARTICLES,
    MOST_BYTES,
    PackHeading,
    PackPlace,
    new_pack,
    next_number,
    packs_among,
    read_line,
    read_pack,
)
from nhan.core.store.pieces import without_list
from nhan.core.store.span_record import decode_spans, encode_spans
from nhan.core.store.strict import Where, decode


class Tally(msgspec.Struct, frozen=True, gc=False):
    """How many spans of each status."""

    suggested: int = 0
    confirmed: int = 0
    rejected: int = 0


class TextEntry(msgspec.Struct, frozen=True, gc=False):
    """What is known of an article without reading its text."""

    place: PackPlace
    title: str
    length: int  # code points
    text_sha256: str
    spans: Tally  # those it was imported with
    topic: str = ""  # what its meta data say it is about, or where it comes from


class Topic(msgspec.Struct):
    """The part of an article's meta data that says what it is about: the first of these that is there."""

    topic: Any = None
    category: Any = None
    section: Any = None
    source: Any = None

    def word(self) -> str:
        values = (self.topic, self.category, self.section, self.source)
        return next((str(value) for value in values if value not in (None, "")), "")


class TextHead(msgspec.Struct):
    """The part of an article's line that is read when a project is opened."""

    id: str
    title: str
    length: int
    text_sha256: str
    tally: Tally = Tally()


class IndexLine(TextHead):
    """The same with what tells its topic."""

    meta: Topic = msgspec.field(default_factory=Topic)


class TextLine(TextHead):
    """An article's whole line in a pack."""

    text: str = ""
    meta: dict[str, Any] = {}
    spans: msgspec.Raw = msgspec.Raw(b"[]")


def entry_of(place: PackPlace, head: IndexLine) -> TextEntry:
    topic = head.meta.word() or head.id.rpartition("/")[0]
    return TextEntry(place, head.title, head.length, head.text_sha256, head.tally, topic)


def tally_of(spans: Iterable[Span]) -> Tally:
    statuses = [span.status for span in spans]
    return Tally(
        statuses.count(SpanStatus.SUGGESTED),
        statuses.count(SpanStatus.CONFIRMED),
        statuses.count(SpanStatus.REJECTED),
    )


class _ReadPack(NamedTuple):
    """What could be read of a pack."""

    heading: PackHeading
    entries: list[tuple[str, TextEntry]]
    faults: list[NhanError]


class _Index:
    """What is known of all packs together. Made again, not changed: other threads may be reading the one before."""

    def __init__(self) -> None:
        self.entries: dict[str, TextEntry] = {}  # in the order of import
        self.folded: dict[str, str] = {}  # the id that has it
        self.damage: list[NhanError] = []  # something cannot be read, so that it is not known which ids are taken
        self.clashes: list[NhanError] = []
        self.repeated: list[Message] = []
        self._two: set[str] = set()

    def take_in(self, article_id: str, entry: TextEntry, where: Where) -> None:
        """One article more; where it was imported twice, it is one if its text is the same, and else none."""
        folded = fold_id(article_id)
        known = self.folded.setdefault(folded, article_id)
        before = self.entries.get(known)
        if known != article_id:
            self.clashes.append(where.fault("store.id_taken", "id", id=article_id))
        elif article_id in self._two:
            return
        elif before is None:
            self.entries[article_id] = entry
        elif before.text_sha256 == entry.text_sha256:
            self.repeated.append(where.fault("store.same_article", "id", id=article_id).message)
        else:
            self._two.add(article_id)
            del self.entries[article_id]
            other = f"{TEXTS}/{before.place.pack.name}"
            self.clashes.append(where.fault("store.two_texts", "id", id=article_id, other=other))


class Texts:
    """The articles in the order of their import. ``folder`` is the project's."""

    def __init__(self, disk: Disk, folder: Path, names: LabelNames | None = None) -> None:
        self._disk = disk
        self.label_names = names or LabelNames()
        self._project = folder
        self._folder = folder / TEXTS
        self.ids: list[str] = []
        self._index = _Index()
        self._entries = self._index.entries
        self._packs: dict[str, _ReadPack | NhanError] = {}  # by name; an error where nothing can be used
        self.refresh()

    def __getitem__(self, article_id: str) -> TextEntry:
        return self._entries[article_id]

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._entries

    def file(self, place: PackPlace) -> str:
        return shown(self._project, place.pack)

    @property
    def faults(self) -> list[Message]:
        """What cannot be read, or was imported twice with different texts, so that its articles are out of work."""
        return [fault.message for fault in (*self._index.damage, *self._index.clashes)]

    @property
    def repeated(self) -> list[Message]:
        """What was imported twice with the same text, as two clones may do: it is one article."""
        return list(self._index.repeated)

    def taken_ids(self) -> set[str]:
        """The ids that no new article can have, each as ``twin`` makes it."""
        return {twin(name) for name in self._index.folded.values()}

    def refresh(self) -> None:
        """Take in the packs that were written since. What cannot be read of them is left out (see ``faults``)."""
        names = packs_among(self._disk.list(self._folder))
        unread = [name for name in names if not isinstance(self._packs.get(name), _ReadPack)]
        for name in unread:
            self._packs[name] = self._read_pack(name)
        if unread:
            self._take_in(packs_among(self._packs))

    def _read_pack(self, name: str) -> _ReadPack | NhanError:
        path = self._folder / name
        try:
            pack = read_pack(self._disk, path, IndexLine, shown(self._project, path))
        except NhanError as error:
            return error
        return _ReadPack(pack.heading, [(head.id, entry_of(place, head)) for place, head in pack.lines], pack.faults)

    def _take_in(self, names: Sequence[str]) -> None:
        index = _Index()
        batches: dict[str, list[str]] = {}
        for name in names:
            pack = self._packs[name]
            if isinstance(pack, NhanError):
                index.damage.append(pack)
            else:
                batches.setdefault(pack.heading.batch, []).append(name)
        whole = {name for parts in batches.values() if self._is_whole(parts, index, names) for name in parts}
        for name in names:
            pack = self._packs[name]
            if isinstance(pack, NhanError) or name not in whole:
                continue
            index.damage += pack.faults
            for article_id, entry in pack.entries:
                index.take_in(article_id, entry, Where(f"{TEXTS}/{name}", entry.place.line))
        self._index, self._entries = index, index.entries
        self.ids = list(index.entries)  # last: what has an id here can be asked for

    def _is_whole(self, parts: list[str], index: _Index, names: Sequence[str]) -> bool:
        """Whether an import counts: one that was cut off before its last pack is as if it had never been.

        Where a pack is missing, or cannot be read and may be one of its, the others are taken in.
        """
        headings = [pack.heading for name in parts if isinstance(pack := self._packs[name], _ReadPack)]
        whole = max((heading.part for heading in headings if heading.last), default=0)
        unreadable = [name for name in names if isinstance(self._packs[name], NhanError)]
        if not whole:
            return any(names.index(name) > names.index(parts[-1]) for name in unreadable)
        if {heading.part for heading in headings} != set(range(1, whole + 1)) and not unreadable:
            where = Where(f"{TEXTS}/{parts[0]}")
            index.damage.append(where.fault("store.pack_missing", count=whole, found=len(parts)))
        return True

    def read(self, article_id: str) -> tuple[Article, tuple[Span, ...]]:
        """The article and the spans it was imported with. KeyError; NhanError when its line is damaged."""
        line, where, (spans, start, end) = self._line(article_id)
        return _article(line, where), self.label_names.spans(decode_spans(spans, line.text, where, start, end))

    def article(self, article_id: str) -> Article:
        """The article alone."""
        line, where, _ = self._line(article_id)
        return _article(line, where)

    def _line(self, article_id: str) -> tuple[TextLine, Where, tuple[bytes, int, int]]:
        place = self._entries[article_id].place
        where = Where(self.file(place), place.line)
        line, spans, start, end = _parts(read_line(self._disk, place), where)
        if line.id != article_id:  # somebody put another file in the pack's place while the project was open
            raise where.fault("store.other_article", "id", id=line.id, wanted=article_id)
        return line, where, (spans, start, end)

    def add(self, articles: Iterable[Article], spans: Mapping[str, Sequence[Span]], labels: frozenset[str]) -> int:
        """Append new articles; all of them or, with NhanError, none. Returns how many. Others must be locked out.

        None while a pack is damaged: whose ids are taken is not known then.
        """
        self.refresh()
        for fault in self._index.damage:
            raise fault
        number = next_number(self._disk.list(self._folder))
        written: list[Path] = []
        batch, count = "", 0
        try:
            for lines, last in _with_last(_in_packs(self._new_lines(articles, spans, labels))):
                self._disk.make_folders(self._folder)
                # Like the pack's name: the same import into two clones is the same.
                batch = batch or f"{number:06d}-{hashlib.sha256(b''.join(lines)).hexdigest()[:12]}"
                heading = PackHeading("nhan/texts", 1, 0, batch, len(written) + 1, last)
                name, data = new_pack(number + len(written), heading, lines)
                written.append(self._folder / name)
                self._disk.write_atomic(written[-1], data)
                count += len(lines)
        except BaseException:
            for path in written:
                self._disk.remove(path)
            raise
        self.refresh()
        return count

    def _new_lines(
        self, articles: Iterable[Article], spans: Mapping[str, Sequence[Span]], labels: frozenset[str]
    ) -> Iterator[bytes]:
        taken = self.taken_ids()
        for article in articles:
            where = Where(article.id)
            if not article.id:
                raise where.fault("store.no_id", "id")
            if twin(article.id) in taken:
                raise where.fault("store.id_taken", "id", id=article.id)
            taken.add(twin(article.id))
            yield text_line(article, self.label_names.spans_in_files(spans.get(article.id, ())), labels, where)


def text_line(article: Article, spans: Sequence[Span], labels: frozenset[str], where: Where) -> bytes:
    """An article's line. Raises NhanError where it could not be read back."""
    try:
        line = TextLine(
            id=article.id,
            title=article.title,
            length=len(article.text),
            text_sha256=sha256(article.text),
            tally=tally_of(spans),
            text=article.text,
            meta=article.meta,
            spans=checked_spans(spans, article.text, labels, where),
        )
        return msgspec.json.encode(line)
    except UnicodeEncodeError:
        raise where.fault("store.surrogate", "text") from None


def checked_spans(spans: Sequence[Span], text: str, labels: frozenset[str], where: Where) -> msgspec.Raw:
    """The spans as they are written to a pack. Raises NhanError for a wrong range, a repeated id, an unknown label."""
    seen: set[str] = set()
    for at, span in enumerate(spans):
        if not 0 <= span.start < span.end <= len(text):
            field = f"spans[{at}].{'start' if span.start < 0 else 'end'}"
            raise where.fault("store.span_outside", field, start=span.start, end=span.end, length=len(text))
        if span.id in seen:
            raise where.fault("store.span_repeated", f"spans[{at}].id", id=span.id)
        if span.label not in labels:
            raise where.fault("store.unknown_label", f"spans[{at}].label", label=span.label)
        seen.add(span.id)
    return msgspec.Raw(b"[" + encode_spans(spans, text) + b"]")


def read_text(data: bytes, where: Where) -> tuple[Article, tuple[Span, ...]]:
    """An article's line, checked."""
    line, spans, start, end = _parts(data, where)
    return _article(line, where), decode_spans(spans, line.text, where, start, end)


def _article(line: TextLine, where: Where) -> Article:
    if sha256(line.text) != line.text_sha256:
        raise where.fault("store.text_changed", "text_sha256")
    return Article(line.id, line.text, line.title, line.meta)


def _parts(data: bytes, where: Where) -> tuple[TextLine, bytes, int, int]:
    """An article's line without its spans, and where these are as JSON."""
    cut = without_list(data, b',"spans":[', b"]}")
    if cut is not None:
        without, start, end = cut
        with suppress(msgspec.DecodeError):
            return msgspec.json.decode(without, type=TextLine), data, start - 1, end + 1
    line = decode(data, TextLine, where)
    spans = bytes(line.spans)
    return line, spans, 0, len(spans)


def _in_packs(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    pack: list[bytes] = []
    size = 0
    for line in lines:
        if pack and (len(pack) == MOST_ARTICLES or size + len(line) > MOST_BYTES):
            yield pack
            pack, size = [], 0
        pack.append(line)
        size += len(line) + 1
    if pack:
        yield pack


def _with_last(packs: Iterator[list[bytes]]) -> Iterator[tuple[list[bytes], bool]]:
    """Each pack, and whether it is the last."""
    held = next(packs, None)
    while held is not None:
        following = next(packs, None)
        yield held, following is None
        held = following
