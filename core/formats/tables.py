"""``csv`` and ``tsv``: a table for spreadsheets, a row per span; its article's text stands in the first of them.

Read are such tables, others with a row per span, and those of other programs with a column ``text`` and perhaps spans
in JSON in another. Where a spreadsheet parts columns by semicolons, or says by what in a line ``sep=;``, that is read.
A cell that a spreadsheet would run as a formula gets an apostrophe before it, which is taken away again when read.
Offsets are code points.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, groupby
from pathlib import PurePath
from typing import Any

import msgspec

from nhan.core.formats.foreign import ForeignArticle, ForeignSpan, incoming, no_span, placed, spans_in
from nhan.core.formats.format import Carries, Format, Incoming, InputFile, Loss, ReadOptions, WriteOptions
from nhan.core.formats.json_rows import kind_of, number_of
from nhan.core.formats.label_studio import has_regions, labels_of
from nhan.core.formats.utf8 import text_lines
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleState, ArticleStatus, SpanStatus
from nhan.core.store.record import Record
from nhan.core.store.strict import Where

COLUMNS = (
    *("article", "title", "text", "start", "end", "label", "span"),
    *("status", "confidence", "note", "article_status", "article_note", "meta"),
)
_STATE = ("article_status", "article_note")
_RUNS = re.compile(r"'*[=+\-@\t\r＝＋－＠]")  # what a spreadsheet takes for a formula, also once it is safe
_BOM = "\ufeff"
_PLACE = {"start", "end", "label"}  # columns of a table with a row per span
_IN_JSON = ("label", "spans")  # columns of other programs
_SAYS = re.compile(r"sep=(.)\s*")
_LONGEST = 1 << 28  # code points of a cell

Cells = dict[str, str]


class TableRow(msgspec.Struct, frozen=True):
    """A row by the names of its columns, and the line that it begins in; ``fault``: it has not as many cells."""

    line: int
    cells: Cells
    fault: NhanError | None = None


def read(separator: str, file: InputFile, options: ReadOptions) -> Iterator[Incoming | NhanError]:
    """The articles of a file."""
    try:
        rows = list_rows(file, separator)
        for number, (_, together) in enumerate(groupby(rows, _article_of), 1):
            group = list(together)
            where = file.where(group[0].line)
            try:
                yield incoming(_article(file, where, number, group), where, options)
            except NhanError as error:
                yield error
    except NhanError as error:
        yield error


def list_rows(file: InputFile, separator: str) -> Iterator[TableRow]:
    """The rows behind the first one; where the table is damaged, as a last one what is wrong, which goes with the row
    before it where its article may have more of them. NhanError: the first row is no good."""
    csv.field_size_limit(_LONGEST)
    lines = (line + "\n" for _, line in text_lines(file))
    top, above = next(lines, ""), 0
    if said := _SAYS.fullmatch(top):
        separator, top, above = said[1], next(lines, ""), 1
    elif "text" not in _names(top, separator) and "text" in _names(top, ";"):
        separator = ";"
    reader = csv.reader(chain([top] if top else [], lines), delimiter=separator, strict=True)
    try:
        first = next(reader, None)
    except csv.Error as error:
        raise file.where(1).fault("formats.csv", reason=str(error)) from None
    if first is None:
        raise file.where().fault("store.empty_file")
    header = [name.strip() for name in first]
    if "text" not in header:
        raise file.where(1).fault("formats.csv_no_column", name="text")
    ours = {"article", "span"} <= set(header)
    goes_on = ours or "annotation_id" in header or set(header) >= _PLACE
    cells: Cells = {}
    number = reader.line_num + 1 + above
    try:
        for row in reader:
            if row:
                fault = None
                if len(row) != len(header):
                    fault = file.where(number).fault("formats.columns_count", got=len(row), expected=len(header))
                    row = [*row, *[""] * len(header)][: len(header)]
                cells = dict(zip(header, map(_bare, row) if ours else row, strict=True))
                yield TableRow(number, cells, fault)
            number = reader.line_num + 1 + above
    except csv.Error as error:
        damage = file.where(number).fault("formats.csv", reason=str(error))
    except NhanError as error:
        damage = error
    else:
        return
    yield TableRow(number, cells if goes_on else {}, damage)


def _names(line: str, separator: str) -> list[str]:
    return [name.strip().strip('"') for name in line.split(separator)]


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def _article_of(row: TableRow) -> object:
    cells = row.cells
    if "annotation_id" in cells:  # Label Studio: a row per annotation of a task
        return cells.get("id") or row.line
    if "article" in cells and "span" in cells:
        return cells["article"] or row.line
    if cells.keys() >= _PLACE:
        return cells.get("article") or cells.get("id") or cells["text"] or row.line
    return row.line


def _article(file: InputFile, where: Where, number: int, group: list[TableRow]) -> ForeignArticle:
    if fault := next((row.fault for row in group if row.fault), None):
        raise fault
    several = len(group) if "annotation_id" in group[0].cells else 1
    if several > 1:  # they come newest first
        group = [min(group, key=lambda row: number_of(row.cells["annotation_id"]) or 0)]
    first = group[0].cells
    ours = "article" in first and "span" in first
    name = first.get("article") or first.get("id") or f"{file.stem}-{number:06d}"
    spans: list[ForeignSpan] = []
    lost: list[Loss] = []
    columns = [] if first.keys() >= _PLACE else [*_IN_JSON, *(name for name in first if _has_regions(first, name))]
    for column in columns:
        _cell_spans(first.get(column, ""), name, column, spans, lost)
    for row in [] if columns else group:
        if row.cells["text"] not in ("", first["text"]):
            raise file.where(row.line).fault("formats.another_text", "text", id=name)
        if row.cells.get("start") or row.cells.get("label"):
            spans.append(_span(row.cells, first["text"], file.where(row.line)))
    state = _state(first, where) if ours else None
    said = []
    if several > 1:
        fields = {"count": several, "person": first.get("annotator", ""), "id": first["annotation_id"]}
        said.append(Message("formats.said.chosen", fields))
    return ForeignArticle(
        id=name,
        text=first["text"],
        title=first.get("title", ""),
        meta=_meta(first, ours, columns, where),
        spans=spans,
        state=state,
        left=tuple(name for name in _STATE if ours and first.get(name, "") not in ("", ArticleStatus.NEW.value)),
        lost=tuple(lost),
        said=tuple(said),
    )


def _has_regions(cells: Cells, column: str) -> bool:
    """Whether there are regions of Label Studio's in a cell, which are called as its configuration does."""
    if column in _IN_JSON or not cells[column].startswith("[{"):
        return False
    with suppress(ValueError, RecursionError):
        return has_regions(json.loads(cells[column]))
    return False


