"""What holds whatever people say: order changes nothing, and who says the same agrees."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from nhan.core.agreement.assignment import MOST_EXACT
from nhan.core.agreement.figures import agreement_of
from nhan.core.agreement.matching import match
from nhan.core.agreement.result import Agreement, Cell
from nhan.core.agreement.tally import AgreementTally
from nhan.core.suggestion import Labelled
from tests.core.agreement.published import syllables

LENGTH = 24
SPANS = st.frozensets(
    st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6), st.sampled_from(("PER", "LOC", "ORG"))).map(
        lambda each: (each[0], min(LENGTH, each[0] + each[1]), each[2])
    ),
    max_size=7,
)
ARTICLES = st.lists(st.tuples(SPANS, SPANS, SPANS), min_size=1, max_size=2)


def agreement(articles: Sequence[tuple[frozenset[Labelled], ...]]) -> Agreement:
    found = AgreementTally([f"A{at}" for at in range(len(articles[0]))])
    for number, sides in enumerate(articles):
        found.add(syllables(LENGTH, f"a{number}"), dict(enumerate(sides)))
    return agreement_of(found)


def values(found: Agreement) -> dict[str, float | None]:
    figures = {**found.figures, **{f"{each.name} partial": each.figures["partial"] for each in found.labels}}
    return {name: None if each.value is None else round(each.value, 9) for name, each in figures.items()}


@settings(deadline=None, max_examples=15, phases=[Phase.explicit, Phase.generate])
@given(ARTICLES)
def test_the_order_of_people_changes_nothing(articles: list[tuple[frozenset[Labelled], ...]]) -> None:
    found, turned = agreement(articles), agreement([tuple(reversed(sides)) for sides in articles])
    assert values(found) == values(turned)
    assert cells(found.confusion) == cells(turned.confusion)


def cells(confusion: tuple[Cell, ...]) -> dict[tuple[str, str], int]:
    return {(cell.first, cell.second): cell.count for cell in confusion}


@settings(deadline=None, max_examples=40)
@given(SPANS, SPANS)
def test_the_matching_is_the_same_from_both_sides(first: frozenset[Labelled], second: frozenset[Labelled]) -> None:
    found, turned = match(first, second), match(second, first)
    assert set(found.pairs) == {(one, other) for other, one in turned.pairs}
    assert (found.only_first, found.only_second) == (turned.only_second, turned.only_first)
    assert all(one[0] < other[1] and other[0] < one[1] for one, other in found.pairs)


@settings(deadline=None, max_examples=40)
@given(SPANS, SPANS)
def test_no_other_matching_has_more_credit(first: frozenset[Labelled], second: frozenset[Labelled]) -> None:
    found = match(first, second)
    credit = 2 * len(found.common) + sum(2 if one[:2] == other[:2] else 1 for one, other in found.pairs)
    assert credit == best_credit(sorted(first), sorted(second))


def best_credit(ours: list[Labelled], theirs: list[Labelled]) -> int:
    """Of all matchings, by trying them."""
    if not ours:
        return 0
    one, *others = ours
    best = best_credit(others, theirs)
    for other in theirs:
        if one[0] < other[1] and other[0] < one[1]:
            rest = [each for each in theirs if each != other]
            best = max(best, (2 if one[:2] == other[:2] else 1) + best_credit(others, rest))
    return best


@settings(deadline=None, max_examples=40)
@given(st.lists(SPANS, min_size=1, max_size=3))
def test_who_says_the_same_agrees(articles: list[frozenset[Labelled]]) -> None:
    found = agreement([(spans, spans) for spans in articles])
    assert {each.value for each in found.figures.values()} <= {1.0, None}
    assert all(cell.first == cell.second and not cell.places for cell in found.confusion)
    if any(articles):
        assert found.figures["exact"].value == found.figures["partial"].value == 1


def test_many_spans_that_share_text_with_one_are_matched_too() -> None:
    """Beyond what the best matching is looked for in."""
    many = frozenset((at, at + 1, "LOC") for at in range(MOST_EXACT + 6))
    whole = frozenset({(0, MOST_EXACT + 6, "ORG")})
    moved = frozenset((start, end, "PER") for start, end, _ in many) | {(0, MOST_EXACT + 5, "ORG")}
    found = match(many | whole, moved)
    assert len(found.pairs) == len(many) + 1 and not found.only_first and not found.only_second


def test_each_article_is_drawn_as_a_whole() -> None:
    """An interval is of articles: one in which all is wrong widens it, however many spans are in the others."""
    good = frozenset((at, at + 1, "LOC") for at in range(10))
    bad = frozenset((at, at + 1, "PER") for at in range(10))
    figure = agreement([(good, good)] * 9 + [(good, bad)]).figures["exact"]
    assert figure.value == 0.9 and figure.low is not None and figure.high == 1
    assert 0.65 <= figure.low <= 0.75  # three of ten draws are the bad one in one draw of forty
    assert agreement([(good, bad)]).figures["exact"].low is None


def test_more_articles_than_groups_come_to_the_same() -> None:
    good, bad = frozenset({(0, 1, "LOC")}), frozenset({(0, 1, "PER")})
    sides = [(good, good if at % 4 else bad) for at in range(450)]
    found = agreement(sides)
    figure = found.figures["exact"]
    assert figure.value == 336 / 450 or figure.value == 337 / 450
    assert figure.low is not None and figure.high is not None
    wide = (figure.high - figure.low) / 2
    assert 0.03 < wide < 0.05  # a binomial of 450: 1.96 * sqrt(.75 * .25 / 450) = .040


def test_pairs_that_share_some_articles_only() -> None:
    spans = frozenset({(0, 1, "LOC")})
    found = AgreementTally(["A", "B", "C"])
    found.add(syllables(LENGTH), {0: spans, 1: spans})
    found.add(syllables(LENGTH), {0: spans, 2: frozenset()})
    found.add(syllables(LENGTH), {1: spans})  # with nobody
    result = agreement_of(found)
    articles = {(each.first, each.second): each.articles for each in result.pairs}
    assert articles == dict(zip(combinations("ABC", 2), (1, 1, 0), strict=True))
    assert result.articles == 2 and result.figures["exact"].value == 0.5
    assert result.pairs[2].figures == {}
