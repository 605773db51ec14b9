"""The next reading of a span: edges and label in one key, those that cannot stand passed over."""

import pytest

from nhan.core.document import Document
from nhan.core.labels import LabelSet
from nhan.core.model import Change, Rejected, Span, SpanStatus
from nhan.core.operations import accept, move_edge, next_reading
from nhan.core.operations.edges import Edge
from tests.core.building import FLAT, LABELS, TEXT, document, span

OUTER, INNER = "Công an tỉnh Bắc Ninh", "tỉnh Bắc Ninh"
READINGS = ((0, 21, "ORG"), (13, 21, "LOC"))
GUESS = span(TEXT, INNER, "LOC", confidence=0.5, readings=READINGS)


def turned(doc: Document, labels: LabelSet, times: int) -> tuple[int, int, str]:
    for _ in range(times):
        change = next_reading(doc, labels, GUESS.id)
        assert isinstance(change, Change) and change.focus == GUESS.id
        doc.apply(change.edits[0])
    here = doc.get(GUESS.id)
    assert here is not None and here.status is SpanStatus.CONFIRMED
    return here.start, here.end, here.label


@pytest.mark.parametrize(
    ("times", "place"), [(1, READINGS[0]), (2, READINGS[1]), (3, (8, 21, "LOC")), (4, READINGS[0])]
)
def test_they_come_round(times: int, place: tuple[int, int, str]) -> None:
    assert turned(document(GUESS), LABELS, times) == place


def test_what_cannot_stand_is_passed_over() -> None:
    beside = span(TEXT, "Công an", "ORG", SpanStatus.CONFIRMED)
    assert turned(document(GUESS, beside), FLAT, 1) == READINGS[1]
    strange = span(TEXT, INNER, "LOC", readings=((0, 999, "ORG"), (5, 5, "ORG"), (0, 4, "HERO"), (8, 12, "ORG")))
    assert turned(document(strange), LABELS, 1) == (8, 12, "ORG")


def test_a_second_best_label_is_a_reading() -> None:
    assert turned(document(span(TEXT, INNER, "LOC", runner_up="ORG")), LABELS, 1) == (8, 21, "ORG")
    assert turned(document(span(TEXT, INNER, "LOC", runner_up="ORG")), LABELS, 2) == (8, 21, "LOC")


def test_what_it_is_already_is_no_reading() -> None:
    here = 8, 21, "LOC"
    assert turned(document(span(TEXT, INNER, "LOC", readings=(here, READINGS[0]))), LABELS, 1) == READINGS[0]
    twice = span(TEXT, INNER, "LOC", readings=(READINGS[0], READINGS[0]))
    assert turned(document(twice), LABELS, 2) == here


@pytest.mark.parametrize(
    "here",
    [
        span(TEXT, INNER, "LOC"),
        span(TEXT, INNER, "LOC", readings=((8, 21, "LOC"),)),
        span(TEXT, INNER, "LOC", SpanStatus.REJECTED),
    ],
)
def test_without_any_it_is_refused(here: Span) -> None:
    answer = next_reading(document(here), LABELS, here.id)
    assert isinstance(answer, Rejected)


def test_decided_otherwise_they_go() -> None:
    doc = document(GUESS)
    for change in (accept(doc, LABELS, GUESS.id), move_edge(doc, LABELS, GUESS.id, Edge.END, 12)):
        assert isinstance(change, Change)
        assert [each.readings for each in change.edits[0].added] == [()]