def _meta(cells: Cells, ours: bool, columns: Sequence[str], where: Where) -> dict[str, Any]:
    if not ours:
        known = ("article", "id", "text", "title", *(columns or sorted(_PLACE)))
        return {key: value for key, value in cells.items() if key not in known and value}
    found: Any = None
    with suppress(ValueError, RecursionError):
        found = json.loads(cells.get("meta") or "{}")
    if not isinstance(found, dict):
        raise where.fault(
            "store.wrong_type", "meta", expected="object", got=kind_of(cells["meta"] if found is None else found)
        )
    return found


def _state(cells: Cells, where: Where) -> ArticleState | None:
    status, note = (cells.get(name, "") for name in _STATE)
    if not status and not note:
        return None
    try:
        return ArticleState(ArticleStatus(status or ArticleStatus.IN_PROGRESS), note)
    except ValueError:
        raise where.fault("store.not_among", "article_status", value=status) from None


def _span(cells: Cells, text: str, where: Where) -> ForeignSpan:
    start, end = number_of(cells.get("start", "")), number_of(cells.get("end", ""))
    if start is None or end is None:
        raise where.fault("store.wrong_type", "start" if start is None else "end", expected="int", got="str")
    words = cells.get("span", "")
    if words and 0 <= start < end <= len(text) and text[start:end] != words:
        raise where.fault("store.span_text", "span", stored=words, actual=text[start:end])
    status = cells.get("status", "")
    if status and status not in {each.value for each in SpanStatus}:
        raise where.fault("store.not_among", "status", value=status)
    return ForeignSpan(
        start=start,
        end=end,
        label=cells.get("label", ""),
        status=SpanStatus(status) if status else None,
        confidence=_confidence(cells.get("confidence", ""), where),
        note=cells.get("note", ""),
    )


