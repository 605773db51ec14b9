"""How many more shared articles are advised: by the interval, or by a rule of thumb where none can be trusted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nhan.core.agreement.advice import SHARED, SHARED_FOR_RARE, WANTED, advice_in_words, shared_advice
from nhan.core.agreement.result import TOO_FEW, Agreement, Cell, Figure, GroupAgreement, MatchCounts, PairAgreement


def agreement(articles: int, figure: Figure, **labels: tuple[int, Figure]) -> Agreement:
    groups = tuple(GroupAgreement(name, its, {"exact": value}) for name, (its, value) in labels.items())
    return Agreement(("A", "B"), articles, {"exact": figure}, (), groups, (), ())


def within(half: float) -> Figure:
    return Figure(0.8, 0.8 - half, 0.8 + half)


@pytest.mark.parametrize(
    ("articles", "figure", "more"),
    [
        (0, Figure(None), SHARED),
        (1, Figure(0.9), SHARED - 1),
        (10, within(0.01), SHARED - 10),  # too few for the interval to be trusted
        (10, within(0.1), 40 - 10),  # and yet it says that it takes more
        (30, within(0.05), 0),
        (30, within(0.1), 90),
        (20, within(0.06), 9),
        (40, within(0.0), 0),
        (25, Figure(None), 5),
    ],
)
def test_the_interval_says_how_many_more(articles: int, figure: Figure, more: int) -> None:
    found = shared_advice(agreement(articles, figure))
    assert found.more == more and found.articles == articles and not found.labels


@given(st.integers(TOO_FEW, 500), st.floats(0, 0.5))
def test_with_that_many_it_is_narrow_enough(articles: int, half: float) -> None:
    found = shared_advice(agreement(articles, within(half)))
    then = half * (articles / (articles + found.more)) ** 0.5
    assert then <= WANTED + 1e-6
    if found.more > 1:
        assert half * (articles / (articles + found.more - 1)) ** 0.5 > WANTED - 1e-6


def test_rare_labels_take_more() -> None:
    found = shared_advice(
        agreement(
            30, within(0.05), PER=(30, within(0.06)), LOC=(25, within(0.1)), ORG=(25, within(0.2)), MISC=(2, Figure(1))
        )
    )
    assert found.more == 0
    # ORG: 100 articles with it, which is 120 of any; MISC: the rule of thumb.
    assert [(each.name, each.more) for each in found.labels] == [("ORG", 90), ("MISC", SHARED_FOR_RARE - 30)]


def test_there_is_a_sentence_for_each_case() -> None:
    keys = [
        [message.key for message in shared_advice(each).in_words]
        for each in (
            agreement(3, within(0.01)),
            agreement(3, within(0.01), MISC=(1, Figure(1))),  # of so few articles every label is a rare one
            agreement(30, within(0.2)),
            agreement(30, within(0.02), MISC=(1, Figure(1))),
        )
    ]
    assert keys == [
        ["agreement.more_at_first"],
        ["agreement.more_at_first"],
        ["agreement.more_articles"],
        ["agreement.enough", "agreement.more_for_labels"],
    ]


def test_who_has_nothing_in_common_with_anybody_is_named_and_in_no_pair() -> None:
    apart = PairAgreement("A", "C", 0, {}, MatchCounts(0, 0, 0, 0, 0), ())
    found = confused(("LOC", "LOC", 1))
    found = replace(found, people=("A", "B", "C"), pairs=(*found.pairs, apart, replace(apart, first="B")))
    assert found.people_compared == ("A", "B") and len(found.compared) == 1
    first, *_ = advice_in_words(found, everybody=True)
    assert (first.key, first.fields) == ("agreement.not_compared", {"people": "C"})


def confused(*cells: tuple[str, str, int]) -> Agreement:
    found = agreement(40, within(0.0))
    pair = PairAgreement("A", "B", 40, {}, MatchCounts(0, 0, 0, 0, 0), tuple(Cell(*each) for each in cells))
    return replace(found, pairs=(pair,))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((("LOC", "LOC", 90),), []),
        (
            (("LOC", "LOC", 90), ("LOC", "ORG", 4), ("ORG", "LOC", 3), ("PER", "", 6)),
            [("agreement.look_at_labels", {"first": "LOC", "second": "ORG", "count": 7})],
        ),
        (
            (("LOC", "ORG", 4), ("", "PER", 3), ("PER", "", 2)),
            [("agreement.look_at_missing", {"label": "PER", "count": 5})],
        ),
    ],
)
def test_the_guideline_is_said_to_need_a_word_where_labels_are_taken_for_each_other(
    cells: tuple[tuple[str, str, int], ...], said: list[tuple[str, dict[str, object]]]
) -> None:
    found = advice_in_words(confused(*cells), everybody=False)
    assert [(each.key, each.fields) for each in found] == said
    assert [each.key for each in advice_in_words(confused(*cells), everybody=True)] == [
        "agreement.enough",
        *(key for key, _ in said),
    ]
