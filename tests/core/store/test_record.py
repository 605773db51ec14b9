"""The article record: what goes in comes out, and what is wrong is refused with its file and field."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.messages import LANGUAGES, NhanError, say
from nhan.core.model import Article, ArticleState, ArticleStatus, Source, Span, SpanStatus
from nhan.core.store.record import Base, Record, decode_record, encode_line, encode_record, record_of
from nhan.core.store.strict import Where
from tests.core.store.building import records

WHERE = Where("work/an1/ca/a.json")
TEXT = "Hà Nội và Huế\r\n\u00a0\ufeff\u2028👩‍🌾 e\u0301"
RECORD = Record(
    article=Article("a", TEXT, "Hà Nội", {"nguồn": "báo"}),
    spans=(
        Span(id="k1", start=0, end=6, label="LOC", status=SpanStatus.CONFIRMED, confidence=0.93,
             source=Source("machine", "underthesea.ner", "9.5.0")),
        Span(id="k2", start=10, end=13, label="LOC", source=Source("human")),
    ),
    state=ArticleState(ArticleStatus.IN_PROGRESS, "xem lại"),
    annotator="an1",
    base=Base("000001-u", "0" * 64),
)  # fmt: skip


VERSION_2 = """{
  "format": "nhan/article",
  "version": 2,
  "id": "a", "id_crc32": "69db4f45",
  "title": "Hà Nội", "title_crc32": "6eddaf3e",
  "meta": {"nguồn": "báo"}, "meta_crc32": "09a2c35e",
  "text_sha256": "2177617512638575484c15e95df59ebf1d0828902d6dee74d284fb1b4df3c256", \
"text_sha256_crc32": "9d135ced",
  "text": "Hà Nội và Huế\\r\\n\u00a0\ufeff\u2028👩‍🌾 e\u0301", "text_crc32": "f4b096b4",
  "status": "in_progress", "status_crc32": "1001b9d4",
  "annotator": "an1", "annotator_crc32": "07f6e803",
  "note": "xem lại", "note_crc32": "b82b7d70",
  "base": {"run": "000001-u", "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}, \
"base_crc32": "6bbc34ce",
  "spans": [
    {"id": "k1",
     "start": 0, "end": 6, "text": "Hà Nội",
     "label": "LOC", "status": "confirmed", \
"source": {"kind": "machine", "name": "underthesea.ner", "version": "9.5.0"}, "confidence": 0.93, "crc32": "adfd8b94"
    }
    ,
    {"id": "k2",
     "start": 10, "end": 13, "text": "Huế",
     "label": "LOC", "status": "suggested", "source": {"kind": "human"}, "crc32": "6d568cc4"
    }
  ]
}
"""
VERSION_1 = """{
  "format": "nhan/article",
  "version": 1,
  "id": "a",
  "title": "Hà Nội",
  "meta": {"nguồn": "báo"},
  "text_sha256": "2177617512638575484c15e95df59ebf1d0828902d6dee74d284fb1b4df3c256",
  "text": "Hà Nội và Huế\\r\\n\u00a0\ufeff\u2028👩‍🌾 e\u0301",
  "status": "in_progress",
  "annotator": "an1",
  "note": "xem lại",
  "base": {"run": "000001-u", "sha256": "0000000000000000000000000000000000000000000000000000000000000000"},
  "spans": [
    {"id": "k1", "start": 0, "end": 6, "label": "LOC", "text": "Hà Nội", "status": "confirmed", \
"source": {"kind": "machine", "name": "underthesea.ner", "version": "9.5.0"}, "confidence": 0.93},
    {"id": "k2", "start": 10, "end": 13, "label": "LOC", "text": "Huế", "status": "suggested", \
"source": {"kind": "human"}}
  ],
  "applied": {"000001-abcdef": 142},
  "sha256": "81a380135d626625e3ac749f6f06120ff006229bd22f65a8088d10b995910c2b"
}
"""


def refusal(data: bytes, sealed: bool = False, where: Where = WHERE) -> NhanError:
    with pytest.raises(NhanError) as caught:
        decode_record(data, where, sealed)
    for language in LANGUAGES:
        assert where.file in say(caught.value.message, language)
    return caught.value


def said(data: bytes, sealed: bool = False) -> tuple[str, str]:
    message = refusal(data, sealed).message
    return message.key, message.fields["field"]


def changed(path: list[str | int], value: Any = None, *, drop: bool = False) -> bytes:
    """RECORD as another program would write it, unsealed, with one value changed or left out."""
    whole = json.loads(encode_line(RECORD))
    del whole["sha256"]
    at = whole
    for step in path[:-1]:
        at = at[step]
    if drop:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return json.dumps(whole).encode()


@given(records())
def test_what_is_written_is_read_back(record: Record) -> None:
    assert decode_record(encode_record(record), WHERE) == record
    assert decode_record(encode_line(record), WHERE) == record


def without_checks(whole: dict[str, Any]) -> dict[str, Any]:
    spans = [{key: value for key, value in span.items() if key != "crc32"} for span in whole["spans"]]
    return {key: value for key, value in whole.items() if not key.endswith(("_crc32", "sha256"))} | {"spans": spans}


@given(records())
def test_each_header_key_and_each_span_has_lines_of_its_own_with_a_checksum(record: Record) -> None:
    data = encode_record(record)
    assert b"\r" not in data
    assert data.endswith(b"]\n}\n")
    lines = data.decode().split("\n")
    spans = json.loads(data)["spans"]
    first = [at for at, line in enumerate(lines) if line.startswith('    {"id": ')]
    assert [json.loads("".join(lines[at : at + 4])) for at in first] == spans
    assert [lines[at + 4] for at in first] == ["    ,"] * (len(spans) - 1) + ["  ]"] * bool(spans)
    header = [line for line in lines if line.startswith('  "')]
    assert all(line.count('_crc32": "') >= 1 for line in header[2:-1])
    assert encode_line(record).count(b"\n") == 1
    assert without_checks(json.loads(encode_line(record))) == without_checks(json.loads(data))


def test_the_bytes_of_version_2() -> None:
    """The file format is a promise: these bytes do not change."""
    assert encode_record(RECORD).decode() == VERSION_2


def test_a_record_of_version_1_is_read() -> None:
    record = decode_record(VERSION_1.encode(), WHERE)
    assert record == replace(RECORD, version=1, applied={"000001-abcdef": 142})
    assert decode_record(encode_record(record), WHERE) == RECORD
    for old, new, key in (("xem", "xin", "damaged"), (": 142", ": -142", "wrong_value"), ("sha256", "sha", "no_hash")):
        whole, _, tail = VERSION_1.rpartition(old) if old == "sha256" else VERSION_1.partition(old)
        assert said((whole + new + tail).encode(), sealed=True)[0] == f"store.{key}"


def test_what_looks_like_the_end_of_a_span_inside_one_is_left_alone() -> None:
    trap = '}, {"id": "x"'
    span = Span(id=trap, start=0, end=len(trap), label=trap, source=Source("human", trap), note=trap)
    other = Span(id="o", start=1, end=3, label=trap, extra={"id2": [{"id": 1}, {"id": 2}]})
    for spans in ((span,), (span, other)):
        record = Record(article=Article(trap, trap, trap, {"a": [{"id": 1}, {"id": 2}]}), spans=spans)
        assert decode_record(encode_record(record), WHERE) == record
        assert encode_record(record).count(b"\n    {") == encode_record(record).count(b"\n    }\n") == len(spans)


def test_spans_are_written_in_the_order_of_their_places() -> None:
    shuffled = Record(article=RECORD.article, spans=RECORD.spans[::-1])
    assert [span["id"] for span in json.loads(encode_record(shuffled))["spans"]] == ["k1", "k2"]
    assert decode_record(encode_record(shuffled), WHERE).spans == RECORD.spans


def test_a_document_becomes_a_record() -> None:
    document = Document(RECORD.article, RECORD.spans, RECORD.state)
    record = decode_record(encode_record(record_of(document, "an1", RECORD.base)), WHERE)
    assert (record.article, record.spans, record.state) == (RECORD.article, RECORD.spans, RECORD.state)


def test_a_span_outside_its_text_is_never_written() -> None:
    for start, end in ((0, 99), (-1, 2), (3, 3), (4, 2)):
        with pytest.raises(ValueError, match="not inside"):
            encode_record(Record(article=RECORD.article, spans=(Span(id="s", start=start, end=end, label="LOC"),)))


def test_unknown_keys_come_back_in_the_same_places() -> None:
    whole = json.loads(changed(["ngày"], "hôm nay"))
    whole["spans"][1]["extra"] = {"a": 1}
    whole["spans"][1]["điểm"] = [1.5]
    record = decode_record(json.dumps(whole).encode(), WHERE, sealed=False)
    assert record.extra == {"ngày": "hôm nay"}
    assert record.spans[0].extra is None
    assert without_checks(json.loads(encode_record(record))) == without_checks(whole)
    assert decode_record(encode_record(record), WHERE) == record


def test_no_truncation_is_taken_for_a_record() -> None:
    data = encode_record(RECORD)
    for length in range(len(data) - 1):  # without its last line end it is whole all the same
        refusal(data[:length], sealed=True)
        refusal(data[:length], sealed=False)


@pytest.mark.parametrize("written", [encode_record(RECORD), VERSION_1.encode(), encode_line(RECORD)])
def test_a_changed_byte_is_damage(written: bytes) -> None:
    for found in re.finditer(rb"[0-9a-z]", written):
        broken = written[: found.start()] + b"7" + written[found.end() :]
        if broken != written:
            refusal(broken, sealed=True)


def test_a_flipped_bit_is_named_with_its_line() -> None:
    """Of a span, with the first of its lines; but another number of the version is the newer program's."""
    data = encode_record(RECORD)
    firsts = [at for at, line in enumerate(data.split(b"\n"), 1) if line.startswith(b'    {"id": ')]
    for place in range(len(data)):
        line = data.count(b"\n", 0, place) + 1
        begun = [first for first in firsts if first <= line]
        for bit in range(8):
            broken = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
            message = refusal(broken, sealed=True).message
            if message.key != "store.unknown_version":
                assert message.key == "store.damaged"
                assert message.fields["line"] in {line, line - 1, *begun[-1:]}, (place, bit)


def test_what_git_could_not_merge_is_named_with_its_line() -> None:
    lines = encode_record(RECORD).split(b"\n")
    lines[14:14] = [b"<<<<<<< HEAD", lines[14], b"=======", b">>>>>>> theirs"]
    message = refusal(b"\n".join(lines), sealed=True).message
    assert (message.key, message.fields["line"]) == ("store.conflict", 15)


def test_a_later_version_is_said_to_be_one() -> None:
    later = encode_record(RECORD).replace(b'"version": 2', b'"version": 3')
    assert said(later, sealed=True) == said(later) == ("store.unknown_version", "version")


def test_a_record_without_its_seal_is_for_import_only() -> None:
    unsealed = changed(["note"], "xem lại")
    assert decode_record(unsealed, WHERE, sealed=False) == RECORD
    assert said(unsealed, sealed=True) == ("store.no_hash", "sha256")
    wrong = changed(["sha256"], "0" * 64)
    assert said(wrong, sealed=True) == said(wrong, sealed=False) == ("store.damaged", "sha256")
    spread_out = json.dumps(json.loads(encode_record(RECORD)), indent=1).encode()
    assert decode_record(spread_out, WHERE, sealed=False) == RECORD
    assert said(spread_out, sealed=True)[0] == "store.damaged"


@pytest.mark.parametrize(
    ("path", "value", "key", "field"),
    [
        (["spans", 1, "end"], 999, "store.span_outside", "spans[1].end"),
        (["spans", 1, "start"], -1, "store.span_outside", "spans[1].start"),
        (["spans", 0, "end"], 0, "store.span_outside", "spans[0].end"),
        (["spans", 1, "end"], "13", "store.wrong_type", "spans[1].end"),
        (["spans", 1, "end"], 13.5, "store.wrong_type", "spans[1].end"),
        (["spans", 1, "end"], True, "store.wrong_type", "spans[1].end"),
        (["spans", 1, "text"], "Hue", "store.span_text", "spans[1].text"),
        (["spans", 1, "id"], "k1", "store.span_repeated", "spans[1].id"),
        (["spans", 1, "status"], "maybe", "store.not_among", "spans[1].status"),
        (["spans", 1, "source"], {"kind": "alien"}, "store.not_among", "spans[1].source.kind"),
        (["spans", 1], 7, "store.wrong_type", "spans[1]"),
        (["spans"], {}, "store.wrong_type", "spans"),
        (["status"], "finished", "store.not_among", "status"),
        (["text"], "Hà Nội", "store.text_changed", "text_sha256"),
        (["text_sha256"], "abc", "store.wrong_value", "text_sha256"),
        (["version"], 3, "store.unknown_version", "version"),
        (["format"], "other", "store.other_format", "format"),
        (["meta"], None, "store.wrong_type", "meta"),
    ],
)
def test_a_wrong_value_is_refused_by_its_field(path: list[str | int], value: Any, key: str, field: str) -> None:
    assert said(changed(path, value)) == (key, field)


@pytest.mark.parametrize("path", [["id"], ["text"], ["text_sha256"], ["status"], ["spans"], ["spans", 1, "end"]])
def test_a_missing_field_is_named(path: list[str | int]) -> None:
    field = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
    assert said(changed(path, drop=True)) == ("store.missing_field", field)


@pytest.mark.parametrize(
    ("old", "new", "key", "field"),
    [
        (b'"id": "k1"', b'"id": "k1", "id": "k1"', "store.duplicate_key", "id"),
        (b'"note": "', b'"note": "", "note": "', "store.duplicate_key", "note"),
        (b'"b\xc3\xa1o"', b'"\\ud800"', "store.surrogate", ""),
        (b'"b\xc3\xa1o"', b'"\\udc00x\\ud800"', "store.surrogate", ""),
        (b'"b\xc3\xa1o"', b'"b\xe1o"', "store.not_utf8", ""),
        (b'"b\xc3\xa1o"', b"NaN", "store.not_json", ""),
        (b'"b\xc3\xa1o"', b"[" * 5000, "store.too_deep", ""),
        (b'"spans"', b"<<<<<<< HEAD\n", "store.not_json", ""),
    ],
)
def test_bytes_that_are_no_json_text(old: bytes, new: bytes, key: str, field: str) -> None:
    data = encode_record(RECORD)
    assert old in data
    assert said(data.replace(old, new, 1)) == (key, field)
    assert said(data.replace(old, new, 1), sealed=True)[0] in ("store.damaged", "store.conflict")


def test_nothing_and_zeros_are_an_empty_file() -> None:
    assert said(b"") == said(b"\0" * 4096) == said(b"\n") == ("store.empty_file", "")


def test_the_sentence_says_file_line_and_field_in_both_languages() -> None:
    where = Where("in.jsonl", 7)
    error = refusal(changed(["spans", 1, "end"], 999), where=where)
    fields = {name: error.message.fields[name] for name in ("file", "line", "field")}
    assert fields == {"file": "in.jsonl", "line": 7, "field": "spans[1].end"}
    assert (
        str(error)
        == "in.jsonl, line 7, field spans[1].end: the span [10, 999) is not inside the text of 24 characters."
    )
    assert say(error.message, "vi").startswith("in.jsonl, dòng 7, trường spans[1].end: cụm [10, 999)")
