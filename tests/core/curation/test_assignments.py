"""Articles are given out evenly, some of them to several people; who comes, leaves or gives back changes little."""

from collections import Counter
from itertools import combinations

import pytest

from nhan.core.curation.assignments import ArticleToAssign, assign, give_back, join, leave
from nhan.core.messages import NhanError

PEOPLE = ("a", "b", "c")
ARTICLES = [ArticleToAssign(f"n{n}", "xyz"[n % 3], 100 + n * 37 % 900) for n in range(300)]


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
    after = join(before, "d", lambda person, name: (person, name) in begun)
    assert all(after.articles[name] == (person,) for person, name in begun)
    loads = Counter(person for its in after.articles.values() for person in its)
    assert max(loads.values()) - min(loads.values()) <= 1
    assert join(after, "d", lambda *_: False) == after


def test_who_leaves_keeps_what_is_done() -> None:
    before = assign(ARTICLES, PEOPLE, 30)
    mine = before.of("b") or []
    done = frozenset(mine[::2])
    after = leave(before, "b", done.__contains__)
    assert after.people == ("a", "c")
    for name, its in after.articles.items():
        assert its and ("b" in its) is (name in done)
    with pytest.raises(NhanError):
        leave(after, "b", lambda _: False)


def test_an_article_given_back_goes_to_whoever_has_the_least() -> None:
    before = assign(ARTICLES[:31], PEOPLE, 0)
    loads = Counter(person for its in before.articles.values() for person in its)
    name = (before.of("a") or [])[0]
    after = give_back(before, "a", name)
    (taker,) = after.articles[name]
    assert taker != "a" and loads[taker] == min(loads[each] for each in "bc")
    with pytest.raises(NhanError):
        give_back(after, "a", name)


@pytest.mark.parametrize("people", [(), ("a", "a")])
def test_nobody_and_twice_the_same_are_refused(people: tuple[str, ...]) -> None:
    with pytest.raises(NhanError):
        assign(ARTICLES, people, 30)
