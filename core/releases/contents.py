"""What a release would hold, before it is made: how many articles, and how many begun ones it would not."""

from collections.abc import Callable, Iterable

import msgspec

from nhan.core.agreement.sides import person_snapshot
from nhan.core.messages import Message, NhanError
from nhan.core.model import ArticleStatus
from nhan.core.people.whose import workers
from nhan.core.project import Project


class ReleaseContents(msgspec.Struct, frozen=True):
    """``articles``: that are done in the gold; ``not_done``: that somebody has begun and that are not."""

    articles: int
    not_done: int


def contents(
    project: Project, golds: Iterable[str], seen: Callable[[], object] = lambda: None
) -> dict[str, ReleaseContents | Message]:
    """By whose work would be the gold (an id); where that cannot be read, why. ``seen`` hears of every article of
    each. OSError: it cannot be said who has begun what."""
    begun = begun_by_anybody(project)
    found: dict[str, ReleaseContents | Message] = {}
    for each in golds:
        try:
            done = _done(project, each, seen)
        except NhanError as error:  # a journal of a later version
            found[each] = error.message
        else:
            found[each] = ReleaseContents(len(done), len(begun - done))
    return found


def _done(project: Project, gold: str, seen: Callable[[], object]) -> set[str]:
    done: set[str] = set()
    for summary in person_snapshot(project, gold).summaries():
        seen()
        if summary.status is ArticleStatus.DONE:
            done.add(summary.id)
    return done


def begun_by_anybody(project: Project) -> set[str]:
    """The articles that anybody has a record of."""
    return {name for each in workers(project) for name in project.touched(each.id)}
