"""``webanno-tsv``: WebAnno TSV 3.3, INCEpTION's format of sentences and tokens with UTF-16 offsets; a file an article.

What stands between sentences is not in such a file: read, it becomes line breaks as long as that stretch. Written are
sentences of the whole text with nothing left out but white space between them, which is told where it is no line
break. Tokens end at edges of spans.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

import msgspec

from nhan.core.formats.cas_types import NO_SPANS
from nhan.core.formats.column_writing import covered
from nhan.core.formats.file_names import id_of, name_for
from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import BOM
from nhan.core.formats.sentences import in_sentences, tokens
from nhan.core.formats.spaced import parted
from nhan.core.formats.utf8 import text_lines
from nhan.core.messages import Message, NhanError
from nhan.core.model import Span
from nhan.core.store.record import Record
from nhan.core.store.strict import Where
from nhan.core.text.offset_units import OffsetUnit
from nhan.core.text.units import Range
from nhan.core.text.utf16 import Positions

_FORMAT = "#FORMAT=WebAnno TSV 3"
_HEAD = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n"
_ENTITY = "NamedEntity"
_VALUES = ("value", "label")  # the features that a label can be in
_TOKEN = re.compile(r"(?P<sentence>\d+)-(?P<token>\d+)(?P<part>\.\d+)?\t(?P<start>\d{1,18})-(?P<end>\d{1,18})\t")
_NUMBERED = re.compile(r"(?P<value>.*?)(?:(?<!\\)\[(?P<number>\d{1,18})\])?", re.DOTALL)
_SIGNS = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\", "\f": "\\f", "\b": "\\b"}
_BACK = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)


class Layer(msgspec.Struct, frozen=True):
    """A layer: in which column the feature with its labels stands; None: there is no such feature, or it is none of
    spans."""

    name: str
    column: int | None


def read(file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The article of a file."""
    try:
        yield incoming(_TsvReader(file).article(), file.where(), options)
    except NhanError as error:
        yield error


class _TsvReader:
    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._layers: list[Layer] = []
        self._columns = 0
        self._parts: list[str] = []  # of the text
        self._length = 0  # of the text so far, in UTF-16 units
        self._gaps = 0
        self._texts: list[str] = []  # the lines of a sentence's text, until its first token says where it begins
        self._ranges: dict[tuple[str, str], list[int]] = {}  # by label and number
        self._spans: list[ForeignSpan] = []

    def article(self) -> ForeignArticle:
        for number, line in text_lines(self._file):
            self._take(line.removesuffix("\r"), number, self._file.where(number))
        if not self._parts:
            raise self._file.where().fault("store.empty_file")
        numbered = [ForeignSpan(start=at[0], end=at[1], label=key[0]) for key, at in self._ranges.items()]
        said = [Message("formats.said.merged", {"count": self._gaps})] if self._gaps else []
        for layer in self._layers:
            if layer.column is None:
                said.append(Message("formats.said.layer", {"name": layer.name}))
        return ForeignArticle(
            id=id_of(self._file.stem),
            text="".join(self._parts),
            spans=sorted((*self._spans, *numbered), key=lambda span: (span.start, -span.end)),
            unit=OffsetUnit.UTF16,
            said=tuple(said),
        )

    def _take(self, line: str, number: int, where: Where) -> None:
        if number == 1 and not line.startswith(_FORMAT):
            raise where.fault("formats.not_this", name="webanno-tsv", reason=line[:40])
        if line.startswith(("#T_SP=", "#T_CH=", "#T_RL=")):
            self._take_layer(line)
        elif line.startswith("#Text="):
            self._texts.append(line.removeprefix("#Text="))
        elif match := _TOKEN.match(line):
            self._take_token(match, line[match.end() :].split("\t"), where)
        elif line and not line.startswith("#"):
            raise where.fault("formats.not_this", name="webanno-tsv", reason=line[:40])

    def _take_layer(self, line: str) -> None:
        kind, _, rest = line.partition("=")
        name, *features = rest.split("|")
        at = next((features.index(value) for value in _VALUES if value in features), None)
        whole = kind == "#T_SP" and not NO_SPANS.match(name) and (_ENTITY in name or at is not None)
        self._layers.append(Layer(name, self._columns + (at or 0) if whole else None))
        self._columns += max(1, len(features))

    def _take_token(self, match: "re.Match[str]", columns: Sequence[str], where: Where) -> None:
        start, end = int(match["start"]), int(match["end"])
        if self._texts:
            self._begin_sentence(start, where)
        if not start <= end <= self._length:
            raise where.fault("store.span_outside", "", start=start, end=end, length=self._length)
        for layer in self._layers:
            cell = columns[1 + layer.column] if layer.column is not None and 1 + layer.column < len(columns) else "_"
            if layer.column is None:
                continue
            for value in _split(cell):
                if value != "_":
                    self._take_value(value, start, end)

    def _begin_sentence(self, start: int, where: Where) -> None:
        """The sentence's text stands where its first token begins; what is before it is no part of the file."""
        text = "\n".join(map(_plain, self._texts))
        self._texts = []
        lead = len(text) - len(text.lstrip()) if start >= self._length else 0
        gap = start - self._length - len(text[:lead].encode("utf-16-le")) // 2
        if gap < 0 and lead:
            gap = start - self._length
        if gap < 0 or gap > 10_000_000:
            raise where.fault("store.span_outside", "", start=start, end=start, length=self._length)
        if gap > 1:
            self._gaps += 1
        self._parts += ["\n" * gap, text]
        self._length += gap + len(text.encode("utf-16-le", "surrogatepass")) // 2

    def _take_value(self, cell: str, start: int, end: int) -> None:
        match = _NUMBERED.fullmatch(cell)
        assert match is not None  # everything matches
        label = "" if match["value"] == "*" else _unescaped(match["value"])
        if match["number"] is None:
            self._spans.append(ForeignSpan(start=start, end=end, label=label))
            return
        known = self._ranges.setdefault((label, match["number"]), [start, end])
        known[1] = max(known[1], end)


