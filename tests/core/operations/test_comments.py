"""What is said about a span: undone, kept from machines, and no decision."""

from nhan.core.corpus_change import signed
from nhan.core.document import Document
from nhan.core.model import Change, Decision, Rejected, Span, SpanStatus
from nhan.core.operations import accept, comment, reject, suggest
from nhan.core.propagation.propagate import decisions
from tests.core.building import LABELS, TEXT, document, span

PLACE = span(TEXT, "Hoà Bình", "LOC")
BY = Decision("comment", "an1", "2026-11-28T00:00:00Z")


def apply(doc: Document, answer: Change | Rejected) -> Change:
    assert isinstance(answer, Change)
    for edit in answer.edits:
        doc.apply(edit)
    return answer


def there(doc: Document) -> Span:
    found = doc.get(PLACE.id)
    assert found is not None
    return found


def test_a_question_about_a_suggestion_leaves_it_one_and_is_counted() -> None:
    doc = document(PLACE)
    change = apply(doc, comment(doc, PLACE.id, "Tỉnh hay thành phố?", question=True))
    assert (there(doc).note, there(doc).asks, there(doc).status) == ("Tỉnh hay thành phố?", True, SpanStatus.SUGGESTED)
    assert (doc.questions, doc.copy().questions) == (1, 1)
    assert comment(doc, PLACE.id, "Tỉnh hay thành phố?", question=True) == Rejected("verbs.already")
    for edit in change.inverse().edits:
        doc.apply(edit)
    assert (there(doc), doc.questions) == (PLACE, 0)


def test_a_rejected_span_asks_nothing_any_more() -> None:
    doc = document(PLACE)
    apply(doc, comment(doc, PLACE.id, "?", question=True))
    apply(doc, reject(doc, PLACE.id))
    assert doc.questions == 0 and there(doc).note == "?"
    assert comment(doc, PLACE.id, "x") == Rejected("verbs.no_span")


def test_no_batch_takes_away_what_somebody_has_said_something_about() -> None:
    other = span(TEXT, "Bắc Ninh", "LOC")
    doc = document(PLACE, other)
    apply(doc, comment(doc, PLACE.id, "xem lại"))
    apply(doc, suggest(doc, LABELS, ()))
    assert [each.id for each in doc] == [PLACE.id]


def test_saying_something_is_no_decision() -> None:
    for doc in (document(PLACE), document(PLACE)):
        if doc.state != document().state:
            apply(doc, accept(doc, LABELS, PLACE.id))
        answer = comment(doc, PLACE.id, "xem lại", question=True)
        assert isinstance(answer, Change)
        edit = signed(answer, BY).edits[0]
        assert edit.added[0].decision is None
        assert decisions(edit) == []
    confirmed = document(PLACE)
    apply(confirmed, signed(accept(confirmed, LABELS, PLACE.id), Decision("accept", "an1", "x")))  # type: ignore[arg-type]
    answer = comment(confirmed, PLACE.id, "xem lại")
    assert isinstance(answer, Change)
    edit = signed(answer, BY).edits[0]
    assert edit.added[0].decision == Decision("accept", "an1", "x") and decisions(edit) == []
