"""Which articles count as corrected, by the article and by its line in the queue."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from nhan.core.messages import Message
from nhan.core.model import Change, SpanStatus
from nhan.core.queue import summary_of
from nhan.core.retraining.corrections import is_corrected, may_be_corrected
from tests.core.building import LABELS, TEXT, document, span
from tests.core.operations.test_laws import any_verb

SPANS = [
    span(TEXT, words, "LOC", status)
    for words, status in (("Bắc Ninh", SpanStatus.CONFIRMED), ("Hoà Bình", SpanStatus.SUGGESTED))
]


def test_what_came_confirmed_counts_until_somebody_begins_on_it() -> None:
    whole, partly, empty = document(SPANS[0]), document(*SPANS), document()
    assert [is_corrected(each) for each in (whole, partly, empty)] == [True, False, False]
    assert [may_be_corrected(summary_of(each)) for each in (whole, partly, empty)] == [True, False, False]


def test_an_article_that_cannot_be_read_is_not_read() -> None:
    summary = summary_of(document(SPANS[0]))
    assert may_be_corrected(summary)
    assert not may_be_corrected(replace(summary, problem=Message("work.damaged")))


@settings(deadline=None)
@given(st.data())
def test_the_queue_and_the_article_agree(data: st.DataObject) -> None:
    doc = document(*data.draw(st.lists(st.sampled_from(SPANS), unique_by=lambda each: each.id)))
    for _ in range(data.draw(st.integers(0, 6))):
        answer = any_verb(data, doc, LABELS)
        if isinstance(answer, Change):
            for edit in answer.edits:
                doc.apply(edit)
        assert may_be_corrected(summary_of(doc)) == is_corrected(doc)
