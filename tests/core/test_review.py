"""The way through an article: every stop once, forwards and backwards, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from nhan.core.document import Document, key_of
from nhan.core.model import Article, Span, SpanStatus
from nhan.core.review import Filter, Stop, next_stop, previous_stop
from tests.core.building import document, span

TEXT = "Sáng nay, ông Nguyễn Văn A và bà Lê Thị B đến Hà Nội. Trời mưa. Tại Huế, Sở Y tế họp."


def walk(doc: Document, wanted: Filter) -> list[Stop]:
    stops, at = [], (-1, -1)
    while stop := next_stop(doc, at, wanted):
        stops.append(stop)
        at = (stop.start, stop.end)
    return stops


def walk_back(doc: Document, wanted: Filter) -> list[Stop]:
    stops, at = [], (len(doc.text) + 1, len(doc.text) + 1)
    while stop := previous_stop(doc, at, wanted):
        stops.append(stop)
        at = (stop.start, stop.end)
    return stops[::-1]


def test_candidates_are_capitalised_runs_outside_spans() -> None:
    doc = document(span(TEXT, "Nguyễn Văn A", "PER"), text=TEXT)
    stops = walk(doc, Filter(candidates=True))
    assert [TEXT[stop.start : stop.end] for stop in stops] == ["Nguyễn Văn A", "Lê Thị B", "Hà Nội", "Huế", "Sở Y"]
    assert [stop.span is None for stop in stops] == [False, True, True, True, True]
    assert walk_back(doc, Filter(candidates=True)) == stops


def test_the_first_word_of_a_sentence_alone_is_no_candidate() -> None:
    assert [
        TEXT[s.start : s.end] for s in walk(document(text="Trời mưa. “Mưa to” quá."), Filter(candidates=True))
    ] == []


def test_filters() -> None:
    doc = document(
        span(TEXT, "Nguyễn Văn A", "PER", confidence=0.9),
        span(TEXT, "Lê Thị B", "PER", SpanStatus.CONFIRMED, confidence=0.4),
        span(TEXT, "Hà Nội", "LOC", confidence=0.3),
        span(TEXT, "Huế", "LOC", SpanStatus.REJECTED),
        text=TEXT,
    )

    def texts(wanted: Filter) -> list[str]:
        return [TEXT[stop.start : stop.end] for stop in walk(doc, wanted)]

    assert texts(Filter()) == ["Nguyễn Văn A", "Hà Nội"]
    assert texts(Filter(unreviewed=False)) == ["Nguyễn Văn A", "Lê Thị B", "Hà Nội"]
    assert texts(Filter(unreviewed=False, below=0.5)) == ["Lê Thị B", "Hà Nội"]
    assert texts(Filter(label="LOC")) == ["Hà Nội"]
    assert texts(Filter(text="nội")) == ["Hà Nội"]


RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), unique=True, max_size=15)


@given(RANGES)
def test_every_range_is_visited_once_in_order_both_ways(ranges: list[tuple[int, int]]) -> None:
    spans = [Span(id=f"s{n}", start=a, end=a + length, label="PER") for n, (a, length) in enumerate(ranges)]
    doc = Document(Article("a", "x" * 80), spans)
    expected = [s.id for s in sorted(spans, key=key_of)]
    assert [stop.span.id for stop in walk(doc, Filter()) if stop.span] == expected
    assert [stop.span.id for stop in walk_back(doc, Filter()) if stop.span] == expected
