"""A document answers the same as a plain list of its spans would, however it was edited."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nhan.core.document import LONG, Document, key_of
from nhan.core.model import Article, ArticleEdit, Span, SpanStatus

TEXT = "x" * 3000
SPANS = st.builds(
    lambda name, start, length, label, status: Span(
        id=f"s{name}", start=start, end=min(3000, start + length), label=label, status=status
    ),
    st.integers(0, 40),
    st.integers(0, 2990),
    st.one_of(st.integers(1, 20), st.integers(LONG - 2, 3000)),
    st.sampled_from(["PER", "LOC"]),
    st.sampled_from(SpanStatus),
)


@settings(max_examples=150)
@given(st.lists(SPANS, max_size=30), st.lists(SPANS, max_size=15), st.integers(0, 3000), st.integers(0, 3000))
def test_queries_agree_with_a_plain_list(first: list[Span], then: list[Span], low: int, high: int) -> None:
    low, high = sorted((low, high))
    model = {span.id: span for span in first}
    doc = Document(Article("a", TEXT), model.values())
    for span in then:
        old = model.get(span.id)
        doc.apply(ArticleEdit("a", (old,) if old else (), (span,)))
        model[span.id] = span
    ordered = sorted(model.values(), key=key_of)
    assert list(doc) == ordered
    assert doc.overlapping(low, high) == [s for s in ordered if s.start < high and s.end > low]
    assert doc.unreviewed == sum(s.status is SpanStatus.SUGGESTED for s in ordered)
    assert doc.count("PER") == sum(s.label == "PER" for s in ordered)
    assert [doc.index(s) for s in ordered] == list(range(len(ordered)))
    assert doc.first_from(low) == sum(s.start < low for s in ordered)
    covering = doc.covering(low)
    assert {s.id for s in covering} == {s.id for s in ordered if s.start <= low < s.end}
    assert covering == sorted(covering, key=lambda s: s.start - s.end)