def _split(cell: str) -> Iterator[str]:
    """The stacked values of a cell."""
    part = ""
    for piece in re.split(r"(\\.|\|)", cell):
        if piece == "|":
            yield part
            part = ""
        else:
            part += piece
    yield part


def _plain(text: str) -> str:
    def sign(match: "re.Match[str]") -> str:
        if match[1]:
            return chr(int(match[1], 16))
        return _BACK.get(match[2], match[2])

    return re.sub(r"\\(?:u([0-9A-Fa-f]{4})|(.))", sign, text)


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda match: {"t": "\t", "n": "\n"}.get(match[1], match[1]), value)


def _escaped(value: str) -> str:
    return re.sub(r"->|[\\\[\]|_;*\t\n]", lambda sign: {"\t": "\\t", "\n": "\\n"}.get(sign[0], "\\" + sign[0]), value)


def _shown(text: str) -> str:
    return re.sub(r"[\t\n\r\f\b\\]", lambda sign: _SIGNS[sign[0]], text)


def write(records: Iterable[Record], options: WriteOptions) -> Iterator[tuple[str, bytes]]:
    """One file an article."""
    for record in records:
        yield f"{name_for(record.article.id)}.tsv", (_HEAD + "".join(_sentences(record, options))).encode()


def _sentences(record: Record, options: WriteOptions) -> Iterator[str]:
    text = record.article.text
    cuts = sorted({edge for span in record.spans for edge in (span.start, span.end)})
    units = [unit for start, end in tokens(text) for unit in parted(start, end, cuts)]
    spans = [_fitted(record, span, units, options) for span in record.spans]
    kept = [span for span in spans if span is not None]
    on = _by_token(kept, units)
    numbers = _numbered(kept, on)
    positions = Positions(text)
    for number, sentence in enumerate(in_sentences(text, units, covered(kept)), 1):
        first, last = sentence[0][0], sentence[-1][1]
        yield "".join(f"#Text={_shown(line)}\n" for line in text[first:last].split("\n"))
        for place, (start, end) in enumerate(sentence, 1):
            here = on.get(start, ())
            value = "|".join(_value(span, numbers) for span in here) or "_"
            nothing = "|".join("*" + _mark(span, numbers) for span in here) or "_"
            offsets = f"{positions.to_position(start)}-{positions.to_position(end)}"
            yield f"{number}-{place}\t{offsets}\t{_shown(text[start:end])}\t{nothing}\t{value}\t\n"
        yield "\n"


def _fitted(record: Record, span: Span, units: Sequence[Range], options: WriteOptions) -> Span | None:
    """The span cut to the tokens that it covers: white space at its edges stands in no token."""
    first = bisect_left(units, (span.start,))
    last = bisect_right(units, span.end, key=lambda unit: unit[1]) - 1
    if first > last:
        options.lost(Loss.of(record.article, span, Message("formats.lost.tokens")))
        return None
    start, end = units[first][0], units[last][1]
    if (start, end) == (span.start, span.end):
        return span
    reason = Message("formats.lost.moved", {"start": start, "end": end})
    options.changed(Loss.of(record.article, span, reason))
    return msgspec.structs.replace(span, start=start, end=end)


def _by_token(spans: Sequence[Span], units: Sequence[Range]) -> dict[int, list[Span]]:
    """The spans that are on each token, by where it starts."""
    found: dict[int, list[Span]] = {}
    for span in spans:
        for start, _ in units[bisect_left(units, (span.start,)) : bisect_left(units, (span.end,))]:
            found.setdefault(start, []).append(span)
    return found


def _numbered(spans: Sequence[Span], on: Mapping[int, Sequence[Span]]) -> dict[str, int]:
    """The numbers of the spans that need one: those of several tokens, and stacked ones."""
    tokens_of: dict[str, int] = {}
    stacked: set[str] = set()
    for here in on.values():
        for span in here:
            tokens_of[span.id] = tokens_of.get(span.id, 0) + 1
        stacked |= {span.id for span in here} if len(here) > 1 else set()
    wanted = [span.id for span in spans if tokens_of.get(span.id, 0) > 1 or span.id in stacked]
    return {name: number for number, name in enumerate(wanted, 1)}


def _mark(span: Span, numbers: Mapping[str, int]) -> str:
    return f"[{numbers[span.id]}]" if span.id in numbers else ""


def _value(span: Span, numbers: Mapping[str, int]) -> str:
    return _escaped(span.label) + _mark(span, numbers)


def _recognise(_: PurePath, head: bytes) -> Message | None:
    if head.removeprefix(BOM).startswith(_FORMAT.encode()):
        return Message("formats.seen.line", {"line": _FORMAT})
    return None


FORMAT = Format(
    "webanno-tsv",
    Message("formats.title.webanno_tsv"),
    (".tsv",),
    read,
    write_folder=write,
    carries=Carries(text=False, nesting=True, overlap=True),
    unit=OffsetUnit.UTF16,
    recognise=_recognise,
    proof="INCEpTION 55ba8ba",
)
