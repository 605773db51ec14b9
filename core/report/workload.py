"""How far everybody is with the articles that are given to them, how fast, and how well that agrees with the gold."""

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from nhan.core.agreement.choice import AgreementChoice, chosen
from nhan.core.agreement.compare import compare
from nhan.core.agreement.measures import LEADING
from nhan.core.agreement.result import Figure
from nhan.core.agreement.sides import PersonSide
from nhan.core.curation.person_states import PersonState, states_of
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus
from nhan.core.people.person import Person
from nhan.core.people.whose import known_as, people, workers
from nhan.core.project import Project
from nhan.core.readable import Unreadable
from nhan.core.snapshot import Snapshot
from nhan.core.store.assignments_file import Assignments
from nhan.core.store.project_file import Role
from nhan.core.time_on_article import TimesOnArticles, add_session

HOUR = 3600  # seconds
COLUMNS = (  # what the figures are called where they are shown
    Message("workload.person"),
    Message("workload.assigned"),
    Message("workload.new"),
    Message("workload.in_progress"),
    Message("workload.done"),
    Message("workload.skipped"),
    Message("workload.pace"),
    Message("workload.gold"),
)
LEAST_TIMED = 60.0  # seconds of work, below which a pace would be chance
Seen = Callable[[], object]
PassedOver = Callable[[Unreadable], object]


def _nothing() -> None:
    """Nobody counts along."""


class Workload(msgspec.Struct, frozen=True):
    """One person. How many of the articles given to them are in each state; ``spans`` they have confirmed in those that
    are done and timed, in so many ``seconds`` of work there; ``gold``: exact F1 with the gold, None where there is
    none. Where not ``is_read``, their work cannot be read, and only what is given to them is known."""

    person: str
    name: str
    assigned: int
    new: int = 0
    in_progress: int = 0
    done: int = 0
    skipped: int = 0
    spans: int = 0
    seconds: float = 0.0
    gold: Figure | None = None
    is_read: bool = True

    @property
    def spans_an_hour(self) -> float | None:
        """None where too little was timed to tell."""
        return HOUR * self.spans / self.seconds if self.seconds >= LEAST_TIMED else None

    @property
    def in_words(self) -> tuple[str, ...]:
        """What stands in the columns; a dash where there is nothing to say."""
        states = (self.new, self.in_progress, self.done, self.skipped) if self.is_read else ("–",) * 4
        counts = (self.assigned, *states)
        pace = "–" if self.spans_an_hour is None else f"{self.spans_an_hour:.0f}"
        return self.name, *map(str, counts), pace, "–" if self.gold is None else str(self.gold)


def given_to_people(project: Project, assignments: Assignments) -> list[Workload]:
    """Who has been given how many articles, those who have left with what they had done last; nothing is read."""
    names = known_as(people(project))
    there = frozenset(project.ids)
    counts = Counter(person for name, its in assignments.articles.items() if name in there for person in its)
    return [
        Workload(each, names.get(each, each), counts[each]) for each in dict.fromkeys((*assignments.people, *counts))
    ]


def counted(project: Project, load: Workload, passed_over: PassedOver, seen: Seen = _nothing) -> Workload:
    """The same with what their work says, states and pace. ``passed_over`` hears why it cannot be read."""
    try:
        found, states = _with_states(project, replace(load, is_read=True), seen)
    except NhanError as error:  # a journal of a later version
        passed_over(Unreadable(load.person, error.message))
        return replace(load, is_read=False)
    return _with_pace(project, found, states)


def _with_states(project: Project, load: Workload, seen: Seen) -> tuple[Workload, list[PersonState]]:
    """The same with the states of the person's articles, which are returned, too."""
    states = list(states_of(project, load.person, seen))
    counts = Counter(each.status for each in states)
    found = replace(
        load,
        new=counts[ArticleStatus.NEW],
        in_progress=counts[ArticleStatus.IN_PROGRESS],
        done=counts[ArticleStatus.DONE],
        skipped=counts[ArticleStatus.SKIPPED],
    )
    return found, states


def _with_pace(project: Project, load: Workload, states: Sequence[PersonState]) -> Workload:
    """The same with how fast it went, by the person's journals; what is damaged of those counts as not there."""
    journals, times = project.journal(load.person), TimesOnArticles()
    for paths in journals.sessions():
        try:
            entries = journals.entries(paths)
        except (OSError, NhanError):
            continue
        add_session(times, entries)
    timed = [(each, times.of(each.article).seconds) for each in states if each.status is ArticleStatus.DONE]
    timed = [(each, seconds) for each, seconds in timed if seconds]
    return replace(load, spans=sum(each.confirmed for each, _ in timed), seconds=sum(seconds for _, seconds in timed))


def agreement_with_gold(
    snapshot: Snapshot, user: Person | None, viewer: str, passed_over: PassedOver, seen: Seen = _nothing
) -> dict[str, Figure]:
    """Exact F1 of each person (id) with the gold of whoever adjudicates; nothing where nobody does, or nothing can be
    compared. ``viewer``: see ``chosen``; ``passed_over`` hears whose work cannot be read, and why."""
    project = snapshot.project
    gold = next((each for each in workers(project) if each.role is Role.ADJUDICATOR), None)
    others = [each.id for each in workers(project) if each.role is not Role.ADJUDICATOR]
    if gold is None or not others:
        return {}
    choice = AgreementChoice(people=tuple(others), gold=gold.id)
    try:
        who = chosen(snapshot, choice, user, lambda message: passed_over(Unreadable("", message)), viewer)
    except NhanError:  # nobody's work is left to compare: why has been heard
        return {}
    compared = compare(project, who.sides, who.pairs, seen=seen).plain
    names = {side.name: side.person for side in who.sides[1:] if isinstance(side, PersonSide)}
    return {names[pair.second]: pair.figures[LEADING] for pair in compared.pairs if LEADING in pair.figures}


def workloads(
    snapshot: Snapshot,
    assignments: Assignments,
    user: Person | None,
    viewer: str,
    passed_over: PassedOver,
    seen: Seen = _nothing,
) -> list[Workload]:
    """All of it. ``seen`` hears of each person's articles, and of each article that is compared; ``passed_over`` once
    of each reason why somebody's work cannot be read."""
    heard: list[Message] = []

    def hear(unreadable: Unreadable) -> None:
        if unreadable.message not in heard:
            heard.append(unreadable.message)
            passed_over(unreadable)

    project = snapshot.project
    found = [counted(project, load, hear, seen) for load in given_to_people(project, assignments)]
    gold = agreement_with_gold(snapshot, user, viewer, hear, seen)
    return [replace(load, gold=gold.get(load.person)) for load in found]
