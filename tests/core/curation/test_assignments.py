"""Articles are given out evenly, some of them to several people; who comes, leaves or gives back changes little."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhan.core.curation.assignments import ArticleToAssign, assign, give_back, join, leave
from nhan.core.messages import NhanError
from nhan.core.store.assignments_file import Assignments

PEOPLE = ("a", "b", "c")
IDS = [f"n{n}" for n in range(300)]
ARTICLES = [ArticleToAssign(f"n{n}", "xyz"[n % 3], 100 + n * 37 % 900) for n in range(300)]
NEW = [ArticleToAssign(f"new{n}") for n in range(5)]


def test_all_are_given_out_and_evenly() -> None:
    found = assign(ARTICLES, PEOPLE, 40)
    assert set(found.articles) == {each.id for each in ARTICLES} and len(found.first) == 10
    assert all(found.articles[name] == PEOPLE for name in found.first)
    sizes = Counter(map(len, found.articles.values()))
    assert sizes == {1: 260, 2: 30, 3: 10}
    pairs = Counter(its for its in found.articles.values() if len(its) == 2)
    assert set(pairs) == set(combinations(PEOPLE, 2)) and set(pairs.values()) == {10}
    loads = Counter(person for its in found.articles.values() for person in its)
    assert max(loads.values()) - min(loads.values()) <= 1
    lengths = {each.id: each.length for each in ARTICLES}
    topics = {each.id: each.topic for each in ARTICLES}
    for person in PEOPLE:
        mine = found.of(person) or []
        assert mine[:10] == list(found.first)
        assert max(Counter(topics[name] for name in mine).values()) < 0.37 * len(mine)
        assert abs(sum(lengths[name] for name in mine) / len(mine) - 550) < 40
    shared = Counter(topics[name] for name, its in found.articles.items() if len(its) > 1)
    assert max(shared.values()) - min(shared.values()) <= 1
    assert found == assign(ARTICLES, PEOPLE, 40) and found.of("curator") is None


def test_new_articles_are_given_out_and_nothing_else_moves() -> None:
    before = assign(ARTICLES[:100], PEOPLE, 30)
    after = assign(ARTICLES, PEOPLE, 30, before)
    assert {name: after.articles[name] for name in before.articles} == before.articles
    assert len(after.articles) == 300 and after.first == before.first
    assert sum(len(its) > 1 for its in after.articles.values()) == 30


def test_a_late_comer_takes_what_nobody_has_begun() -> None:
    before = assign(ARTICLES, PEOPLE, 30)
    begun = {(its[0], name) for name, its in list(before.articles.items())[:150] if len(its) == 1}
    after = join(before, "d", IDS, lambda person, name: (person, name) in begun)
    assert all(after.articles[name] == (person,) for person, name in begun)
    loads = Counter(person for its in after.articles.values() for person in its)
    assert max(loads.values()) - min(loads.values()) <= 1
    assert join(after, "d", IDS, lambda *_: False) == after


def test_who_leaves_keeps_what_is_done() -> None:
    before = assign(ARTICLES, PEOPLE, 30)
    mine = before.of("b") or []
    done = frozenset(mine[::2])
    after = leave(before, "b", IDS, done.__contains__)
    assert after.people == ("a", "c")
    for name, its in after.articles.items():
        assert its and ("b" in its) is (name in done)
    with pytest.raises(NhanError):
        leave(after, "b", IDS, lambda _: False)


def test_an_article_given_back_goes_to_whoever_has_the_least() -> None:
    before = assign(ARTICLES[:31], PEOPLE, 0)
    loads = Counter(person for its in before.articles.values() for person in its)
    name = (before.of("a") or [])[0]
    after = give_back(before, "a", name, IDS)
    (taker,) = after.articles[name]
    assert taker != "a" and loads[taker] == min(loads[each] for each in "bc")
    with pytest.raises(NhanError):
        give_back(after, "a", name, IDS)


def test_who_comes_again_is_listed_once() -> None:
    before = assign(ARTICLES, PEOPLE, 30)
    gone = leave(before, "b", IDS, before.first.__contains__)
    after = join(gone, "b", IDS, lambda *_: False)
    assert all(len(set(its)) == len(its) for its in after.articles.values())
    assert all(sorted(after.articles[name]) == ["a", "b", "c"] for name in before.first)
    counts = loads(after, IDS)
    assert max(counts.values()) - min(counts.values()) <= 1


def test_deleted_articles_are_not_handed_out_and_count_for_nobody() -> None:
    before = assign(ARTICLES, PEOPLE, 30)
    deleted = {*(before.of("a") or [])[40:], *before.first[:2]}
    there = [name for name in IDS if name not in deleted]
    joined = join(before, "d", there, lambda *_: False)
    assert not deleted & {*(joined.of("d") or [])}
    counts = loads(joined, there)
    assert max(counts[each] for each in "bcd") - min(counts[each] for each in "bcd") <= 1
    name = next(name for name in there if before.articles[name] == ("b",))
    assert give_back(before, "b", name, there).articles[name] == ("a",)
    gone = leave(before, "c", there, lambda _: False)
    assert abs(loads(gone, there)["a"] - loads(gone, there)["b"]) <= 1
    again = assign([each for each in ARTICLES if each.id in there] + NEW, PEOPLE, 0, before)
    assert all(again.articles[each.id] == ("a",) for each in NEW)


def loads(assignments: Assignments, there: Collection[str]) -> Counter[str]:
    return Counter(person for name in there for person in assignments.articles[name])


def test_ten_thousand_articles_take_no_longer_than_their_number() -> None:
    """How often anybody's articles are counted does not grow with them."""
    articles = [ArticleToAssign(f"n{n}") for n in range(10_000)]
    ids = Looked(each.id for each in articles)
    before = assign(articles, PEOPLE, 30)
    joined = join(before, "d", ids, lambda *_: False)
    leave(joined, "a", ids, lambda _: False)
    assert ids.asked < 100_000


