"""JSON of articles: lenient in what may be missing, strict in what is there, exact in saying where it is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from nhan.core.formats import json_list, jsonl
from nhan.core.model import Source, SpanStatus
from tests.core.formats.reading import file_of, place, read_all
from tests.core.store.test_record import RECORD, VERSION_1, VERSION_2

TEXT = "Ông Lê Lợi ở Huế."
PER = {"start": 4, "end": 10, "label": "PER", "text": "Lê Lợi"}


def line(**fields: Any) -> bytes:
    return json.dumps({"text": TEXT, **fields}, ensure_ascii=False).encode()


def test_only_the_text_is_needed(tmp_path: Path) -> None:
    (found,), _ = read_all(jsonl.read, file_of(tmp_path, b"\n" + line(), "tin.jsonl"))
    assert found.article.text == TEXT
    assert found.article.title == TEXT
    assert found.article.id == "tin-000002"
    assert found.article.meta == {}


def test_what_is_given_is_taken(tmp_path: Path) -> None:
    data = line(id=17, title="T", meta={"url": "x"}, spans=[PER])
    (found,), _ = read_all(jsonl.read, file_of(tmp_path, data, "tin.jsonl"))
    assert (found.article.id, found.article.title, found.article.meta) == ("17", "T", {"url": "x"})
    (span,) = found.spans
    assert (span.start, span.end, span.label, span.status) == (4, 10, "PER", SpanStatus.CONFIRMED)
    assert span.source == Source("import", "tin.jsonl")


def test_spans_without_a_status_are_what_the_user_says(tmp_path: Path) -> None:
    spans = [PER, {**PER, "label": "MISC", "status": "rejected"}, {**PER, "label": "ORG", "status": "confirmed"}]
    file = file_of(tmp_path, line(spans=spans), "tin.jsonl")
    (found,), _ = read_all(jsonl.read, file, as_suggested=True)
    assert [span.status for span in found.spans] == [
        SpanStatus.SUGGESTED,
        SpanStatus.REJECTED,
        SpanStatus.CONFIRMED,
    ]


def test_ids_that_are_made_up_take_none_that_is_given(tmp_path: Path) -> None:
    spans = [PER, {**PER, "id": "i1"}, {**PER, "id": 2}]
    (found,), _ = read_all(jsonl.read, file_of(tmp_path, line(spans=spans), "tin.jsonl"))
    assert [span.id for span in found.spans] == ["i2", "i1", "2"]


@pytest.mark.parametrize("written", [VERSION_1, VERSION_2])
def test_a_work_file_is_read_without_its_checksums(tmp_path: Path, written: str) -> None:
    (found,), _ = read_all(json_list.read, file_of(tmp_path, written.encode(), "a.json"))
    assert found.article == RECORD.article
    assert found.spans == RECORD.spans


def test_what_nothing_is_known_of_is_kept(tmp_path: Path) -> None:
    data = line(meta={"a": 1}, url="https://vidu.vn", a=2, status="published", spans=[{**PER, "wiki": "Q1"}])
    (found,), _ = read_all(jsonl.read, file_of(tmp_path, data, "tin.jsonl"))
    assert found.article.meta == {"a": 1, "url": "https://vidu.vn", "status": "published"}
    assert found.spans[0].extra == {"wiki": "Q1"}


def test_nulls_count_as_missing(tmp_path: Path) -> None:
    data = line(id=None, title=None, meta=None, spans=None)
    (found,), _ = read_all(jsonl.read, file_of(tmp_path, data, "tin.jsonl"))
    assert found.article.id == "tin-000001"


def test_a_byte_order_mark_of_the_file_is_no_text_but_one_in_the_text_is(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + json.dumps({"text": "\ufeffHuế"}).encode()
    for reader, name in ((jsonl.read, "a.jsonl"), (json_list.read, "a.json")):
        (found,), _ = read_all(reader, file_of(tmp_path, data, name))
        assert found.article.text == "\ufeffHuế"


BAD = [
    (b"{", "store.cut_short", ""),
    (b"{]", "store.not_json", ""),
    (b'{"text": "Hu\xff"}', "store.not_utf8", ""),
    (b"[]", "store.wrong_type", ""),
    (b"{}", "store.missing_field", "text"),
    (b'{"text": 5}', "store.wrong_type", "text"),
    (b'{"text": " \\n"}', "formats.no_text", "text"),
    (b'{"text": "a", "text": "b"}', "store.duplicate_key", "text"),
    (b'{"text": "a", "meta": {"u": 1, "u": 2}}', "store.duplicate_key", "u"),
    (b'{"text": "\\ud83d"}', "store.surrogate", ""),
    (b'{"text": "a", "title": "\\udc00"}', "store.surrogate", ""),
    (line(id=True), "store.wrong_type", "id"),
    (line(meta=[]), "store.wrong_type", "meta"),
    (line(text_sha256="0" * 64), "store.text_changed", "text_sha256"),
    (line(format="nhan/article", version=3), "store.unknown_version", "version"),
    (line(format="nhan/article", version=1, status="xong"), "store.not_among", "status"),
    (line(format="nhan/run"), "store.other_format", "format"),
    (line(spans=[PER, {**PER, "start": 10}]), "store.span_outside", "spans[1].end"),
    (line(spans=[{**PER, "start": -1}]), "store.span_outside", "spans[0].start"),
    (line(spans=[{**PER, "end": 18}]), "store.span_outside", "spans[0].end"),
    (line(spans=[{**PER, "start": 17, "end": 17}]), "store.span_outside", "spans[0].start"),
    (line(spans=[{**PER, "text": "Lê Lơi"}]), "store.span_text", "spans[0].text"),
    (line(spans=[{**PER, "start": "4"}]), "store.wrong_type", "spans[0].start"),
    (line(spans=[{**PER, "start": 4.5}]), "store.wrong_type", "spans[0].start"),
    (line(spans=[{"start": 4, "end": 10}]), "store.missing_field", "spans[0].label"),
    (line(spans=[{**PER, "status": "ok"}]), "store.not_among", "spans[0].status"),
    (line(spans=[{**PER, "confidence": 1.5}]), "store.wrong_value", "spans[0].confidence"),
    (line(spans=[{**PER, "id": "a"}, {**PER, "id": "a"}]), "store.span_repeated", "spans[1].id"),
    (line(spans={"a": PER}), "store.wrong_type", "spans"),
    (line(label=[[0, 3, "PER"]]), "formats.not_json_lines", "label"),
    (line(entities=[{"start_offset": 0, "end_offset": 3, "label": "PER"}]), "formats.not_json_lines", "entities"),
    (line(predictions=[{"result": []}]), "formats.not_json_lines", "predictions"),
    (b'{"text": "a", "meta": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "store.too_deep", ""),
]


@pytest.mark.parametrize(("data", "key", "field"), BAD)
def test_what_is_wrong_is_refused_by_line_and_field_and_the_rest_is_read(
    tmp_path: Path, data: bytes, key: str, field: str
) -> None:
    file = file_of(tmp_path, line() + b"\r\n" + data + b"\n\n" + line() + b"\n", "tin.jsonl")
    good, (refused,) = read_all(jsonl.read, file)
    assert place(refused) == (key, 2, field)
    assert [found.article.id for found in good] == ["tin-000001", "tin-000004"]


@pytest.mark.parametrize("reader", [jsonl.read, json_list.read])
def test_an_empty_file_is_refused(tmp_path: Path, reader: Any) -> None:
    for data in (b"", b"\n\n", b"\xef\xbb\xbf"):
        _, (refused,) = read_all(reader, file_of(tmp_path, data, "a.json"))
        assert refused.message.key == "store.empty_file"


def test_an_element_of_a_list_is_named_with_its_place(tmp_path: Path) -> None:
    bad = line(spans=[{**PER, "text": "?"}])
    data = b"[\n" + line() + b",\n\n" + bad + b",\n" + line() + b"]"
    good, (refused,) = read_all(json_list.read, file_of(tmp_path, data, "tin.json"))
    assert place(refused) == ("store.span_text", 4, "[1].spans[0].text")
    assert [found.article.id for found in good] == ["tin-000001", "tin-000003"]
    assert good[1].where.line == 5


def test_a_list_that_is_damaged_is_read_up_to_there(tmp_path: Path) -> None:
    for ending, key, number in (
        (b",", "store.cut_short", 1),
        (b"]\n]", "store.not_json", 2),
        (b",\n]", "store.not_json", 2),
    ):
        good, (refused,) = read_all(json_list.read, file_of(tmp_path, b"[" + line() + ending, "tin.json"))
        assert len(good) == 1
        assert place(refused) == (key, number, "")
    _, (refused,) = read_all(json_list.read, file_of(tmp_path, b"[]", "tin.json"))
    assert place(refused) == ("formats.no_articles", None, "")


@pytest.mark.parametrize(
    "bad", [b'{"text": tru}', b"[" * 3000 + b"]" * 3000, b'{"text": "\\ud800"}', b'{"text": "a\tb"}']
)
def test_one_value_that_is_no_json_does_not_take_the_others_along(tmp_path: Path, bad: bytes) -> None:
    data = b"[" + line() + b",\n" + bad + b",\n" + line() + b"]"
    good, (refused,) = read_all(json_list.read, file_of(tmp_path, data, "tin.json"))
    assert [found.article.id for found in good] == ["tin-000001", "tin-000003"]
    assert refused.message.fields["line"] == 2


def test_long_lines_are_read_whole(tmp_path: Path) -> None:
    articles = [json.dumps({"text": "ữ" * length}, ensure_ascii=False) for length in (1, 600_000, 3, 900_000, 2)]
    good, refused = read_all(jsonl.read, file_of(tmp_path, "\n".join(articles).encode(), "dài.jsonl"))
    assert not refused
    assert [len(found.article.text) for found in good] == [1, 600_000, 3, 900_000, 2]
