"""An article's file, written and read: CPU time beside that of Python's own ``json`` for the same bytes.

Bars: 60 ms to write an article of a megabyte with 17,000 spans, 200 ms to read one with 50,000.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from functools import partial

from nhan.core.document import Document
from nhan.core.model import Article, Decision, Source, Span, SpanStatus
from nhan.core.store.record import Record, decode_record, encode_record, record_of
from nhan.core.store.strict import Where
from tests.benchmarks.measuring import measure, table

TEXT = ("Bộ trưởng Nguyễn Văn Hùng phát biểu tại Hà Nội. " * 21_000)[:1_000_000]
WRITTEN, READ, ROUNDS = 17_000, 50_000, 7


def spans(count: int) -> tuple[Span, ...]:
    """All confirmed, with everything that a record says of a span."""
    source, decision = Source("machine", "underthesea.ner", "9.5.0"), Decision("accept", "an1", "2026-02-03T04:05:06Z")
    return tuple(
        Span(
            id=f"k{number:09d}",
            start=number * 19,
            end=number * 19 + 6,
            label="LOC",
            status=SpanStatus.CONFIRMED,
            source=source,
            confidence=0.93,
            decision=decision,
        )
        for number in range(count)
    )


def main(arguments: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="records", description=__doc__).parse_args(arguments)
    document = Document(Article("a", TEXT), spans(WRITTEN))
    data = encode_record(Record(article=Article("a", TEXT), spans=spans(READ)))
    written = json.loads(encode_record(record_of(document, "an1")))
    works: dict[str, Callable[[], object]] = {
        f"write {WRITTEN:,} spans": lambda: encode_record(record_of(document, "an1")),
        "json.dumps": lambda: json.dumps(written, ensure_ascii=False, indent=1),
        f"read {READ:,} spans": lambda: decode_record(data, Where("a.json")),
        "json.loads": lambda: json.loads(data),
    }
    print(table([measure(name, "", "", [partial(_ready, work)] * ROUNDS) for name, work in works.items()]))
    return 0


def _ready(work: Callable[[], object]) -> Callable[[], object]:
    """There is nothing to make ready."""
    return work
