"""Long lists of spans are read and written in pieces, and nobody can tell from the bytes or the values."""

import msgspec
import pytest

from nhan.core.model import Article, Span
from nhan.core.store import pieces
from nhan.core.store.record import Record, decode_record, encode_line, encode_record
from nhan.core.store.span_record import decode_spans, encode_spans
from nhan.core.store.strict import Where
from tests.core.store.test_record import RECORD, VERSION_1

WHERE = Where("x.json")
TEXT = "Hà Nội, " * 400


def spans(**more: object) -> tuple[Span, ...]:
    return tuple(
        Span(id=f"m{n}", start=8 * n, end=8 * n + 6, label="LOC", note='"}, {"id": ' if n % 3 else "", **more)  # type: ignore[arg-type]
        for n in range(400)
    )


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 1000)
    monkeypatch.setattr(pieces, "MANY", 7)


@pytest.mark.parametrize("extra", [None, {"of": [{"id": 1}, {"id": 2}]}])
def test_what_is_written_in_pieces_is_what_is_written_whole(
    monkeypatch: pytest.MonkeyPatch, extra: dict[str, object] | None
) -> None:
    record = Record(article=Article("a", TEXT), spans=spans(extra=extra), extra={"new": [1, 2]})
    written = encode_spans(record.spans, TEXT), encode_record(record), encode_line(record)
    monkeypatch.setattr(pieces, "MANY", 10**6)
    assert written == (encode_spans(record.spans, TEXT), encode_record(record), encode_line(record))


@pytest.mark.parametrize("extra", [None, {"of": [{"id": 1}, {"id": 2}]}])
def test_what_is_read_in_pieces_is_what_was_written(extra: dict[str, object] | None) -> None:
    """Also where an unknown key holds what looks like the place between two spans."""
    record = Record(article=Article("a", TEXT), spans=spans(extra=extra), annotator="an1")
    assert decode_spans(b"[" + encode_spans(record.spans, TEXT) + b"]", TEXT, WHERE) == record.spans
    assert decode_record(encode_record(record), WHERE) == record


def test_it_is_read_in_pieces_indeed(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    class Decoder:
        def decode(self, data: bytes) -> list[object]:
            sizes.append(len(data))
            return list(msgspec.json.decode(data))

    data = b"[" + encode_spans(spans(), TEXT) + b"]"
    found: list[object] = pieces.decode_list(data, 1, len(data) - 1, Decoder())  # type: ignore[arg-type]
    assert len(found) == 400 and len(sizes) > 20 and max(sizes) < 2000


def test_what_is_wrong_in_a_long_list_is_named_as_in_a_short_one() -> None:
    data = b"[" + encode_spans(spans(), TEXT).replace(b'"id": "m399"', b'"id": 399') + b"]"
    with pytest.raises(Exception, match=r"spans\[399\]\.id"):
        decode_spans(data, TEXT, WHERE)


def test_a_record_of_version_1_is_read_in_pieces_too() -> None:
    assert decode_record(VERSION_1.encode(), WHERE).spans == RECORD.spans