def _confidence(cell: str, where: Where) -> float | None:
    if not cell:
        return None
    try:
        found = float(cell)
    except ValueError:
        raise where.fault("store.wrong_type", "confidence", expected="float", got="str") from None
    if not 0 <= found <= 1:
        raise where.fault("store.not_among", "confidence", value=cell)
    return found


def _cell_spans(cell: str, article: str, column: str, spans: list[ForeignSpan], lost: list[Loss]) -> None:
    """The spans in a cell of another program's table."""
    if not cell.strip():
        return
    given: Any = None
    with suppress(ValueError, RecursionError):
        given = json.loads(cell)
    if not isinstance(given, list):
        lost.append(no_span(article, column, cell))
        return
    found, unread = spans_in(given, article, column, _listed)
    spans += found
    lost += unread


def _listed(given: Any) -> Iterator[ForeignSpan]:
    if isinstance(given, list) and len(given) == 3:
        given = {"start": given[0], "end": given[1], "label": given[2]}
    if isinstance(given, dict):
        for label in labels_of(given) or (given.get("label"),):
            yield from placed(given.get("start"), given.get("end"), label)


def write(separator: str, records: Iterable[Record], _: WriteOptions) -> Iterator[bytes]:
    """The head of the table, and a chunk per article. The byte order mark tells spreadsheets that it is UTF-8."""
    yield _BOM.encode() + _written([COLUMNS], separator)
    for record in records:
        yield _written(_rows(record), separator)


def _rows(record: Record) -> Iterator[list[object]]:
    article, state = record.article, record.state
    meta = json.dumps(article.meta, ensure_ascii=False) if article.meta else ""
    head: list[object] = [article.id, article.title, article.text]
    tail: list[object] = [state.status.value, state.note, meta]
    for span in record.spans:
        words = article.text[span.start : span.end]
        sure = "" if span.confidence is None else repr(span.confidence)
        where: list[object] = [span.start, span.end, span.label, words]
        yield [*head, *where, span.status.value, sure, span.note, *tail]
        head, tail = [article.id, "", ""], ["", "", ""]
    if not record.spans:
        yield [*head, *[""] * 7, *tail]


def _written(rows: Iterable[Iterable[object]], separator: str) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_safe(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue().encode()


def _safe(cell: str) -> str:
    return "'" + cell if _RUNS.match(cell) else cell


def _recognise(separators: str, path: PurePath, head: bytes) -> Message | None:
    line, _, rest = head.decode("utf-8", "ignore").removeprefix(_BOM).partition("\n")
    if said := _SAYS.fullmatch(line):
        separators, line = said[1], rest.partition("\n")[0]
    there = any("text" in _names(line, separator) for separator in separators)
    if there and path.suffix.lower() in (".csv", ".tsv"):
        return Message("formats.seen.line", {"line": line.rstrip("\r")[:60]})
    return None


_CARRIES = Carries(
    nesting=True,
    overlap=True,
    confidence=True,
    status=True,
    rejected=True,
    notes=True,
    metadata=True,
    article_status=True,
    skipped=True,
    article_notes=True,
)
CSV = Format(
    "csv",
    Message("formats.title.csv"),
    (".csv",),
    partial(read, ","),
    partial(write, ","),
    carries=_CARRIES,
    recognise=partial(_recognise, ",;"),
    proof="Label Studio 1.23.2",
)
TSV = Format(
    "tsv",
    Message("formats.title.tsv"),
    (".tsv", ".csv"),
    partial(read, "\t"),
    partial(write, "\t"),
    carries=_CARRIES,
    recognise=partial(_recognise, "\t"),
    proof="Label Studio 1.23.2",
)
