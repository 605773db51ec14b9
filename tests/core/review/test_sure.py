"""What the bulk keys take: nothing doubtful, nothing off the screen, nothing that has just changed."""

from functools import partial

import pytest

from nhan.core.model import Span, SpanStatus
from nhan.core.review.stops import Candidates, Filter, next_stop
from nhan.core.review.sure import Sure, down_to_doubt, every_stop, sure_copies
from nhan.core.text.units import Range
from tests.core.building import document, span

TEXT = "Hà Nội, Huế, Hà Nội, Vinh, hà nội, Lê Lợi, Huế."
ALL = (0, len(TEXT))
SPANS = [
    span(TEXT, "Hà Nội", "LOC", confidence=0.5),
    span(TEXT, "Huế", "LOC", confidence=0.95),
    span(TEXT, "Hà Nội", "LOC", nth=1, confidence=0.99),
    span(TEXT, "Vinh", "LOC", confidence=0.9),
    span(TEXT, "Lê Lợi", "PER"),
    span(TEXT, "Huế", "LOC", nth=1, confidence=0.97),
]
WORDS = ["Hà Nội", "Huế", "Hà Nội", "Vinh"]


def down(
    here: Span | None, at: Range, sure: Sure, wanted: Filter | None = None, spans: list[Span] = SPANS
) -> list[str]:
    doc = document(*spans, text=TEXT)
    taken = down_to_doubt(here, partial(next_stop, doc, wanted=every_stop(wanted or Filter())), at, sure)
    return [TEXT[each.start : each.end] for each in taken]


@pytest.mark.parametrize(
    ("sure", "taken"),
    [
        (Sure(0.9, ALL), WORDS),
        (Sure(0.95, ALL), WORDS[:3]),
        (Sure(0.9, (0, SPANS[2].end)), WORDS[:3]),
        (Sure(0.9, (0, SPANS[2].end - 1)), WORDS[:2]),
        (Sure(0.9, ALL, [(SPANS[2].start, SPANS[2].end)]), WORDS[:2]),
        (Sure(0.9, (0, 0)), WORDS[:1]),  # what the ring shows is taken whatever it is
    ],
)
def test_down_to_the_next_doubtful_one(sure: Sure, taken: list[str]) -> None:
    assert down(SPANS[0], (SPANS[0].start, SPANS[0].end), sure) == taken


def test_what_is_decided_is_passed_over() -> None:
    done = span(TEXT, "Huế", "LOC", SpanStatus.CONFIRMED)
    spans = [SPANS[0], done, *SPANS[2:]]
    assert down(SPANS[0], (0, 6), Sure(0.9, ALL), spans=spans) == ["Hà Nội", "Hà Nội", "Vinh"]
    assert down(done, (done.start, done.end), Sure(0.9, ALL), spans=spans) == ["Hà Nội", "Vinh"]
    assert down(None, (-1, 0), Sure(0.4, ALL), spans=spans) == ["Hà Nội", "Hà Nội", "Vinh"]


def test_the_filter_decides_which_are_stops_and_a_candidate_is_one() -> None:
    assert down(SPANS[0], (0, 6), Sure(0.9, ALL), Filter(text="h", below=0.9)) == [*WORDS, "Huế"]
    assert down(SPANS[0], (0, 6), Sure(0.9, ALL), Filter(text="Nội")) == ["Hà Nội", "Hà Nội"]
    fewer = [SPANS[0], *SPANS[2:]]
    with_candidates = Filter(candidates=Candidates.CAPITALISED)
    assert down(SPANS[0], (0, 6), Sure(0.9, ALL), with_candidates, fewer) == ["Hà Nội"]


def test_the_sure_copies_of_what_the_ring_shows() -> None:
    doc = document(*SPANS, text=TEXT)
    assert sure_copies(doc, SPANS[0], Sure(0.9, ALL)) == [SPANS[0], SPANS[2]]
    assert sure_copies(doc, SPANS[0], Sure(0.9, (0, SPANS[2].start + 1))) == [SPANS[0]]
    assert sure_copies(doc, SPANS[1], Sure(0.96, ALL)) == [SPANS[1], SPANS[5]]
    other_label = span(TEXT, "Huế", "ORG", nth=1, confidence=0.97)
    assert sure_copies(document(*SPANS[:5], other_label, text=TEXT), SPANS[1], Sure(0.9, ALL)) == [SPANS[1]]
