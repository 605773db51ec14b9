"""``brat``: a folder of texts (``.txt``) with standoff files beside them (``.ann``) and an ``annotation.conf``.

Offsets are code points, CRLF is two. A span over a line break is written in fragments parted by it, and read as one
span; one whose fragments are parted by anything else cannot be a span here and is named. What is not confirmed has an
attribute, ``Suggested`` or ``Rejected``; notes are notes.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path, PurePath

from nhan.core.formats.file_names import id_of, name_for
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.label_words import LabelWords, word_of
from nhan.core.formats.utf8 import text_in
from nhan.core.messages import Message, NhanError
from nhan.core.model import SpanStatus
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

ANNOTATIONS, TEXT, CONFIGURATION = ".ann", ".txt", "annotation.conf"

_LINE = re.compile(r"(?P<id>[TEARMN*#]\S*)\t(?P<rest>.*)", re.DOTALL)
_RANGE = r"-?\d{1,18} -?\d{1,18}"
_SPAN = re.compile(rf"(?P<label>\S+) (?P<offsets>{_RANGE}(?:;{_RANGE})*)(?:\t(?P<words>.*))?", re.DOTALL)
_STATUS = {"Suggested": SpanStatus.SUGGESTED, "Rejected": SpanStatus.REJECTED}
_NOTE = re.compile(r"\S+ (?P<of>T\S+)\t(?P<note>.*)", re.DOTALL)
_BREAKS = re.compile(r"[\r\n]+")
_RELATIONS, _ATTRIBUTES = Message("formats.brat.relations"), Message("formats.brat.attributes")
_NOTES, _LINES = Message("formats.brat.notes"), Message("formats.brat.lines")
_OTHER = {
    "E": Message("formats.brat.events"),
    "N": Message("formats.brat.references"),
    "R": _RELATIONS,
    "*": _RELATIONS,
    "A": _ATTRIBUTES,
    "M": _ATTRIBUTES,
}


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The article of a text and its standoff file, of which either may be named."""
    try:
        text_file = file if file.path.suffix.lower() == TEXT else file.beside(file.path.with_suffix(TEXT).name)
        standoff = file.beside(file.path.with_suffix(ANNOTATIONS).name) if text_file is file else file
        if text_file is None:
            raise file.where().fault("formats.no_text_file", name=file.path.with_suffix(TEXT).name)
        text = text_in(text_file)
        lines = text_in(standoff).split("\n") if standoff is not None else []
        found = _Standoff(id_of(file.stem), text, (standoff or file).where(), lines).article()
        yield incoming(found, file.where(), options)
    except NhanError as error:
        yield error


class _Standoff:
    """The lines of one ``.ann``, sorted out."""

    def __init__(self, article: str, text: str, where: Where, lines: list[str]) -> None:
        self._id, self._text, self._where = article, text, where
        self._spans: dict[str, ForeignSpan] = {}
        self._status: dict[str, SpanStatus] = {}
        self._notes: dict[str, str] = {}
        self._lost: list[Loss] = []
        self._other: dict[str, tuple[Message, int]] = {}
        note = ""  # of which span the note is that may go on in the next line
        for number, line in enumerate(lines, 1):
            line = line.removesuffix("\r").removeprefix("\ufeff" if number == 1 else "")
            match = _LINE.fullmatch(line)
            if match:
                note = self._take(match["id"], match["rest"], number)
            elif note and line.strip():
                self._notes[note] += "\n" + line
            elif line.strip():
                fields = {"line": number}
                self._lost.append(Loss(article, 0, 0, "", line[:60], Message("formats.lost.no_line", fields)))

    def _take(self, name: str, rest: str, number: int) -> str:
        """One line. Returns the id of the span that it is a note of, or ""."""
        match name[0]:
            case "T":
                self._take_span(name, rest, number)
            case "#":
                note = _NOTE.fullmatch(rest)
                if note:
                    before = self._notes.get(note["of"])
                    self._notes[note["of"]] = note["note"] if before is None else f"{before}\n{note['note']}"
                    return note["of"]
                self._count(_NOTES)
            case "A" | "M" if len(parts := rest.split()) == 2 and parts[0] in _STATUS:
                self._status[parts[1]] = _STATUS[parts[0]]
            case kind:
                self._count(_OTHER.get(kind, _LINES))
        return ""

    def _count(self, kind: Message) -> None:
        _, count = self._other.get(kind.key, (kind, 0))
        self._other[kind.key] = kind, count + 1

    def _take_span(self, name: str, rest: str, number: int) -> None:
        match = _SPAN.fullmatch(rest)
        where = type(self._where)(self._where.file, number)
        if match is None:
            raise where.fault("formats.not_a_span", name)
        if name in self._spans:
            raise where.fault("store.span_repeated", name, id=name)
        parts = [tuple(map(int, part.split())) for part in match["offsets"].split(";")]
        start, end = parts[0][0], parts[-1][1]
        for (_, before), (after, _) in pairwise(parts):
            if before != after and not _BREAKS.fullmatch(self._text[before:after]):
                words = self._text[start:end][:60] if 0 <= start < end else ""
                reason = Message("formats.lost.discontinuous", {"line": number})
                self._lost.append(Loss(self._id, start, end, match["label"], words, reason))
                return
        there = " ".join(self._text[first:last] for first, last in parts)
        if 0 <= start < end <= len(self._text) and match["words"] and _plain(match["words"]) != _plain(there):
            reason = Message("formats.lost.other_words", {"line": number, "words": match["words"].strip()[:60]})
            self._lost.append(Loss(self._id, start, end, match["label"], there[:60], reason))
            return
        self._spans[name] = ForeignSpan(start=start, end=end, label=match["label"], id=name)

    def article(self) -> ForeignArticle:
        spans = [
            ForeignSpan(
                start=each.start,
                end=each.end,
                label=each.label,
                id=name,
                status=self._status.get(name),
                note=self._notes.get(name, ""),
            )
            for name, each in self._spans.items()
        ]
        said = tuple(Message("formats.said.other", {"what": what, "count": n}) for what, n in self._other.values())
        return ForeignArticle(id=self._id, text=self._text, spans=spans, lost=tuple(self._lost), said=said)