class Looked(dict[str, None]):
    """Ids that count how often one is looked for."""

    def __init__(self, ids: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(ids))
        self.asked = 0

    def __contains__(self, name: object) -> bool:
        self.asked += 1
        return super().__contains__(name)


MANY = st.lists(
    st.builds(ArticleToAssign, st.just(""), st.sampled_from(["", "x", "y"]), st.integers(0, 9)), max_size=60
).map(lambda all_: [ArticleToAssign(f"n{at}", each.topic, each.length) for at, each in enumerate(all_)])
FEW = st.integers(1, 6).map(lambda many: tuple("abcdef"[:many]))


@given(MANY, FEW, st.integers(0, 70), st.integers(0, 12))
def test_everybody_has_as_much_and_every_pair_shares_as_much(
    articles: list[ArticleToAssign], people: tuple[str, ...], overlap: int, first: int
) -> None:
    found = assign(articles, people, overlap, first=first)
    ids = [each.id for each in articles]
    assert sorted(found.articles) == sorted(ids)
    shared = [name for name, its in found.articles.items() if len(its) > 1]
    assert len(shared) == (min(overlap, len(ids)) if len(people) > 1 else 0)
    counts = loads(found, ids)
    pairs = Counter(dict.fromkeys(combinations(people, 2), 0))
    pairs.update(its for name, its in found.articles.items() if len(its) == 2 and name not in found.first)
    alone = len(ids) - len(shared)
    if len(people) > 2:
        assert not pairs or max(pairs.values()) - min(pairs.values()) <= 1
    differ = max(counts.values(), default=0) - min((counts[each] for each in people), default=0)
    assert differ <= 1 + (alone < len(people))  # where almost all is shared, pairs go before loads


@given(MANY, FEW, st.integers(0, 40), st.integers(0, 60), st.randoms(use_true_random=False))
def test_who_comes_moves_nothing_that_is_begun(
    articles: list[ArticleToAssign], people: tuple[str, ...], overlap: int, more: int, dice: Random
) -> None:
    before = assign(articles, people, overlap)
    ids = [each.id for each in articles]
    begun = {(person, name) for name, its in before.articles.items() for person in its if dice.random() < 0.5}
    after = join(before, "z", ids, lambda person, name: (person, name) in begun)
    after = assign(articles, (*people, "z"), more, after)
    assert all(person in after.articles[name] for person, name in begun)
    assert set(after.first) >= set(before.first) and sum(len(its) > 1 for its in after.articles.values()) >= min(
        more, len(ids)
    )


def test_more_are_shared_where_all_is_given_out() -> None:
    before = assign(ARTICLES, PEOPLE, 30)
    after = assign(ARTICLES, PEOPLE, 60, before)
    assert sum(len(its) > 1 for its in after.articles.values()) == 60 and after.first == before.first
    assert all(set(its) <= set(after.articles[name]) for name, its in before.articles.items())
    pairs = Counter(tuple(sorted(its)) for its in after.articles.values() if len(its) == 2)
    assert max(pairs.values()) - min(pairs.values()) <= 1
    assert assign(ARTICLES, PEOPLE, 30, after).articles == after.articles


@pytest.mark.parametrize("people", [(), ("a", "a")])
def test_nobody_and_twice_the_same_are_refused(people: tuple[str, ...]) -> None:
    with pytest.raises(NhanError):
        assign(ARTICLES, people, 30)
