"""What a release would hold, before it is made: how many articles, and how many begun ones it would not."""

from collections.abc import Iterable

import msgspec

from nhan.core.agreement.sides import person_snapshot
from nhan.core.model import ArticleStatus
from nhan.core.people.whose import workers
from nhan.core.project import Project


class ReleaseContents(msgspec.Struct, frozen=True):
    """``articles``: that are done in the gold; ``not_done``: that somebody has begun and that are not."""

    articles: int
    not_done: int


def contents(project: Project, golds: Iterable[str]) -> dict[str, ReleaseContents]:
    """By whose work would be the gold (an id). NhanError, OSError: somebody's cannot be read."""
    begun = begun_by_anybody(project)
    found: dict[str, ReleaseContents] = {}
    for each in golds:
        summaries = person_snapshot(project, each).summaries()
        done = {summary.id for summary in summaries if summary.status is ArticleStatus.DONE}
        found[each] = ReleaseContents(len(done), len(begun - done))
    return found


def begun_by_anybody(project: Project) -> set[str]:
    """The articles that anybody has a record of."""
    return {name for each in workers(project) for name in project.touched(each.id)}
