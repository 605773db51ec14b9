"""Where a machine changes nothing: the place one is at, the next two stops, and all that lies between."""

from collections.abc import Sequence

from msgspec.structs import replace

from nhan.core.document import Document
from nhan.core.model import Article, Source, Span, SpanStatus
from nhan.core.review.read_ahead import read_ahead
from nhan.core.review.stops import Filter
from nhan.core.text.units import Range

TEXT = "a" * 100


def at(start: int, status: SpanStatus = SpanStatus.SUGGESTED, by: str = "machine", label: str = "PER") -> Span:
    """A span of five code points."""
    source = Source("human") if by == "human" else Source("machine", by)
    return Span(id=f"s{start}", start=start, end=start + 5, label=label, status=status, source=source)


def kept(spans: Sequence[Span], active: Span | None, caret: int = 0, wanted: Filter | None = None) -> Sequence[Range]:
    return read_ahead(Document(Article("a", TEXT), spans), active, caret, wanted or Filter())


SPANS = [at(start) for start in (10, 20, 30, 40, 50)]
BEGUN = [replace(SPANS[0], status=SpanStatus.CONFIRMED), *SPANS[1:]]


def test_the_active_one_and_the_next_two() -> None:
    assert kept(SPANS, SPANS[1]) == [(20, 45)]
    assert kept(BEGUN, SPANS[1]) == [(20, 45)]


def test_the_next_three_where_nothing_is_active() -> None:
    assert kept(SPANS, None, caret=15) == [(14, 45)]


def test_after_a_decision_what_comes_next_is_kept_before_one_has_gone_there() -> None:
    assert kept(BEGUN, BEGUN[0]) == [(10, 35)]


def test_after_a_rejection_too() -> None:
    rejected = replace(SPANS[0], status=SpanStatus.REJECTED)
    assert read_ahead(Document(Article("a", TEXT), [rejected, *SPANS[1:]]), None, 10, Filter(), (10, 15)) == [(10, 35)]


def test_the_stops_are_those_of_the_filter() -> None:
    spans = [at(start, label="LOC" if start in (10, 40, 50) else "PER") for start in (10, 20, 30, 40, 50)]
    assert kept(spans, spans[0], wanted=Filter(label="LOC")) == [(10, 55)]


def test_near_the_end_it_goes_on_at_the_top_and_nothing_comes_in_below() -> None:
    assert kept([*SPANS[:4], replace(SPANS[4], status=SpanStatus.CONFIRMED)], SPANS[3]) == [(0, 25), (40, 100)]


def test_with_fewer_left_than_are_read_nothing_comes_in_at_all() -> None:
    assert kept([*BEGUN[:1], *SPANS[3:]], SPANS[3]) == [(0, 100)]


def test_in_an_article_that_nobody_has_begun_others_come_in_behind_the_last_one() -> None:
    assert kept(SPANS[:2], SPANS[0]) == [(10, 25)]
    assert kept([], None) == []


def test_once_all_is_reviewed_nothing_comes_in() -> None:
    assert kept([replace(each, status=SpanStatus.CONFIRMED) for each in SPANS], None) == [(0, 100)]


def test_who_labels_by_hand_is_helped_to_the_end() -> None:
    own = at(10, SpanStatus.CONFIRMED, by="human")
    assert kept([own, SPANS[2]], own) == [(10, 35)]
    assert kept([own], own) == [(10, 15)]
