"""Agreement over time: of articles by the day on which the last of those who are compared was done with them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime

import msgspec

from nhan.core.agreement.result import ArticleAgreement
from nhan.core.messages import NhanError
from nhan.core.metrics.progress import Decisions
from nhan.core.people.whose import workers
from nhan.core.project import Project
from nhan.core.store.project_file import Role


class DayAgreement(msgspec.Struct, frozen=True):
    """The articles of a day (in the time of this machine), and their exact F1, a mean."""

    day: date
    articles: int
    exact: float


def over_time(
    project: Project, articles: Iterable[ArticleAgreement], seen: Callable[[], object] = lambda: None
) -> list[DayAgreement]:
    """By day. Reads all journals: what was done elsewhere, and has none here, is not among it. ``seen`` hears of every
    person."""
    finished = defaultdict[str, str](str)
    for person in workers(project):
        seen()
        if person.role is not Role.ADJUDICATOR:
            for article, at in _finished(project, person.id):
                finished[article] = max(finished[article], at)
    days = defaultdict[date, list[float]](list)
    for each in articles:
        day = _day(finished[each.article]) if each.article in finished else None
        if day is not None and each.exact is not None:
            days[day].append(each.exact)
    return [DayAgreement(day, len(days[day]), sum(days[day]) / len(days[day])) for day in sorted(days)]


def _finished(project: Project, annotator: str) -> list[tuple[str, str]]:
    """Which articles somebody has finished, and when (UTC, ISO 8601). What is damaged counts as not there."""
    journals, decisions = project.journal(annotator), Decisions()
    for paths in journals.sessions():
        try:
            for entry in journals.entries(paths):
                decisions.add(entry.change, entry.at)
        except (OSError, NhanError):
            continue
    return [(each.article, each.finished_at) for each in decisions.results()]


def _day(at: str) -> date | None:
    """None where it is no date: others may have written the journal."""
    try:
        return datetime.fromisoformat(at).astimezone().date()
    except (ValueError, OverflowError):
        return None
