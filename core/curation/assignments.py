"""Who does which articles: given out by turns, by topic and length, some of them to two people or to all."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import combinations

import msgspec
from msgspec.structs import replace

from nhan.core.messages import NhanError
from nhan.core.project import Project
from nhan.core.store.assignments_file import Assignments

FIRST = 10  # articles that all begin with, so that the guideline is improved early
OVERLAP = 30  # articles; exact F1 to ± .05 needs 7 to 44 articles, by how good it is and how much articles differ
BANDS = 3  # of length, within a topic


class ArticleToAssign(msgspec.Struct, frozen=True):
    """An article, and what it is given out by. ``length`` is in code points."""

    id: str
    topic: str = ""
    length: int = 0


def articles_of(project: Project) -> list[ArticleToAssign]:
    """Every article that was not deleted."""
    return [ArticleToAssign(name, project.topic(name), project.length(name)) for name in project.ids]


def assign(
    articles: Sequence[ArticleToAssign],
    people: Sequence[str],
    overlap: int,
    before: Assignments | None = None,
    first: int = FIRST,
) -> Assignments:
    """Give the articles to the people (ids). What ``before`` gives stays as it is: only the rest is given out.

    ``overlap``: how many articles several people do, drawn by hash in each stratum of topic and length, as many as its
    share. The ``first`` of them go to everybody, unless ``before`` has some that do; the others to two people each, all
    pairs equally often. Where too few are left to be given out, articles of one person get a second one. NhanError:
    nobody, or one twice.
    """
    if not people or len(set(people)) < len(people):
        raise NhanError("assign.people")
    given = dict(before.articles) if before is not None else {}
    for_all = before.first if before is not None else ()
    new = [each for each in articles if each.id not in given]
    shared = [each.id for each in articles if len(given.get(each.id, ())) > 1]
    wanted = max(0, overlap - len(shared)) if len(people) > 1 else 0
    drawn = _drawn(new, wanted)
    alone = [each for each in articles if len(has := given.get(each.id, ())) == 1 and has[0] in people]
    second = _drawn(alone, wanted - len(drawn))
    if not for_all:
        for_all, drawn = tuple(drawn[:first]), drawn[first:]
        given |= dict.fromkeys(for_all, tuple(people))
    loads = _loads(given, people, {each.id for each in articles})
    _by_pairs([*drawn, *second], people, given, loads)
    left = [each for each in new if each.id not in given]
    for person, each in zip(_by_turns(people, loads), _by_kind(left), strict=False):
        given[each.id] = (person,)
    order = dict.fromkeys((*(each.id for each in articles if each.id in given), *given))
    its = {name: given[name] for name in order}
    return Assignments(people=tuple(people), overlap=overlap, first=for_all, articles=its)


def join(before: Assignments, newcomer: str, there: Collection[str], begun: Callable[[str, str], bool]) -> Assignments:
    """Give a late-comer their share of the articles that are ``there`` (not deleted): what all begin with, and of the
    single articles that nobody has ``begun`` (person, article) one after the other from whoever has the most."""
    if newcomer in before.people:
        return before
    people = (*before.people, newcomer)
    given = dict(before.articles)
    for name in before.first:
        if name in there and newcomer not in given.get(name, ()):
            given[name] = (*given.get(name, ()), newcomer)
    loads = _loads(given, people, there)
    movable: dict[str, list[str]] = {person: [] for person in before.people}
    for name in sorted(given, key=_drawn_key, reverse=True):
        its = given[name]
        if len(its) == 1 and its[0] in movable and name in there and not begun(its[0], name):
            movable[its[0]].append(name)
    while owners := [each for each, names in movable.items() if names and loads[each] > loads[newcomer] + 1]:
        owner = min(owners, key=lambda each: (-loads[each], _drawn_key(movable[each][-1])))
        given[movable[owner].pop()] = (newcomer,)
        loads[owner] -= 1
        loads[newcomer] += 1
    return replace(before, people=people, articles=given)


def leave(before: Assignments, person: str, there: Collection[str], done: Callable[[str], bool]) -> Assignments:
    """Somebody leaves: what they are ``done`` with (article) stays theirs, the rest goes to whoever has the least of
    what is ``there``; deleted articles go last, so that one that comes back is somebody's. NhanError: they are not
    among the people, or nobody else is."""
    people = tuple(each for each in before.people if each != person)
    if person not in before.people:
        raise NhanError("assign.not_among", name=person)
    if not people:
        raise NhanError("assign.nobody_else", name=person)
    given = dict(before.articles)
    loads = _loads(given, people, there)
    left = [name for name, its in given.items() if person in its and not done(name)]
    for name in sorted(left, key=lambda name: name not in there):
        _reassign(given, loads, name, person)
    return replace(before, people=people, articles=given)


def give_back(before: Assignments, person: str, article_id: str, there: Collection[str]) -> Assignments:
    """One article goes from this person to whoever has the least of what is ``there``. NhanError where it is not
    theirs, or nobody else is there to take it."""
    if person not in before.articles.get(article_id, ()):
        raise NhanError("assign.not_theirs", article=article_id, name=person)
    others = [each for each in before.people if each != person]
    if not others:
        raise NhanError("assign.nobody_else", name=person)
    given = dict(before.articles)
    _reassign(given, _loads(given, others, there), article_id, person)
    return replace(before, articles=given)


def _reassign(given: dict[str, tuple[str, ...]], loads: Counter[str], article_id: str, person: str) -> None:
    """One article goes from this person to whoever of those in ``loads`` has the least and does not have it yet."""
    rest = tuple(each for each in given[article_id] if each != person)
    taker = min((each for each in loads if each not in rest), key=lambda each: loads[each], default=None)
    given[article_id] = rest
    if taker is not None:
        given[article_id] = (*rest, taker)
        loads[taker] += 1


def _drawn(articles: Sequence[ArticleToAssign], count: int) -> list[str]:
    """So many articles by hash, from each stratum its share (largest remainders), mixed by hash."""
    count = min(count, len(articles))
    strata = _strata(articles)
    quotas = {key: count * len(its) / len(articles) for key, its in strata.items()}
    taken = {key: int(quota) for key, quota in quotas.items()}
    by_rest = sorted(quotas, key=lambda key: (taken[key] - quotas[key], key))
    for key in by_rest[: count - sum(taken.values())]:
        taken[key] += 1
    found = (name for key, its in strata.items() for name in sorted(its, key=_drawn_key)[: taken[key]])
    return sorted(found, key=_drawn_key)


def _strata(articles: Iterable[ArticleToAssign]) -> dict[tuple[str, int], list[str]]:
    """By topic and band of length: the shorter third of the topic, the middle, the longer."""
    topics: dict[str, list[ArticleToAssign]] = {}
    for each in articles:
        topics.setdefault(each.topic, []).append(each)
    strata: dict[tuple[str, int], list[str]] = {}
    for topic in sorted(topics):
        its = sorted(topics[topic], key=lambda each: (each.length, each.id))
        for place, each in enumerate(its):
            strata.setdefault((topic, place * BANDS // len(its)), []).append(each.id)
    return strata


def _drawn_key(article_id: str) -> bytes:
    return hashlib.sha256(f"nhan overlap\0{article_id}".encode("utf-8", "surrogatepass")).digest()


def _by_pairs(
    names: Iterable[str], people: Sequence[str], given: dict[str, tuple[str, ...]], loads: Counter[str]
) -> None:
    """Each to the pair that has the fewest articles together, of those to whoever has the least; whoever has the
    article already is one of the two. ``loads`` is kept up."""
    pairs = Counter(dict.fromkeys(combinations(people, 2), 0))
    for its in given.values():
        pairs.update(pair for pair in combinations([each for each in people if each in its], 2) if len(its) == 2)
    order = {pair: place for place, pair in enumerate(combinations(people, 2))}
    for name in names:
        has = given.get(name, ())
        pair = min(
            (pair for pair in order if set(has) <= set(pair)),
            key=lambda pair: (pairs[pair], loads[pair[0]] + loads[pair[1]], order[pair]),
        )
        pairs[pair] += 1
        loads.update(each for each in pair if each not in has)
        given[name] = (*has, *(each for each in pair if each not in has))


def _loads(given: dict[str, tuple[str, ...]], people: Iterable[str], there: Collection[str]) -> Counter[str]:
    """How many of the articles that are ``there`` each of the people has."""
    counts = Counter(person for name, its in given.items() if name in there for person in its)
    return Counter({person: counts[person] for person in people})


def _by_kind(articles: Iterable[ArticleToAssign]) -> list[ArticleToAssign]:
    """By topic, the longest first."""
    return sorted(articles, key=lambda each: (each.topic, -each.length, _drawn_key(each.id)))


def _by_turns(people: Sequence[str], loads: Counter[str]) -> Iterable[str]:
    """Forwards and backwards through the people without end; who has less than others comes first until all are
    level."""
    behind = dict(loads)
    while len(set(behind.values())) > 1:
        least = min(people, key=lambda each: behind[each])
        behind[least] += 1
        yield least
    while True:
        yield from people
        yield from reversed(people)