def _plain(words: str) -> str:
    """To be compared: brat trims, and writes a blank for a line break."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[tuple[str, bytes]]:
    """Two files an article, and the configuration that brat needs."""
    labels: dict[str, None] = dict.fromkeys(each.name for each in options.labels.labels) if options.labels else {}
    words = LabelWords(options)
    for record in records:
        name = name_for(record.article.id)
        yield name + TEXT, record.article.text.encode()
        yield name + ANNOTATIONS, "".join(_lines(record, words, options)).encode()
        labels |= dict.fromkeys(span.label for span in record.spans)
    yield CONFIGURATION, configuration(labels).encode()


def _lines(record: Record, words: LabelWords, options: WriteOptions) -> Iterator[str]:
    text = record.article.text
    attributes = notes = 0
    for number, span in enumerate(record.spans, 1):
        fragments = list(_fragments(text, span.start, span.end))
        if not fragments:
            options.lost(Loss.of(record.article, span, Message("formats.lost.breaks")))
            continue
        if (fragments[0][0], fragments[-1][1]) != (span.start, span.end):
            options.changed(Loss.of(record.article, span, Message("formats.lost.edge_breaks")))
        offsets = ";".join(f"{start} {end}" for start, end in fragments)
        shown = " ".join(text[start:end] for start, end in fragments)
        yield f"T{number}\t{words.of(record, span)} {offsets}\t{shown}\n"
        if span.status is not SpanStatus.CONFIRMED:
            attributes += 1
            yield f"A{attributes}\t{span.status.value.capitalize()} T{number}\n"
        for line in filter(None, map(str.rstrip, _BREAKS.split(span.note))):
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{line}\n"


def _fragments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a span between its line breaks."""
    for line in _BREAKS.finditer(text, start, end):
        if start < line.start():
            yield start, line.start()
        start = line.end()
    if start < end:
        yield start, end


def configuration(labels: Iterable[str]) -> str:
    """An ``annotation.conf`` with these labels."""
    attributes = "".join(f"{name}\tArg:<ENTITY>\n" for name in _STATUS)
    overlaps = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
    names = "".join(f"{word_of(name)}\n" for name in labels)
    return f"[entities]\n{names}\n[relations]\n{overlaps}\n[events]\n\n[attributes]\n{attributes}"


def _lead(path: Path, is_there: Callable[[Path], bool]) -> Path | None:
    if path.suffix.lower() == ".conf":
        return None
    standoff = path.with_suffix(ANNOTATIONS)
    return standoff if path.suffix.lower() == TEXT and is_there(standoff) else path


def _recognise(path: PurePath, _: bytes) -> Message | None:
    if path.suffix.lower() == ANNOTATIONS:
        return Message("formats.seen.ending", {"ending": ANNOTATIONS})
    return None


FORMAT = Format(
    "brat",
    Message("formats.title.brat"),
    (ANNOTATIONS, TEXT),
    read,
    write_folder=write,
    carries=Carries(nesting=True, overlap=True, status=True, rejected=True, notes=True),
    recognise=_recognise,
    lead=_lead,
    proof="brat 44ecd82 (2021), pybrat 0.1.7",
)
