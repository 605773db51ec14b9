"""Tables for spreadsheets: nothing in them runs, and everything comes back."""

import csv
import io
from pathlib import Path

import msgspec
import pytest

from nhan.core.document import Document
from nhan.core.formats.format import WriteOptions
from nhan.core.formats.tables import CSV, TSV
from nhan.core.model import Article, ArticleState, ArticleStatus, Span, SpanStatus
from nhan.core.store.record import Record, record_of
from tests.core.formats.round_trips import read_back, write_out

NASTY = ["=1+1", "+84 912", "-5", "@SUM(A1)", "\tx", "'=1", "''=x", "'thường", "＝1"]


def records() -> list[Record]:
    found = []
    for number, text in enumerate(NASTY):
        span = Span(id="s", start=0, end=len(text), label="PER", status=SpanStatus.CONFIRMED, note=text)
        article = Article(f"={number}", text, text.strip(), {"a": text})
        record = record_of(Document(article, (span,), ArticleState(ArticleStatus.DONE, text)))
        found.append(record)
    return found


@pytest.mark.parametrize("chosen", [CSV, TSV], ids=["csv", "tsv"])
def test_formulas_are_made_safe_and_come_back(tmp_path: Path, chosen: object) -> None:
    given = records()
    assert write_out(chosen, given, tmp_path) == []  # type: ignore[arg-type]
    back = read_back(chosen, tmp_path)  # type: ignore[arg-type]
    assert [each.article for each in back] == [record.article for record in given]
    assert [each.spans[0].note for each in back] == NASTY
    assert [each.state for each in back] == [record.state for record in given]


def test_no_cell_begins_as_a_formula() -> None:
    data = b"".join(CSV.write(records(), WriteOptions())).decode("utf-8-sig")  # type: ignore[misc]
    rows = list(csv.reader(io.StringIO(data, newline="")))
    assert len(rows) == 1 + len(NASTY)
    assert not [cell for row in rows for cell in row if cell and cell[0] in "=+-@\t\r＝"]


def test_a_span_s_row_names_its_article_and_its_words(tmp_path: Path) -> None:
    one, other = (Span(id=str(at), start=at, end=at + 3, label="LOC", status=SpanStatus.CONFIRMED) for at in (0, 4))
    record = record_of(Document(Article("1", "Huế Sài"), (one, msgspec.structs.replace(other, note="n"))))
    data = b"".join(CSV.write([record], WriteOptions())).decode("utf-8-sig")  # type: ignore[misc]
    first, second = list(csv.DictReader(io.StringIO(data, newline="")))
    assert (first["article"], first["text"], first["span"]) == ("1", "Huế Sài", "Huế")
    assert (second["article"], second["text"], second["span"]) == ("1", "", "Sài")
