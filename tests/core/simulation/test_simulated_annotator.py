"""The simulated annotator ends with exactly the gold spans, whatever is suggested, and counts as the issue says."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.labels import LabelSet
from nhan.core.model import Article, SpanStatus
from nhan.core.simulation.assistant import FixedAssistant
from nhan.core.simulation.effort import Effort
from nhan.core.simulation.simulated_annotator import BulkUse, SimulatedAnnotator
from nhan.core.suggestion import Labelled, Suggestion, outermost
from tests.core.building import FLAT, LABELS

TEXT = "một hai ba bốn năm sáu bảy hai ba tám chín mười"
SPANS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(1, 3), st.sampled_from(["PER", "LOC", "ORG"])), max_size=6
).map(lambda found: outermost(_span(first, length, label) for first, length, label in found))


def _span(first: int, length: int, label: str) -> Labelled:
    words = TEXT.split()
    start = len(" ".join(words[:first])) + bool(first)
    return start, start + len(" ".join(words[first : first + length])), label


def work(
    gold: list[Labelled],
    suggested: list[Labelled],
    *,
    memory: bool = False,
    labels: LabelSet = FLAT,
    readings: tuple[Labelled, ...] = (),
) -> tuple[Effort, list[Labelled]]:
    made = [Suggestion(*each, None, None, readings) for each in suggested]
    annotator = SimulatedAnnotator(Article("a", TEXT), gold, labels, FixedAssistant(TEXT, made, memory=memory))
    effort = annotator.work()
    left = list(annotator.document)
    assert not [span for span in left if span.status is SpanStatus.SUGGESTED]
    return effort, [(s.start, s.end, s.label) for s in left if s.status is SpanStatus.CONFIRMED]


@given(SPANS, SPANS, st.booleans())
def test_it_never_errs(gold: list[Labelled], suggested: list[Labelled], memory: bool) -> None:
    effort, confirmed = work(gold, suggested, memory=memory)
    assert confirmed == gold
    assert effort.actions.total() <= 2 * len(gold) + effort.actions["delete"]


WORDS = (8, 14, "PER")  # "hai ba"


@pytest.mark.parametrize(
    ("suggested", "actions"),
    [
        ([], {"insert": 1}),
        ([WORDS], {}),
        ([(8, 14, "LOC")], {"relabel": 1}),
        ([(4, 18, "PER")], {"edge": 1}),
        ([(4, 11, "LOC")], {"edge": 1}),
        ([WORDS, (15, 18, "ORG")], {"delete": 1}),
        ([(4, 11, "PER"), (12, 14, "PER")], {"edge": 1, "delete": 1}),
    ],
)
def test_what_each_mistake_costs(suggested: list[Labelled], actions: dict[str, int]) -> None:
    effort, _ = work([WORDS], suggested)
    assert effort.actions == Counter(actions)
    both = {"edge": 1, "relabel": 1} if suggested == [(4, 11, "LOC")] else actions
    assert effort.former == Counter(both)


@pytest.mark.parametrize(
    ("suggested", "keys"),
    [
        ([], {"insert": 3}),
        ([WORDS], {"accept": 1}),
        ([(8, 14, "LOC")], {"relabel": 1}),
        ([(4, 18, "PER")], {"edge": 2}),
        ([(4, 11, "LOC")], {"edge": 3}),
        ([WORDS, (15, 18, "ORG")], {"accept": 1, "delete": 1}),
        ([(0, 3, "ORG")], {"delete": 1, "insert": 3}),
        ([(15, 18, "ORG")], {"insert": 3, "go_on": 1, "delete": 1}),
    ],
)
def test_the_keys_of_each_mistake(suggested: list[Labelled], keys: dict[str, int]) -> None:
    assert work([WORDS], suggested)[0].keys == Counter(keys | {"close": 1})


def test_another_reading_is_taken_where_that_is_fewer_keys() -> None:
    far, near = (0, 18, "ORG"), (4, 14, "PER")
    for place, keys in ((far, {"reading": 1}), (near, {"edge": 1})):
        effort, confirmed = work([WORDS], [place], readings=(WORDS,))
        assert confirmed == [WORDS]
        assert effort.keys == Counter(keys | {"close": 1})
        assert effort.readings == Counter([1])
    assert work([WORDS], [far], readings=((8, 11, "PER"),))[0].readings == Counter([0])


def test_spans_inside_spans_are_counted_but_not_by_the_former_count() -> None:
    inner = (12, 14, "LOC")
    effort, confirmed = work([WORDS, inner], [WORDS], labels=LABELS)
    assert confirmed == [WORDS, inner]
    assert (effort.actions, effort.former) == (Counter({"insert": 1}), Counter())
    effort, confirmed = work([WORDS, inner], [WORDS, (8, 11, "LOC"), inner], labels=LABELS)
    assert confirmed == [WORDS, inner]
    assert (effort.actions, effort.keys["accept"]) == (Counter({"delete": 1}), 2)


def bulk(gold: list[Labelled], suggested: list[Suggestion], overlooked: float = 1.0) -> tuple[Effort, list[Labelled]]:
    annotator = SimulatedAnnotator(
        Article("a", TEXT), gold, LABELS, FixedAssistant(TEXT, suggested, memory=False), BulkUse(0.9, overlooked)
    )
    effort = annotator.work()
    return effort, [(s.start, s.end, s.label) for s in annotator.document if s.status is SpanStatus.CONFIRMED]


def test_the_bulk_key_takes_what_is_sure_right_or_wrong_and_stops_at_doubt() -> None:
    first, wrong, right, doubtful = (_span(at, 1, "PER") for at in (0, 2, 4, 6))
    missing, last = _span(3, 1, "LOC"), _span(9, 1, "ORG")
    sure = [Suggestion(*first, 0.2), Suggestion(*wrong, 0.9), Suggestion(*right, 0.99), Suggestion(*doubtful, 0.89)]
    effort, confirmed = bulk([first, missing, right, last], sure)
    assert confirmed == [first, wrong, missing, right, last]
    assert (effort.in_bulk, effort.wrongly) == (3, 1)
    assert effort.keys == Counter({"bulk": 1, "insert": 4, "go_on": 1, "delete": 1, "close": 1})
    effort, confirmed = bulk([first, missing, right, last], sure, overlooked=0.0)
    assert confirmed == [first, missing, right, last]
    assert effort.keys == Counter({"bulk": 1, "back": 1, "delete": 2, "insert": 4, "go_on": 1, "close": 1})
    assert (effort.in_bulk, effort.wrongly) == (3, 0)
    effort, confirmed = bulk([first], [Suggestion(*first, 0.95)])
    assert (effort.in_bulk, effort.keys) == (0, Counter({"accept": 1, "close": 1}))


def test_memory_in_the_article_does_the_second_one() -> None:
    gold = [_span(1, 2, "PER"), _span(7, 2, "PER")]
    assert work(gold, [])[0].actions == {"insert": 2}
    effort, _ = work(gold, [], memory=True)
    assert effort.actions == {"insert": 1}
    assert effort.keys == {"insert": 3, "go_on": 1, "accept": 1, "close": 1}
