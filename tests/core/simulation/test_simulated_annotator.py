"""The simulated annotator ends with exactly the gold spans, whatever is suggested, and counts as the issue says."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.model import Article, SpanStatus
from nhan.core.simulation.assistant import FixedAssistant
from nhan.core.simulation.simulated_annotator import Effort, SimulatedAnnotator
from nhan.core.suggestion import Labelled, Suggestion, outermost
from tests.core.building import LABELS

TEXT = "một hai ba bốn năm sáu bảy hai ba tám chín mười"
SPANS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(1, 3), st.sampled_from(["PER", "LOC", "ORG"])), max_size=6
).map(lambda found: outermost(_span(first, length, label) for first, length, label in found))


def _span(first: int, length: int, label: str) -> Labelled:
    words = TEXT.split()
    start = len(" ".join(words[:first])) + bool(first)
    return start, start + len(" ".join(words[first : first + length])), label


def work(gold: list[Labelled], suggested: list[Labelled], *, memory: bool = False) -> tuple[Effort, list[Labelled]]:
    assistant = FixedAssistant(TEXT, [Suggestion(*each) for each in suggested], memory=memory)
    annotator = SimulatedAnnotator(Article("a", TEXT), gold, LABELS, assistant)
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
        ([(4, 11, "LOC")], {"edge": 1, "relabel": 1}),
        ([WORDS, (15, 18, "ORG")], {"delete": 1}),
        ([(4, 11, "PER"), (12, 14, "PER")], {"edge": 1, "delete": 1}),
    ],
)
def test_what_each_mistake_costs(suggested: list[Labelled], actions: dict[str, int]) -> None:
    effort, _ = work([(4, 11, "PER")] if suggested == [(4, 11, "PER")] else [_gold(suggested)], suggested)
    assert effort.actions == Counter(actions)


def _gold(_: list[Labelled]) -> Labelled:
    return WORDS


def test_memory_in_the_article_does_the_second_one() -> None:
    gold = [_span(1, 2, "PER"), _span(7, 2, "PER")]
    assert work(gold, [])[0].actions == {"insert": 2}
    effort, _ = work(gold, [], memory=True)
    assert effort.actions == {"insert": 1}
    assert effort.keys == {"insert": 3, "accept": 1}
