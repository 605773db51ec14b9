"""Sure ones at once: one step, and told from the others by whoever reads the record."""

from nhan.core.model import Change, Decision, Rejected, SpanStatus
from nhan.core.operations import accept_sure, is_bulk
from tests.core.building import FLAT, LABELS, TEXT, document, span

PLACE, PERSON, INSIDE = (
    span(TEXT, "tỉnh Bắc Ninh", "LOC"),
    span(TEXT, "ông Nguyễn Văn A", "PER"),
    span(TEXT, "Bắc Ninh", "LOC"),
)


def test_they_are_confirmed_in_one_step() -> None:
    doc = document(PLACE, PERSON, INSIDE)
    change = accept_sure(doc, LABELS, [PLACE.id, PERSON.id])
    assert isinstance(change, Change) and change.verb == "accept_sure"
    for edit in change.edits:
        doc.apply(edit)
    assert [each.id for each in doc if each.status is SpanStatus.CONFIRMED] == [PLACE.id, PERSON.id]
    for edit in change.inverse().edits:
        doc.apply(edit)
    assert list(doc) == [PLACE, INSIDE, PERSON]


def test_of_two_that_may_not_stand_together_the_first_is() -> None:
    doc = document(PLACE, INSIDE)
    change = accept_sure(doc, FLAT, [PLACE.id, INSIDE.id])
    assert isinstance(change, Change)
    for edit in change.edits:
        doc.apply(edit)
    assert [(each.id, each.status) for each in doc] == [
        (PLACE.id, SpanStatus.CONFIRMED),
        (INSIDE.id, SpanStatus.REJECTED),
    ]


def test_none_is_refused() -> None:
    assert accept_sure(document(PLACE), LABELS, []) == Rejected("verbs.none_sure")


def test_the_decision_says_how() -> None:
    def decided(verb: str, status: SpanStatus = SpanStatus.CONFIRMED) -> bool:
        return is_bulk(span(TEXT, "TP.HCM", "LOC", status, decision=Decision(verb, "an1", "2026-11-28T00:00:00Z")))

    assert decided("accept_sure") and decided("accept_rest") and decided("accept_same")
    assert not decided("accept") and not decided("relabel") and not decided("accept_sure", SpanStatus.REJECTED)
    assert not is_bulk(PLACE)
