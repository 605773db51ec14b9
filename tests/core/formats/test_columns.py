"""Columns of tokens in every scheme and layout: articles, ids, levels, and what becomes of spans between tokens."""

from pathlib import Path

import pytest

from nhan.core.document import Document
from nhan.core.formats.format import Incoming, Loss, Misaligned, ReadOptions, WriteOptions
from nhan.core.formats.registry import find
from nhan.core.iob import Scheme
from nhan.core.messages import NhanError
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.store.record import Record, record_of
from tests.core.formats.round_trips import read_file

TEXT = "Bà Nguyễn Thị Hoà ở TP. Huế."


def span(words: str, label: str) -> Span:
    start = TEXT.index(words)
    return Span(id=words, start=start, end=start + len(words), label=label, status=SpanStatus.CONFIRMED)


def record(*spans: Span, name: str = "1") -> Record:
    return record_of(Document(Article(name, TEXT), spans))


def written(name: str, *records: Record, **options: object) -> str:
    chosen = find(name)
    assert chosen.write is not None
    return b"".join(chosen.write(records, WriteOptions(**options))).decode()  # type: ignore[arg-type]


def read(name: str, data: str, folder: Path, **options: object) -> list[Incoming]:
    (folder / "tin.conll").write_text(data, encoding="utf-8", newline="")
    found = read_file(find(name), folder / "tin.conll", ReadOptions(**options))  # type: ignore[arg-type]
    assert not [str(each) for each in found if isinstance(each, NhanError)]
    return [each for each in found if isinstance(each, Incoming)]


def words_of(found: Incoming) -> list[tuple[str, str]]:
    return [(found.article.text[each.start : each.end], each.label) for each in found.spans]


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("name", ["iob", "conll2003", "phoner"])
def test_every_scheme_is_written_and_read(name: str, scheme: Scheme, tmp_path: Path) -> None:
    data = written(name, record(span("Nguyễn Thị Hoà", "PER"), span("Huế", "LOC")), scheme=scheme)
    for given in (scheme, None):
        (found,) = read(name, data, tmp_path, scheme=given)
        assert words_of(found) == [("Nguyễn Thị Hoà", "PER"), ("Huế", "LOC")]
        assert found.said == ()


def test_conll2003_is_what_others_read() -> None:
    lines = written("conll2003", record(span("Huế", "LOC"))).split("\n")
    assert lines[:3] == ["-DOCSTART- -X- O O", "", "Bà -X- _ O"]
    assert "Huế -X- _ B-LOC" in lines


def test_columns_and_ids_come_back(tmp_path: Path) -> None:
    data = "-DOCSTART- -X- O O\n\n# id = bài 7\nBà NN B-NP O\r\nTư NNP I-NP B-PER\r\n\nVề VB O O\n"
    (found,) = read("conll2003", data, tmp_path)
    assert (found.article.id, found.article.text) == ("bài 7", "Bà Tư\nVề")
    again = written("conll2003", Record(article=found.article, spans=found.spans), ids=True)
    assert again == data.replace("\r", "") + "\n"


def test_the_columns_may_be_named(tmp_path: Path) -> None:
    data = "1\tO\tBà\n2\tB-PER\tTư\n"
    (found,) = read("iob", data, tmp_path, columns=("number", "tag", "token"))
    assert words_of(found) == [("Tư", "PER")]
    (tmp_path / "tin.conll").write_text(data)
    (error,) = read_file(find("iob"), tmp_path / "tin.conll", ReadOptions(columns=("a", "b", "tag")))
    assert isinstance(error, NhanError) and error.message.key == "formats.columns_unnamed"


def test_articles_are_parted_by_ids_or_by_two_blank_lines(tmp_path: Path) -> None:
    two = [record(span("Huế", "LOC"), name=name) for name in ("một", "hai")]
    assert [each.article.id for each in read("iob", written("iob", *two, ids=True), tmp_path)] == ["một", "hai"]
    assert len(read("iob", written("iob", *two), tmp_path)) == 2


def test_a_tag_that_continues_nothing_is_counted(tmp_path: Path) -> None:
    (found,) = read("iob", "Bà\tB-PER\nTư\tI-LOC\n", tmp_path)
    assert words_of(found) == [("Bà", "PER"), ("Tư", "LOC")]
    assert [message.fields["count"] for message in found.said] == [1]
    (found,) = read("iob", "Bà\tI-PER\nTư\tI-LOC\n", tmp_path)
    assert found.said == (), "this is IOB1"


def test_joined_syllables_are_parted(tmp_path: Path) -> None:
    (found,) = read("vlsp2016", "Hà_Nội\tNp\tB-NP\tB-LOC\tO\nmưa\tV\tB-VP\tO\tO\n", tmp_path)
    assert found.article.text == "Hà Nội mưa"
    again = written("vlsp2016", Record(article=found.article, spans=found.spans))
    assert again == "Hà_Nội\tNp\tB-NP\tB-LOC\tO\nmưa\tV\tB-VP\tO\tO\n\n"


def test_levels_hold_nested_spans_the_innermost_first() -> None:
    nested = record(span("Nguyễn Thị Hoà ở TP. Huế", "ORG"), span("Huế", "LOC"), span("Bà", "PER"))
    lines = written("vlsp2018-columns", nested).split("\n")
    assert lines[0] == "Bà\tB-PER\tO\tO"
    assert lines[1] == "Nguyễn\tO\tB-ORG\tO"
    assert "Huế\tB-LOC\tI-ORG\tO" in lines


def test_vlsp2016_has_the_outer_span_first_and_two_levels() -> None:
    told: list[Loss] = []
    deep = record(span("Nguyễn Thị Hoà", "PER"), span("Thị Hoà", "MISC"), span("Hoà", "LOC"))
    lines = written("vlsp2016", deep, lost=told.append).split("\n")
    assert lines[2:4] == ["Thị\t_\t_\tI-PER\tB-MISC", "Hoà\t_\t_\tI-PER\tI-MISC"]
    assert [(loss.label, loss.reason.key) for loss in told] == [("LOC", "formats.lost.nested")]


def test_a_span_between_tokens_is_what_the_user_says() -> None:
    part = record(span("guyễn Thị H", "PER"))
    told: list[Loss] = []
    assert "B-" not in written("iob", part, lost=told.append) and len(told) == 1
    moved: list[Loss] = []
    grown = written("iob", part, misaligned=Misaligned.EXPAND, changed=moved.append)
    assert grown.split("\n")[1:4] == ["Nguyễn\tB-PER", "Thị\tI-PER", "Hoà\tI-PER"] and len(moved) == 1
    shrunk = written("iob", part, misaligned=Misaligned.CONTRACT)
    assert shrunk.split("\n")[1:4] == ["Nguyễn\tO", "Thị\tB-PER", "Hoà\tO"]
    with pytest.raises(NhanError) as refused:
        written("iob", part, misaligned=Misaligned.FAIL)
    assert refused.value.message.key == "formats.misaligned"
