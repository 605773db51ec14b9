"""A large article is written and read fast enough: CPU time, best of five, at twice the budget (60 and 200 ms)."""

from collections.abc import Callable
from time import process_time

from nhan.core.document import Document
from nhan.core.model import Article, Decision, Source, Span, SpanStatus
from nhan.core.store.record import Record, decode_record, encode_record, record_of
from nhan.core.store.strict import Where

TEXT = ("Bộ trưởng Nguyễn Văn Hùng phát biểu tại Hà Nội. " * 21_000)[:1_000_000]
SOURCE = Source("machine", "underthesea.ner", "9.5.0")
DECISION = Decision("accept", "an1", "2026-02-03T04:05:06Z")


def spans(count: int) -> tuple[Span, ...]:
    return tuple(
        Span(
            id=f"k{number:09d}",
            start=number * 19,
            end=number * 19 + 6,
            label="LOC",
            status=SpanStatus.CONFIRMED,
            source=SOURCE,
            confidence=0.93,
            decision=DECISION,
        )
        for number in range(count)
    )


def best_ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times) * 1000


def test_17_000_spans_are_written() -> None:
    document = Document(Article("a", TEXT), spans(17_000))
    assert best_ms(lambda: encode_record(record_of(document, "an1"))) < 120


def test_50_000_spans_are_read() -> None:
    data = encode_record(Record(article=Article("a", TEXT), spans=spans(50_000)))
    assert best_ms(lambda: decode_record(data, Where("a.json"))) < 400
